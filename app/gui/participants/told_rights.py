"""What a recipient may do with the documents at SigningHub, and the notice to accept first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.signinghub_people import FLAGS, Permissions
from app.domain.signinghub_people_editing import with_flags
from app.gui.metrics import GAP_CARD, GAP_PAIR
from app.gui.participants.signinghub_words import ACCOUNT, own_option, right_word
from app.gui.participants.told_fields import ToldChoice, ToldLine
from app.gui.theme import Theme

_CHOSEN, _NONE, _ACCEPT = "chosen", "none", "accept"
_NAMED = "named "
"""Before the name of a notice, in the keys of the choice."""
_BEGINS = ("add_text", "change_recipients")
"""Before these there is a little room."""
_USUAL = ("print", "download")
"""Allowed as soon as rights are chosen here; the rest is given on purpose."""


class ToldRights(QWidget):
    """The account's own rights, or five that are chosen here; and the legal notice.

    Signals:
        changed: the `Permissions` as they are to be, and what was typed in (else empty)
    """

    changed = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with the account's own."""
        super().__init__(parent)
        self._value = Permissions()
        self.whose = ToldChoice(theme, self.tr("What they may do"), "told-rights")
        self.boxes = {name: self._box(theme, name) for name in FLAGS}
        self.notice = ToldChoice(theme, self.tr("Legal notice"), "told-notice")
        self.notice_name = ToldLine(theme, self.tr("Name of the notice"), "told-notice-name")
        self.notice_name.set_note(self.tr("As it is called in SigningHub."))
        self._known: tuple[str, ...] = ()
        self._boxes = QWidget()
        boxes = QVBoxLayout(self._boxes)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(0)
        for name, box in self.boxes.items():
            # What may be taken along, what may be added, and who else gets it.
            boxes.addSpacing(GAP_PAIR if name in _BEGINS else 0)
            boxes.addWidget(box)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP_CARD)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.whose, 0, 0, top)
        grid.addWidget(self._boxes, 1, 0, 1, 2)
        grid.addWidget(self.notice, 2, 0, top)
        grid.addWidget(self.notice_name, 2, 1, top)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.whose.chosen.connect(self._on_whose)
        self.notice.chosen.connect(self._on_notice)
        self.notice_name.typed.connect(self._on_notice_name)

    def show_value(self, value: Permissions | None, known: Sequence[str], *, locked: bool) -> None:
        """Show rights; `known` are names of notices to choose from."""
        value = self._value = value or Permissions()
        flags = [getattr(value, name) for name in FLAGS]
        chosen = any(flag is not None for flag in flags)
        options = [own_option(), (_CHOSEN, self.tr("Chosen here"))]
        self.whose.show_value(_CHOSEN if chosen else ACCOUNT, options, locked=locked)
        self._boxes.setVisible(chosen)
        for box, flag in zip(self.boxes.values(), flags, strict=True):
            self._show_flag(box, flag)
            box.setEnabled(not locked)
        self._known = tuple(known)
        self.notice.show_value(self._notice_key(value), self._notices(), locked=locked)
        # What is being typed may be the beginning of a longer name.
        typing = self.notice_name.edit.hasFocus()
        shown = value.notice is True and (typing or value.notice_name not in self._known)
        self.notice_name.setVisible(shown)
        self.notice_name.show_value(value.notice_name, locked=locked)

    def _notices(self) -> list[tuple[str, str]]:
        """Nothing chosen, none, those that are known by name, and any other."""
        other = self.tr("Another one…") if self._known else self.tr("Must be accepted first")
        return [
            own_option(),
            (_NONE, self.tr("None")),
            *((f"{_NAMED}{name}", f"“{name}”") for name in self._known),
            (_ACCEPT, other),
        ]

    def _notice_key(self, value: Permissions) -> str:
        if value.notice is None:
            return ACCOUNT
        if not value.notice:
            return _NONE
        return f"{_NAMED}{value.notice_name}" if value.notice_name in self._known else _ACCEPT

    def _box(self, theme: Theme, name: str) -> QCheckBox:
        box = QCheckBox(right_word(name))
        box.setObjectName(f"right-{name}")
        box.setFont(theme.font())
        box.clicked.connect(self._on_box)
        return box

    def _show_flag(self, box: QCheckBox, flag: bool | None) -> None:
        """What the draft does not say is as the account has it: neither on nor off."""
        with QSignalBlocker(box):
            box.setTristate(flag is None)
            box.setCheckState(
                Qt.CheckState.PartiallyChecked
                if flag is None
                else Qt.CheckState.Checked
                if flag
                else Qt.CheckState.Unchecked
            )
        box.setToolTip(self.tr("As the account has it") if flag is None else "")

    @Slot()
    def _on_box(self) -> None:
        flags: dict[str, bool | None] = {}
        for name, box in self.boxes.items():
            untold = box.checkState() is Qt.CheckState.PartiallyChecked
            flags[name] = None if untold else box.isChecked()
        self._tell(with_flags(self._value, flags))

    @Slot(str)
    def _on_whose(self, key: str) -> None:
        here = key == _CHOSEN
        flags = {name: (name in _USUAL) if here else None for name in FLAGS}
        self._tell(with_flags(self._value, flags))

    @Slot(str)
    def _on_notice(self, key: str) -> None:
        notice = {ACCOUNT: None, _NONE: False}.get(key, True)
        name = key.removeprefix(_NAMED) if key.startswith(_NAMED) else ""
        self._tell(replace(self._value, notice=notice, notice_name=name))
        if key == _ACCEPT:
            self.notice_name.show()
            self.notice_name.edit.setFocus()

    @Slot(str)
    def _on_notice_name(self, name: str) -> None:
        self._tell(replace(self._value, notice_name=name), "notice")

    def _tell(self, value: Permissions, typed: str = "") -> None:
        self._value = value
        self.changed.emit(value, typed)

"""The settings with which a draft is sent, and what its first reader gets."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_PANE
from app.gui.review.fact import Fact
from app.gui.review.settings_form import SettingsForm
from app.gui.review.ways_button import WaysButton
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.field import Field
from app.gui.widgets.labels import Label
from app.gui.widgets.section_header import SectionHeader

_NAME: Final = 92


class SettingsColumn(Pane):
    """Names and values below each other; asked to, the form in which they are changed.

    Signals:
        changing: whether they are being changed now
    """

    changing = Signal(bool)

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Begin with what is said of the settings of `session`."""
        super().__init__(theme, "bg-base", parent)
        self._session = session
        self._facts: tuple[Fact, ...] = ()
        self._lines: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._reads = Label(theme, role="subtitle", wrap=True)
        self._reads_text = Label(theme, token="text-2", wrap=True)
        self.change = Button(theme, self.tr("Change"), kind="link", name="change-settings")
        self.form = SettingsForm(theme, session)
        self._said = QWidget()
        column = QVBoxLayout(self._said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        head = SectionHeader(theme, self.tr("Settings"))
        head.add(self.change)
        column.addWidget(head)
        column.addLayout(self._list)
        column.addWidget(WaysButton(theme, session), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(GAP)
        column.addWidget(self._reads)
        column.addWidget(self._reads_text)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(GAP_PANE, 14, GAP_PANE, GAP_PANE)
        around.addWidget(self._said)
        around.addWidget(self.form)
        self.form.hide()
        self.change.clicked.connect(self._on_change)
        self.form.done.connect(self._on_done)
        self.set_reads("", "")

    @property
    def is_changing(self) -> bool:
        """Whether the form is shown."""
        return not self.form.isHidden()

    def refresh(self) -> None:
        """Show in the form what the draft says now; a draft that may be sent is only read."""
        locked = self._session.is_locked
        self.change.setVisible(not locked)
        if locked and self.is_changing:
            self._show_form(shown=False)
        if self.is_changing:
            self.form.refresh()

    def start_changing(self, member: str = "") -> None:
        """Show the form, with the focus in the field of a setting."""
        if self._session.is_locked:
            return
        self._show_form(shown=True)
        if not member:
            self.form.start()
            return
        field = self.form.field(member)
        editor = field.editor if isinstance(field, Field) else field
        editor.setFocus()

    @Slot()
    def _on_change(self) -> None:
        self.start_changing()

    @Slot()
    def _on_done(self) -> None:
        self._show_form(shown=False)
        self.change.setFocus()

    def _show_form(self, *, shown: bool) -> None:
        self.form.refresh()
        self._said.setVisible(not shown)
        self.form.setVisible(shown)
        self.changing.emit(shown)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these settings."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for fact in self._facts:
            for widget in (Line(self.theme), self._line(fact)):
                self._lines.append(widget)
                self._list.addWidget(widget)

    def set_reads(self, title: str, words: str) -> None:
        """Say what the first one reads, or nothing."""
        self._reads.setText(title)
        self._reads_text.setText(words)
        self._reads.setVisible(bool(words))
        self._reads_text.setVisible(bool(words))

    def _line(self, fact: Fact) -> QWidget:
        line = QWidget()
        line.setAccessibleName(f"{fact.name}: {fact.value}. {fact.why}".strip())
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(0)
        name = Label(self.theme, fact.name, token="text-2", wrap=True)
        name.setFixedWidth(_NAME)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self.theme, fact.value, wrap=True))
        if fact.why:
            why = Label(self.theme, fact.why, role="caption", token="text-2", wrap=True)
            words.addWidget(why)
        words.addStretch(1)
        row.addLayout(words, 1)
        return line

"""One file that goes along with the documents, with everything that can be said about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.attachments import Attachment
from app.gui.metrics import GAP, GAP_CARD, GAP_PAIR, ICON
from app.gui.participants.told_fields import show_text
from app.gui.theme import Theme
from app.gui.uploader.rows import RowNote
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.field import line_edit
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel, Sentence

BESIDE, MERGED = "beside", "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentFace:
    """What a row shows."""

    attachment: Attachment
    line: str
    """`terms.pdf · 2 pages · 0.1 MB`."""
    notes: tuple[RowNote, ...] = ()
    is_first: bool = False
    is_last: bool = False
    is_locked: bool = False


class AttachmentRow(QWidget):
    """Edits one attachment.

    Signals:
        edited: stored file, the changed `Attachment`, what typing is joined into one step back
        moved: stored file, how far (negative is up)
        action_requested: stored file, what is wanted: `look, remove, sign, use, keep, repair`
    """

    edited = Signal(str, object, str)
    moved = Signal(str, int)
    action_requested = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without an attachment; `show_face` brings one."""
        super().__init__(parent)
        self.theme = theme
        self._attachment = Attachment(file="-")
        self._build_widgets()
        self._build_layout()
        self._connect()

    def show_face(self, face: AttachmentFace) -> None:
        """Show an attachment; what somebody types in keeps its place."""
        self._attachment = face.attachment
        locked = face.is_locked
        show_text(self.name, face.attachment.name)
        self.name.setPlaceholderText(face.attachment.shown_name)
        self.name.setReadOnly(locked)
        self._line.setText(face.line)
        with QSignalBlocker(self.required):
            self.required.setChecked(face.attachment.required)
        self.required.setEnabled(not locked)
        self.place.set_value(MERGED if face.attachment.add_to_sealed_file else BESIDE)
        self.place.setEnabled(not locked)
        for button in (self.sign, self.up, self.down, self.remove):
            button.setVisible(not locked)
        self.up.set_possible(not face.is_first, self.tr("It is the first already."))
        self.down.set_possible(not face.is_last, self.tr("It is the last already."))
        self._show_notes(face.notes)

    def _show_notes(self, notes: Sequence[RowNote]) -> None:
        """One line at a time: the gravest comes first and is mended first."""
        self._note.setVisible(bool(notes))
        if not notes:
            return
        note = notes[0]
        self._glyph.set_icon(note.severity.glyph, note.severity.state, note.severity.word)
        self._sentence.say("", note.sentence, "")
        for button, action in zip(self.links, (*note.actions, None, None), strict=False):
            button.setVisible(action is not None)
            if action is not None:
                button.setProperty("wish", action[0])
                button.setText(action[1])

    def _build_widgets(self) -> None:
        theme = self.theme
        self.name = line_edit(theme, name="attachment-name")
        self.name.setAccessibleName(self.tr("Name of what goes along"))
        self._line = ElidedLabel(theme, role="caption", token="text-2")
        self.required = QCheckBox(self.tr("Who signs must accept it"))
        self.required.setObjectName("attachment-required")
        options = (
            Option(key=BESIDE, text=self.tr("Beside")),
            Option(key=MERGED, text=self.tr("Merged")),
        )
        self.place = Choice(theme, options, label=self.tr("In the signed file"))
        self.place.button(BESIDE).set_purpose(self.tr("Delivered beside the signed PDF"))
        self.place.button(MERGED).set_purpose(self.tr("Becomes part of the signed PDF"))
        self.look = self._button("eye", self.tr("Show its pages"), "attachment-look")
        self.up = self._button("arrow-up", self.tr("Move up"), "attachment-up")
        self.down = self._button("arrow-down", self.tr("Move down"), "attachment-down")
        self.sign = self._button("pen-line", self.tr("Let people sign it"), "attachment-sign")
        self.remove = self._button("trash-2", self.tr("Remove"), "attachment-remove")
        self._note = QWidget()
        self._glyph = Glyph(theme, "info", "text-2", ICON)
        self._sentence = Sentence(theme, role="caption")
        self.links = tuple(Button(theme, kind="link", size="small") for _ in range(2))

    def _button(self, icon: str, purpose: str, name: str) -> Button:
        return icon_button(self.theme, icon, purpose, size="small", name=name)

    def _build_layout(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(GAP_PAIR)
        first.addWidget(self.name, 1)
        for button in (self.look, self.sign, self.up, self.down, self.remove):
            first.addWidget(button)
        last = QHBoxLayout()
        last.setSpacing(GAP_CARD)
        last.addWidget(self.required, 1)
        last.addWidget(self.place)
        note = QHBoxLayout(self._note)
        note.setContentsMargins(0, 0, 0, 0)
        note.setSpacing(GAP)
        note.addWidget(self._glyph)
        note.addWidget(self._sentence, 1)
        for button in self.links:
            note.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, GAP_CARD, 14, GAP_CARD)
        layout.setSpacing(GAP)
        layout.addLayout(first)
        layout.addWidget(self._line)
        layout.addLayout(last)
        layout.addWidget(self._note)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._on_renamed)
        self.required.toggled.connect(self._on_required)
        self.place.chosen.connect(self._on_place_chosen)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.look.clicked.connect(self._on_look)
        self.remove.clicked.connect(self._on_remove)
        self.sign.clicked.connect(self._on_sign)
        for button in self.links:
            button.clicked.connect(self._on_action)
        self.theme.changed.connect(self._restyle)
        self._restyle()

    @Slot(str)
    def _on_renamed(self, name: str) -> None:
        self._edit(replace(self._attachment, name=name.strip()), "name")

    @Slot(bool)
    def _on_required(self, required: bool) -> None:
        self._edit(replace(self._attachment, required=required))

    @Slot(str)
    def _on_place_chosen(self, key: str) -> None:
        self._edit(replace(self._attachment, add_to_sealed_file=key == MERGED))

    @Slot()
    def _on_up(self) -> None:
        self.moved.emit(self._attachment.file, -1)

    @Slot()
    def _on_down(self) -> None:
        self.moved.emit(self._attachment.file, 1)

    @Slot()
    def _on_look(self) -> None:
        self.action_requested.emit(self._attachment.file, "look")

    @Slot()
    def _on_remove(self) -> None:
        self.action_requested.emit(self._attachment.file, "remove")

    @Slot()
    def _on_sign(self) -> None:
        self.action_requested.emit(self._attachment.file, "sign")

    @Slot()
    def _on_action(self) -> None:
        self.action_requested.emit(self._attachment.file, str(self.sender().property("wish")))

    def _edit(self, changed: Attachment, what: str = "") -> None:
        merge = f"attachment {changed.file} {what}" if what else ""
        self.edited.emit(changed.file, changed, merge)

    @Slot()
    def _restyle(self) -> None:
        self.required.setFont(self.theme.font())
        self.name.setFont(self.theme.font())

"""What goes along: files beside the documents that nobody signs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.attachments import (
    MEMBER,
    Attachment,
    attachments_of,
    with_attachment,
    with_attachment_moved,
    with_changed_attachment,
    without_attachment,
)
from app.domain.draft_files import as_document, attachment_key
from app.domain.findings import Finding
from app.domain.kinds import ServiceKind
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD
from app.gui.theme import Theme
from app.gui.uploader.adding import AddedFile, Adder
from app.gui.uploader.attachment_row import AttachmentFace, AttachmentRow
from app.gui.uploader.rows import Pending, RowNote, source_name, source_words
from app.gui.uploader.words import file_line
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card, Line
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.section_header import SectionHeader
from app.gui.widgets.states import Severity
from app.services.texts import finding_text

_REPAIR = "repair"


class GoesAlong(QWidget):
    """A section below the documents.

    Signals:
        removed: a sentence about what was removed and can be brought back by undoing
        keep_mine_requested: key of the file whose original no longer matters
        look_requested: the stored file whose pages are to be seen
    """

    removed = Signal(str)
    look_requested = Signal(str)
    keep_mine_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        adder: Adder,
        times: Callable[[], Times],
        choose: Callable[[], Sequence[Path]],
        parent: QWidget | None = None,
    ) -> None:
        """Show and change what goes along in `session`; `choose` lets the user choose PDFs."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._adder = adder
        self._times = times
        self._choose = choose
        self.rows: list[AttachmentRow] = []
        self._lines: list[Line] = []
        self._pending: list[_PendingRow] = []
        self._build()
        self._session.changed.connect(self._refresh)
        self._adder.changed.connect(self._refresh)
        self._adder.added.connect(self._on_added)
        self.add_files.clicked.connect(self._on_add)
        self._refresh()

    def _build(self) -> None:
        theme = self.theme
        self._head = SectionHeader(theme, self.tr("Goes along"))
        self.add_files = Button(
            theme, self.tr("Add…"), icon="plus", size="small", name="add-attachments"
        )
        self.add_files.set_purpose(self.tr("Add PDFs that nobody signs"))
        self._head.add(self.add_files)
        self._about = Label(theme, role="caption", token="text-2", wrap=True)
        self._card = Card(theme)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for widget in (self._head, self._about, self._card):
            layout.addWidget(widget)

    # -- what happens -------------------------------------------------------------------------

    @Slot()
    def _on_add(self) -> None:
        if not self._session.is_locked:
            self._adder.add_along(self._choose())

    @Slot(object)
    def _on_added(self, added: AddedFile) -> None:
        if not added.along:
            return
        self._session.set_facts(added.file.file, added.facts)
        agreement = self._session.agreement
        before = self._attachment(added.replaces)
        if before is None:
            self._session.change(with_attachment(agreement, added.file.file, added.name))
        else:
            changed = replace(before, file=added.file.file)
            self._session.change(with_changed_attachment(agreement, before.file, changed))

    @Slot(str, object, str)
    def _on_edited(self, file: str, changed: Attachment, merge: str) -> None:
        agreement = with_changed_attachment(self._session.agreement, file, changed)
        self._session.change(agreement, merge)

    @Slot(str, int)
    def _on_moved(self, file: str, by: int) -> None:
        self._session.change(with_attachment_moved(self._session.agreement, file, by))

    @Slot(str, str)
    def _on_action_requested(self, file: str, wish: str) -> None:
        attachment = self._attachment(file)
        if attachment is None or (self._session.is_locked and wish != "look"):
            return
        note = self._session.source_of(attachment)
        if wish == "look":
            self.look_requested.emit(file)
        elif wish == "remove":
            self._session.change(without_attachment(self._session.agreement, file))
            words = self.tr("{name} does not go along any more.")
            self.removed.emit(words.format(name=attachment.shown_name))
        elif wish == "sign":
            self._session.change(as_document(self._session.agreement, file))
        elif wish == "use" and note is not None:
            self._adder.replace_file(file, note.source, along=True)
        elif wish == "keep":
            self.keep_mine_requested.emit(attachment_key(self._place_of(file)))
        elif wish == _REPAIR:
            for finding in self._findings(self._place_of(file)):
                if finding.repair is not None:
                    self._session.repair(finding.repair)
                    return

    @Slot(str)
    def _on_cancelled(self, key: str) -> None:
        self._adder.cancel(key)

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        attachments = attachments_of(session.agreement)
        pending = [each for each in self._adder.pending if each.along]
        elsewhere = session.service is ServiceKind.SIGNINGHUB
        useful = not (elsewhere or session.is_locked)
        self.setVisible(useful or bool(attachments))
        self.add_files.setVisible(useful)
        self._head.set_title(self.tr("Goes along"), str(len(attachments)) if attachments else "")
        self._about.setText(self._said())
        self._card.setVisible(bool(attachments or pending))
        self._have_rows(len(attachments))
        for place, attachment in enumerate(attachments):
            self.rows[place].show_face(self._face(place, attachment, len(attachments)))
        self._show_pending(pending)

    def _said(self) -> str:
        general = [each for each in self._session.findings if each.where == f"/scrive/{MEMBER}"]
        if general:
            return finding_text(general[0]).sentence + " " + finding_text(general[0]).why
        return self.tr("PDFs that people get to read but do not sign, such as general terms.")

    def _have_rows(self, count: int) -> None:
        while len(self.rows) < count:
            if self.rows:
                self._lines.append(Line(self.theme))
                self._column.addWidget(self._lines[-1])
            row = AttachmentRow(self.theme)
            row.edited.connect(self._on_edited)
            row.moved.connect(self._on_moved)
            row.action_requested.connect(self._on_action_requested)
            self.rows.append(row)
            self._column.addWidget(row)
        while len(self.rows) > count:
            self._drop(self.rows.pop())
            if self._lines:
                self._drop(self._lines.pop())

    def _show_pending(self, pending: Sequence[Pending]) -> None:
        if [each.key for each in pending] != [row.key for row in self._pending]:
            for row in self._pending:
                self._drop(row)
            self._pending = [_PendingRow(self.theme, each) for each in pending]
            for row in self._pending:
                row.cancelled.connect(self._on_cancelled)
                self._column.addWidget(row)
        for row, each in zip(self._pending, pending, strict=True):
            row.words.setText(each.words)

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _face(self, place: int, attachment: Attachment, count: int) -> AttachmentFace:
        session = self._session
        return AttachmentFace(
            attachment=attachment,
            line=file_line(source_name(session, attachment), session.facts_of(attachment)),
            notes=tuple(self._notes(place, attachment)),
            is_first=place == 0,
            is_last=place == count - 1,
            is_locked=session.is_locked,
        )

    def _notes(self, place: int, attachment: Attachment) -> Iterator[RowNote]:
        for finding in self._findings(place):
            words = finding_text(finding)
            can = finding.repair is not None and not self._session.is_locked
            yield RowNote(
                severity=Severity(finding.severity.value),
                sentence=words.sentence,
                actions=((_REPAIR, words.repair),) if can else (),
            )
        note = self._session.source_of(attachment)
        if note is not None and not self._session.is_locked:
            yield source_words(note, self._times())

    def _findings(self, place: int) -> list[Finding]:
        start = f"/scrive/{MEMBER}/{place}/"
        return [each for each in self._session.findings if each.where.startswith(start)]

    def _attachment(self, file: str) -> Attachment | None:
        found = attachments_of(self._session.agreement)
        return next((each for each in found if each.file == file), None)

    def _place_of(self, file: str) -> int:
        files = [each.file for each in attachments_of(self._session.agreement)]
        return files.index(file)


class _PendingRow(QWidget):
    """A file on its way.

    Signals:
        cancelled: its key
    """

    cancelled = Signal(str)

    def __init__(self, theme: Theme, pending: Pending) -> None:
        super().__init__()
        self.key = pending.key
        self.words = Label(theme, role="caption", token="text-2")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, GAP_CARD, 14, GAP_CARD)
        row.setSpacing(GAP)
        row.addWidget(ElidedLabel(theme, pending.source.name), 1)
        row.addWidget(self.words)
        cancel = Button(theme, self.tr("Cancel"), size="small", name="cancel-attachment")
        row.addWidget(cancel)
        cancel.clicked.connect(self._on_cancel)

    @Slot()
    def _on_cancel(self) -> None:
        self.cancelled.emit(self.key)

"""The documents of the draft: the list, what is on its way into it, and the pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.agreement import Document
from app.domain.draft_files import as_attachment, files_of
from app.domain.editing import (
    with_changed_document,
    with_document,
    with_document_moved,
    without_that_document,
)
from app.domain.page_removal import removed_pages, with_other_file
from app.gui.composer.finding_lines import FindingLines
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD, GAP_PANE, ICON_SMALL
from app.gui.pages.following import replacing_step
from app.gui.pages.switch import view_choice
from app.gui.theme import Theme
from app.gui.uploader.adding import AddedFile, Adder, Refusal
from app.gui.uploader.along import GoesAlong
from app.gui.uploader.choosing import Choose, chosen_pdfs
from app.gui.uploader.delegate import THUMB_WIDTH
from app.gui.uploader.document_card import DocumentCard
from app.gui.uploader.drop_zone import DropZone
from app.gui.uploader.file_list import FileList
from app.gui.uploader.intake import taken_from
from app.gui.uploader.not_added import NotAddedCard
from app.gui.uploader.pictures import Pictures
from app.gui.uploader.preview import PagePreview
from app.gui.uploader.rows import FileRow, file_rows, other_findings
from app.gui.uploader.shown_pages import ShownPages
from app.gui.uploader.words import size_words
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.section_header import SectionHeader
from app.services.texts import ErrorText

_LEFT, _LEFT_WIDE = 592, 720
_WIDE = 1600


class DocumentsPanel(QWidget):
    """The first part of the composer.

    Signals:
        part_requested: key of the part that the user wants to see
        removed: a sentence about what was removed and can be brought back by undoing
        keep_mine_requested: label of the document whose original no longer matters
        view_chosen: `files` or `fields`
        file_replaced: label of the document, what its file was stored as before
    """

    part_requested = Signal(str)
    removed = Signal(str)
    keep_mine_requested = Signal(str)
    view_chosen = Signal(str)
    file_replaced = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        adder: Adder,
        pictures: Pictures,
        times: Callable[[], Times],
        choose: Choose = chosen_pdfs,
        parent: QWidget | None = None,
    ) -> None:
        """Show and change the documents of `session`; files come in through `adder`."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._adder = adder
        self._pictures = pictures
        self._times = times
        self._choose = choose
        self._is_divided = False
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    # -- what comes in ------------------------------------------------------------------------

    @Slot()
    def browse(self) -> None:
        """Let the user choose files to add."""
        if not self._session.is_locked:
            self.add(self._choose(self, True))

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; each is checked first."""
        if paths and not self._session.is_locked:
            self.not_added.clear()
            self._adder.add(paths)

    @Slot()
    def paste(self) -> None:
        """Add what is on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if not self._session.is_locked and not self.take(data):
            what = self.tr("There is no PDF on the clipboard.")
            how = self.tr("Copy a file in your file manager, then paste it here.")
            self._refuse("paste", what, how)

    def take(self, data: QMimeData) -> bool:
        """Add what was dropped or pasted; False when no file could be in it."""
        intake = taken_from(data)
        if self._session.is_locked or not intake:
            return False
        self.add(intake.paths)
        if intake.pdf:
            self.not_added.clear()
            self._adder.add_pdf(intake.pdf)
        for number, (what, how) in enumerate(intake.refusals):
            self._refuse(f"taken {number}", what, how)
        return True

    def add_section(self, section: QWidget) -> None:
        """Show something more below what goes along."""
        self._column.insertWidget(self._column.indexOf(self.along) + 1, section)

    def set_lit(self, *, lit: bool) -> None:
        """Light up while files are dragged over the page."""
        self.drop_zone.set_lit(lit=lit)

    def go_to(self, label: str) -> None:
        """Show one document."""
        self.files.select(label)
        self.files.list.setFocus()

    def _refuse(self, key: str, what: str, how: str) -> None:
        self.not_added.add(Refusal(key=key, text=ErrorText(title=what, next_step=how)))

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self._head = SectionHeader(theme, "")
        self.view = view_choice(theme)
        self.view.set_value("files")
        self._head.lead(self.view)
        self._paste = Button(theme, self.tr("Paste"), icon="clipboard-paste", name="paste")
        self._add = Button(theme, self.tr("Add files…"), icon="plus", name="add-files")
        self._add.set_purpose(self.tr("Add files (Ctrl+Shift+A)"))
        self._head.add(self._paste)
        self._head.add(self._add)
        self.files = FileList(theme)
        self.card = DocumentCard(theme)
        self.findings = FindingLines(theme)
        self.not_added = NotAddedCard(theme)
        self.along = GoesAlong(
            theme,
            self._session,
            self._adder,
            self._times,
            self._chosen_to_go_along,
            parent=self,
        )
        self.drop_zone = DropZone(theme)
        self._promise = Label(theme, role="caption", token="text-2", wrap=True)
        self.preview = PagePreview(theme)
        self.shown = ShownPages(self._session, self._pictures, self.preview, self)
        self._inside, self._foot, self._rest = QWidget(), QWidget(), QWidget()
        self._paste_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        self._paste_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_layout(self) -> None:
        self._column = column = QVBoxLayout(self._inside)
        column.setContentsMargins(GAP_PANE, 14, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        for widget in (self._head, self.files, self.card, self.findings, self.not_added):
            column.addWidget(widget)
        # What is dropped is signed, so its place stands by the documents.
        column.addWidget(self.drop_zone, 1)
        column.addWidget(self.along)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(GAP)
        foot.addWidget(
            Glyph(self.theme, "hard-drive", "text-2", ICON_SMALL), 0, Qt.AlignmentFlag.AlignTop
        )
        foot.addWidget(self._promise, 1)
        column.addWidget(self._foot)
        # Takes the room of the place to drop when nothing can be dropped.
        column.addWidget(self._rest, 1)
        self._scroll = Scrolled(self._inside)
        left = Pane(self.theme, "bg-pane")
        around = QVBoxLayout(left)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.addWidget(left)
        self._sides.addWidget(self.preview)
        self._sides.setChildrenCollapsible(False)
        self._sides.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sides)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_divided:
            # Later it is the user who moves the line between the two.
            self._is_divided = True
            left = _LEFT_WIDE if self.width() >= _WIDE else _LEFT
            self._sides.setSizes([left, max(0, self.width() - left)])

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_view_chosen)
        self._add.clicked.connect(self.browse)
        self._paste.clicked.connect(self.paste)
        self._paste_key.activated.connect(self.paste)
        self.drop_zone.browse_requested.connect(self.browse)
        self._session.changed.connect(self._refresh)
        self._adder.changed.connect(self._refresh)
        self._adder.added.connect(self._on_added)
        self._adder.refused.connect(self._on_refused)
        self._pictures.ready.connect(self._on_picture)
        self.files.move_requested.connect(self._on_move_requested)
        self.files.action_requested.connect(self._on_action_requested)
        self.files.current_changed.connect(self._on_current_changed)
        self.card.renamed.connect(self._on_renamed)
        self.card.process_requested.connect(self._on_process_requested)
        self.findings.repair_requested.connect(self._session.repair)
        self.along.removed.connect(self.removed)
        self.along.keep_mine_requested.connect(self.keep_mine_requested)
        self.along.look_requested.connect(self.shown.look_at)
        self.files.list.clicked.connect(self._on_file_clicked)

    # -- what happens -------------------------------------------------------------------------

    @Slot(object)
    def _on_added(self, added: AddedFile) -> None:
        """Runs on the main thread, so that each file is one step that can be undone."""
        if added.along:
            return
        self._session.set_facts(added.file.file, added.facts)
        agreement = self._session.agreement
        before = agreement.document(added.replaces)
        if before is not None:
            replaced = with_other_file(agreement, before.label, added.file.file)
            self._session.change(replaced, replacing_step(before.label))
            if removed_pages(agreement, before.label):
                words = self.tr("{name} has another file: no page of it is left out any more.")
                self.removed.emit(words.format(name=before.shown_name))
            self.file_replaced.emit(before.label, before.file)
            return
        agreement, document = with_document(agreement, added.file.file, added.name)
        self._session.change(agreement)
        self.files.select(document.label)

    @Slot(str)
    def _on_view_chosen(self, view: str) -> None:
        self.view.set_value("files")
        self.view_chosen.emit(view)

    @Slot(object)
    def _on_refused(self, refusal: Refusal) -> None:
        self.not_added.add(refusal)

    @Slot(str, int)
    def _on_move_requested(self, label: str, by: int) -> None:
        self._session.change(with_document_moved(self._session.agreement, label, by))

    @Slot(str, str)
    def _on_action_requested(self, key: str, wish: str) -> None:
        document = self._session.agreement.document(key)
        if wish == "cancel":
            self._cancel(key)
        elif document is not None and not self._session.is_locked:
            self._act(document, wish)

    def _act(self, document: Document, wish: str) -> None:
        note = self._session.source_of(document)
        if wish == "rename":
            self.files.select(document.label)
            self.card.start_rename()
        elif wish == "replace":
            for path in self._choose(self, False):
                self._adder.replace_file(document.label, path)
        elif wish == "use" and note is not None:
            self._adder.replace_file(document.label, note.source)
        elif wish == "keep":
            self.keep_mine_requested.emit(document.label)
        elif wish == "along":
            self._session.change(as_attachment(self._session.agreement, document.label))
        elif wish == "remove":
            self._session.change(without_that_document(self._session.agreement, document.label))
            words = self.tr("{name} was removed.")
            self.removed.emit(words.format(name=document.shown_name))

    def _cancel(self, key: str) -> None:
        for pending in self._adder.pending:
            if key in (pending.key, pending.replaces):
                self._adder.cancel(pending.key)

    def _chosen_to_go_along(self) -> Sequence[Path]:
        return self._choose(self, True)

    @Slot(str)
    def _on_renamed(self, name: str) -> None:
        document = self._current()
        if document is not None:
            changed = with_changed_document(self._session.agreement, replace(document, name=name))
            self._session.change(changed, f"document {document.label} name")

    @Slot()
    def _on_process_requested(self) -> None:
        self.part_requested.emit("process")

    @Slot(str)
    def _on_current_changed(self, _key: str) -> None:
        self.shown.look_at("")
        self._show_current()
        index = self.files.list.currentIndex()
        if index.isValid():
            place = self.files.list.visualRect(index)
            at = self.files.list.viewport().mapTo(self._inside, place.center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, place.height())

    @Slot()
    def _on_file_clicked(self) -> None:
        self.shown.look_at("")

    @Slot(str, int, int, QImage)
    def _on_picture(self, file: str, page: int, width: int, image: QImage) -> None:
        if page == 0 and width == self._thumb_width():
            self.files.set_thumb(file, image)
        else:
            self.preview.set_picture(file, page, image)

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        rows = file_rows(session, self._adder.pending, self._times())
        self.files.set_rows(rows)
        self.files.list.set_locked(session.is_locked)
        for row in rows:
            self._want_thumb(row)
        self.drop_zone.set_empty(empty=not rows)
        for widget in (self.drop_zone, self._foot):
            widget.setVisible(not session.is_locked)
        self._rest.setVisible(session.is_locked)
        for button in (self._add, self._paste):
            button.setVisible(not session.is_locked)
        self.findings.set_findings(tuple(other_findings(session)))
        self._say_promise()
        self._show_current()

    def _want_thumb(self, row: FileRow) -> None:
        document = self._session.agreement.document(row.key)
        facts = None if document is None else self._session.facts_of(document)
        known = facts is not None and bool(facts.pages)
        if known and not self.files.delegate.has_thumb(row.file):
            self._pictures.ask(row.file, 0, self._thumb_width())

    def _thumb_width(self) -> int:
        return round(THUMB_WIDTH * self.devicePixelRatioF())

    def _show_current(self) -> None:
        document = self._current()
        self.card.setVisible(document is not None)
        if document is not None:
            session = self._session
            self.card.show_document(session.agreement, document, locked=session.is_locked)
        self.shown.show(document)

    def _current(self) -> Document | None:
        return self._session.agreement.document(self.files.current_key())

    def _say_promise(self) -> None:
        session = self._session
        facts = (session.facts_of_file(each.file) for each in files_of(session.agreement))
        size = sum(each.size or 0 for each in facts if each is not None)
        stay = self.tr("Files stay on this computer until you press Send.")
        whole = self.tr("{size} in all.").format(size=size_words(size)) if size else ""
        self._promise.setText(f"{stay} {whole}".strip())

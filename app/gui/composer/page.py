"""The page of an opened draft: head, strip and the four parts, kept in step by the session."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.findings import Finding
from app.gui.composer.head import ComposerHead
from app.gui.composer.notices import ComposerNotices
from app.gui.composer.open_draft import OpenDraft
from app.gui.composer.parts import PartKey, part_faces, part_state
from app.gui.composer.places import place_of
from app.gui.composer.tools import ComposerTools
from app.gui.pages.following import Follower
from app.gui.pages.panel import PagesPanel
from app.gui.pages.views import DocumentViews
from app.gui.participants.choosing import Choosing
from app.gui.participants.panel import PeoplePanel
from app.gui.process.panel import ProcessPanel
from app.gui.process.rows import all_rows
from app.gui.review.panel import ReviewPanel
from app.gui.uploader.from_account import FromAccount
from app.gui.uploader.intake import may_bring_files
from app.gui.uploader.panel import DocumentsPanel
from app.gui.widgets.banner import BannerArea
from app.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from app.domain.process import Path


class ComposerPage(QWidget):
    """One page with four parts, of which the strip always shows how they stand.

    Signals:
        back_requested: the user wants to leave
        connect_requested: the user wants to connect an account
        copy_requested: the user wants a new draft like this one
        versions_requested: the user wants to see what the draft said earlier
    """

    back_requested = Signal()
    connect_requested = Signal()
    copy_requested = Signal()
    versions_requested = Signal()

    def __init__(
        self,
        tools: ComposerTools,
        draft: OpenDraft,
        parent: QWidget | None = None,
    ) -> None:
        """Show and change `draft`."""
        super().__init__(parent)
        self.theme = tools.theme
        self._tools = tools
        self._draft = draft
        self._session = draft.session
        self._saver = draft.saver
        self.setAcceptDrops(True)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._connect_parts()
        self._refresh()
        self._say_saved()
        self.go_to(self._first_part())

    def go_to(self, key: str) -> None:
        """Show a part; what was typed is saved at once."""
        self._saver.flush()
        self.strip.set_current(key)
        self.pages.setCurrentIndex([part.value for part in PartKey].index(key))
        self.head.set_part(key)
        self._show_notices()

    def start(self) -> None:
        """Put the focus where one would begin."""
        if self.part == PartKey.DOCUMENTS and self._session.agreement.documents:
            self.documents.files.list.setFocus()
        else:
            self.strip.part(self.part).setFocus()

    @property
    def part(self) -> str:
        """Key of the part that is shown."""
        return self.strip.current()

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme, session, times = self.theme, self._session, self._tools.times
        self.head = ComposerHead(theme, session)
        self.banners = BannerArea(theme)
        self.notices = ComposerNotices(self.banners, session, self)
        self.strip = Strip(theme, part_faces())
        self.documents = DocumentsPanel(
            theme, session, self._draft.adder, self._draft.pictures, times, self._tools.choose
        )
        shelf, tasks = self._tools.desk.shelf, self._tools.tasks
        self.from_account = FromAccount(theme, session, shelf, tasks)
        self.documents.add_section(self.from_account)
        self.fields = PagesPanel(theme, session, self._draft.page_pictures, self._draft.phrases)
        self.views = DocumentViews(self.documents, self.fields)
        self.follower = Follower(session, self._draft.phrases, self)
        desk = self._tools.desk
        choosing = Choosing(
            theme, session, desk.addresses, desk.legal_notices, self._tools.tasks, self
        )
        self.people = PeoplePanel(theme, session, choosing, times)
        self.process = ProcessPanel(theme, session)
        self.review = ReviewPanel(theme, session, self._draft.sending, times)
        self.pages = QStackedWidget()
        for page in (self.views, self.people, self.process, self.review):
            self.pages.addWidget(page)
        self._keys = [
            QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self),
            QShortcut(QKeySequence("Ctrl+Shift+Z"), self),
            QShortcut(QKeySequence("Ctrl+Y"), self),
            QShortcut(QKeySequence("Ctrl+Shift+A"), self),
        ]
        for key in self._keys:
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_layout(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.banners, self.strip):
            layout.addWidget(widget)
        layout.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self._saver.changed.connect(self._say_saved)
        self._draft.adder.changed.connect(self._show_strip)
        self.strip.part_chosen.connect(self.go_to)
        self.head.next_requested.connect(self.go_to)
        self.head.back_requested.connect(self.back_requested)
        self.head.connect_requested.connect(self.connect_requested)
        self.head.versions_requested.connect(self.versions_requested)
        self.head.title_edited.connect(self._on_title_edited)
        self.head.account_chosen.connect(self._session.choose_account)
        self.notices.copy_requested.connect(self.copy_requested)
        self.notices.connect_requested.connect(self.connect_requested)
        self.notices.review_requested.connect(self._on_review_requested)
        self.notices.account_requested.connect(self.head.choose_account)
        undo, redo, redo_too, add = self._keys
        undo.activated.connect(self._session.undo)
        redo.activated.connect(self._session.redo)
        redo_too.activated.connect(self._session.redo)
        add.activated.connect(self._on_add_files)

    def _connect_parts(self) -> None:
        self.documents.part_requested.connect(self.go_to)
        self.documents.removed.connect(self.notices.offer_undo)
        self.from_account.removed.connect(self.notices.offer_undo)
        self.documents.keep_mine_requested.connect(self._draft.watch.keep_mine)
        self.documents.file_replaced.connect(self.follower.follow)
        self.fields.placed_everywhere.connect(self._on_placed_everywhere)
        self.follower.told.connect(self._on_followed)
        self.people.part_requested.connect(self.go_to)
        self.people.removed.connect(self.notices.offer_undo)
        self.process.part_requested.connect(self.go_to)
        self.review.finding_requested.connect(self._on_finding_requested)
        self.review.connect_requested.connect(self.connect_requested)
        self.review.copy_requested.connect(self.copy_requested)

    # -- what happens -------------------------------------------------------------------------

    @Slot(str)
    def _on_title_edited(self, title: str) -> None:
        self._session.change(replace(self._session.agreement, title=title), "title")

    @Slot(str)
    def _on_placed_everywhere(self, words: str) -> None:
        self.notices.offer_undo(words, glyph="layers")

    @Slot(str)
    def _on_followed(self, words: str) -> None:
        self.notices.offer_undo(words, glyph="link")

    @Slot()
    def _on_add_files(self) -> None:
        self.go_to(PartKey.DOCUMENTS)
        self.views.show_view("files")
        self.documents.browse()

    @Slot()
    def _on_review_requested(self) -> None:
        self.go_to(PartKey.REVIEW)

    @Slot(object)
    def _on_finding_requested(self, finding: Finding) -> None:
        place = place_of(finding, self._session.agreement)
        if not place.part:
            self.head.title.start()
            return
        self.go_to(place.part)
        if place.field is not None:
            self.views.show_view("fields")
            self.fields.go_to_field(place.field)
        elif place.part == PartKey.DOCUMENTS and place.label:
            self.views.show_view("files")
            self.documents.go_to(place.label)
        elif place.part == PartKey.PEOPLE and place.label:
            self.people.go_to(place.label, place.member)
        elif place.path is not None:
            self._go_to_step(place.path)

    def _go_to_step(self, path: "Path") -> None:
        for row in all_rows(self.process.model.rows()):
            if row.path == path:
                self.process.go_to(row.key)

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        self._show_strip()
        self._show_notices()

    @Slot()
    def _show_strip(self) -> None:
        checking = sum(not each.replaces for each in self._draft.adder.pending)
        for part in PartKey:
            self.strip.set_state(part, part_state(self._session, part, checking))

    def _show_notices(self) -> None:
        is_known = self._draft.sending.item is not None
        self.notices.set_part(self.part, is_known=is_known)

    @Slot()
    def _say_saved(self) -> None:
        self.head.say_saved(self._saver.standing, self._tools.times())

    def _first_part(self) -> str:
        """Where there is something to do: a draft that was begun is looked at from its files."""
        return PartKey.REVIEW if self._session.is_locked else PartKey.DOCUMENTS

    # -- files from elsewhere -----------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._session.is_locked and may_bring_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.documents.set_lit(lit=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.documents.set_lit(lit=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.documents.set_lit(lit=False)
        if self.documents.take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.go_to(PartKey.DOCUMENTS)

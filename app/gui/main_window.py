"""The main window: puts the desk, its pages and the user's commands together."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget
from typing_extensions import override

from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.gui.checking import PRACTICE_PACE, Checker, Pace
from app.gui.desk_page import DeskPage
from app.gui.draft_actions import DraftActions
from app.gui.feed import Feed
from app.gui.leaving import Leaving
from app.gui.menus import Commands
from app.gui.metrics import SIDEBAR, WINDOW_LEAST
from app.gui.models.entry import Entry, EntryKind
from app.gui.models.overview import Overview
from app.gui.places import Places
from app.gui.practice import PracticeStage
from app.gui.questions import FileQuestions
from app.gui.rooms import Ground, Rooms
from app.gui.shell import Shell
from app.gui.status_bar import StatusBar
from app.gui.status_words import StatusWords
from app.gui.templates.opener import TemplateOpener
from app.gui.theme import Appearance
from app.gui.tracking.actions import TrackedActions
from app.gui.tracking.downloads import Downloads
from app.gui.widgets.banner import Notice
from app.services.desk import Desk
from app.services.tracking.tracked import TrackedAgreement


class MainWindow(QMainWindow):
    """The one window of a profile.

    Signals:
        ready: everything was read once and is shown
    """

    ready = Signal()

    def __init__(
        self,
        desk: Desk,
        ground: Ground,
        rooms_for: Callable[["MainWindow"], Rooms],
        *,
        stage: PracticeStage | None = None,
        questions: FileQuestions | None = None,
    ) -> None:
        """`rooms_for` is given the window; `stage` lets people act in practice."""
        super().__init__()
        theme, tasks = ground.theme, ground.tasks
        self._theme = theme
        self._memory = ground.memory
        self._composer: QWidget | None = None
        self._outbox: QWidget | None = None
        self._wanted = ""
        self._is_ready = self._is_dropping = False
        self._practice = desk.practice is not None
        self.feed = Feed(desk, tasks, self)
        self.leaving = Leaving(theme, self.feed, self, desk.accounts.is_temporary)
        self.checker = Checker(desk, tasks, PRACTICE_PACE if self._practice else Pace(), self)
        asking = questions or FileQuestions(self)
        self.downloads = Downloads(desk.tracking, tasks, asking.folder, self)
        self.tracked = TrackedActions(theme, desk, tasks, self.checker, self.downloads, stage, self)
        self.drafts = DraftActions(theme, desk.drafts, desk.clock, tasks, asking, self)
        self.templates = TemplateOpener(theme, desk, tasks, self)
        self.places = Places(theme, desk, ground.resources, ground.version, self)
        self.commands = Commands(self, practice=self._practice)
        self._rooms = rooms_for(self)
        self._build_widgets()
        self._connect()
        self._connect_commands()
        self._restore()

    # -- for the application and the rooms -------------------------------------------------

    def start(self) -> None:
        """Begin to read the desk and to ask the services."""
        self.feed.start()

    def open_files(self, files: Sequence[Path]) -> None:
        """Open .agreement files; PDFs become a new draft."""
        agreements = [each for each in files if each.suffix.lower() == ".agreement"]
        others = [each for each in files if each not in agreements]
        for path in agreements:
            self.drafts.open_file(path)
        if others:
            self.drafts.begin(others)

    def activate(self) -> None:
        """Come to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    @Slot(str, list)
    def compose(self, draft_id: str, pdfs: Sequence[Path] = ()) -> None:
        """Show the page that composes a draft."""
        if self._drop_composer():
            self._composer = self._rooms.make_composer(draft_id, pdfs)
            self.shell.show_room(self._composer, View.DRAFTS)

    @Slot()
    def close_composer(self) -> None:
        """Go back to the drafts; the one that was composed is kept."""
        if self._composer is not None and self._drop_composer():
            self.show_view(View.DRAFTS)
            self.feed.reload()

    @Slot(object)
    def show_view(self, view: View) -> None:
        """Show a view of the list, or the outbox; a composer is closed, its draft is kept."""
        if not self._drop_composer():
            return
        self._memory.view = view
        if view is View.OUTBOX:
            if self._outbox is None:
                self._outbox = self._rooms.make_outbox_view()
            self.shell.show_room(self._outbox, view)
        else:
            self.shell.show_view(view)

    @Slot()
    def show_outbox(self) -> None:
        """Show what is on its way."""
        self.show_view(View.OUTBOX)

    @Slot(str)
    def show_tracked(self, tracked_id: str) -> None:
        """Show a tracked agreement in its view, now or as soon as it is known."""
        self._wanted = tracked_id
        overview = self.feed.overview
        for entry in overview.entries if overview is not None else ():
            if entry.shows(tracked_id):
                self._wanted = ""
                self.show_view(entry.view)
                self.desk_page.select(entry, tracked_id)

    @Slot(object)
    def tell(self, notice: Notice) -> None:
        """Show a banner above all pages."""
        self.shell.banners.show_notice(notice)

    @Slot(str)
    def set_subject(self, subject: str) -> None:
        """Say in the title what is worked on, e.g. the title of the draft."""
        name = self.tr("Countersign - Practice") if self._practice else "Countersign"
        self.setWindowTitle(f"{subject} – {name}" if subject else name)

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self.setObjectName("main")
        self._theme.dress(self)
        self.setMinimumSize(*WINDOW_LEAST)
        self._more = QMenu(self)
        self.commands.fill_more(self._more)
        can_practise = not self._practice and self._rooms.practise is not None
        self.commands.practise.setVisible(can_practise)
        self.commands.leave_practice.setVisible(self._rooms.leave_practice is not None)
        self.commands.fill(self.menuBar())
        self.menuBar().setContentsMargins(0, 2, 0, 2)
        self.desk_page = DeskPage(self._theme, self._more, self.tracked.steps_for)
        self.shell = Shell(self._theme, self.desk_page, practice=self._practice)
        self.shell.first.set_can_practise(can=can_practise)
        self.setCentralWidget(self.shell)
        self.tracked.set_panel(self.desk_page.viewer)
        self.status = StatusBar(self._theme)
        self.status.set_practice(practice=self._practice)
        self.setStatusBar(self.status)
        self._words = StatusWords(self.status, self.shell.banners, self.checker, self)
        self.set_subject("")

    def _connect(self) -> None:
        self.feed.changed.connect(self._on_overview)
        self.feed.failed.connect(self._words.show_unreadable)
        self._words.reload_requested.connect(self.feed.reload)
        self._words.notices_seen.connect(self.feed.notices_seen)
        self._words.sign_in_requested.connect(self._on_sign_in)
        self.status.outbox_requested.connect(self.show_outbox)
        self.shell.view_wanted.connect(self.show_view)
        self.shell.paged.connect(self._on_paged)
        self.shell.sidebar.new_requested.connect(self.drafts.new)
        self.shell.sidebar.widen_requested.connect(self._on_widen)
        self.shell.first.connect_requested.connect(self._on_connect)
        self.shell.first.open_requested.connect(self.drafts.choose_file)
        self.shell.first.practise_requested.connect(self.commands.practise.trigger)
        if self.shell.practice is not None:
            self.shell.practice.inbox_requested.connect(self.places.show_inbox)
            self.shell.practice.leave_requested.connect(self.commands.leave_practice.trigger)
        page = self.desk_page
        page.selected.connect(self._on_selected)
        page.opened.connect(self._on_opened)
        page.seen.connect(self.tracked.mark_seen)
        page.new_requested.connect(self.drafts.new)
        page.draft.continue_requested.connect(self.drafts.go_on)
        page.draft.versions_requested.connect(self.drafts.show_versions)
        page.draft.export_requested.connect(self.drafts.export)
        page.draft.delete_requested.connect(self.drafts.delete)
        self.drafts.compose_requested.connect(self.compose)
        self.drafts.changed.connect(self.feed.reload)
        self.drafts.told.connect(self.tell)
        self.tracked.followed.connect(self._on_followed)
        self.tracked.room.draft_made.connect(self._on_draft_made)
        self.tracked.room.told_of_another.connect(self.tell)
        self.templates.begun.connect(self._on_draft_made)

    def _connect_commands(self) -> None:
        commands = self.commands
        for action, slot in (
            (commands.follow, self._on_follow),
            (commands.quit, self.close),
            (commands.find, self.desk_page.list.start_search),
            (commands.next_pane, self.shell.next_pane),
            (commands.accounts, self._on_accounts),
        ):
            action.triggered.connect(slot)
        if self._rooms.practise is not None:
            commands.practise.triggered.connect(self._rooms.practise)
        if self._rooms.leave_practice is not None:
            commands.leave_practice.triggered.connect(self._rooms.leave_practice)
        self.places.connect_commands(commands)
        self.places.said.connect(self.tell)
        self.templates.connect_commands(commands)
        self.drafts.connect_commands(commands)
        self.tracked.connect_commands(commands, self._more)
        commands.view_chosen.connect(self.show_view)
        commands.look_chosen.connect(self._on_look)
        commands.narrow.toggled.connect(self._on_narrow)

    def _restore(self) -> None:
        self.commands.set_look(self._theme.appearance)
        self.commands.narrow.setChecked(self._memory.narrow)
        self._memory.restore(self, self.desk_page.splitter)
        if not self._memory.has_panes:
            self.desk_page.set_first_widths(self.width() - SIDEBAR)
        self.shell.show_view(View.WAITING)

    # -- what happens ----------------------------------------------------------------------

    @Slot(object)
    def _on_overview(self, overview: Overview) -> None:
        self.shell.set_overview(overview)
        self.commands.set_accounts(any_account=bool(overview.accounts))
        self.templates.set_accounts(overview.accounts)
        self.checker.set_overview(overview)
        self._words.set_overview(overview)
        if self._wanted:
            self.show_tracked(self._wanted)
        if not self._is_ready:
            self._is_ready = True
            if self.shell.room is None:
                self.show_view(overview.first_view(self._memory.view))
            self.ready.emit()

    @Slot(object)
    def _on_selected(self, entry: Entry | None) -> None:
        self.drafts.set_current(entry if self.shell.lists else None)
        self.commands.set_current(entry if self.shell.lists else None)

    @Slot()
    def _on_paged(self) -> None:
        self.commands.find.setEnabled(self.shell.lists)
        self._on_selected(self.desk_page.current())

    @Slot(object)
    def _on_opened(self, entry: Entry) -> None:
        if entry.kind is EntryKind.DRAFT and not entry.is_damaged:
            self.compose(entry.id)
        elif entry.kind is EntryKind.TRACKED:
            self.desk_page.viewer.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_followed(self, tracked: TrackedAgreement) -> None:
        self.show_tracked(tracked.id)
        self.feed.reload()

    @Slot(str)
    def _on_draft_made(self, draft_id: str) -> None:
        self.compose(draft_id)

    @Slot()
    def _on_follow(self) -> None:
        overview = self.feed.overview
        if overview is not None and overview.accounts:
            self.tracked.follow(overview.accounts)

    @Slot()
    def _on_accounts(self) -> None:
        self._rooms.open_accounts(None, "")

    @Slot(object)
    def _on_connect(self, service: ServiceKind) -> None:
        self._rooms.open_accounts(service, "")

    @Slot(str)
    def _on_sign_in(self, account_id: str) -> None:
        self._rooms.open_accounts(None, account_id)

    @Slot(object)
    def _on_look(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._memory.appearance = appearance
        self.commands.set_look(appearance)

    @Slot(bool)
    def _on_narrow(self, narrow: bool) -> None:
        self._memory.narrow = narrow
        self.shell.set_rail(wanted=narrow)

    @Slot()
    def _on_widen(self) -> None:
        self.commands.narrow.setChecked(False)
        self.shell.widen()

    def _drop_composer(self) -> bool:
        """Whether no composer is open any more; one that cannot save, or is just saving, stays."""
        composer = self._composer
        if composer is None or self._is_dropping:
            return composer is None
        self._is_dropping = True
        is_closed = composer.close()
        self._is_dropping = False
        if is_closed:
            self._composer = None
            self.shell.remove_room(composer)
            self.set_subject("")
        return is_closed

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.leaving.may_close() and self._drop_composer()):
            event.ignore()
            return
        self._memory.keep(self, self.desk_page.splitter)
        self.checker.stop()
        self.feed.stop()
        self.tracked.room.stop()
        super().closeEvent(event)

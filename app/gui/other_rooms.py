"""Opens the rooms that the main window does not know: composer, outbox, accounts."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.kinds import ServiceKind
from app.gui.accounts.accounts_sheet import AccountsSheet
from app.gui.accounts.dialog import AccountDialog
from app.gui.composer.panel import Composer
from app.gui.composer.tools import ComposerTools
from app.gui.main_window import MainWindow
from app.gui.models.overview import Overview
from app.gui.outbox.feed import OutboxFeed
from app.gui.outbox.panel import OutboxPanel
from app.gui.rooms import Ground, Rooms
from app.pdf.port import PdfReader
from app.services.accounts import Account
from app.services.desk import Desk
from app.services.words.sending import SIGN_IN, needs_you


def rooms_of(
    desk: Desk, pdf: PdfReader, ground: Ground, start_practice: Callable[[], None] | None
) -> Callable[[MainWindow], Rooms]:
    """What a window opens beyond its own pages."""

    def rooms_for(window: MainWindow) -> Rooms:
        rooms = OtherRooms(desk, pdf, ground, window)
        return Rooms(
            make_composer=rooms.make_composer,
            make_outbox_view=rooms.make_outbox_view,
            open_accounts=rooms.open_accounts,
            practise=start_practice,
            leave_practice=window.close if desk.practice is not None else None,
        )

    return rooms_for


class OtherRooms(QObject):
    """Builds the pages of other rooms and leads from each to the next."""

    def __init__(self, desk: Desk, pdf: PdfReader, ground: Ground, window: MainWindow) -> None:
        """Lead through `window`."""
        super().__init__(window)
        self._desk = desk
        self._pdf = pdf
        self._ground = ground
        self._window = window
        self._outbox: OutboxPanel | None = None
        self._wanted: tuple[str, str] | None = None
        # Queued, so that the window has taken in what is new by then.
        window.feed.changed.connect(self._show_wanted, Qt.ConnectionType.QueuedConnection)

    # -- pages -----------------------------------------------------------------------------

    def make_composer(self, draft_id: str, pdfs: Sequence[Path]) -> QWidget:
        """The page that composes a draft."""
        window, ground = self._window, self._ground
        tools = ComposerTools(
            theme=ground.theme, tasks=ground.tasks, desk=self._desk, pdf=self._pdf
        )
        composer = Composer(draft_id, tools, pdfs)
        composer.back_requested.connect(window.close_composer)
        composer.title_changed.connect(window.set_subject)
        composer.connect_requested.connect(self._on_connect)
        composer.sign_in_requested.connect(self._on_sign_in)
        composer.agreement_requested.connect(self._on_agreement)
        composer.outbox_requested.connect(self._on_outbox)
        composer.copied.connect(self._on_copied)
        composer.saved.connect(window.feed.reload_soon)
        accounts = _Accounts(composer)
        window.feed.changed.connect(accounts.on_overview)
        return composer

    def make_outbox_view(self) -> QWidget:
        """The page of what is on its way."""
        desk, ground, window = self._desk, self._ground, self._window
        practice = desk.practice is not None
        panel = OutboxPanel(
            ground.theme,
            OutboxFeed(desk.outbox, desk.accounts, desk.drafts, ground.tasks),
            desk.clock,
            open_page=None if practice else QDesktopServices.openUrl,
        )
        panel.show_agreement_requested.connect(self._on_agreement)
        panel.open_draft_requested.connect(self._on_draft)
        panel.sign_in_requested.connect(self._on_sign_in)
        panel.connect_requested.connect(self._on_connect_again)
        panel.copied.connect(self._on_copied)
        panel.new_requested.connect(window.drafts.new)
        self._outbox = panel
        return panel

    def open_accounts(
        self, service: ServiceKind | None, account_id: str, *, server: str = ""
    ) -> None:
        """One account's dialog where it is clear which, else the list of all."""
        desk, ground, window = self._desk, self._ground, self._window
        theme, tasks = ground.theme, ground.tasks
        overview = window.feed.overview
        account = overview.account(account_id) if overview is not None and account_id else None
        if service is None and account is None:
            sheet = AccountsSheet(theme, tasks, desk.accounts, desk.clock, self._on_its_way, window)
            sheet.accounts_changed.connect(window.feed.reload)
            sheet.open()
            return
        dialog = AccountDialog(
            theme,
            tasks,
            desk.accounts,
            desk.clock,
            window,
            service=service or ServiceKind.SCRIVE,
            account=account,
        )
        if server:
            dialog.offer_server(server)
        dialog.account_saved.connect(self._on_account_saved)
        dialog.open()

    # -- ways between them -----------------------------------------------------------------

    @Slot()
    def _on_connect(self) -> None:
        self.open_accounts(ServiceKind.SCRIVE, "")

    @Slot(object, str)
    def _on_connect_again(self, service: ServiceKind, server: str) -> None:
        self.open_accounts(service, "", server=server)

    @Slot(str)
    def _on_sign_in(self, account_id: str) -> None:
        self.open_accounts(None, account_id)

    @Slot(object)
    def _on_account_saved(self, _account: Account) -> None:
        """What waited for a sign-in goes on at once."""
        overview = self._window.feed.overview
        for item in overview.outbox if overview is not None else ():
            if needs_you(item) and item.family in SIGN_IN:
                self._go_on(item.id)
        self._window.feed.reload()
        self._window.checker.check()

    def _go_on(self, item_id: str) -> None:
        """What stands in its way now is said in the outbox."""
        outbox = self._desk.outbox
        self._ground.tasks.run(
            lambda _context: outbox.check_again(item_id), failed=lambda _error: None
        )

    @Slot(str, str)
    def _on_agreement(self, account_id: str, service_id: str) -> None:
        self._wanted = (account_id, service_id)
        self._show_wanted()

    @Slot()
    def _show_wanted(self) -> None:
        """Show what was just sent as soon as it is followed, which comes a moment later."""
        overview = self._window.feed.overview
        for each in overview.tracked.values() if overview is not None else ():
            if (each.account_id, each.service_id) == self._wanted:
                self._wanted = None
                self._window.show_tracked(each.id)

    @Slot(str)
    def _on_draft(self, agreement_id: str) -> None:
        overview = self._window.feed.overview
        for each in overview.drafts.values() if overview is not None else ():
            if each.agreement.id == agreement_id:
                self._window.compose(each.id)

    @Slot(str)
    def _on_outbox(self, item_id: str) -> None:
        self._window.show_outbox()
        if self._outbox is not None:
            self._outbox.select(item_id)

    @Slot(str)
    def _on_copied(self, draft_id: str) -> None:
        self._window.compose(draft_id)

    def _on_its_way(self, account_id: str) -> int:
        """On a thread: how much of an account has not arrived."""
        items = self._desk.outbox.items()
        return sum(item.account_id == account_id and not item.settled for item in items)


class _Accounts(QObject):
    """Lives as long as its composer and tells it the accounts of now."""

    def __init__(self, composer: Composer) -> None:
        super().__init__(composer)
        self._composer = composer

    @Slot(object)
    def on_overview(self, overview: Overview) -> None:
        self._composer.set_accounts(overview.accounts)

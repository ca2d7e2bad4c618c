"""The dialog that connects an account, or changes how one signs in."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.gui.accounts.check_card import CheckCard
from app.gui.accounts.form import AccountForm
from app.gui.accounts.keeping import KeepingLine
from app.gui.accounts.side import SignInSide
from app.gui.accounts.values_help import ValuesHelp
from app.gui.accounts.ways import Way, Wish, ways_of
from app.gui.browser import BrowserDoor
from app.gui.metrics import DIALOG_WIDE, GAP_PANE
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.sheet import Sheet
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import Account
from app.services.errors import NoKeyring, ServiceError
from app.services.http.base_url import host_of
from app.services.ports import AccountCheck, CheckState, Clock
from app.services.sign_ins import BrowserSignIn, PasswordSignIn
from app.services.texts import error_text

_HEIGHT: Final = 576


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tested:
    """What a test found, and the values that it was made with."""

    details: AccountDetails
    check: AccountCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """An account that was just stored, and what its test found."""

    account: Account
    check: AccountCheck


class AccountDialog(Sheet):
    """Tests a sign-in and saves it; what was entered is forgotten when it closes.

    Signals:
        account_saved: the `Account` that was added, changed or signed in for this run
    """

    account_saved = Signal(object)

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        book: AccountBook,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        service: ServiceKind = ServiceKind.SCRIVE,
        account: Account | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        """`account` is one whose sign-in is to be changed; without it a new one is connected."""
        title = self.tr("Change the sign-in") if account else self.tr("Connect an account")
        super().__init__(theme, title, parent, width=DIALOG_WIDE)
        self.setObjectName("account-dialog")
        self._tasks = tasks
        self._book = book
        self._clock = clock
        self._account = account
        self._zone = zone
        self.door = BrowserDoor(self)
        self._task: Task | None = None
        self._began = 0.0
        self._is_looking_at_card = False
        self._build_widgets(account.service if account else service)
        self._build_layout()
        self._connect()
        self.resize(self.sizeHint())
        self._ask_where_values_are_kept()

    # -- building --------------------------------------------------------------------------

    def offer_server(self, server: str) -> None:
        """Begin with the address of an account that is connected again."""
        for (service, _way), form in self._forms.items():
            if service is self._service:
                form.set_server(server)

    def _build_widgets(self, service: ServiceKind) -> None:
        kinds = (self._account.service,) if self._account else tuple(ServiceKind)
        self._side = SignInSide(self.theme, kinds)
        self._forms = {
            (kind, way): AccountForm(self.theme, kind, way)
            for kind in kinds
            for way in ways_of(kind)
        }
        if self._account is not None:
            for form in self._forms.values():
                form.fill(self._account)
        self.card = CheckCard(self.theme, self._zone)
        self.keeping = KeepingLine(self.theme)
        self._help = Button(
            self.theme, self.tr("Help with these values"), kind="link", name="values-help"
        )
        self._cancel = Button(self.theme, self.tr("Cancel"), name="cancel")
        self._test = Button(self.theme, self.tr("Test"), icon="refresh-cw", name="test")
        self._save = Button(self.theme, self.tr("Save account"), kind="primary", name="save")
        self._service, self._way = service, Way.VALUES

    def _build_layout(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, GAP_PANE, 20, GAP_PANE)
        layout.setSpacing(GAP_PANE)
        for widget in (*self._forms.values(), self.card, self.keeping):
            layout.addWidget(widget)
        layout.addStretch(1)
        body = QHBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(Line(self.theme, Qt.Orientation.Vertical))
        self._scrolled = Scrolled(page)
        body.addWidget(self._scrolled, 1)
        self.add_foot(self._help, left=True)
        for button in (self._cancel, self._test, self._save):
            self.add_foot(button)
        # Only now: a form without a parent would be shown as a window of its own.
        self.show_service(self._service)

    def _connect(self) -> None:
        self._side.service_chosen.connect(self._on_service_chosen)
        self._side.way_chosen.connect(self._on_way_chosen)
        for form in self._forms.values():
            form.edited.connect(self._on_edited)
            form.submitted.connect(self._on_save_clicked)
        self.keeping.session_requested.connect(self._on_session_requested)
        self._scrolled.verticalScrollBar().rangeChanged.connect(self._on_page_grown)
        self._help.clicked.connect(self._on_help_clicked)
        self._cancel.clicked.connect(self.reject)
        self._test.clicked.connect(self._on_test_clicked)
        self._save.clicked.connect(self._on_save_clicked)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG_WIDE, _HEIGHT))

    # -- what the user does ----------------------------------------------------------------

    @property
    def form(self) -> AccountForm:
        """The form of the service and the way that are chosen."""
        return self._forms[self._service, self._way]

    def show_service(self, service: ServiceKind) -> None:
        """Show the form of another service."""
        self._service, self._way = service, Way.VALUES
        self._show_form()

    def show_way(self, way: Way) -> None:
        """Show the form of another way to sign in at the same service."""
        before = self.form
        self._way = way
        if self.form is not before:
            self.form.take_place(before)
        self._show_form()

    def _show_form(self) -> None:
        self._side.show_choice(self._service, self._way)
        for form in self._forms.values():
            form.setVisible(form is self.form)
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_service_chosen(self, service: ServiceKind) -> None:
        self.show_service(service)
        self._on_edited()

    @Slot(object)
    def _on_way_chosen(self, way: Way) -> None:
        self.show_way(way)
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        """What was tested is not what would be saved any more."""
        self._is_looking_at_card = False
        if self._task is None:
            self.card.clear()
            self._test.setText(self.tr("Test"))

    @Slot()
    def _on_help_clicked(self) -> None:
        ValuesHelp(self.theme, self.form.service, self.form.way, self).open()

    @Slot()
    def _on_test_clicked(self) -> None:
        wish = self._begin()
        if wish is None:
            return
        book, door = self._book, self.door

        def work(context: TaskContext) -> _Tested:
            details = _details_of(wish, book, door, context)
            return _Tested(details=details, check=book.test(details))

        self._task = self._tasks.run(
            work, done=self._on_tested, failed=self._on_failed, ended=self._on_ended, owner=self
        )

    @Slot()
    def _on_save_clicked(self) -> None:
        if self._account is not None and self._book.is_temporary(self._account.id):
            self._on_session_requested()
            return
        wish = self._begin()
        if wish is None:
            return
        account, book, door = self._account, self._book, self.door

        def work(context: TaskContext) -> _Saved:
            details = _details_of(wish, book, door, context)
            if account is not None:
                changed, check = book.replace_secrets(account.id, details)
                return _Saved(account=changed, check=check)
            added, check = book.add(details)
            if context.cancel.cancelled:
                # Closed meanwhile: what nobody wants any more is not left behind.
                book.remove(added.id)
            return _Saved(account=added, check=check)

        self._task = self._tasks.run(
            work, done=self._on_saved, failed=self._on_failed, ended=self._on_ended, owner=self
        )

    @Slot()
    def _on_session_requested(self) -> None:
        wish = self._begin()
        if wish is None:
            return
        book, door = self._book, self.door

        def work(context: TaskContext) -> _Saved:
            details = _details_of(wish, book, door, context)
            check = book.test(details)
            return _Saved(account=book.temporary(details), check=check)

        self._task = self._tasks.run(
            work, done=self._on_saved, failed=self._on_failed, ended=self._on_ended, owner=self
        )

    @override
    def done(self, result: int) -> None:
        """Close, and forget what was entered."""
        for form in self._forms.values():
            form.clear()
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    # -- what comes of it ------------------------------------------------------------------

    def _begin(self) -> AccountDetails | Wish | None:
        """What was entered, when it is complete and nothing is under way."""
        wish = self.form.wish() if self._task is None else None
        if wish is not None:
            if isinstance(wish, BrowserSignIn):
                self.card.show_browser()
            else:
                self.card.show_running(host_of(wish.base_url))
            self._began = self._clock.monotonic()
            self._set_busy(self.tr("The service is being asked."))
        return wish

    def _set_busy(self, reason: str) -> None:
        self.form.setEnabled(not reason)
        self._side.setEnabled(not reason)
        for button in (self._test, self._save):
            button.set_possible(not reason, reason)

    def _on_tested(self, tested: _Tested) -> None:
        self.form.take_obtained(tested.details)
        self._show_check(tested.check)

    def _on_saved(self, saved: _Saved) -> None:
        self._show_check(saved.check)
        self.account_saved.emit(saved.account)
        if all(item.state is not CheckState.BAD for item in saved.check.items):
            self.accept()
            return
        self.keeping.say_saved()
        self._test.hide()
        self._save.hide()
        self._cancel.setText(self.tr("Close"))

    def _show_check(self, check: AccountCheck) -> None:
        took = self._clock.monotonic() - self._began
        self.card.show_check(check, self._clock.now(), took)
        self._look_at_card()
        self._test.setText(self.tr("Test again"))

    def _on_failed(self, error: Exception) -> None:
        self.card.clear()
        self._test.setText(self.tr("Test again"))
        if isinstance(error, NoKeyring):
            self.keeping.say_not_kept(error_text(error), session=self._account is None)
        elif isinstance(error, DomainError) and self.form.complain(error):
            return
        elif isinstance(error, DomainError | ServiceError):
            self.card.show_error(error_text(error))
            self._look_at_card()

    def _on_ended(self) -> None:
        self._task = None
        self._set_busy("")

    def _look_at_card(self) -> None:
        """What came out stands below a form that may be long."""
        self._is_looking_at_card = True
        self._on_page_grown()

    @Slot()
    def _on_page_grown(self) -> None:
        if self._is_looking_at_card:
            self._scrolled.ensureWidgetVisible(self.card)

    # -- the keyring -----------------------------------------------------------------------

    def _ask_where_values_are_kept(self) -> None:
        book = self._book
        self._tasks.run(
            lambda _context: book.vault_name(),
            done=self._on_vault_named,
            failed=self._on_vault_failed,
        )

    def _on_vault_named(self, store: str) -> None:
        self.keeping.say_kept(store)

    def _on_vault_failed(self, error: Exception) -> None:
        if isinstance(error, NoKeyring):
            self.keeping.say_not_kept(error_text(error), session=self._account is None)


def _details_of(
    wish: AccountDetails | Wish, book: AccountBook, door: BrowserDoor, context: TaskContext
) -> AccountDetails:
    """The values that were entered, or those that the chosen way leads to."""
    match wish:
        case PasswordSignIn():
            return book.with_password(wish)
        case BrowserSignIn():
            return book.in_browser(wish, door.open, context.cancel)
        case _:
            return wish

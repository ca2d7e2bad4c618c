"""The list of accounts: check, change and remove them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.errors import DomainError
from app.gui.accounts.account_row import AccountRow
from app.gui.accounts.dialog import AccountDialog
from app.gui.metrics import DIALOG_WIDE, GAP, GAP_PANE
from app.gui.tasks import TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.question import Question
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.sheet import Sheet
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.errors import ServiceError
from app.services.ports import AccountCheck, CheckState, Clock
from app.services.texts import error_text

_HEIGHT = 420

OnItsWay = Callable[[str], int]
"""How many agreements of an account are still on their way; may block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The accounts as they are now."""

    accounts: tuple[Account, ...]
    temporary: frozenset[str]


class AccountsSheet(Sheet):
    """Every account of the profile, and those of this run.

    Signals:
        accounts_changed: one was added, changed or removed
    """

    accounts_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        book: AccountBook,
        clock: Clock,
        on_its_way: OnItsWay,
        parent: QWidget | None = None,
        *,
        zone: tzinfo | None = None,
    ) -> None:
        """The list is read at once, beside the window."""
        super().__init__(theme, self.tr("Accounts"), parent, width=DIALOG_WIDE)
        self.setObjectName("accounts-sheet")
        self._tasks = tasks
        self._book = book
        self._clock = clock
        self._on_its_way = on_its_way
        self._zone = zone
        self._rows: dict[str, AccountRow] = {}
        self._is_asking = False
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.resize(self.sizeHint())
        self.reload()

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self._empty = EmptyState(
            self.theme,
            icon="key-round",
            title=self.tr("No account yet"),
            sentence=self.tr("Connect one to send agreements and to follow those of others."),
        )
        self._empty.hide()
        self._add = Button(
            self.theme, self.tr("Connect an account…"), icon="plus", name="connect-account"
        )
        self._close = Button(self.theme, self.tr("Close"), name="close")

    def _build_layout(self) -> None:
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        self._list.setSpacing(GAP)
        self._list.addWidget(self._empty, 1)
        self._list.addStretch(1)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(Scrolled(page))
        self.add_foot(self._add, left=True)
        self.add_foot(self._close)

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_add_clicked)
        self._close.clicked.connect(self.accept)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG_WIDE, _HEIGHT))

    # -- the list --------------------------------------------------------------------------

    def row(self, account_id: str) -> AccountRow:
        """The row of an account."""
        return self._rows[account_id]

    def shown(self) -> tuple[str, ...]:
        """The names in the list, from the top."""
        return tuple(row.account.name for row in self._rows.values())

    @Slot()
    def reload(self) -> None:
        """Read the accounts again."""
        book = self._book

        def work(_context: TaskContext) -> _Kept:
            accounts = book.in_use()
            temporary = frozenset(each.id for each in accounts if book.is_temporary(each.id))
            return _Kept(accounts=accounts, temporary=temporary)

        self._tasks.run(work, done=self._on_read, failed=self._on_read_failed, owner=self)

    def _on_read(self, kept: _Kept) -> None:
        wanted = {each.id for each in kept.accounts}
        for account_id in [each for each in self._rows if each not in wanted]:
            row = self._rows.pop(account_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, account in enumerate(kept.accounts):
            row = self._rows.get(account.id) or self._new_row(account, kept.temporary)
            row.set_account(account)
            self._list.insertWidget(place, row)
        self._rows = {each.id: self._rows[each.id] for each in kept.accounts}
        self._empty.setVisible(not self._rows)

    def _new_row(self, account: Account, temporary: frozenset[str]) -> AccountRow:
        row = AccountRow(self.theme, account, temporary=account.id in temporary)
        row.check_requested.connect(self._on_check_requested)
        row.change_requested.connect(self._on_change_requested)
        row.remove_requested.connect(self._on_remove_requested)
        self._rows[account.id] = row
        return row

    def _on_read_failed(self, error: Exception) -> None:
        if isinstance(error, ServiceError):
            text = error_text(error)
            self._empty.say(text.title, f"{text.detail} {text.next_step}".strip())
            self._empty.show()

    # -- connecting and changing -----------------------------------------------------------

    @Slot()
    def _on_add_clicked(self) -> None:
        self._open_dialog(None)

    @Slot(str)
    def _on_change_requested(self, account_id: str) -> None:
        self._open_dialog(self._rows[account_id].account)

    def _open_dialog(self, account: Account | None) -> None:
        dialog = AccountDialog(
            self.theme,
            self._tasks,
            self._book,
            self._clock,
            self,
            account=account,
            zone=self._zone,
        )
        dialog.account_saved.connect(self._on_account_saved)
        dialog.open()

    @Slot(object)
    def _on_account_saved(self, _account: Account) -> None:
        self.accounts_changed.emit()
        self.reload()

    # -- checking --------------------------------------------------------------------------

    @Slot(str)
    def _on_check_requested(self, account_id: str) -> None:
        self._rows[account_id].show_busy(self.tr("The service is being asked …"))
        book = self._book
        self._tasks.run(
            lambda _context: book.check(account_id),
            done=partial(self._on_checked, account_id),
            failed=partial(self._on_failed, account_id),
            owner=self,
        )

    def _on_checked(self, account_id: str, check: AccountCheck) -> None:
        row = self._rows.get(account_id)
        if row is None:
            return
        when = Times(now=self._clock.now(), zone=self._zone).clock(self._clock.now())
        bad = [item.sentence for item in check.items if item.state is CheckState.BAD]
        good = next((item.sentence for item in check.items if item.code == "sign_in"), "")
        if bad:
            row.show_bad(" ".join(bad), good)
        elif check.advice:
            row.show_advice(" ".join(check.advice), good)
        else:
            row.show_good(self.tr("Checked {time}. {words}").format(time=when, words=good))
        self.reload()

    def _on_failed(self, account_id: str, error: Exception) -> None:
        row = self._rows.get(account_id)
        if row is None:
            return
        if isinstance(error, ServiceError | DomainError):
            text = error_text(error)
            row.show_bad(text.title, f"{text.detail} {text.next_step}".strip())
        else:
            row.show_bad(self.tr("That did not work."), "")

    # -- removing --------------------------------------------------------------------------

    @Slot(str)
    def _on_remove_requested(self, account_id: str) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        count = self._on_its_way
        self._tasks.run(
            lambda _context: count(account_id),
            done=partial(self._ask_to_remove, account_id),
            failed=partial(self._on_failed, account_id),
            ended=self._on_counted,
            owner=self,
        )

    def _on_counted(self) -> None:
        # From here on the question itself stands before the button.
        self._is_asking = False

    def _ask_to_remove(self, account_id: str, on_its_way: int) -> None:
        row = self._rows.get(account_id)
        if row is None:
            return
        meaning = [
            self.tr("Its values are taken out of the keyring; at the service nothing changes."),
            self.tr(
                "Agreements that you follow stay here as they were last seen, but cannot be"
                " refreshed any more. Drafts stay."
            ),
        ]
        if on_its_way:
            meaning.insert(0, self._stopping(on_its_way))
        question = Question(
            self.theme,
            self,
            question=self.tr("Remove “{name}”?").format(name=row.account.name),
            meaning=tuple(meaning),
            action=self.tr("Remove account"),
            kind="danger",
        )
        question.confirmed.connect(partial(self._remove, account_id))
        question.open()

    def _stopping(self, on_its_way: int) -> str:
        if on_its_way == 1:
            return self.tr("One agreement is still on its way and stops where it is.")
        words = self.tr("{count} agreements are still on their way and stop where they are.")
        return words.format(count=on_its_way)

    def _remove(self, account_id: str) -> None:
        row = self._rows.get(account_id)
        if row is None:
            return
        row.show_busy(self.tr("It is being removed …"))
        book = self._book
        self._tasks.run(
            lambda _context: book.remove(account_id),
            done=self._on_removed,
            failed=partial(self._on_failed, account_id),
            owner=self,
        )

    def _on_removed(self, _nothing: None) -> None:
        self.accounts_changed.emit()
        self.reload()

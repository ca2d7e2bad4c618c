"""Keeps what is shown of the outbox up to date, and carries out what the user wants of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot

from app.domain.agreement import Participant
from app.domain.kinds import ServiceKind
from app.domain.signinghub_people import needs_opening_password
from app.gui.outbox.notices import Surroundings, draft_id
from app.gui.tasks import Tasks
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.carriers import account_of
from app.services.draft_copies import copied_draft
from app.services.drafts import DraftBook
from app.services.outbox.comparing import Compared
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.secret import Secret
from app.services.stored_drafts import StoredDraft
from app.services.words.sending import FORGOTTEN

_Result = TypeVar("_Result")

_GATHER_MS: Final = 40
"""Changes within this time are read together."""
POLL_MS: Final = 3000
"""How often to look for what other processes did."""
_BACK_TO_DRAFT: Final = frozenset({Phase.NOT_SENT, Phase.GIVEN_UP})
_WEB_OF_CLOUD: Final = {"https://api.signinghub.com": "https://web.signinghub.com"}
"""Where people look whose account is at this address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything on its way at one moment."""

    items: tuple[OutboxItem, ...]
    around: Mapping[str, Surroundings] = field(default_factory=dict)
    """By item."""


class OutboxFeed(QObject):
    """Reads the outbox beside the window whenever something changed in it.

    Signals:
        changed: the `Snapshot` of now
        read_failed: the error for which the outbox could not be read
        busy_changed: id of the item with which something is being done, or is no more
        act_failed: id of the item, the error
        renewed: id of the item that took the place of one that was changed at the service
        copied: id of the new draft
        compared: id of the item, what was `Compared`
        compare_failed: id of the item, the error
    """

    changed = Signal(object)
    read_failed = Signal(object)
    busy_changed = Signal(str)
    act_failed = Signal(str, object)
    renewed = Signal(str)
    copied = Signal(str)
    compared = Signal(str, object)
    compare_failed = Signal(str, object)
    _told = Signal()

    def __init__(
        self,
        outbox: Outbox,
        accounts: AccountBook,
        drafts: DraftBook,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        poll_ms: int = POLL_MS,
    ) -> None:
        """Nothing is read before `start`; then also every `poll_ms`."""
        super().__init__(parent)
        self._outbox = outbox
        self._accounts = accounts
        self._drafts = drafts
        self._tasks = tasks
        self._busy: dict[str, str] = {}
        self._reading = False
        self._again = False
        self._unsubscribe: Callable[[], None] | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.reload)
        self._poll = QTimer(self)
        self._poll.setInterval(poll_ms)
        self._poll.timeout.connect(self.reload)
        # The outbox tells of changes on its own threads; a signal brings that here.
        self._told.connect(self._gather.start)

    def start(self) -> None:
        """Read now, and after each change from now on."""
        if self._unsubscribe is None:
            self._unsubscribe = self._outbox.subscribe(_Teller(self._told.emit))
            self._poll.start()
            self.reload()

    def stop(self) -> None:
        """Be told nothing more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._poll.stop()
        self._gather.stop()

    def busy(self, item_id: str) -> str:
        """What is being done with an item, as a sentence; empty for nothing."""
        return self._busy.get(item_id, "")

    @Slot()
    def reload(self) -> None:
        """Read everything; while that is under way, once more afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        outbox, accounts, drafts = self._outbox, self._accounts, self._drafts
        self._tasks.run(
            lambda _context: snapshot(outbox, accounts, drafts),
            done=self._on_read,
            failed=self._on_read_failed,
            ended=self._on_read_ended,
        )

    # -- what the user wants ---------------------------------------------------------------

    def check_again(self, item_id: str) -> None:
        """Look now whether a doubtful start took effect; try now what waits."""
        self._act(item_id, self.tr("The service is being asked …"), self._outbox.check_again)

    def choose_passwords(self, item_id: str, passwords: Mapping[str, Secret]) -> None:
        """Take these to open the documents, by label, and go on with it."""
        outbox = self._outbox

        def choose(wanted: str) -> OutboxItem:
            outbox.choose_passwords(wanted, passwords)
            return outbox.check_again(wanted)

        self._act(item_id, self.tr("It goes on with them …"), choose)

    def send_again(self, item_id: str) -> None:
        """Repeat the identical start."""
        self._act(item_id, self.tr("It is being started once more …"), self._outbox.send_again)

    def stop_sending(self, item_id: str) -> None:
        """Stop it before anybody is notified."""
        self._act(item_id, self.tr("It is being stopped …"), self._outbox.stop)

    def give_up(self, item_id: str) -> None:
        """Make sure that it is never sent."""
        self._act(item_id, self.tr("It is being stopped …"), self._outbox.give_up)

    def send_anew(self, item_id: str) -> None:
        """Build it anew in the place of what somebody changed at the service."""
        sentence = self.tr("It is being set aside anew …")
        self._act(item_id, sentence, self._outbox.send_anew, self._on_renewed)

    def copy(self, item_id: str) -> None:
        """Make a new draft that says what was put on its way."""
        outbox, accounts, drafts = self._outbox, self._accounts, self._drafts
        self._act(
            item_id,
            self.tr("It is being copied …"),
            lambda wanted: _copy_of(wanted, outbox, accounts, drafts),
            self._on_copied,
        )

    def compare(self, item_id: str) -> None:
        """Read what is at the service beside what was sent; nothing else waits for that."""
        outbox = self._outbox
        self._tasks.run(
            lambda _context: outbox.compare(item_id),
            done=partial(self._on_compared, item_id),
            failed=partial(self._on_compare_failed, item_id),
            owner=self,
        )

    def dismiss(self, item_id: str) -> None:
        """Take what is settled off the list."""
        self._act(item_id, self.tr("It is being taken off the list …"), self._outbox.dismiss)

    def dismiss_all(self, item_ids: tuple[str, ...]) -> None:
        """Take several off the list."""
        for item_id in item_ids:
            self.dismiss(item_id)

    def _act(
        self,
        item_id: str,
        sentence: str,
        do: Callable[[str], _Result],
        done: Callable[[_Result], None] | None = None,
    ) -> None:
        if item_id in self._busy:
            return
        self._busy[item_id] = sentence
        self.busy_changed.emit(item_id)
        self._tasks.run(
            lambda _context: do(item_id),
            done=done,
            failed=partial(self._on_act_failed, item_id),
            ended=partial(self._on_act_ended, item_id),
            owner=self,
        )

    def _on_renewed(self, item: OutboxItem) -> None:
        self.renewed.emit(item.id)

    def _on_copied(self, draft: StoredDraft) -> None:
        self.copied.emit(draft.id)

    def _on_compared(self, item_id: str, compared: Compared) -> None:
        self.compared.emit(item_id, compared)

    def _on_compare_failed(self, item_id: str, error: Exception) -> None:
        self.compare_failed.emit(item_id, error)

    def _on_act_failed(self, item_id: str, error: Exception) -> None:
        self.act_failed.emit(item_id, error)

    def _on_act_ended(self, item_id: str) -> None:
        self._busy.pop(item_id, None)
        self.busy_changed.emit(item_id)
        self.reload()

    # -- reading ---------------------------------------------------------------------------

    def _on_read(self, read: Snapshot) -> None:
        self.changed.emit(read)

    def _on_read_failed(self, error: Exception) -> None:
        self.read_failed.emit(error)

    def _on_read_ended(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.reload()


class _Teller:
    """Passes on that something changed; the feed it tells may be gone by then."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell

    def __call__(self, _item: OutboxItem) -> None:
        try:
            self._tell()
        except RuntimeError:
            # The window was taken down between the change and the telling.
            return


def snapshot(outbox: Outbox, accounts: AccountBook, drafts: DraftBook) -> Snapshot:
    """Read everything on its way. Blocks; raises LocalError."""
    items = outbox.items()
    known = {each.id: each for each in accounts.in_use()}
    stopped = any(item.phase in _BACK_TO_DRAFT for item in items)
    stored = {each.agreement.id: each.id for each in drafts.all()} if stopped else {}
    return Snapshot(
        items=items,
        around={
            item.id: replace(
                _around(item, known.get(item.account_id) or account_of(accounts, item), stored),
                openers=_openers(item, outbox),
            )
            for item in items
        },
    )


def page_of(item: OutboxItem, base_url: str) -> str:
    """The page of an item's first document at Scrive: `{base}/d/{document_id}`; or nothing.

    Of SigningHub only the web address of Ascertia's own cloud is known, not that of a package.
    """
    if item.service is ServiceKind.SIGNINGHUB:
        return _WEB_OF_CLOUD.get(base_url, "")
    if not base_url:
        return ""
    ids = [*item.document_ids, *(step.result.get("document_id") for step in item.steps)]
    first = next((each for each in ids if isinstance(each, str) and each.isalnum()), "")
    return QUrl(f"{base_url}/d/{first}").toString() if first else ""


def _around(item: OutboxItem, account: Account | None, stored: Mapping[str, str]) -> Surroundings:
    return Surroundings(
        page=page_of(item, item.base_url or (account.base_url if account is not None else "")),
        account_id="" if account is None else account.id,
        draft_id=stored.get(draft_id(item), ""),
    )


def _openers(item: OutboxItem, outbox: Outbox) -> tuple[Participant, ...]:
    """Whose passwords are to be chosen anew."""
    if item.settled or item.family != FORGOTTEN:
        return ()
    agreement, _paths = outbox.contents(item.id)
    return needs_opening_password(agreement)


def _copy_of(item_id: str, outbox: Outbox, accounts: AccountBook, drafts: DraftBook) -> StoredDraft:
    agreement, paths = outbox.contents(item_id)
    account = account_of(accounts, outbox.item(item_id))
    return copied_draft(drafts, agreement, paths, None if account is None else account.id)

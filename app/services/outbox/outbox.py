"""The outbox: what window and command line use to send."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.errors import UserCancelled
from app.services.accounts import Account
from app.services.cancel import CancelToken
from app.services.errors import LocalError
from app.services.listeners import Listeners
from app.services.outbox import refusals
from app.services.outbox.carrier import Arrival
from app.services.outbox.comparing import Compared, is_prepared
from app.services.outbox.due import is_due
from app.services.outbox.endings import FENCING, stopped_words
from app.services.outbox.entering import Entrance
from app.services.outbox.freezing import Freezer
from app.services.outbox.journal import Journal, gives_no_way
from app.services.outbox.lock import WriterLock
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import OutboxItem, Phase
from app.services.outbox.runner import CarrierMaker, Runner, with_progress
from app.services.outbox.settling import Patience, Wish
from app.services.ports import Clock
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.database import Database
from app.services.timing import Timing
from app.services.words.errors import error_text

DEFAULT_WAIT = 30.0
"""Seconds from a lost answer for which a caller stays to see it settled."""
_TURN = 0.1
"""Seconds between two tries to become the writer."""
_OTHERS = 60.0
"""Seconds for whoever works on an item to stop."""
_LEFT_BEHIND = 3600.0
"""Seconds after which copies without an item are nobody's: a draft is copied faster."""


class Outbox:
    """Agreements on their way. Every method may block; all are safe to call from any thread."""

    def __init__(
        self,
        database: Database,
        files: Path,
        lock: Path | WriterLock,
        carriers: CarrierMaker,
        clock: Clock,
        timing: Callable[[], Timing],
        on_sent: Callable[[OutboxItem, Arrival], None],
        passwords: SendPasswords | None = None,
    ) -> None:
        """Journal in `database`; copies of documents lie in `files`; `lock` makes one writer.

        `timing` is asked anew whenever it matters: it depends on the accounts in use.
        """
        self._journal = Journal(database, clock)
        self._freezer = Freezer(files, clock)
        passwords = passwords or SendPasswords(MemoryVault())
        self._entrance = Entrance(journal=self._journal, freezer=self._freezer, passwords=passwords)
        self._lock = lock if isinstance(lock, WriterLock) else WriterLock(lock)
        self._clock = clock
        self._timing = timing
        self._runner = Runner(self._entrance, carriers, clock, timing, on_sent, self._announce)
        self._listeners: Listeners[OutboxItem] = Listeners()
        self._cancels: dict[str, CancelToken] = {}
        self._tried: dict[str, float] = {}
        """When the worker took up an item last, on the clock that nobody can set."""
        self._obstacles: dict[str, LocalError] = {}
        """What on this computer kept an item back just now: the journal itself may be full."""
        self._swept = False
        self._guard = threading.Lock()

    def enqueue(
        self,
        agreement: Agreement,
        paths: Mapping[str, Path],
        account: Account,
        *,
        again: bool = False,
        expected: Mapping[str, str] | None = None,
        passwords: Mapping[str, Secret] | None = None,
    ) -> OutboxItem:
        """Freeze a draft and put it on its way; a draft that is known is answered with its item.

        `paths` and `expected` (SHA-256, as added) are by document label; they need not be there any
        more when the draft is known as sent. `passwords` to open the documents are by label of the
        participant. Nothing leaves yet. Raises DomainError (`send.*`) and LocalError.
        """
        known = self.sent_before(agreement)
        if known is not None and gives_no_way(known, again=again):
            self._journal.show(known)
            return replace(known, already=True)
        entered = self._entrance.enter(
            agreement, paths, account, expected or {}, passwords or {}, again=again
        )
        self._announce(entered.id)
        return entered

    def sent_before(self, agreement: Agreement) -> OutboxItem | None:
        """The item of a draft with an id, if there is one that may be or was sent."""
        item = self.last_tried(agreement)
        return None if item is None or item.phase in (Phase.NOT_SENT, Phase.GIVEN_UP) else item

    def last_tried(self, agreement: Agreement) -> OutboxItem | None:
        """The item of a draft with an id that was entered last, whatever became of it."""
        return self._journal.newest(f"draft:{agreement.id}") if agreement.id else None

    def sent_draft_ids(self) -> frozenset[str]:
        """Ids (of the agreement) of drafts that are on their way or were sent."""
        return self._journal.sent_draft_ids()

    def items(self) -> tuple[OutboxItem, ...]:
        """Everything on its way or arrived that was not taken off the list, newest first."""
        return tuple(self._shown(item) for item in self._journal.items())

    def item(self, item_id: str) -> OutboxItem:
        """One item; LookupError where there is none."""
        item = self._journal.item(item_id)
        if item is None:
            raise LookupError(item_id)
        return self._shown(item)

    def run(
        self,
        item_id: str,
        *,
        wait: float = DEFAULT_WAIT,
        cancel: CancelToken | None = None,
    ) -> OutboxItem:
        """Take an item as far as it goes within `wait` seconds of a lost answer.

        While another process or thread is the writer, its progress is followed. Cancelling gives
        up what nobody was notified of.
        """
        return self._run(item_id, self._wish(wait, cancel))

    def run_all(
        self, *, wait: float = DEFAULT_WAIT, cancel: CancelToken | None = None
    ) -> tuple[OutboxItem, ...]:
        """Settle and continue everything that is open; all open items as they stand afterwards.

        Cancelling raises UserCancelled; what is open is kept as it stands.
        """
        wish = self._wish(wait, cancel, keep=True)
        self._sweep()
        for item in self._journal.untidied():
            wish.cancel.raise_if_cancelled()
            self._run(item.id, wish)
        done: list[OutboxItem] = []
        for item in self._journal.open_items():
            done.append(self._run(item.id, wish))
            wish.cancel.raise_if_cancelled()
        return tuple(done)

    def due_accounts(self) -> frozenset[str]:
        """Ids of the accounts for which a background worker has something to do now."""
        self._sweep()
        items = (*self._journal.open_items(), *self._journal.untidied())
        return frozenset(item.account_id for item in items if self._due(item))

    def run_due(self, account_id: str = "") -> None:
        """One turn of a background worker: run what is due, of one account or of all.

        One item that cannot be run does not keep the others; its failure is raised afterwards.
        """
        failures: list[Exception] = []
        for item in (*self._journal.open_items(), *self._journal.untidied()):
            if account_id not in ("", item.account_id) or not self._due(item):
                continue
            self._tried[item.id] = self._clock.monotonic()
            wish = self._wish(self._timing().longest_pause, unhurried=True)
            try:
                self._run(item.id, wish, follow=False)
            except Exception as error:  # noqa: BLE001 - raised below, whatever it is
                failures.append(error)
        if failures:
            raise failures[0]

    def pause(self) -> float:
        """Seconds between two turns of a background worker."""
        return self._timing().scaled(1.0)

    def choose_passwords(self, item_id: str, passwords: Mapping[str, Secret]) -> None:
        """Take others to open the documents, by label, than were chosen when it was enqueued.

        Raises DomainError `send.no_password` and NoKeyring.
        """
        self._entrance.choose_passwords(self.item(item_id), passwords)

    def check_again(
        self, item_id: str, *, wait: float | None = None, cancel: CancelToken | None = None
    ) -> OutboxItem:
        """Look now whether a doubtful start took effect; try now what waits.

        Without `wait` it is one look, which may take its time.
        """
        wish = self._wish(wait or 0.0, cancel, keep=True, unhurried=wait is None)
        return self._run(item_id, wish)

    def send_again(
        self,
        item_id: str,
        *,
        wait: float = DEFAULT_WAIT,
        cancel: CancelToken | None = None,
    ) -> OutboxItem:
        """Repeat the identical start on the same remote files, after one more look.

        Raises Refused for what is being given up.
        """
        if self.item(item_id).family == FENCING:
            raise refusals.being_given_up()
        self._journal.reopen(item_id)
        return self._run(item_id, self._wish(wait, cancel, repeat_now=True))

    def cancel(self, item_id: str) -> None:
        """Ask the steps under way to stop before anybody is notified."""
        with self._guard:
            token = self._cancels.get(item_id)
        if token is not None:
            token.cancel()

    def stop(self, item_id: str) -> OutboxItem:
        """Give up what was never started, without asking anybody.

        Raises Refused where it may have been sent: ending that needs a decision.
        """
        if not self._journal.give_up(item_id, stopped_words()):
            raise refusals.cannot_be_stopped()
        return self._stopped(item_id)

    def give_up(self, item_id: str) -> OutboxItem:
        """Make sure that the item is never sent, or say that this cannot be made sure.

        What was never started is given up at once; whoever is sending it stops before the next
        request. Of a doubtful start the service is asked, and it is made impossible where there is
        a means (`GIVEN_UP`, proven); else it is let go (`LET_GO`), and nothing is removed that may
        have been sent. So it is where nobody can sign in as whoever sent it. Raises ServiceError
        when the service cannot be asked now.
        """
        if self._journal.give_up(item_id, stopped_words()):
            return self._stopped(item_id)
        if self.item(item_id).phase is Phase.SENT:
            raise refusals.was_sent()
        self.cancel(item_id)
        patience = Patience(seconds=self._timing().scaled(_OTHERS))
        while True:
            with self._lock.try_hold(self.item(item_id).account_id) as held:
                if held:
                    self._runner.give_up(item_id)
                    self._runner.tidy(item_id)
                    break
            if not patience.left(self._clock.monotonic()):
                raise refusals.worked_on()
            CancelToken().wait(_TURN)
        self._announce(item_id)
        return self.item(item_id)

    def send_anew(self, item_id: str) -> OutboxItem:
        """Build an agreement anew that somebody changed at the service: a new item in its place.

        Only where nothing was ever started; what was built of the old one is removed there, as far
        as it is still a draft. Raises Refused and LocalError.
        """
        old = self.item(item_id)
        if old.may_have_fired or old.phase is Phase.SENT:
            raise refusals.not_beside_itself()
        entered = self._entrance.enter_anew(old)
        self.cancel(item_id)
        self._announce(item_id)
        self._announce(entered.id)
        return entered

    def compare(self, item_id: str) -> Compared:
        """What the draft says, what was prepared, and what is at the service now, by a fresh read.

        Raises Refused where nothing of it is prepared there.
        """
        item = self.item(item_id)
        if item.settled or not is_prepared(item, self._journal.agreement(item_id)):
            raise refusals.nothing_to_compare()
        return self._runner.compare(item)

    def contents(self, item_id: str) -> tuple[Agreement, dict[str, Path]]:
        """What was put on its way, and its files by label, until nothing is left to do for it."""
        return self._journal.agreement(item_id), self._freezer.paths(self.item(item_id))

    def dismiss(self, item_id: str) -> None:
        """Take a settled item off the list."""
        if self.item(item_id).settled:
            self._journal.dismiss(item_id)
            self._announce(item_id)

    def subscribe(self, listener: Callable[[OutboxItem], None]) -> Callable[[], None]:
        """Call `listener` on worker threads after each change; the result ends that."""
        return self._listeners.add(listener)

    def _stopped(self, item_id: str) -> OutboxItem:
        """Tell whoever is sending it, and remove what was built of it."""
        self.cancel(item_id)
        self._announce(item_id)
        return self._run(item_id, self._wish(0.0), follow=False)

    def _wish(
        self,
        wait: float,
        cancel: CancelToken | None = None,
        *,
        repeat_now: bool = False,
        keep: bool = False,
        unhurried: bool = False,
    ) -> Wish:
        return Wish(
            patience=Patience(seconds=self._timing().scaled(wait)),
            cancel=cancel or CancelToken(),
            repeat_now=repeat_now,
            keep=keep,
            unhurried=unhurried,
        )

    def _run(self, item_id: str, wish: Wish, *, follow: bool = True) -> OutboxItem:
        try:
            done = self._run_or_follow(item_id, wish, follow=follow)
        except LocalError as error:
            # Lock or journal could not be written; what the journal says is true all the same.
            before, self._obstacles[item_id] = self._obstacles.get(item_id), error
            if before is None or before.title != error.title:
                self._announce(item_id)
            return self.item(item_id)
        if self._obstacles.pop(item_id, None) is not None:
            self._announce(item_id)
        return self._shown(done)

    def _run_or_follow(self, item_id: str, wish: Wish, *, follow: bool) -> OutboxItem:
        while True:
            item = self.item(item_id)
            with self._lock.try_hold(item.account_id) as held:
                if held:
                    return self._run_held(item_id, wish)
            item = self.item(item_id)
            if not follow or item.settled or not wish.patience.left(self._clock.monotonic()):
                return item
            try:
                wish.cancel.wait(_TURN)
            except UserCancelled:
                if wish.keep:
                    raise
                self._journal.give_up(item_id, stopped_words())
                return self.item(item_id)

    def _run_held(self, item_id: str, wish: Wish) -> OutboxItem:
        with self._guard:
            self._cancels[item_id] = wish.cancel
        try:
            item = self.item(item_id)
            if item.phase is Phase.LET_GO:
                self._runner.look_at_let_go(item_id)
            elif item.settled:
                self._runner.tidy(item_id)
            else:
                self._runner.run(item_id, wish)
        finally:
            with self._guard:
                self._cancels.pop(item_id, None)
        return self.item(item_id)

    def _due(self, item: OutboxItem) -> bool:
        tried = self._tried.get(item.id)
        return is_due(
            item,
            self._clock.now(),
            self._timing().scale,
            untried=None if tried is None else self._clock.monotonic() - tried,
            hindered=item.id in self._obstacles,
        )

    def _sweep(self) -> None:
        """Once: remove copies of documents that belong to no item."""
        with self._guard:
            swept, self._swept = self._swept, True
        if not swept:
            before = self._clock.now().timestamp() - _LEFT_BEHIND
            self._freezer.sweep(self._journal.ids(), before)

    def _shown(self, item: OutboxItem) -> OutboxItem:
        obstacle = None if item.settled else self._obstacles.get(item.id)
        if obstacle is not None:
            item = replace(item, message=error_text(obstacle), family=obstacle.code)
        return with_progress(item, self._runner.progress_of(item.id))

    def _announce(self, item_id: str) -> None:
        if self._listeners.anybody:
            self._listeners.tell(self.item(item_id))

"""Sending the draft: one press, one agreement, and what becomes of it."""

import logging
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.agreement import Agreement
from app.domain.findings import Severity
from app.gui.composer.saving import LANE, Content
from app.gui.composer.session import Session
from app.gui.error_words import words_for
from app.gui.tasks import TaskContext, Tasks
from app.services.accounts import Account
from app.services.outbox.records import OutboxItem, Phase
from app.services.secrets.secret import Secret
from app.services.stored_drafts import StoredDraft
from app.services.texts import ErrorText

log = logging.getLogger(__name__)

ACT_LANE: Final = "sending"
"""Looks and stops of one draft come one after the other."""
Passwords = Mapping[str, Secret]
"""By label of the participant who opens the documents with it."""
POLL_MS: Final = 3000
"""How often to look what another process did with it."""


class SendWork(Protocol):
    """What sending asks of the services; everything but `subscribe` blocks."""

    def save(self, content: Content) -> StoredDraft:
        """Keep what the draft says now."""
        ...

    def enqueue(self, agreement: Agreement, account: Account, passwords: Passwords) -> OutboxItem:
        """Put the saved draft on its way; a draft that is known is answered with its item."""
        ...

    def look(self, item_id: str) -> OutboxItem:
        """Where an item stands."""
        ...

    def stop(self, item_id: str) -> OutboxItem:
        """Make sure that it is never sent. Raises Refused when it may have been sent."""
        ...

    def check_again(self, item_id: str) -> OutboxItem:
        """Look now whether it was sent, or try now what waits."""
        ...

    def subscribe(self, listener: Callable[[OutboxItem], None]) -> Callable[[], None]:
        """Call `listener` on worker threads after each change; the result ends that."""
        ...


class Sender(QObject):
    """Puts the draft of a session on its way and follows it.

    While the draft is on its way or was sent, the session can only be read.

    Signals:
        changed: `item`, `error` or `busy` are others
        sent: the `OutboxItem` that was sent while the user looked on
    """

    changed = Signal()
    sent = Signal(object)
    _told = Signal(object)

    def __init__(
        self,
        work: SendWork,
        session: Session,
        tasks: Tasks,
        item: OutboxItem | None = None,
        parent: QObject | None = None,
        *,
        poll_ms: int = POLL_MS,
    ) -> None:
        """`item` is where the agreement of the draft stands already."""
        super().__init__(parent)
        self._work = work
        self._session = session
        self._tasks = tasks
        self._item = item
        self._error: ErrorText | None = None
        self._is_sending = False
        self._is_asking = False
        self._was_already = False
        self._heard = 0
        self._unsubscribe: Callable[[], None] | None = None
        # The outbox tells on its own threads; a signal brings that here.
        self._told.connect(self._on_told)
        self._poll = QTimer(self)
        self._poll.setInterval(poll_ms)
        self._poll.timeout.connect(self._on_poll)
        self._lock_session()

    @property
    def item(self) -> OutboxItem | None:
        """Where the agreement stands; None for one that only is a draft."""
        return self._item

    @property
    def error(self) -> ErrorText | None:
        """Why the last wish was not carried out."""
        return self._error

    @property
    def is_sending(self) -> bool:
        """Whether Send was pressed and the draft is being set aside."""
        return self._is_sending

    @property
    def was_already(self) -> bool:
        """Whether Send was pressed here for what was on its way already."""
        return self._was_already

    @property
    def is_busy(self) -> bool:
        """Whether a wish is being carried out."""
        return self._is_sending or self._is_asking

    @property
    def can_send(self) -> bool:
        """Whether pressing Send would put the draft on its way."""
        return (
            not self.is_busy
            and (self._item is None or _may_send_anew(self._item))
            and self._session.account is not None
            and all(each.severity is not Severity.ERROR for each in self._session.findings)
        )

    def start(self) -> None:
        """Follow what becomes of it, from now on."""
        if self._unsubscribe is None:
            self._unsubscribe = self._work.subscribe(_Teller(self._told.emit))
            self._poll.start()
            self._look()

    def stop_following(self) -> None:
        """Be told nothing more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._poll.stop()

    # -- wishes -------------------------------------------------------------------------------

    @Slot()
    def send(self) -> None:
        """Save the draft and put it on its way; presses that come while it is are nothing."""
        self.send_with({})

    def send_with(self, passwords: Passwords) -> None:
        """As `send`, with the passwords to open the documents."""
        account, content = self._session.account, self._session.content
        if not self.can_send or account is None:
            return
        self._is_sending, self._error, self._item = True, None, None
        self._was_already = False
        self._session.set_locked(True)

        def put(_context: TaskContext) -> OutboxItem:
            # What is frozen is what was on the screen, whatever autosave has done by now.
            self._work.save(content)
            return self._work.enqueue(content.agreement, account, passwords)

        self._tasks.run(
            put, done=self._on_sent, failed=self._on_failed, ended=self._on_ended, lane=LANE
        )
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop it before anybody is notified."""
        self._ask(self._work.stop)

    @Slot()
    def check_again(self) -> None:
        """Look now, or try now."""
        self._ask(self._work.check_again)

    @Slot()
    def back_to_draft(self) -> None:
        """Leave the answer behind and go on composing what was not sent."""
        if self._item is not None and _may_send_anew(self._item):
            self._item, self._error = None, None
            self._lock_session()
            self.changed.emit()

    def _ask(self, do: Callable[[str], OutboxItem]) -> None:
        item = self._item
        if item is None or self.is_busy:
            return
        self._is_asking, self._error = True, None
        item_id = item.id
        self._tasks.run(
            lambda _context: do(item_id),
            done=self._on_entered,
            failed=self._on_failed,
            ended=self._on_ended,
            lane=ACT_LANE,
        )
        self.changed.emit()

    def _look(self) -> None:
        item = self._item
        if item is None:
            return
        item_id, heard = item.id, self._heard

        def work(_context: TaskContext) -> tuple[OutboxItem, int]:
            return self._work.look(item_id), heard

        self._tasks.run(work, done=self._on_looked, failed=self._on_not_looked, lane=ACT_LANE)

    @Slot()
    def _on_poll(self) -> None:
        if self._item is not None and not self._item.settled:
            self._look()

    # -- what comes ---------------------------------------------------------------------------

    @Slot(object)
    def _on_told(self, item: OutboxItem) -> None:
        if item.key == f"draft:{self._session.agreement.id}" and not self._is_replaced(item):
            self._heard += 1
            self._take(item)

    def _is_replaced(self, item: OutboxItem) -> bool:
        """Whether a newer one of the same draft is shown: the older is only tidied up."""
        shown = self._item
        return shown is not None and item.id != shown.id and item.enqueued_at < shown.enqueued_at

    def _on_sent(self, item: OutboxItem) -> None:
        self._was_already = item.already
        self._on_entered(item)

    def _on_entered(self, item: OutboxItem) -> None:
        """News may have overtaken the answer, so the item is looked at once more."""
        if self._item is None or self._item.id != item.id:
            self._take(item)
        self._look()

    def _on_looked(self, looked: tuple[OutboxItem, int]) -> None:
        item, heard = looked
        if heard == self._heard:
            self._take(item)

    def _on_not_looked(self, error: Exception) -> None:
        # The next look comes by itself, and what is shown was true when it was read.
        log.info("an item of the outbox could not be read: %s", type(error).__name__)

    def _on_failed(self, error: Exception) -> None:
        self._error = words_for(error)
        self._lock_session()

    def _on_ended(self) -> None:
        self._is_sending = self._is_asking = False
        self._lock_session()
        self.changed.emit()

    def _take(self, item: OutboxItem) -> None:
        before, self._item = self._item, item
        self._lock_session()
        self.changed.emit()
        was = None if before is None or before.id != item.id else before.phase
        if item.phase is Phase.SENT and was is not None and was is not Phase.SENT:
            self.sent.emit(item)

    def _lock_session(self) -> None:
        item = self._item
        if item is not None:
            # Who is to be changed is told where it is changed, also after going back there.
            message = item.message if item.phase is Phase.NOT_SENT else None
            self._session.set_refusals(() if message is None else message.refusals)
        on_its_way = self._item is not None and not _may_send_anew(self._item)
        self._session.set_locked(on_its_way or self._is_sending)


def _may_send_anew(item: OutboxItem) -> bool:
    """Whether it is proven that nobody was notified and nothing is tried any more."""
    return item.phase in (Phase.NOT_SENT, Phase.GIVEN_UP)


class _Teller:
    """Passes on what the outbox tells; whom it tells may be gone by then."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self._tell = tell

    def __call__(self, item: OutboxItem) -> None:
        try:
            self._tell(item)
        except RuntimeError:
            log.debug("the composer is gone, what became of an item is not shown")

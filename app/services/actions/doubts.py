"""Doubtful actions: taken over from processes that ended, and settled by what is observed."""

import logging
from collections.abc import Callable

from app.domain.actions import DRAFT_KINDS, HIDING_KINDS, Situation
from app.domain.errors import DomainError
from app.services.account_book import AccountBook
from app.services.actions.journal import ActionJournal
from app.services.actions.performing import Performing
from app.services.actions.records import ActionRecord, ActionState
from app.services.cancel import CancelToken
from app.services.errors import Gone, LocalError, ServiceError
from app.services.outbox.endings import SERVICE_NAMES
from app.services.outbox.lock import WriterLock
from app.services.outbox.settle import doubted_for
from app.services.tracking.tracked import TrackedAgreement
from app.services.words.actions import not_done_words

log = logging.getLogger(__name__)


class Doubts:
    """Looks at agreements, and draws the conclusions."""

    def __init__(
        self,
        journal: ActionJournal,
        performing: Performing,
        accounts: AccountBook,
        lock: WriterLock,
    ) -> None:
        """`lock` tells whether the process that began an action is still there."""
        self._journal = journal
        self._performing = performing
        self._accounts = accounts
        self._lock = lock
        self._clock = performing.clock

    def take_over(self, record: ActionRecord) -> bool:
        """Whether a record was left under way by a process that ended: nobody holds its lane."""
        if record.state is not ActionState.UNDER_WAY:
            return False
        with self._lock.try_hold(record.account_id) as held:
            fresh = self._journal.record(record.id) if held else None
            if fresh is None or fresh.state is not ActionState.UNDER_WAY:
                return fresh is not None
            if fresh.kind in DRAFT_KINDS:
                self._journal.settle(fresh.id, ActionState.NOT_DONE, not_done_words(None))
            else:
                self._performing.doubt(fresh, self._service_name(fresh))
        self._performing.changed(record.id)
        return True

    def settle(self, record: ActionRecord, wait: float, cancel: CancelToken) -> ActionRecord:
        """Look how its agreement stands, once and further for `wait` seconds, until it is known.

        Raises UserCancelled.
        """
        self.take_over(record)
        ends = self._clock.monotonic() + self._performing.timing().scaled(wait)
        while True:
            now = self._journal.record(record.id) or record
            if not now.is_open or now.state is ActionState.UNDER_WAY:
                return now
            now = self._look(now)
            due = now.next_look_at
            if now.state is not ActionState.FINDING_OUT or due is None:
                return now
            seconds = max(0.0, (due - self._clock.now()).total_seconds())
            if self._clock.monotonic() + seconds > ends:
                return now
            cancel.wait(seconds)

    def _look(self, record: ActionRecord) -> ActionRecord:
        if doubted_for(record, self._clock) is None:
            # Nobody can tell how long ago the answer was lost: it may still be on its way.
            self._performing.doubt(record, self._service_name(record))
            record = self._journal.record(record.id) or record
        try:
            situation = self._performing.asked(record.request.agreement_id)
        except ServiceError as error:
            if isinstance(error, Gone) and record.kind in HIDING_KINDS:
                self._performing.judge_gone(record)
            else:
                log.info("action not looked at: %s", error.code)
                self._journal.looked(record.id, None, self._performing.next_look(record))
        except DomainError:  # followed no more: nobody asks what became of it
            self._journal.looked(record.id, None, None)
        else:
            self._performing.judge(record, situation)
        now = self._journal.record(record.id) or record
        if not now.is_open:
            self._performing.show(record.request.agreement_id)
        return now

    def settle_due(self, cancel: CancelToken) -> None:
        """Take over what was left behind, and look at what is due. Raises UserCancelled."""
        for record in self._journal.in_doubt():
            cancel.raise_if_cancelled()
            self.take_over(record)
            now = self._journal.record(record.id) or record
            due = now.next_look_at
            if now.is_open and due is not None and due <= self._clock.now():
                self._look(now)

    def refuse_second(self, record: ActionRecord, *, again: bool) -> None:
        """Raise DomainError while the same is under way, or may have been done."""
        self.take_over(record)
        now = self._journal.record(record.id) or record
        if now.state is ActionState.UNDER_WAY:
            raise DomainError("action.under_way")
        if again:
            return
        if now.state is ActionState.FINDING_OUT:
            now = self.settle(now, 0.0, CancelToken())
        if now.is_open:
            unreadable = now.state is ActionState.MAYBE
            raise DomainError("action.maybe" if unreadable else "action.finding_out")

    def refuse_beside_doubts(self, agreement_id: str) -> None:
        """Raise DomainError while anything may still happen to an agreement that is sent again.

        It would hit what is built anew: another person may be at that position by then.
        """
        for record in self._journal.of_agreement(agreement_id):
            if record.is_open and record.state is not ActionState.MAYBE:
                now = self.settle(record, 0.0, CancelToken())
                if now.is_open:
                    raise DomainError("action.in_doubt_before")

    def observed(
        self, tracked: TrackedAgreement, situation: Callable[[TrackedAgreement], Situation | None]
    ) -> None:
        """Let a fresh observation settle what was in doubt before it."""
        if tracked.error is not None or tracked.observed_at is None:
            return
        try:
            for record in self._journal.of_agreement(tracked.id):
                since = record.doubt_since if record.is_open else None
                # Of a clock that was set back nobody knows which came first.
                if since is None or not since <= tracked.observed_at <= self._clock.now():
                    continue
                found = situation(tracked)
                if found is not None:
                    self._performing.judge(record, found)
        except LocalError as error:
            log.warning("actions: nothing settled, %s", error.code)

    def _service_name(self, record: ActionRecord) -> str:
        account = self._accounts.by_id(record.account_id)
        return "the service" if account is None else SERVICE_NAMES[account.service]

"""The runner: takes the steps of items, and tidies up after what is settled."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import ServiceKind
from app.services.cancel import CancelToken
from app.services.errors import ServiceError
from app.services.outbox.carrier import Arrival, Carrier, Parcel
from app.services.outbox.freezing import Freezer
from app.services.outbox.journal import Journal, Overtaken
from app.services.outbox.records import OutboxItem, Phase, StepClass, StepState
from app.services.outbox.settle import may_arrive_late
from app.services.outbox.settling import Settling, Stopped, Wish, not_known
from app.services.outbox.stepping import Stepping
from app.services.ports import Clock
from app.services.timing import Timing
from app.services.words.errors import ErrorText, error_text

log = logging.getLogger(__name__)

_NEWS = 0.1
"""Seconds between two tellings of how far an upload is."""

SERVICE_NAMES = {ServiceKind.SCRIVE: "Scrive", ServiceKind.SIGNINGHUB: "SigningHub"}


class CarrierMaker(Protocol):
    """Signs in an account for sending."""

    def __call__(self, account_id: str, /) -> Carrier:
        """The carrier of an account. Raises ServiceError (no keyring, account removed)."""
        ...


class Runner:
    """Takes steps; the caller holds the writer lock of the profile."""

    def __init__(
        self,
        journal: Journal,
        freezer: Freezer,
        carriers: CarrierMaker,
        clock: Clock,
        timing: Callable[[], Timing],
        on_sent: Callable[[OutboxItem, Arrival], None],
        announce: Callable[[str], None],
    ) -> None:
        """`on_sent` hands an arrival to tracking; `announce` tells that an item changed."""
        self._journal = journal
        self._freezer = freezer
        self._carriers = carriers
        self._clock = clock
        self._timing = timing
        self._on_sent = on_sent
        self._announce = announce
        self._progress: dict[str, tuple[int, int]] = {}
        self._told_at: dict[str, float] = {}
        self._progress_lock = threading.Lock()

    def progress_of(self, item_id: str) -> tuple[int, int] | None:
        """Bytes sent and in all of the upload under way."""
        with self._progress_lock:
            return self._progress.get(item_id)

    def run(self, item_id: str, wish: Wish) -> None:
        """Take an item as far as it goes now; the journal says where it stands afterwards."""
        item = self._journal.item(item_id)
        if item is None or item.settled:
            return
        try:
            self._drive(item, wish)
        except Stopped as stop:
            self._journal.set_phase(
                item_id,
                stop.phase,
                stop.message,
                family=stop.family,
                next_look_at=stop.next_look_at,
            )
        except (ServiceError, DomainError) as error:
            self._keep(item_id, error)
        except UserCancelled:
            self._cancelled(item_id, keep=wish.keep)
        except Overtaken:
            log.info("outbox: given up while it was being sent")
        finally:
            with self._progress_lock:
                self._progress.pop(item_id, None)
                self._told_at.pop(item_id, None)
            self._announce(item_id)
        self.tidy(item_id)

    def tidy(self, item_id: str) -> None:
        """Give what was sent to tracking; remove the drafts of what was not.

        It ends only when no lost upload can appear any more; until then it is done anew.
        """
        item = self._journal.item(item_id)
        if item is None or not item.settled or item.tidied:
            return
        late = may_arrive_late(item.steps, self._clock.now(), self._timing().scale)
        try:
            if item.phase is Phase.SENT:
                self._follow(item, late=late)
            elif any(step.attempts for step in item.steps):
                self._carriers(item.account_id).withdraw(self._parcel(item_id))
        except (ServiceError, DomainError) as error:
            log.info("outbox: tidying waits, %s", error.code)
            return
        if not late:
            self._journal.set_tidied(item_id)
            self._freezer.discard(item_id)

    def _follow(self, item: OutboxItem, *, late: bool) -> None:
        carrier = self._carriers(item.account_id)
        fired = item.firing.result if item.firing is not None else {}
        self._on_sent(item, carrier.arrival(self._parcel(item.id), fired))
        if not late:
            self._take_rest(item, carrier)

    def _drive(self, item: OutboxItem, wish: Wish) -> None:
        carrier = self._carriers(item.account_id)
        if not item.steps:
            self._journal.plan(item.id, carrier.plan(self._parcel(item.id)))
        if not item.may_have_fired:
            self._journal.set_phase(item.id, Phase.SENDING)
        timing = self._timing()
        changed = self._changed(item.id)
        changed()
        settling = Settling(
            item_id=item.id,
            journal=self._journal,
            carrier=carrier,
            parcel=lambda: self._parcel(item.id),
            clock=self._clock,
            timing=timing,
            wish=wish,
            changed=changed,
            service_name=SERVICE_NAMES[item.service],
        )
        stepping = Stepping(
            item_id=item.id,
            journal=self._journal,
            carrier=carrier,
            parcel=settling.parcel,
            settling=settling,
            timing=timing,
            progress=lambda done, total: self._told(item.id, done, total),
            cancel=wish.cancel,
            changed=changed,
        )
        for step in self._parcel(item.id).steps:
            stepping.take(step.position)
            if step.klass is StepClass.FIRING:
                return

    def _take_rest(self, item: OutboxItem, carrier: Carrier) -> None:
        """Steps after the firing one only tidy; they never change what is said of the item."""
        for step in item.steps:
            if step.klass is StepClass.CONVERGING and step.state is not StepState.DONE:
                self._journal.intend(item.id, step)
                result = carrier.perform(
                    step, self._parcel(item.id), lambda _done, _total: None, CancelToken()
                )
                self._journal.done(item.id, step.position, result)
                self._announce(item.id)

    def _parcel(self, item_id: str) -> Parcel:
        item = self._journal.item(item_id)
        if item is None:
            raise LookupError(item_id)
        return Parcel(
            agreement=self._journal.agreement(item_id),
            files=item.files,
            paths=self._freezer.paths(item),
            ref=item.ref,
            enqueued_at=item.enqueued_at,
            steps=item.steps,
        )

    def _changed(self, item_id: str) -> Callable[[], None]:
        def changed() -> None:
            self._announce(item_id)

        return changed

    def _told(self, item_id: str, done: int, total: int) -> None:
        """Every piece of an upload counts, but only a few times a second somebody is told."""
        now = self._clock.monotonic()
        with self._progress_lock:
            self._progress[item_id] = (done, total)
            before = self._told_at.get(item_id)
            if before is not None and done < total and now - before < _NEWS:
                return
            self._told_at[item_id] = now
        self._announce(item_id)

    def _keep(self, item_id: str, error: ServiceError | DomainError) -> None:
        """What stands in the way before a step: a doubt stays a doubt, all else waits."""
        item = self._journal.item(item_id)
        doubtful = item is not None and item.may_have_fired
        phase = Phase.FINDING_OUT if doubtful else Phase.WAITING
        self._journal.set_phase(item_id, phase, error_text(error), family=error.code)

    def _cancelled(self, item_id: str, *, keep: bool) -> None:
        """The user stopped it: unfired is not sent, a doubt stays a doubt."""
        item = self._journal.item(item_id)
        if item is None:
            return
        if item.may_have_fired:
            words = not_known(SERVICE_NAMES[item.service])
            self._journal.set_phase(item_id, Phase.FINDING_OUT, words, family="uncertain")
        elif keep:
            self._journal.set_phase(item_id, Phase.WAITING, _interrupted(), family="cancelled")
        else:
            self._journal.give_up(item_id, stopped_words())


def stopped_words() -> ErrorText:
    """The words for an agreement that the user stopped in time."""
    return ErrorText(
        title="Sending was stopped.",
        detail="Nobody was notified, your draft is safe.",
    )


def _interrupted() -> ErrorText:
    return ErrorText(
        title="Sending was interrupted.",
        detail="Nobody was notified, the agreement is kept.",
        next_step="It goes on the next time.",
    )


def with_progress(item: OutboxItem, progress: tuple[int, int] | None) -> OutboxItem:
    """The item with the upload under way."""
    return item if progress is None else replace(item, progress=progress)

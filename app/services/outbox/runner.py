"""The runner: takes the steps of items, and tidies up after what is settled."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from app.domain.errors import DomainError, UserCancelled
from app.services.cancel import CancelToken
from app.services.errors import (
    BadAnswer,
    ServiceError,
    Throttled,
    Unreachable,
)
from app.services.outbox.carrier import Arrival, Carrier, Parcel
from app.services.outbox.comparing import Compared, compare
from app.services.outbox.earlier import EarlierStarts
from app.services.outbox.endings import (
    FENCING,
    GARBLED,
    SERVICE_NAMES,
    garbled_words,
    interrupted_words,
    stopped_words,
)
from app.services.outbox.entering import Entrance
from app.services.outbox.freezing import digest_of
from app.services.outbox.giving_up import GivingUp
from app.services.outbox.journal import Overtaken
from app.services.outbox.records import (
    BY_POSITION,
    OutboxItem,
    Phase,
    StepClass,
    StepState,
)
from app.services.outbox.same_person import same_person
from app.services.outbox.settle import UNANSWERED, doubted_for, until_none_is_late
from app.services.outbox.settling import Settling, Stopped, Wish, not_known
from app.services.outbox.stepping import ENDED, Stepping
from app.services.ports import Clock
from app.services.timing import Timing
from app.services.words.errors import error_text
from app.services.words.rescue import cut_short_text

log = logging.getLogger(__name__)

_NEWS = 0.1
"""Seconds between two tellings of how far an upload is."""


class CarrierMaker(Protocol):
    """Signs in the account of an item."""

    def __call__(self, item: OutboxItem, /) -> Carrier:
        """Its carrier, for its way of sending. Raises ServiceError (no keyring, no account)."""
        ...


class Runner:
    """Takes steps; the caller holds the writer lock of the profile."""

    def __init__(
        self,
        entrance: Entrance,
        carriers: CarrierMaker,
        clock: Clock,
        timing: Callable[[], Timing],
        on_sent: Callable[[OutboxItem, Arrival], None],
        announce: Callable[[str], None],
    ) -> None:
        """`on_sent` hands an arrival to tracking; `announce` tells that an item changed."""
        self._journal = entrance.journal
        self._freezer = entrance.freezer
        self._passwords = entrance.passwords
        self._carriers = carriers
        self._clock = clock
        self._timing = timing
        self._earlier = EarlierStarts(journal=self._journal, clock=clock, timing=timing)
        self._giving_up = GivingUp(
            journal=self._journal,
            passwords=self._passwords,
            clock=clock,
            timing=timing,
            signed_in=self._signed_in,
            parcel=self._parcel,
            again_at=self._again_at,
        )
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
            if item.family == FENCING:
                self.give_up(item_id)
            else:
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
        open_to_doubt = item is not None and item.phase is Phase.LET_GO
        if item is None or not item.settled or item.tidied or open_to_doubt:
            return
        self._date(item)
        item = self._journal.item(item_id) or item
        late = until_none_is_late(item.steps, self._clock, self._timing().scale) > 0
        try:
            if item.phase is Phase.SENT:
                self._follow(item, late=late)
            elif any(step.attempts for step in item.steps):
                self._signed_in(item).withdraw(self._parcel(item_id))
            self._passwords.forget(item, self._journal.agreement(item_id))
        except (ServiceError, DomainError) as error:
            log.info("outbox: tidying waits, %s", error.code)
            return
        if not late:
            self._journal.set_tidied(item_id)
            self._freezer.discard(item_id)

    def _follow(self, item: OutboxItem, *, late: bool) -> None:
        carrier = self._signed_in(item)
        fired = item.firing.result if item.firing is not None else {}
        self._on_sent(item, carrier.arrival(self._parcel(item.id), fired))
        if not late:
            self._take_rest(item, carrier)

    def give_up(self, item_id: str) -> None:
        """End a doubtful item: proven not sent where the service lets us, else let go.

        Raises ServiceError when the service cannot be asked now; after a day of that it is let go.
        """
        self._giving_up.give_up(item_id)

    def look_at_let_go(self, item_id: str) -> None:
        """Look once at what was given up as unknown; nothing of it is ever repeated by that."""
        item = self._journal.item(item_id)
        firing = None if item is None else item.firing
        if item is None or firing is None or item.phase is not Phase.LET_GO or item.is_cut_short:
            return
        try:
            parcel = self._parcel(item_id)
            self._giving_up.found(item_id, firing, self._signed_in(item), parcel)
        except (ServiceError, DomainError) as error:
            self._journal.note(item_id, firing.position, str(error))
        self._announce(item_id)
        self.tidy(item_id)

    def _signed_in(self, item: OutboxItem) -> Carrier:
        """The carrier, once it is known that it acts for the same person as before."""
        carrier = self._carriers(item)
        found = same_person(item, carrier)
        if not item.identity.is_told:
            self._journal.bind(item.id, found)
        return carrier

    def _date(self, item: OutboxItem) -> None:
        """Doubts whose age nobody can tell are taken as new.

        So is what was being made when its process ended: whoever holds the lane knows that it did.
        """
        for step in item.steps:
            if step.state is StepState.RUNNING and step.klass is StepClass.CREATING:
                self._journal.doubt(item.id, step, ENDED)
            elif step.doubt_since is not None and doubted_for(step, self._clock) is None:
                self._journal.doubt_from_now(item.id, step)

    def _drive(self, item: OutboxItem, wish: Wish) -> None:
        if item.is_cut_short:
            raise Stopped(Phase.FINDING_OUT, cut_short_text(), "rescued")
        carrier = self._signed_in(item)
        self._date(item)
        self._earlier.let_land(item, wish)
        if not item.steps:
            self._journal.plan(item.id, carrier.plan(self._parcel(item.id)))
        if not item.may_have_fired:
            if digest_of(self._journal.agreement(item.id), item.files) != item.digest:
                raise Stopped(Phase.WAITING, garbled_words(), GARBLED)
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
        steps = self._parcel(item.id).steps
        firing = next(each.position for each in steps if each.klass is StepClass.FIRING)
        for step in steps[: firing + 1]:
            moves = step.position > 0 and steps[step.position - 1].kind in BY_POSITION
            if (moves or step.position == firing - 1) and step.state is not StepState.DONE:
                stepping.let_late_ones_land()
            stepping.take(step.position)

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

    def compare(self, item: OutboxItem) -> Compared:
        """Read what is at the service beside what was sent; nothing is changed by that."""
        open_carrier = partial(self._carriers, item)
        return compare(item, open_carrier, self._parcel(item.id), self._clock.now())

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
            earlier=self._journal.earlier_refs(item),
            password_of=partial(self._passwords.of, item),
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
        fencing = item is not None and item.family == FENCING
        passing = fencing or isinstance(error, Unreachable | Throttled | BadAnswer)
        self._journal.set_phase(
            item_id,
            phase,
            error_text(error),
            family=FENCING if fencing else error.code,
            next_look_at=self._again_at() if doubtful and passing else None,
        )

    def _again_at(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self._timing().scaled(UNANSWERED))

    def _cancelled(self, item_id: str, *, keep: bool) -> None:
        """The user stopped it: unfired is not sent, a doubt stays a doubt."""
        item = self._journal.item(item_id)
        if item is None:
            return
        if item.may_have_fired:
            words = not_known(SERVICE_NAMES[item.service])
            self._journal.set_phase(item_id, Phase.FINDING_OUT, words, family="uncertain")
        elif keep:
            self._journal.set_phase(item_id, Phase.WAITING, interrupted_words(), family="cancelled")
        else:
            self._journal.give_up(item_id, stopped_words())


def with_progress(item: OutboxItem, progress: tuple[int, int] | None) -> OutboxItem:
    """The item with the upload under way."""
    return item if progress is None else replace(item, progress=progress)

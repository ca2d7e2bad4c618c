"""Ending a doubt that the user gave up: proven not sent where that can be, else left unknown."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.services.errors import (
    Forbidden,
    LocalError,
    NoKeyring,
    ServiceError,
    Unauthorized,
)
from app.services.outbox.carrier import Carrier, Effect, Fence, Parcel
from app.services.outbox.endings import (
    FENCING,
    being_stopped,
    cannot_be_asked,
    fenced_note,
    held_note,
    let_go_words,
    lost_words,
    never_answered,
    stopped_words,
)
from app.services.outbox.journal import Journal
from app.services.outbox.passwords import SendPasswords
from app.services.outbox.records import HELD_AT, OutboxItem, Phase, StepRecord, StepState
from app.services.outbox.same_person import AnotherPerson
from app.services.outbox.stepping import ENDED
from app.services.ports import Clock
from app.services.timing import Timing
from app.services.words.errors import ErrorText

_LONG: Final = timedelta(days=1)
"""After so long in doubt, who gives up does not wait for an answer any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingUp:
    """Gives doubtful items up; the caller holds the lane of the account."""

    journal: Journal
    passwords: SendPasswords
    clock: Clock
    timing: Callable[[], Timing]
    signed_in: Callable[[OutboxItem], Carrier]
    parcel: Callable[[str], Parcel]
    again_at: Callable[[], datetime]
    """When it is asked again where no answer came."""

    def give_up(self, item_id: str) -> None:
        """End a doubtful item: proven not sent where the service lets us, else let go.

        Raises ServiceError when the service cannot be asked now; after a day of that it is let go.
        """
        item = self.journal.item(item_id)
        firing = None if item is None else item.firing
        if item is not None and not item.settled and item.is_cut_short:
            self._let_go(item, lost_words(item))
            return
        if item is None or item.settled or firing is None:
            return
        try:
            self._end_doubt(item, firing)
        except ServiceError as error:
            shut_out = isinstance(error, AnotherPerson | NoKeyring | Unauthorized | Forbidden)
            own = isinstance(error, LocalError)
            if not shut_out and (own or not self._in_doubt_for_long(firing)):
                raise
            self.journal.note(item_id, firing.position, error.title)
            self._let_go(item, cannot_be_asked(item) if shut_out else never_answered(item))

    def found(self, item_id: str, firing: StepRecord, carrier: Carrier, parcel: Parcel) -> bool:
        """Look whether a doubtful start took effect, and write it down when it did."""
        sighting = carrier.look(firing, parcel, self.timing().scaled(self.timing().read))
        self.journal.note(item_id, firing.position, sighting.sentence)
        if sighting.effect is Effect.DONE:
            arrival = carrier.arrival(parcel, sighting.result)
            self.journal.fired(item_id, firing.position, sighting.result, arrival)
        return sighting.effect is Effect.DONE

    def _in_doubt_for_long(self, firing: StepRecord) -> bool:
        """Whether waiting for the service to come back has become a matter of days."""
        since = firing.doubt_since
        return since is not None and self.clock.now() - since > _LONG

    def _end_doubt(self, item: OutboxItem, firing: StepRecord) -> None:
        """Ask the service for an end of the doubt. Raises ServiceError when it cannot be asked."""
        item_id = item.id
        carrier = self.signed_in(item)
        if firing.state is StepState.RUNNING:
            self.journal.doubt(item_id, firing, ENDED)
        parcel = self.parcel(item_id)
        if self.found(item_id, firing, carrier, parcel):
            return
        self.journal.set_phase(
            item_id,
            Phase.FINDING_OUT,
            being_stopped(item),
            family=FENCING,
            next_look_at=self.again_at(),
        )
        held = self._is_held(firing)
        fence = carrier.fence(firing, parcel, held=held)
        if fence is Fence.HELD and not held:
            self.journal.held(item_id, firing.position, held_note(item))
            fence = carrier.fence(firing, parcel, held=True)
        match fence:
            case Fence.CLOSED:
                self.journal.prove_not_sent(
                    item_id, firing.position, fenced_note(item), stopped_words()
                )
            case Fence.STARTED:
                self.journal.note(item_id, firing.position, "It has been started meanwhile.")
                self.found(item_id, firing, carrier, parcel)
            case Fence.IMPOSSIBLE | Fence.HELD:
                self._let_go(item, let_go_words(item))

    def _is_held(self, firing: StepRecord) -> bool:
        """Whether an earlier attempt came as far as removing what proves that nothing was sent.

        After long somebody else may have removed it, and it proves nothing.
        """
        told = firing.result.get(HELD_AT)
        if not isinstance(told, str):
            return False
        passed = self.clock.now() - datetime.fromisoformat(told)
        return timedelta() <= passed < _LONG

    def _let_go(self, item: OutboxItem, words: ErrorText) -> None:
        self.journal.set_phase(item.id, Phase.LET_GO, words, family="let_go")
        with suppress(NoKeyring):
            self.passwords.forget(item, self.journal.agreement(item.id))

"""Settling a doubt: look at growing intervals until the effect is seen or cannot come any more."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import ServiceError, Throttled
from app.services.outbox.carrier import Carrier, Changed, Effect, Parcel, Sighting
from app.services.outbox.endings import GARBLED, cannot_repeat
from app.services.outbox.journal import Journal
from app.services.outbox.records import Phase, StepClass, StepRecord
from app.services.outbox.settle import (
    asked_pause,
    doubted_for,
    is_last_look,
    may_repeat,
    next_look,
    pause_until,
)
from app.services.ports import Clock
from app.services.timing import Timing
from app.services.words.errors import ErrorText, error_text

_SHORTEST_LOOK = 5.0
"""Seconds that a read may take even when no patience is left."""


class Stopped(Exception):
    """The item cannot go on now; `phase` is where it stands."""

    def __init__(
        self,
        phase: Phase,
        message: ErrorText | None,
        family: str = "",
        *,
        next_look_at: datetime | None = None,
    ) -> None:
        """Keep where it stands and why, and when it goes on by itself."""
        super().__init__(phase.value)
        self.phase = phase
        self.message = message
        self.family = family
        self.next_look_at = next_look_at


@dataclass(slots=True, kw_only=True)
class Patience:
    """How long somebody stays to see doubts settled."""

    seconds: float
    """Counted from the first lost answer, already on the time scale."""
    lost_at: float | None = field(default=None, init=False)
    """On the monotonic clock."""

    def left(self, now: float) -> float:
        """Seconds until it is used up, not below 0; it begins to count at the first call."""
        if self.lost_at is None:
            self.lost_at = now
        return max(self.seconds - (now - self.lost_at), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What whoever asks for a run wants of it."""

    patience: Patience
    """Shared by all items of the run."""
    cancel: CancelToken
    repeat_now: bool = False
    """The user asked: the identical request may leave once more."""
    unhurried: bool = False
    """Nobody waits: a look may take its time, and between two looks at a start the run ends, so
    that the account is free for whoever wants to look now."""
    keep: bool = False
    """Cancelling ends the run only: what nobody was notified of is kept instead of given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """The looks of one run through one item."""

    item_id: str
    journal: Journal
    carrier: Carrier
    parcel: Callable[[], Parcel]
    clock: Clock
    timing: Timing
    wish: Wish
    changed: Callable[[], None]
    service_name: str

    def patience_left(self) -> float:
        """Seconds, on the time scale, for which somebody still stays; it begins to count now."""
        return self.wish.patience.left(self.clock.monotonic())

    def effect(self, position: int, begun: int) -> JsonObject | None:
        """The result of the doubtful step; None when the request may be repeated.

        `begun`: how often it left in this run. It is never repeated before a look of this run was
        answered. Raises Stopped when it cannot be told now, and UserCancelled.
        """
        answered = False
        # A run begins with a look; not one that has just been asked to leave the service alone.
        looked = begun > 0 and self.parcel().steps[position].pause > 0
        while True:
            step = self._dated(position)
            unanswered = looked and not answered
            seconds = self._until_next(step, unanswered=unanswered)
            self._show_doubt(step, seconds)
            if seconds is None and answered:
                if may_repeat(step, begun, wished=self.wish.repeat_now):
                    return None
                raise self._cannot_tell(step)
            in_time = self._wait(seconds, step, looked=looked)
            looked = True
            sighting = self._look(step, in_time=in_time)
            answered = sighting is not None
            if sighting is None or sighting.effect is Effect.NONE:
                continue
            if sighting.effect is Effect.DONE:
                return sighting.result
            raise self._elsewhere(step, ErrorText(title=sighting.sentence), "elsewhere")

    def _dated(self, position: int) -> StepRecord:
        """The doubtful step, with a time of its doubt that this computer can trust."""
        step = self.parcel().steps[position]
        if doubted_for(step, self.clock) is None:
            self.journal.doubt_from_now(self.item_id, step)
            step = self.parcel().steps[position]
        return step

    def _until_next(self, step: StepRecord, *, unanswered: bool) -> float | None:
        doubted = doubted_for(step, self.clock) or 0.0
        return next_look(step, doubted, self.timing.scale, unanswered=unanswered)

    def _wait(self, seconds: float | None, step: StepRecord, *, looked: bool) -> bool:
        """Wait for the next look; whether it is due then. A run begins with one, due or not."""
        if not looked:
            return seconds == 0
        if seconds is None:
            raise self._cannot_tell(step)
        waits = not self.wish.unhurried or step.klass is StepClass.CREATING
        left = self.patience_left() if waits else 0.0
        self.wish.cancel.wait(min(seconds, left))
        if seconds > left:
            raise self._cannot_tell(step, seconds - left)
        return True

    def _look(self, step: StepRecord, *, in_time: bool) -> Sighting | None:
        """What a look finds; None where it got no answer.

        A look ahead of its time says nothing about the time that is left to the request.
        """
        sighting, asked = None, 0.0
        try:
            sighting = self.carrier.look(step, self.parcel(), self._look_limit())
            sentence = sighting.sentence
        except Changed as error:
            self.journal.looked(self.item_id, step, error.title, counts=False)
            raise self._elsewhere(step, error_text(error), error.code) from error
        except ServiceError as error:
            sentence = f"Asked {self.service_name}, no answer: {error.title}"
            asked = asked_pause(error)
        counts = in_time and (sighting is not None or not is_last_look(step))
        self.journal.looked(self.item_id, step, sentence, counts=counts)
        if asked:
            self._leave_alone(step, asked)
        self.changed()
        return sighting

    def _leave_alone(self, step: StepRecord, seconds: float) -> None:
        """The service asked for so many seconds before the next look."""
        step = self.parcel().steps[step.position]
        doubted = (doubted_for(step, self.clock) or 0.0) / self.timing.scale
        self.journal.pause(self.item_id, step, pause_until(step, doubted + seconds))

    def _look_limit(self) -> float:
        """Seconds for one read: nobody waits much longer than the patience that is left."""
        if self.wish.unhurried:
            return self.timing.scaled(self.timing.read)
        return max(self.patience_left(), self.timing.scaled(_SHORTEST_LOOK))

    def _elsewhere(self, step: StepRecord, words: ErrorText, family: str) -> Stopped:
        """Somebody else did something there: a start stays in doubt, all before it only waits."""
        if step.klass is StepClass.FIRING:
            return Stopped(Phase.FINDING_OUT, words, family)
        return Stopped(Phase.WAITING, words, Changed.code)

    def _show_doubt(self, step: StepRecord, seconds: float | None) -> None:
        """A doubtful start shows at once; a doubtful draft at the service notifies nobody."""
        if step.klass is not StepClass.FIRING:
            return
        words, family = self._doubt(step)
        self.journal.set_phase(
            self.item_id,
            Phase.FINDING_OUT,
            words,
            family=family,
            next_look_at=self.moment(seconds),
        )
        self.changed()

    def _doubt(self, step: StepRecord) -> tuple[ErrorText, str]:
        """What is said of a doubtful start, and its family."""
        if step.request_is_whole:
            return not_known(self.service_name), "uncertain"
        return cannot_repeat(self.service_name), GARBLED

    def moment(self, seconds: float | None) -> datetime | None:
        """The time in so many seconds, for people and for the worker."""
        return None if seconds is None else self.clock.now() + timedelta(seconds=seconds)

    def _cannot_tell(self, step: StepRecord, seconds: float | None = None) -> Stopped:
        at = self.moment(seconds)
        if step.klass is StepClass.FIRING:
            words, family = self._doubt(step)
            return Stopped(Phase.FINDING_OUT, words, family, next_look_at=at)
        if step.pause and not step.looks_done:
            words = _asked_to_wait(self.service_name)
            return Stopped(Phase.WAITING, words, Throttled.code, next_look_at=at)
        words = _not_there_yet(self.service_name)
        return Stopped(Phase.WAITING, words, "unreachable", next_look_at=at)


def not_known(service: str) -> ErrorText:
    """The words for a start whose answer was lost."""
    return ErrorText(
        title="We do not know yet whether this was sent.",
        detail=(
            f"The answer was lost while {service} was starting it. It may have started,"
            f" so nothing is repeated before {service} has answered."
        ),
        next_step="Countersign asks at growing intervals and tells you.",
    )


def _asked_to_wait(service: str) -> ErrorText:
    return ErrorText(
        title=f"{service} asks to come back later.",
        detail="Nobody was notified, your draft is safe.",
        next_step="It is tried again.",
    )


def _not_there_yet(service: str) -> ErrorText:
    return ErrorText(
        title=f"{service} did not answer while the agreement was prepared.",
        detail="Nobody was notified, your draft is safe.",
        next_step="It is tried again.",
    )

"""Taking one step: every class of step by its own rule of repeating."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import (
    BadAnswer,
    LocalError,
    Refused,
    ServiceError,
    Throttled,
    Unauthorized,
    Uncertain,
    Unreachable,
)
from app.services.outbox.carrier import Carrier, Effect, Parcel
from app.services.outbox.journal import Journal
from app.services.outbox.records import Phase, StepClass, StepRecord, StepState
from app.services.outbox.settling import Settling, Stopped
from app.services.ports import Progress
from app.services.timing import Timing
from app.services.words.errors import error_text

CONVERGING_PAUSES = (0.5, 1.0, 2.0, 5.0)
"""Seconds between tries of a step that may be repeated freely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepping:
    """The steps of one item, taken one by one."""

    item_id: str
    journal: Journal
    carrier: Carrier
    parcel: Callable[[], Parcel]
    """The frozen agreement, with the steps as the journal has them now."""
    settling: Settling
    timing: Timing
    progress: Progress
    cancel: CancelToken
    changed: Callable[[], None]
    """Told after each line of the journal."""

    def take(self, position: int) -> None:
        """Take the step at `position` until it is done. Raises Stopped and UserCancelled."""
        step = self._step(position)
        if step.state is StepState.DONE:
            return
        if step.state is StepState.RUNNING:
            self._doubt(step, "Countersign ended while the answer was awaited.")
        if step.klass is StepClass.CONVERGING:
            self._converge(position)
        else:
            self._create_or_fire(position)

    def _step(self, position: int) -> StepRecord:
        return self.parcel().steps[position]

    def _converge(self, position: int) -> None:
        for pause in (*CONVERGING_PAUSES, None):
            self.cancel.raise_if_cancelled()
            step = self._intend(position)
            try:
                result = self.carrier.perform(step, self.parcel(), self.progress, self.cancel)
            except (Uncertain, BadAnswer, Throttled) as error:
                self.journal.not_done(self.item_id, position, StepState.PLANNED, error.title)
                self.changed()
                if pause is None:
                    raise _waiting(error) from error
                self._sit_out(error, pause)
            except ServiceError as error:
                raise self._stopped(position, error) from error
            else:
                self._finish(position, result)
                return

    def _create_or_fire(self, position: int) -> None:
        """Only here a request may leave twice, and never while an earlier one is in doubt."""
        for begun in itertools.count():
            step = self._step(position)
            if step.state is StepState.UNCERTAIN:
                result = self.settling.effect(position, begun)
                if result is not None:
                    self._finish(position, result)
                    return
            self.cancel.raise_if_cancelled()
            if step.klass is StepClass.FIRING and not step.request:
                self._store_request(position)
            if self._attempt(position):
                return

    def _store_request(self, position: int) -> None:
        try:
            request = self.carrier.firing_request(self._step(position), self.parcel())
        except ServiceError as error:
            raise self._stopped(position, error) from error
        self.journal.store_request(self.item_id, position, request)

    def _attempt(self, position: int) -> bool:
        """Send the request once; whether the step is done. Raises Stopped when it cannot be."""
        step = self._intend(position)
        try:
            result = self.carrier.perform(step, self.parcel(), self.progress, self.cancel)
        except Unauthorized as error:
            return self._sign_in_refused(step, error)
        except ServiceError as error:
            if _had_no_effect(step, error):
                raise self._stopped(position, error) from error
            self._doubt(step, error.title)
            if step.klass is StepClass.CREATING:
                self._sit_out(error, 0.0)
            return False
        self._finish(position, result)
        return True

    def _sit_out(self, error: ServiceError, pause: float) -> None:
        """Wait as long as the service asked for, unless nobody stays that long."""
        asked = (error.retry_after or 0.0) if isinstance(error, Throttled) else 0.0
        seconds = self.timing.scaled(max(pause, asked))
        if asked > pause and seconds > self.settling.patience_left():
            raise _waiting(error) from error
        self.cancel.wait(seconds)

    def _sign_in_refused(self, step: StepRecord, error: Unauthorized) -> bool:
        """A 401 proves nothing before a read does; then the request goes once more."""
        if step.klass is not StepClass.FIRING:
            raise self._stopped(step.position, error) from error
        try:
            sighting = (
                None
                if step.doubtful
                else self.carrier.look(step, self.parcel(), self.timing.scaled(self.timing.read))
            )
        except ServiceError:
            sighting = None
        if sighting is None:
            self._doubt(step, error.title)
            return False
        if sighting.effect is Effect.DONE:
            self._finish(step.position, sighting.result)
            return True
        if sighting.effect is Effect.ELSEWHERE or step.attempts > 1:
            raise self._stopped(step.position, error) from error
        self.journal.not_done(self.item_id, step.position, StepState.PLANNED, error.title)
        return False

    def _intend(self, position: int) -> StepRecord:
        self.journal.intend(self.item_id, self._step(position))
        self.changed()
        return self._step(position)

    def _doubt(self, step: StepRecord, sentence: str) -> None:
        self.journal.doubt(self.item_id, step, sentence)
        self.changed()

    def _finish(self, position: int, result: JsonObject) -> None:
        step = self._step(position)
        if step.klass is StepClass.FIRING:
            arrival = self.carrier.arrival(self.parcel(), result)
            self.journal.fired(self.item_id, position, result, arrival)
        else:
            self.journal.done(self.item_id, position, result)
        self.changed()

    def _stopped(self, position: int, error: ServiceError) -> Stopped:
        """The request had no effect: for good, or until what stands in the way is gone."""
        final = isinstance(error, Refused) and not isinstance(error, Unauthorized)
        state = StepState.REFUSED if final else StepState.PLANNED
        self.journal.not_done(self.item_id, position, state, error.title)
        self.changed()
        phase = Phase.NOT_SENT if final else Phase.WAITING
        return Stopped(phase, error_text(error), error.code)


def _waiting(error: ServiceError) -> Stopped:
    return Stopped(Phase.WAITING, error_text(error), error.code)


def _had_no_effect(step: StepRecord, error: ServiceError) -> bool:
    """Whether it is proven that the request did nothing.

    A file that could not be read was never uploaded whole. A repeat of the start proves nothing,
    because the attempt before it may be what it met.
    """
    if isinstance(error, LocalError):
        return step.klass is StepClass.CREATING
    repeated = step.klass is StepClass.FIRING and step.doubtful > 0
    return isinstance(error, Unreachable | Refused) and not repeated

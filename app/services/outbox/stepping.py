"""Taking one step: every class of step by its own rule of repeating."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

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
from app.services.outbox.carrier import Carrier, Changed, Effect, Parcel
from app.services.outbox.endings import GARBLED, cannot_repeat, garbled_words
from app.services.outbox.journal import Journal
from app.services.outbox.records import Phase, StepClass, StepRecord, StepState
from app.services.outbox.settle import asked_pause, until_none_is_late
from app.services.outbox.settling import Settling, Stopped
from app.services.ports import Progress
from app.services.timing import Timing
from app.services.words.errors import ErrorText, error_text

ENDED = "Countersign ended while the answer was awaited."
"""Note of a step whose process died under way."""
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
            self._doubt(step, ENDED)
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
                    raise self._waiting(error) from error
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
            if step.klass is StepClass.FIRING:
                self._ready_to_fire(step)
            self.cancel.raise_if_cancelled()
            if self._attempt(position):
                return

    def let_late_ones_land(self) -> None:
        """Wait until no lost request can add something to what is about to be sent.

        What it added is found by the steps that follow. Raises Stopped where that takes longer than
        somebody stays, and UserCancelled.
        """
        seconds = until_none_is_late(
            self.parcel().steps, self.settling.clock, self.timing.scale, joining=True
        )
        if seconds <= 0:
            return
        if seconds > self.settling.patience_left():
            words = _may_be_late(self.settling.service_name)
            at = self.settling.moment(seconds)
            raise Stopped(Phase.WAITING, words, "late", next_look_at=at)
        self.cancel.wait(seconds)

    def _ready_to_fire(self, step: StepRecord) -> None:
        """Nothing is fired but what was prepared and is there; the request is made once."""
        try:
            self.carrier.verify(step, self.parcel())
        except ServiceError as error:
            if not step.looks or step.looks[-1].sentence != error.title:
                self.journal.note(self.item_id, step.position, error.title)
            if not step.doubtful:
                raise self._waiting(error) from error
            at = self._retry_at(error)
            words = error_text(error)
            raise Stopped(Phase.FINDING_OUT, words, error.code, next_look_at=at) from error
        if not step.request:
            request = self.carrier.firing_request(step, self.parcel())
            self.journal.store_request(self.item_id, step.position, request)
        elif not step.request_is_whole:
            if not step.doubtful:
                raise Stopped(Phase.WAITING, garbled_words(), GARBLED)
            raise Stopped(Phase.FINDING_OUT, cannot_repeat(self.settling.service_name), GARBLED)

    def _attempt(self, position: int) -> bool:
        """Send the request once; whether the step is done. Raises Stopped when it cannot be."""
        step = self._intend(position)
        try:
            result = self.carrier.perform(step, self.parcel(), self.progress, self.cancel)
        except Unauthorized as error:
            return self._sign_in_refused(step, error)
        except Changed as error:
            if not (step.klass is StepClass.FIRING and step.doubtful):
                raise self._stopped(position, error) from error
            self._doubt(step, error.title)
            return False
        except ServiceError as error:
            if _had_no_effect(step, error):
                if step.klass is StepClass.FIRING and isinstance(error, Refused):
                    return self._start_refused(step, error)
                raise self._stopped(position, error) from error
            self._doubt(step, error.title, pause=asked_pause(error))
            return False
        self._finish(position, result)
        return True

    def _sit_out(self, error: ServiceError, pause: float) -> None:
        """Wait as long as the service asked for, unless nobody stays that long."""
        asked = asked_pause(error)
        seconds = self.timing.scaled(max(pause * random.uniform(0.75, 1.25), asked))  # noqa: S311
        if asked > pause and seconds > self.settling.patience_left():
            raise self._waiting(error) from error
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

    def _start_refused(self, step: StepRecord, error: Refused) -> bool:
        """A refusal may be the answer to a second delivery of the request, by a proxy: one look."""
        try:
            sighting = self.carrier.look(step, self.parcel(), self.timing.scaled(self.timing.read))
        except ServiceError:
            sighting = None
        if sighting is not None and sighting.effect is Effect.DONE:
            self._finish(step.position, sighting.result)
            return True
        if sighting is None or sighting.effect is Effect.ELSEWHERE:
            self._doubt(step, error.title)
            return False
        raise self._stopped(step.position, error) from error

    def _intend(self, position: int) -> StepRecord:
        self.journal.intend(self.item_id, self._step(position))
        self.changed()
        return self._step(position)

    def _doubt(self, step: StepRecord, sentence: str, *, pause: float = 0.0) -> None:
        self.journal.doubt(self.item_id, step, sentence, pause=pause)
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
        if final:
            return Stopped(Phase.NOT_SENT, error_text(error), error.code)
        return self._waiting(error)

    def _waiting(self, error: ServiceError) -> Stopped:
        at = self._retry_at(error)
        return Stopped(Phase.WAITING, error_text(error), error.code, next_look_at=at)

    def _retry_at(self, error: ServiceError) -> datetime | None:
        """When the service wants to be asked again; None leaves it to the worker."""
        asked = asked_pause(error)
        return self.settling.moment(self.timing.scaled(asked)) if asked else None


def _may_be_late(service: str) -> ErrorText:
    return ErrorText(
        title=f"A request to {service} may still be under way.",
        detail="Its answer was lost. It is waited for, so that nothing is in the agreement twice.",
        next_step="It goes on by itself in a few minutes. Nobody was notified.",
    )


def _had_no_effect(step: StepRecord, error: ServiceError) -> bool:
    """Whether it is proven that the request did nothing.

    A file that could not be read was never uploaded whole. A repeat of the start proves nothing,
    because the attempt before it may be what it met.
    """
    if isinstance(error, LocalError):
        return step.klass is StepClass.CREATING
    repeated = step.klass is StepClass.FIRING and step.doubtful > 0
    return isinstance(error, Unreachable | Refused) and not repeated

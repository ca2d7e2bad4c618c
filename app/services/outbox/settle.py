"""Settling: when to look whether a doubtful request took effect, and when to stop looking."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.services.errors import ServiceError, Throttled
from app.services.outbox.records import StepClass, StepRecord
from app.services.ports import Clock

FIRING_LOOKS = (0.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)
"""Seconds after a lost answer at which the effect of a firing request is looked for."""
CREATING_LOOKS = (0.0, 2.0, 5.0, 15.0)
"""A second draft notifies nobody and is removed, so less patience is enough."""
MOST_ATTEMPTS = 3
"""The first attempt, and the identical request at most twice more."""
LONGEST_REQUEST = 180.0
"""Seconds after a lost answer after which the request cannot take effect any more."""
_UNLISTED = 60.0
"""Seconds for which the lists of a service may not know what is new."""
UNANSWERED = 60.0
"""Seconds after which a look is taken again that got no answer, or was not even begun."""
_LONGEST_PAUSE = 3600.0
"""Seconds; a service that asks for more is asked again after these."""
_CLOCKS_AGREE = 3.0
"""Seconds by which two clocks may have drifted apart since an answer was lost."""


class Doubted(Protocol):
    """A request whose answer was lost."""

    @property
    def doubt_since(self) -> datetime | None:
        """When, on the wall clock."""
        ...

    @property
    def doubt_ticks(self) -> float | None:
        """When, on the clock that only grows."""
        ...


def schedule_of(step: StepRecord) -> tuple[float, ...]:
    """The looks of a step; the last one of an unguarded start is behind every late effect."""
    if step.klass is StepClass.CREATING:
        return CREATING_LOOKS
    return FIRING_LOOKS if step.guarded else (*FIRING_LOOKS, LONGEST_REQUEST)


def is_last_look(step: StepRecord) -> bool:
    """Whether only one look is left: it is taken until it gets an answer."""
    return step.looks_done == len(schedule_of(step)) - 1


def doubted_for(step: Doubted, clock: Clock) -> float | None:
    """Seconds since the answer was lost; None where this computer cannot tell.

    The wall clock can be set, the other one begins anew with the computer and stands still while it
    sleeps: only where both agree the time has really passed.
    """
    if step.doubt_since is None or step.doubt_ticks is None:
        return None
    ticks = clock.monotonic() - step.doubt_ticks
    wall = (clock.now() - step.doubt_since).total_seconds()
    return ticks if ticks >= 0 and abs(wall - ticks) <= _CLOCKS_AGREE else None


def next_look(
    step: StepRecord, doubted: float, scale: float, *, unanswered: bool = False
) -> float | None:
    """Seconds until the next look, 0 when it is due; None when all looks were taken.

    `doubted`: seconds since the answer was lost; a pause that the service asked for comes before
    the first look. `unanswered`: the look just now got no answer.
    """
    schedule = schedule_of(step)
    if step.looks_done >= len(schedule):
        return None
    seconds = max(0.0, (step.pause + schedule[step.looks_done]) * scale - doubted)
    return max(seconds, UNANSWERED * scale) if unanswered and is_last_look(step) else seconds


def asked_pause(error: ServiceError) -> float:
    """Seconds that the service asked to be left alone, at most an hour."""
    asked = (error.retry_after or 0.0) if isinstance(error, Throttled) else 0.0
    return min(asked, _LONGEST_PAUSE)


def pause_until(step: StepRecord, seconds: float) -> float:
    """The pause of a step whose next look is not to be before so many seconds of doubt."""
    return max(step.pause, seconds - schedule_of(step)[step.looks_done])


def may_repeat(step: StepRecord, begun: int, *, wished: bool) -> bool:
    """Whether the identical request may be sent once more after all looks found nothing.

    `begun`: how often it left in this run. A second draft notifies nobody, so that uploads are
    tried anew in every run; a start is, beyond its few repeats, only when the user wishes it.
    """
    if step.klass is StepClass.CREATING:
        return begun < MOST_ATTEMPTS
    by_itself = step.guarded and step.doubtful < MOST_ATTEMPTS
    return by_itself or (wished and begun == 0)


def until_none_is_late(
    steps: Sequence[StepRecord], clock: Clock, scale: float, *, joining: bool = False
) -> float:
    """Seconds until every late effect of a lost request would be seen, beside the one in its place.

    `joining`: only those count whose effect would become part of what is sent, and which were begun
    more than once: of one that was found, nothing else is under way. These are read in the package
    itself; what lies apart is found in lists, which may lag behind.
    """
    late, longest = 0.0, LONGEST_REQUEST + (0.0 if joining else _UNLISTED)
    for step in steps:
        lost = step.klass is StepClass.CREATING and step.doubt_since is not None
        if lost and (not joining or (step.joins and step.attempts > 1)):
            late = max(late, longest * scale - (doubted_for(step, clock) or 0.0))
    return late

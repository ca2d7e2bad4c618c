"""Settling: when to look whether a doubtful request took effect, and when to stop looking."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.services.outbox.records import StepClass, StepRecord

FIRING_LOOKS = (0.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)
"""Seconds after a lost answer at which the effect of a firing request is looked for."""
CREATING_LOOKS = (0.0, 2.0, 5.0, 15.0)
"""A second draft notifies nobody and is removed, so less patience is enough."""
MOST_ATTEMPTS = 3
"""The first attempt, and the identical request at most twice more."""
_LONGEST_REQUEST = 180.0
"""Seconds after which no request of ours can still be under way."""
_UNANSWERED = 60.0
"""Seconds after which a last look that got no answer is taken again."""


def schedule_of(step: StepRecord) -> tuple[float, ...]:
    """The looks that belong to a step."""
    return FIRING_LOOKS if step.klass is StepClass.FIRING else CREATING_LOOKS


def is_last_look(step: StepRecord) -> bool:
    """Whether only one look is left: it is taken until it gets an answer."""
    return step.looks_done == len(schedule_of(step)) - 1


def next_look(
    step: StepRecord, now: datetime, scale: float, *, unanswered: bool = False
) -> datetime | None:
    """When to look next; None when all looks were taken. `unanswered`: the one just now was.

    A clock that jumped cannot make the wait longer than the gap between two looks.
    """
    schedule = schedule_of(step)
    if step.looks_done >= len(schedule) or step.doubt_since is None:
        return None
    if unanswered and is_last_look(step):
        return now + timedelta(seconds=_UNANSWERED * scale)
    due = step.doubt_since + timedelta(seconds=schedule[step.looks_done] * scale)
    before = schedule[step.looks_done - 1] if step.looks_done else 0.0
    gap = timedelta(seconds=(schedule[step.looks_done] - before) * scale)
    return max(now, min(due, now + gap))


def may_repeat(step: StepRecord, begun: int, *, wished: bool) -> bool:
    """Whether the identical request may be sent once more after all looks found nothing.

    `begun`: how often it left in this run. A second draft notifies nobody, so that uploads are
    tried anew in every run; a start is, beyond its few repeats, only when the user wishes it.
    """
    if step.klass is StepClass.CREATING:
        return begun < MOST_ATTEMPTS
    return step.doubtful < MOST_ATTEMPTS or (wished and begun == 0)


def may_arrive_late(steps: Sequence[StepRecord], now: datetime, scale: float) -> bool:
    """Whether a lost upload may still appear at the service, beside the one that took its place."""
    longest = timedelta(seconds=_LONGEST_REQUEST * scale)
    lost = [
        step.doubt_since
        for step in steps
        if step.klass is StepClass.CREATING and step.doubt_since is not None
    ]
    return any(timedelta() <= now - each < longest for each in lost)

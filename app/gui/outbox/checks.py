"""The checklist of an item: what was done, what is not known, what comes next."""

from datetime import datetime
from typing import Final

from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.standing import counted
from app.gui.when import Times
from app.gui.widgets.checklist import CheckLook, CheckState, CheckStep
from app.services.outbox.records import OutboxItem, Phase, StepClass, StepRecord, StepState

RULE: Final = "From here on people are notified"
_MOST_LOOKS: Final = 6
"""So many looks are shown; earlier ones said the same."""
_STATES: Final = {
    StepState.PLANNED: CheckState.NEXT,
    StepState.RUNNING: CheckState.NOW,
    StepState.DONE: CheckState.DONE,
    StepState.UNCERTAIN: CheckState.FINDING,
    StepState.REFUSED: CheckState.FAILED,
}
_PAST: Final = {"Upload ": "Uploaded ", "Write ": "Wrote ", "Make ": "Made ", "Start ": "Started "}


def check_steps(item: OutboxItem, times: Times) -> tuple[CheckStep, ...]:
    """The steps of an item from freezing to the last."""
    files = counted(len(item.files), "file")
    frozen = CheckStep(
        state=CheckState.DONE,
        text=f"Draft frozen, {files} checked",
        time=times.exact(item.enqueued_at),
    )
    steps = item.steps
    if item.settled and item.phase is not Phase.SENT:
        # What will not come any more is not shown as if it did.
        steps = tuple(step for step in steps if step.state is not StepState.PLANNED or step.looks)
    return (frozen, *(_check_step(item, step, times) for step in steps))


def countdown(at: datetime, now: datetime) -> str:
    """`in 1 min 48 s`, `in 12 s`, `now`."""
    seconds = round((at - now).total_seconds())
    if seconds <= 0:
        return "now"
    minutes, seconds = divmod(seconds, 60)
    return f"in {minutes} min {seconds} s" if minutes else f"in {seconds} s"


def _check_step(item: OutboxItem, step: StepRecord, times: Times) -> CheckStep:
    state = _STATES[step.state]
    done = state is CheckState.DONE
    if item.phase is Phase.NOT_SENT and not done:
        state = CheckState.FAILED
    return CheckStep(
        state=state,
        text=_done_sentence(item, step) if done else step.sentence,
        time=_time(item, step, times),
        looks=_looks(item, step, times),
        rule=RULE if step.klass is StepClass.FIRING else "",
    )


def _time(item: OutboxItem, step: StepRecord, times: Times) -> str:
    if step.state is StepState.RUNNING and step.kind == "upload" and item.progress is not None:
        done, total = item.progress
        return f"{100 * done // total} %" if total else ""
    if step.at is None or step.state in (StepState.PLANNED, StepState.RUNNING):
        return ""
    return times.exact(step.at)


def _done_sentence(item: OutboxItem, step: StepRecord) -> str:
    """What was done, in the past."""
    if step.kind == "confirm":
        return f"Confirmed with {SERVICE_NAMES[item.service]}, tracking began"
    for now, past in _PAST.items():
        if step.sentence.startswith(now):
            return past + step.sentence.removeprefix(now)
    return step.sentence


def _looks(item: OutboxItem, step: StepRecord, times: Times) -> tuple[CheckLook, ...]:
    looks = [
        CheckLook(time=times.exact(look.at), text=look.sentence)
        for look in step.looks[-_MOST_LOOKS:]
    ]
    awaited = step.klass is StepClass.FIRING and item.phase is Phase.FINDING_OUT
    if awaited and item.next_look_at is not None:
        strong = countdown(item.next_look_at, times.now)
        looks.append(
            CheckLook(time=times.exact(item.next_look_at), text="Next look", strong=strong)
        )
    return tuple(looks)

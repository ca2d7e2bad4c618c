"""The checklist of an item: what was done, what is not known, what comes next."""

from datetime import datetime
from typing import Final

from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.standing import counted, step_under_way
from app.gui.when import Times
from app.gui.widgets.checklist import CheckLook, CheckState, CheckStep
from app.services.outbox.records import OutboxItem, Phase, StepClass, StepRecord, StepState
from app.services.words.sending import shown_phase

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
_PAST: Final = {
    "Take over ": "Took over ",
    "Remove ": "Removed ",
    "Upload ": "Uploaded ",
    "Write ": "Wrote ",
    "Make ": "Made ",
    "Name ": "Named ",
    "Add ": "Added ",
    "Apply ": "Applied ",
    "Have ": "Had ",
    "Start ": "Started ",
    "Send ": "Sent ",
}


def check_steps(item: OutboxItem, times: Times) -> tuple[CheckStep, ...]:
    """The steps of an item from freezing to the last."""
    files = counted(len(item.files), "file")
    frozen = CheckStep(
        state=CheckState.DONE,
        text=f"Draft frozen, {files} checked",
        time=times.exact(item.enqueued_at),
        looks=() if item.steps else _to_come(item, times, "Goes on"),
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


def is_counting(item: OutboxItem, now: datetime) -> bool:
    """Whether a time to come is shown that runs down."""
    at = item.next_look_at
    return at is not None and not item.settled and at > now


def _check_step(item: OutboxItem, step: StepRecord, times: Times) -> CheckStep:
    done = step.state is StepState.DONE
    return CheckStep(
        state=_state(item, step),
        text=_done_sentence(item, step) if done else step.sentence,
        time=_time(item, step, times),
        looks=_looks(item, step, times),
        rule=RULE if step.klass is StepClass.FIRING else "",
    )


def _state(item: OutboxItem, step: StepRecord) -> CheckState:
    """What is over and was not done is no question any more."""
    if step.state is StepState.DONE:
        return CheckState.DONE
    if item.phase is Phase.NOT_SENT:
        return CheckState.FAILED
    if item.phase is Phase.GIVEN_UP and step.state is not StepState.REFUSED:
        return CheckState.NEXT
    if step.state is StepState.RUNNING and shown_phase(item) is not Phase.SENDING:
        # Nobody is at it: its process ended, or somebody else has to do something first.
        return CheckState.FINDING if step.klass is StepClass.FIRING else CheckState.NEXT
    return _STATES[step.state]


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
    sentence = step.sentence.replace("; make sure", ", made sure")
    for now, past in _PAST.items():
        if sentence.startswith(now):
            return past + sentence.removeprefix(now)
    return sentence


def _looks(item: OutboxItem, step: StepRecord, times: Times) -> tuple[CheckLook, ...]:
    shown = step.looks[-_MOST_LOOKS:]
    looks = [CheckLook(time=times.exact(look.at), text=look.sentence) for look in shown]
    left_out = step.looks[: -len(shown)] if shown else ()
    if left_out:
        words = f"First of {counted(len(left_out), 'earlier line')}: {left_out[0].sentence}"
        looks.insert(0, CheckLook(time=times.exact(left_out[0].at), text=words))
    if step == awaited_step(item):
        words = "Next look" if step.state is StepState.UNCERTAIN else "Goes on"
        looks.extend(_to_come(item, times, words))
    return tuple(looks)


def _to_come(item: OutboxItem, times: Times, words: str) -> tuple[CheckLook, ...]:
    """When it is gone on with, counted down; nothing where no time is known."""
    at = item.next_look_at
    if at is None or item.settled:
        return ()
    return (CheckLook(time=times.exact(at), text=words, strong=countdown(at, times.now)),)


def awaited_step(item: OutboxItem) -> StepRecord | None:
    """The step that is gone on with when the time has come."""
    phase = shown_phase(item)
    if phase is Phase.FINDING_OUT:
        return item.firing
    return step_under_way(item) if phase is Phase.WAITING else None

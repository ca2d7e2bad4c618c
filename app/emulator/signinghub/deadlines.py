"""What time alone does to a shared package: reminders come, access windows end."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from app.emulator.signinghub.journey import Journey
from app.emulator.signinghub.letters import Post
from app.emulator.signinghub.records import Package, Recipient
from app.emulator.signinghub.words import WorkflowStatus

_Due = tuple[datetime, Callable[[Journey, Recipient], None], Recipient]


def pass_time(package: Package, *, until: datetime, post: Post, code: Callable[[int], str]) -> None:
    """Let everything happen that is due up to `until`, each thing at its own moment."""
    while package.status is WorkflowStatus.IN_PROGRESS:
        due = min(_upcoming(package), key=lambda event: event[0], default=None)
        if due is None or due[0] > until:
            return
        at, move, recipient = due
        move(Journey(package, at=at, post=post, code=code), recipient)


def _upcoming(package: Package) -> Iterator[_Due]:
    for recipient in package.in_turn():
        end = recipient.access_end
        if end is not None:
            # A turn that comes after the window is over ends in the moment in which it comes.
            yield max(end, recipient.invited_on or end), Journey.miss, recipient
        reminder = _next_reminder(recipient)
        if reminder is not None and (end is None or reminder < end):
            yield reminder, Journey.remind, recipient


def _next_reminder(recipient: Recipient) -> datetime | None:
    rule = recipient.reminder
    if not rule.enabled or recipient.invited_on is None:
        return None
    total = 1 + (rule.total_reminders if rule.repeat else 0)
    if recipient.reminders_sent >= total:
        return None
    first = _span(rule.remind_after, rule.frequency)
    gap = _span(rule.keep_reminding_after, rule.repeat_frequency)
    return recipient.invited_on + first + recipient.reminders_sent * gap


def _span(number: int, frequency: str) -> timedelta:
    return timedelta(hours=number) if frequency == "HOURS" else timedelta(days=number)

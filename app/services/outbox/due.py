"""When the background worker takes up an item."""

from datetime import datetime, timedelta

from app.services.outbox.records import OutboxItem, Phase

_RETRY = 120.0
"""Seconds, about, after which what waits is tried again by itself."""
_FARTHEST = timedelta(hours=2)
"""No look and no pause that a service asks for is farther away."""


def is_due(item: OutboxItem, now: datetime, scale: float, *, tried_at: datetime) -> bool:
    """Whether to take up an item that is open, or settled and untidied.

    `tried_at`: when this process took it up last.
    """
    if item.phase in (Phase.QUEUED, Phase.SENDING):
        return True
    if item.next_look_at is not None and not item.settled:
        # A clock that was set back makes a time far away; nothing waits that long.
        return not timedelta(seconds=1) < item.next_look_at - now < _FARTHEST
    spread = 0.75 + int(item.ref, 16) % 100 / 200  # programs do not come back all at once
    retry = timedelta(seconds=_RETRY * scale * spread)
    return not timedelta() <= now - max(item.updated_at, tried_at) < retry

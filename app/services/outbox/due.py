"""When the background worker takes up an item."""

from datetime import datetime, timedelta

from app.services.outbox.records import OutboxItem, Phase

_RETRY = 120.0
"""Seconds, about, after which what waits is tried again by itself."""
_HINDERED = 20.0
"""Seconds until it is tried again whether this computer still stands in the way."""
_SET_BACK = 5.0
"""Seconds between two runs of an item whose times lie in the future."""
_FARTHEST = timedelta(hours=2)
"""No look and no pause that a service asks for is farther away."""


def is_due(
    item: OutboxItem, now: datetime, scale: float, *, untried: float | None, hindered: bool
) -> bool:
    """Whether to take up an item that is open, or settled and untidied.

    `untried`: seconds since this process took it up last, None when it never did. `hindered`: this
    computer itself stood in the way then, such as a full disk.
    """
    if hindered and untried is not None and untried < _HINDERED * scale:
        return False
    if item.phase in (Phase.QUEUED, Phase.SENDING):
        return True
    if item.next_look_at is not None and not item.settled:
        if now < item.updated_at:  # the clock was set back: that time says nothing any more
            return untried is None or untried >= _SET_BACK * scale
        return not timedelta(seconds=1) < item.next_look_at - now < _FARTHEST
    spread = 0.75 + int(item.ref, 16) % 100 / 200  # programs do not come back all at once
    retry = _RETRY * scale * spread
    untouched = (now - item.updated_at).total_seconds()
    return not 0 <= untouched < retry and (untried is None or untried >= retry)

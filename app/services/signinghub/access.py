"""The access window of a recipient: when it ends, and whether its end was the decline.

Who has not acted when the window ends counts as declined (SigningHub manual, document access
security); no answer of the API says that this was the reason.
"""

from datetime import timedelta
from typing import Final

from app.domain.observation import Moment
from app.services.dates import read_moment
from app.services.signinghub.wire import Recipient

_UNKNOWN_ZONE: Final = timedelta(days=1)
"""How far two moments may seem apart of which one was told without its zone."""


def access_end(recipient: Recipient, turn_began: Moment | None) -> Moment | None:
    """When access ends, by date, or by days counted from the beginning of the turn."""
    window = recipient.authentications.access_duration
    if not window.enabled:
        return None
    if window.duration_by_date.enabled:
        return read_moment(window.duration_by_date.duration.end_date_time)
    days = window.duration_by_days.duration.total_days
    if not window.duration_by_days.enabled or days is None or turn_began is None:
        return None
    try:
        at = turn_began.at + timedelta(days=days)
    except OverflowError:
        return None
    return Moment(at=at, zone_known=turn_began.zone_known)


def declined_by_the_clock(reason: str, end: Moment | None, declined_at: Moment) -> bool:
    """Whether a decline is the end of the access window: no reason given, and not before it."""
    if reason.strip() or end is None:
        return False
    exact = end.zone_known and declined_at.zone_known
    return declined_at.at >= end.at - (timedelta() if exact else _UNKNOWN_ZONE)

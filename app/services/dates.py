"""Moments as the services write them, read without ever failing."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from app.domain.observation import Moment

_FIRST_YEAR: Final = 1970
"""Servers write `0001-01-01T00:00:00` where there is no date."""

_MOMENT: Final = re.compile(
    r"""
    (?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})
    (?:
        [Tt\x20](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})
        (?: :(?P<second>[0-9]{3}|[0-9]{2}) (?: [.,](?P<fraction>[0-9]+) )? )?
        \x20? (?P<zone> [Zz] | [+-][0-9]{2}(?: :?[0-9]{2} )? )?
    )?
    """,
    re.VERBOSE,
)
_SOUND_SECONDS: Final = 2


def read_moment(text: object) -> Moment | None:
    """The moment that `text` names, or None when it names none.

    Without a zone the text is taken to be UTC, everywhere alike, and `zone_known` is False.
    Fractions of any length are accepted (SigningHub sends 1 to 7 digits), as is `HH:MM:000Z`,
    where milliseconds stand in place of the seconds (SigningHub API v3, packages/{id}/workflow).
    Years before 1970 mean "no date".
    """
    found = _MOMENT.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    try:
        at = _read(found)
    except (ValueError, OverflowError):
        return None
    return Moment(at=at, zone_known=found["zone"] is not None) if at.year >= _FIRST_YEAR else None


def _read(found: re.Match[str]) -> datetime:
    second = found["second"] or "00"
    whole = len(second) == _SOUND_SECONDS
    fraction = (found["fraction"] or "") if whole else ""
    return datetime(
        int(found["year"]),
        int(found["month"]),
        int(found["day"]),
        int(found["hour"] or 0),
        int(found["minute"] or 0),
        int(second) if whole else 0,
        int(fraction[:6].ljust(6, "0")),
        tzinfo=_zone(found["zone"] or "Z"),
    ).astimezone(UTC)


def _zone(text: str) -> timezone:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text.startswith("-") else offset)


def as_utc(when: datetime) -> datetime:
    """`when` in UTC; without a zone it is taken to be UTC already."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)

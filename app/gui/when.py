"""Times in words: what a person reads where a service told a moment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from app.domain.observation import Moment

ABOUT: Final = "≈"
"""Stands before a time for which the service gave no zone."""

_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WEEKS_FROM_DAYS: Final = 56
_MONTHS_FROM_DAYS: Final = 7 * 26
_YEARS_FROM_DAYS: Final = 365 * 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Speaks of moments as seen from one moment in one zone."""

    now: datetime
    """Aware."""
    zone: tzinfo | None = None
    """Where the user is; None is this computer's zone."""

    def clock(self, at: datetime) -> str:
        """`10:31`, for moments of which the day is clear."""
        return self._local(at).strftime("%H:%M")

    def at(self, at: datetime) -> str:
        """`10:31` today, `12 Nov 08:14` this year, older ones with the year."""
        local = self._local(at)
        if local.date() == self._today():
            return self.clock(at)
        return f"{self._date(local.date())} {self.clock(at)}"

    def exact(self, at: datetime) -> str:
        """As `at`, with seconds: `10:31:02`."""
        return f"{self.at(at)}:{self._local(at).second:02}"

    def moment(self, moment: Moment | None) -> str:
        """As `at`, marked where the zone is not known; empty for None."""
        if moment is None:
            return ""
        words = self.at(moment.at)
        return words if moment.zone_known else f"{ABOUT} {words}"

    def day(self, at: datetime) -> str:
        """`27 Nov`, with the year where it is not this year."""
        return self._date(self._local(at).date())

    def until(self, at: datetime) -> str:
        """`in 7 days`, `today`, `2 days ago`: by the calendar of the user."""
        days = (self._local(at).date() - self._today()).days
        if days == 0:
            return "today"
        if days == 1:
            return "tomorrow"
        if days == -1:
            return "yesterday"
        return f"in {_span(days)}" if days > 0 else f"{_span(-days)} ago"

    def since(self, at: datetime) -> str:
        """`10 days`, `2 minutes`: how long ago it was; `moments` below a minute."""
        passed = max(self.now - at, timedelta())
        if passed < timedelta(minutes=1):
            return "moments"
        if passed < timedelta(hours=1):
            return _counted(int(passed.total_seconds() // 60), "minute")
        if passed < timedelta(days=1):
            return _counted(int(passed.total_seconds() // 3600), "hour")
        return _span(passed.days)

    def _local(self, at: datetime) -> datetime:
        try:
            return at.astimezone(self.zone)
        except (ValueError, OverflowError):
            # At the ends of the calendar another zone would leave it.
            return at.astimezone(UTC)

    def _today(self) -> date:
        return self._local(self.now).date()

    def _date(self, day: date) -> str:
        words = f"{day.day} {_MONTHS[day.month - 1]}"
        return words if day.year == self._today().year else f"{words} {day.year}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _span(days: int) -> str:
    if days < _WEEKS_FROM_DAYS:
        return _counted(days, "day")
    if days < _MONTHS_FROM_DAYS:
        return _counted(days // 7, "week")
    if days < _YEARS_FROM_DAYS:
        return _counted(days // 30, "month")
    return _counted(days // 365, "year")

"""Times as Scrive writes and reads them."""

from datetime import UTC, datetime, time, timedelta

from app.emulator.scrive.checks import Unacceptable


def written(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC; the number of fractional digits varies (0 to 6), as in real answers."""
    if moment is None:
        return None
    whole, digits = f"{moment:%Y-%m-%dT%H:%M:%S}", moment.microsecond % 7
    return f"{whole}.{moment.microsecond:06d}"[: len(whole) + 1 + digits].rstrip(".") + "Z"


def read(source: str, where: str) -> datetime:
    """A moment that a client wrote; without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat(source)
    except ValueError as error:
        raise Unacceptable(where, "must be an ISO 8601 time") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def end_of_day(moment: datetime, days: int) -> datetime:
    """The end of the day that is `days` later, on a Swedish winter clock."""
    day = (moment + timedelta(days=days)).date()
    return datetime.combine(day, time(22, 59, 59), UTC)

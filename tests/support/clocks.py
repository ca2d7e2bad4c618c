"""Clocks that tests turn."""

from datetime import UTC, datetime, timedelta


class TurnableClock:
    """Stands still until it is turned; counts the reading of `monotonic` when asked to tick."""

    def __init__(self, now: datetime = datetime(2031, 3, 1, 9, 0, tzinfo=UTC)) -> None:
        self._start = now
        self._seconds = 0.0

    def turn(self, seconds: float) -> None:
        self._seconds += seconds

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds

"""Clocks that tests turn."""

from datetime import UTC, datetime, timedelta

from app.emulator.clock import Clock as EmulatedClock


class TurnableClock:
    """Stands still until it is turned."""

    def __init__(self, now: datetime = datetime(2031, 3, 1, 9, 0, tzinfo=UTC)) -> None:
        self._start = now
        self._seconds = 0.0

    def turn(self, seconds: float) -> None:
        self._seconds += seconds

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds


class WorldClock:
    """The emulator's clock as one of ours, so that both sides agree on the time."""

    def __init__(self, clock: EmulatedClock) -> None:
        self._clock = clock
        self._begin = clock.now()

    def now(self) -> datetime:
        return self._clock.now().astimezone(UTC)

    def monotonic(self) -> float:
        return (self._clock.now() - self._begin) / timedelta(seconds=1)

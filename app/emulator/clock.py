"""The emulator's own clock, which tests and the control API can turn."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time of the emulated world; it only ever runs forward unless it is set.

    A running clock follows real time from `start`; a stopped one moves by `advance` alone.
    """

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        """Begin at `start` (aware; the real time when absent)."""
        self._running = running
        self._start = start
        self.reset()

    def reset(self) -> None:
        """Go back to the start: to the given moment, or to the real time."""
        self._begin = datetime.now(UTC)
        self._since = 0.0
        self.set(self._start or self._begin)

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        if not self._running:
            return self._begin
        return self._begin + timedelta(seconds=time.monotonic() - self._since)

    def advance(self, seconds: float) -> None:
        """Turn the clock forward; a negative number is refused with ValueError."""
        if seconds < 0:
            raise ValueError("the clock does not run backwards; set it instead")
        self._begin += timedelta(seconds=seconds)

    @contextmanager
    def shifted(self, ago: timedelta) -> Iterator[None]:
        """For the time of a `with`, tell a moment that much ago (to write the past of a demo)."""
        self._begin -= ago
        try:
            yield
        finally:
            self._begin += ago

    def set(self, moment: datetime) -> None:
        """Put the clock to `moment`, which must be aware (ValueError otherwise)."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self._begin = moment.astimezone(UTC)
        self._since = time.monotonic()

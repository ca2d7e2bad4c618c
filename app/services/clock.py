"""The clock of this computer."""

import time
from datetime import UTC, datetime


class SystemClock:
    """What time it is, really (implements the port `Clock`)."""

    def now(self) -> datetime:
        """The wall clock, aware, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only grow, for measuring."""
        return time.monotonic()

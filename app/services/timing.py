"""How long to wait: time-outs and pauses, all of them scaled together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds as a real office needs them; `scale` shortens all alike, to try faults quickly."""

    scale: float = 1.0
    """0 < scale <= 1 (`COUNTERSIGN_TIME_SCALE`)."""
    connect: float = 10.0
    """For one attempt to connect, TLS included."""
    read: float = 30.0
    """Between two signs of life of the answer to a read."""
    change: float = 60.0
    """The same for what creates or changes something."""
    fire: float = 150.0
    """The same for what notifies people: the service may be busy with many messages."""
    bytes_a_second: float = 250_000.0
    """A service looks through an uploaded file at least this fast before it answers."""
    whole_answer: float = 120.0
    """For an answer that drips in; downloads are not limited by it."""
    patience: float = 45.0
    """After this long a failed read is not tried again."""
    longest_pause: float = 30.0
    """A service that asks for a longer pause than this between two reads is taken at its word."""

    def __post_init__(self) -> None:
        """Refuse a scale that would lengthen, stop or reverse time."""
        if not 0 < self.scale <= 1:
            raise ValueError(f"time scale must be above 0 and at most 1, not {self.scale}")

    def scaled(self, seconds: float) -> float:
        """`seconds` on this scale."""
        return seconds * self.scale

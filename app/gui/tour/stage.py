"""What the tour needs of the practice world beyond letting people act."""

from dataclasses import dataclass
from typing import Protocol

from app.gui.practice import PracticeStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request that really reached an emulated service, and its answer."""

    service: str
    """`scrive` or `signinghub`."""
    method: str
    path: str
    """Without its query."""
    status: int | None
    """None when no answer was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message that would have been sent to somebody."""

    channel: str
    """`email` or `sms`."""
    to: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeElsewhere:
    """An agreement at a service that Countersign does not follow yet."""

    service_id: str
    title: str


class TourStage(PracticeStage, Protocol):
    """The practice world as the tour looks at it. Every method blocks."""

    def exchanges(self) -> tuple[Exchange, ...]:
        """Every request so far, oldest first."""
        ...

    def letters(self) -> tuple[Letter, ...]:
        """Every message so far, oldest first."""
        ...

    def let_time_pass(self, seconds: float) -> None:
        """Turn the clock of the played services forward."""
        ...

    def package_made_elsewhere(self) -> MadeElsewhere:
        """A SigningHub package that nobody follows yet."""
        ...

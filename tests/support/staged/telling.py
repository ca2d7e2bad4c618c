"""What the judge and a process on the stage tell each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from app.services.outbox.records import OutboxItem, Phase, SendState

_UP_TO_THE_USER = ("uncertain", "elsewhere", "changed")
"""Families of a doubt about which nothing more is found out by itself."""


class Moment(StrEnum):
    """The moments of a run that are counted, each kind from 1."""

    REQUEST = "request"
    """A request is about to leave."""
    ANSWER = "answer"
    """Its answer, or its failure, is there; nothing was done about it yet."""
    WRITE = "write"
    """The journal is about to be written."""
    WRITTEN = "written"
    """What was written is on the disk."""


class Point(NamedTuple):
    """One moment of a run."""

    moment: Moment
    number: int


class Act(StrEnum):
    """What a process does at a point by itself."""

    DIE = "die"
    FULL = "full"
    """The disk has no room for this one write."""
    CANCEL = "cancel"
    """The user presses Stop."""
    ASK = "ask"
    """Tell the judge, and wait for his answer."""


class Deed(StrEnum):
    """What a process is started for."""

    SEND = "send"
    CONTINUE = "continue"
    """As `outbox run`."""
    SEND_AGAIN = "send_again"
    """The user wishes a repeat of what stayed in doubt."""
    GIVE_UP = "give_up"
    """The user wants it never to be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process: what it is to do, and where it meets with something."""

    way: str
    deed: Deed
    profile: Path
    values: Mapping[str, str]
    """Where the service is and how to sign in, as `account add` takes it."""
    draft: int
    wait: float
    now: datetime
    ticks: float
    stops: Mapping[Point, Act] = field(default_factory=dict)
    full_from: int | None = None
    """The disk has no room from this write on."""
    forked: bool = True
    """Else the warm process plays it itself, which loads what is loaded only when it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An item as its process sees it."""

    id: str
    key: str
    ref: str
    state: SendState
    phase: Phase
    settled: bool
    tidied: bool
    family: str
    next_look_at: datetime | None
    repeats: bool
    """Whether only the user's wish brings it further: all looks were taken, or it was let go."""

    @classmethod
    def of(cls, item: OutboxItem) -> "Seen":
        """What matters of an item."""
        return cls(
            id=item.id,
            key=item.key,
            ref=item.ref,
            state=item.state,
            phase=item.phase,
            settled=item.settled,
            tidied=item.tidied,
            family=item.family,
            next_look_at=item.next_look_at,
            repeats=item.phase is Phase.LET_GO
            or (
                item.phase is Phase.FINDING_OUT
                and item.next_look_at is None
                and item.family in _UP_TO_THE_USER
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The process runs."""

    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The listeners of the outbox were told of a change."""

    item: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """So many seconds were waited."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GaveUp:
    """The process stopped waiting for an answer, after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A point where the judge is asked."""

    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request of a run."""

    method: str
    path: str
    body_size: int = 0
    """Of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The process has done what it could."""

    items: tuple[Seen, ...]
    requests: tuple[Asked, ...]
    writes: int
    refused: str = ""
    """Code of an error that is told to the user instead of an item."""
    bug: str = ""
    """A traceback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    """The process is gone; its exit status, negative where a signal ended it."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOn:
    """The judge's answer."""

    time_out: float | None = None
    """Real seconds after which this one request is given up."""

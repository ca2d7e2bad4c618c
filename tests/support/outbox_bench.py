"""An outbox in a folder that sends to a pretended service, and what goes wrong there."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.services.accounts import Account
from app.services.clock import SystemClock
from app.services.errors import LocalError, NoKeyring, Refused, Unauthorized, Uncertain, Unreachable
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing
from tests.support.agreements import an_agreement
from tests.support.post_office import PostCarrier, PostOffice

if TYPE_CHECKING:
    from app.services.outbox.carrier import Arrival

ACCOUNT = Account(
    id="a1", name="Office", service=ServiceKind.SCRIVE, base_url="https://sign.example.com"
)
Effect = Callable[[], JsonObject]


class LateClock(SystemClock):
    """The computer's clocks: a test can let time pass, or only set the one on the wall."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._set_by = 0.0

    def turn(self, seconds: float) -> None:
        """Time passes."""
        self._passed += seconds

    def set_by(self, seconds: float) -> None:
        """Somebody sets the clock."""
        self._set_by += seconds

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._passed + self._set_by)

    def monotonic(self) -> float:
        return super().monotonic() + self._passed


class Disk:
    """Fills up when a test says so."""

    def __init__(self) -> None:
        self.full = False


class FillableDatabase(Database):
    """A database on such a disk: it can be read and not written while the disk is full."""

    def __init__(self, path: Path, migrations: Path, clock: SystemClock, disk: Disk) -> None:
        super().__init__(path, migrations, clock)
        self._disk = disk

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        if self._disk.full:
            raise LocalError("The disk is full.")
        with super().write() as connection:
            yield connection


class Bench:
    """An outbox in a folder, as one process after another would have it."""

    def __init__(self, folder: Path, scale: float = 0.0005) -> None:
        self.folder = folder
        self.office = PostOffice()
        self.arrived: list[Arrival] = []
        self.scale = scale
        self.clock = LateClock()
        self.keyring = True
        self.disk = Disk()
        self.before_sign_in: Callable[[], None] = lambda: None
        self.paths = {"contract": folder / "contract.pdf"}
        self.paths["contract"].write_bytes(b"%PDF-1.4 lease")
        self.outbox = self.restarted()

    def restarted(self) -> Outbox:
        self.outbox = self.another()
        return self.outbox

    def another(self) -> Outbox:
        """The outbox of a further process on the same profile."""
        clock = self.clock
        self.database = FillableDatabase(
            self.folder / "c.db", MIGRATIONS / "countersign", clock, self.disk
        )
        return Outbox(
            self.database,
            self.folder / "outbox",
            self.folder / "lock",
            self.carrier,
            clock,
            lambda: Timing(scale=self.scale),
            lambda _item, arrival: self.arrived.append(arrival),
        )

    def carrier(self, _item: OutboxItem, /) -> PostCarrier:
        self.before_sign_in()
        if not self.keyring:
            raise NoKeyring("The keyring is locked.")
        return PostCarrier(self.office)

    def enqueue(self, *, again: bool = False) -> OutboxItem:
        return self.outbox.enqueue(an_agreement(), self.paths, ACCOUNT, again=again)

    def send(self, wait: float = 3000) -> OutboxItem:
        return self.outbox.run(self.enqueue().id, wait=wait)


def lost_before(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Uncertain("The connection broke.")


def lost_after(_office: PostOffice, effect: Effect) -> JsonObject:
    effect()
    raise Uncertain("The connection broke.")


def late(office: PostOffice, effect: Effect) -> JsonObject:
    office.late.append(effect)
    raise Uncertain("No answer in time.")


def unreachable(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Unreachable("The server does not answer.")


def refused(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Refused("The service refused one person.", status=400)


def unauthorized(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Unauthorized("The service does not accept this sign-in.", status=401)


class Killed(BaseException):
    """Stands for the end of the process at this line."""


def killed_before(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Killed


def killed_after(_office: PostOffice, effect: Effect) -> JsonObject:
    effect()
    raise Killed

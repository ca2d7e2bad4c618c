"""Everything behind actions on sent agreements, in front of the emulated Scrive on loopback."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.actions import ActionKind, ActionRequest
from app.domain.kinds import ServiceKind
from app.emulator.faults import Fault
from app.emulator.json_value import JsonObject
from app.services.account_book import AccountBook, AccountDetails
from app.services.accounts import SCRIVE_SECRETS, Account
from app.services.actions.actions import Actions
from app.services.actions.port import Actor
from app.services.actions.records import ActionRecord
from app.services.carriers import actor_of
from app.services.drafts import DraftBook
from app.services.http.client import Transport
from app.services.outbox.lock import WriterLock
from app.services.paths import Profile
from app.services.scrive.service import scrive_service
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import cache_database, countersign_database
from app.services.timing import Timing
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from tests.support.scrive_desk import bodil, inga
from tests.support.scrive_server import ScriveServer, a_scrive, shown

SCALE = 0.0005
"""Of the looks: the last one after a tenth of a second."""
PATIENCE = Timing(scale=0.02, connect=100.0, read=100.0, change=10.0, fire=10.0)
"""Of requests: a lost answer is waited for this long."""
LONG_WAIT = 20_000.0
"""Of looks, on their scale: a busy computer takes long for a short time."""


class RunningClock:
    """The emulator's time, which goes on like ours; it can be turned."""

    def __init__(self, server: ScriveServer) -> None:
        self._world = server.desk.world.clock
        self._begin = time.monotonic()
        self.turned = 0.0

    def now(self) -> datetime:
        return self._world.now() + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return time.monotonic() - self._begin + self.turned


class ActingOffice:
    """One window or command of the program; several may share a profile."""

    def __init__(
        self, folder: Path, server: ScriveServer, clock: RunningClock | None = None
    ) -> None:
        profile = Profile(folder=folder)
        profile.create()
        self.folder = folder
        self.scale = SCALE
        self.server = server
        self.clock = clock or RunningClock(server)
        transport = Transport(clock=self.clock, timing=PATIENCE, user_agent="Countersign/test")
        self.database = countersign_database(profile.database, self.clock)
        self.vault = MemoryVault()
        self.accounts = AccountBook(
            SqlAccountStore(self.database),
            self.vault,
            lambda account, secrets: scrive_service(account, secrets, transport),
        )
        cache = cache_database(profile.cache, self.clock)
        self.tracking = Tracking(self.database, cache, self.accounts, self.clock)
        self.drafts = DraftBook(self.database, profile.drafts, self.clock)
        self.lock = WriterLock(profile.lock)
        self.actions = Actions(
            self.database,
            self.tracking,
            self.accounts,
            self.drafts,
            self.actor,
            self.lock,
            self.clock,
            lambda: Timing(scale=self.scale),
        )
        self.account = self.accounts.by_name("Office") or self._new_account()
        self.vault.store(self.account, self._secrets())

    def another(self) -> "ActingOffice":
        """A second window on the same profile, or the next start."""
        return ActingOffice(self.folder, self.server, self.clock)

    def actor(self, account: Account) -> Actor:
        """Who acts; replaced where a test plays a process that ends."""
        return actor_of(self.accounts, account)

    def follow(self, document: JsonObject) -> TrackedAgreement:
        return self.tracking.follow(self.account, str(document["id"]))

    def sent(self, *parties: JsonObject, **changes: object) -> TrackedAgreement:
        """A followed document that Bodil and Inga are to sign, sent by the Document API."""
        wanted = parties or (bodil(), inga())
        return self.follow(self.server.desk.started(*wanted, **changes))  # type: ignore[arg-type]

    def sign(self, tracked: TrackedAgreement, name: str = "Bodil Oskarsson") -> None:
        """Let a person open and sign."""
        for action in ("open", "sign"):
            self.server.desk.act(tracked.service_id, name, action)

    def person(self, tracked: TrackedAgreement, name: str) -> str:
        """The key of a participant."""
        seen = self.tracking.get(tracked.id).observation
        assert seen is not None
        return next(each.key for each in seen.participants if each.name.startswith(name))

    def wish(self, kind: ActionKind, tracked: TrackedAgreement, **values: object) -> ActionRequest:
        return ActionRequest(kind=kind, agreement_id=tracked.id, **values)  # type: ignore[arg-type]

    def perform(
        self, kind: ActionKind, tracked: TrackedAgreement, wait: float = LONG_WAIT, **values: object
    ) -> ActionRecord:
        return self.actions.perform(self.wish(kind, tracked, **values), wait=wait)

    def order(self, **fault: object) -> None:
        """Let requests that change something go wrong."""
        self.server.desk.world.faults.order(Fault(service="scrive", method="POST", **fault))  # type: ignore[arg-type]

    def order_reads(self, **fault: object) -> None:
        """Let requests that only read go wrong."""
        self.server.desk.world.faults.order(Fault(service="scrive", method="GET", **fault))  # type: ignore[arg-type]

    def posts(self) -> list[str]:
        """The last part of each path to which something was posted, in order."""
        entries = self.server.requests()
        return [each.path.rsplit("/", 1)[-1] for each in entries if each.method == "POST"]

    def everything_kept(self) -> str:
        """All rows of actions, to look for what must not be in them."""
        with self.database.read() as connection:
            return shown([tuple(row) for row in connection.execute("SELECT * FROM actions")])

    def _new_account(self) -> Account:
        details = AccountDetails(
            name="Office",
            service=ServiceKind.SCRIVE,
            base_url=self.server.url,
            secrets=self._secrets(),
        )
        return self.accounts.add(details)[0]

    def _secrets(self) -> dict[str, Secret]:
        values = self.server.desk.scrive.credentials()
        return {name: Secret(values[name]) for name in SCRIVE_SECRETS}


@contextmanager
def an_acting_office(folder: Path) -> Iterator[ActingOffice]:
    """An office in front of a fresh Scrive."""
    with a_scrive() as server:
        yield ActingOffice(folder, server)
        server.desk.world.faults.clear()

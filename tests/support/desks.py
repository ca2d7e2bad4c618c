"""A desk with real databases, whose signing services are scripted."""

from datetime import UTC
from pathlib import Path

from app.domain.agreement import Agreement
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.services.account_book import AccountBook
from app.services.account_details import AccountDetails
from app.services.accounts import Account, secret_names
from app.services.actions.actions import Actions
from app.services.desk import Desk, PracticeInfo
from app.services.drafts import DraftBook, StoredDraft
from app.services.errors import Refused
from app.services.outbox.carrier import Arrival, Carrier
from app.services.outbox.lock import WriterLock
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem
from app.services.paths import Profile
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.health import DataHealth
from app.services.templates import Templates
from app.services.timing import Timing
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from tests.support.actors import PlayedActor
from tests.support.clocks import TurnableClock
from tests.support.observations import NOW
from tests.support.services import ScriptedWorld

ZONE = UTC


class ScriptedDesk:
    """The desk, the world behind it, and its clock."""

    def __init__(self, folder: Path, *, practice: bool = False) -> None:
        profile = Profile(folder=folder)
        profile.create()
        self.clock = TurnableClock(NOW)
        self.world = ScriptedWorld(self.clock)
        self.database = Database(profile.database, MIGRATIONS / "countersign", self.clock)
        database = self.database
        cache = Database(profile.cache, MIGRATIONS / "cache", self.clock, precious=False)
        accounts = AccountBook(SqlAccountStore(database), MemoryVault(), self.world)
        info = PracticeInfo(inbox_url="http://127.0.0.1:1/", control_url="http://127.0.0.1:1/")
        lock = WriterLock(profile.lock)
        drafts = DraftBook(database, profile.drafts, self.clock)
        tracking = Tracking(database, cache, accounts, self.clock)
        self.actor = PlayedActor()
        self.desk = Desk(
            profile=folder,
            accounts=accounts,
            drafts=drafts,
            outbox=Outbox(
                database,
                profile.outbox,
                lock,
                _no_carrier,
                self.clock,
                Timing,
                _on_sent,
            ),
            tracking=tracking,
            actions=Actions(
                database,
                tracking,
                accounts,
                drafts,
                lambda _account: self.actor,
                lock,
                self.clock,
                Timing,
            ),
            templates=Templates(accounts, drafts, lambda _path: ((595.0, 842.0),)),
            clock=self.clock,
            health=DataHealth(database, folder),
            practice=info if practice else None,
        )

    def account(
        self, name: str = "Norrvik SigningHub", service: ServiceKind = ServiceKind.SIGNINGHUB
    ) -> Account:
        """An account whose sign-in is right."""
        known = self.desk.accounts.by_name(name)
        if known is not None:
            return known
        secrets = {each: Secret("right-secret") for each in secret_names(service)}
        details = AccountDetails(
            name=name, service=service, base_url="https://sign.example.com", secrets=secrets
        )
        return self.desk.accounts.add(details)[0]

    def follow(self, observation: Observation, account: Account | None = None) -> TrackedAgreement:
        """The service has this agreement, and it is followed."""
        self.world.agreements[observation.service_id] = observation
        tracked = self.desk.tracking.follow(account or self.account(), observation.service_id)
        return self.desk.tracking.mark_seen(tracked.id)

    def draft(self, title: str = "Lease 2031") -> StoredDraft:
        """A draft of that title."""
        return self.desk.drafts.create(Agreement(title=title))


def _no_carrier(_account_id: OutboxItem, /) -> Carrier:
    raise Refused("Nothing is sent by this desk.")


def _on_sent(_item: OutboxItem, _arrival: Arrival) -> None:
    raise AssertionError("nothing is sent by this desk")

"""A profile with many followed agreements, written by the program's own storage."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from typing_extensions import override

from app.domain.kinds import ServiceKind
from app.domain.observation import Moment, Observation, ObservedDocument, ObservedParticipant
from app.domain.status import AgreementStatus, ParticipantStatus
from app.services.account_book import AccountBook
from app.services.accounts import SIGNINGHUB_SECRETS, Account, Identity
from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.paths import Profile
from app.services.ports import (
    AccountCheck,
    Changes,
    DownloadedFile,
    DownloadKeys,
    KnownParticipant,
    Progress,
    SigningService,
)
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.database import MIGRATIONS, Database
from app.services.tracking.tracking import Tracking

NAMES = ("Henrik Falk", "Tuva Nyström", "Karim Haddad", "Amara Okafor", "Jonas Lind")
TITLES = ("Lease", "Supply agreement", "Employment contract", "Non-disclosure agreement")
STATUSES = (
    AgreementStatus.IN_PROGRESS,
    AgreementStatus.COMPLETED,
    AgreementStatus.IN_PROGRESS,
    AgreementStatus.DECLINED,
)
FIRST = datetime(2026, 1, 7, 9, tzinfo=UTC)


class ManyAgreements(SigningService):
    """Says something plausible about every number."""

    @property
    @override
    def kind(self) -> ServiceKind:
        return ServiceKind.SIGNINGHUB

    @override
    def check(self) -> AccountCheck:
        return AccountCheck(items=(), identity=Identity())

    @override
    def observe(self, service_id: str, known: Sequence[KnownParticipant] = ()) -> Observation:
        return an_observation(int(service_id))

    @override
    def changes(
        self, cursor: str, *, followed: int = 0, cancel: CancelToken | None = None
    ) -> Changes | None:
        return None

    @override
    def open_agreements(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Observation, ...] | None:
        return None

    @override
    def download(
        self,
        service_id: str,
        folder: Path,
        *,
        keys: DownloadKeys | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> tuple[DownloadedFile, ...]:
        return ()


def an_observation(number: int) -> Observation:
    """Two documents, five people, one of them has acted for each number up to four."""
    sent = FIRST + timedelta(hours=number)
    people = tuple(
        ObservedParticipant(
            key=str(place),
            name=name,
            email=f"{name.split()[0].lower()}@example.com",
            role="signer",
            status=ParticipantStatus.ACTED if place < number % 5 else ParticipantStatus.INVITED,
            acted_at=Moment(at=sent + timedelta(days=place)) if place < number % 5 else None,
        )
        for place, name in enumerate(NAMES)
    )
    return Observation(
        service=ServiceKind.SIGNINGHUB,
        service_id=str(number),
        title=f"{TITLES[number % len(TITLES)]} {number}",
        status=STATUSES[number % len(STATUSES)],
        raw_status="SHARED",
        observed_at=sent + timedelta(days=6),
        sent_at=Moment(at=sent),
        documents=tuple(
            ObservedDocument(key=name, service_id=name, name=f"{name}.pdf", pages=4)
            for name in ("Contract", "House rules")
        ),
        participants=people,
    )


def fill(folder: Path, count: int) -> None:
    """Make a profile in which an account follows `count` agreements."""
    profile = Profile(folder=folder)
    profile.create()
    clock = SystemClock()
    database = Database(profile.database, MIGRATIONS / "countersign", clock)
    cache = Database(profile.cache, MIGRATIONS / "cache", clock, precious=False)
    account = Account(
        id="b6f1c2de-0000-4000-8000-000000000001",
        name="Office",
        service=ServiceKind.SIGNINGHUB,
        base_url="http://127.0.0.1:9",
    )
    vault = MemoryVault()
    vault.store(account, {name: Secret("practice") for name in SIGNINGHUB_SECRETS})
    SqlAccountStore(database).save(account)
    book = AccountBook(
        SqlAccountStore(database), vault, lambda _account, _secrets: ManyAgreements()
    )
    tracking = Tracking(database, cache, book, clock)
    for number in range(count):
        tracking.follow(account, str(number + 1))

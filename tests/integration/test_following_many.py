"""Many agreements of a Scrive account, followed over loopback with few requests."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.kinds import ServiceKind
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.emulator.faults import Fault
from app.services.account_book import AccountBook, AccountDetails
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import cache_database, countersign_database
from app.services.tracking.rounds import RoundResult, RoundWish
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from tests.support.clocks import WorldClock
from tests.support.scrive_desk import bodil
from tests.support.scrive_server import ScriveServer, a_scrive

MANY = 15


class Office:
    """Follows all that the account sent."""

    def __init__(self, server: ScriveServer, folder: Path) -> None:
        self.server, self.clock = server, WorldClock(server.desk.world.clock)
        self.database = countersign_database(folder / "countersign.db", self.clock)
        self.cache = cache_database(folder / "cache.db", self.clock)
        accounts = AccountBook(
            SqlAccountStore(self.database), MemoryVault(), lambda *_: server.service()
        )
        values = server.desk.scrive.credentials()
        details = AccountDetails(
            name="Office",
            service=ServiceKind.SCRIVE,
            base_url=server.url,
            secrets={name: Secret(value) for name, value in values.items()},
        )
        self.account = accounts.add(details)[0]
        self.tracking = Tracking(self.database, self.cache, accounts, self.clock)

    def round(self) -> tuple[int, RoundResult]:
        """A minute later: how many requests it took, and what came of it."""
        self.server.desk.wait(60)
        before = len(self.server.requests())
        ids = [each.id for each in self.tracking.all()]
        result = self.tracking.refresh_account(ids, RoundWish())
        return len(self.server.requests()) - before, result

    def of(self, service_id: str) -> TrackedAgreement:
        found = self.tracking.find(service_id)
        assert found is not None
        return found


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with a_scrive() as server:
        for _ in range(MANY):
            server.desk.started(bodil())
            server.desk.wait(1)
        opened = Office(server, tmp_path)
        with closing(opened.database), closing(opened.cache):
            opened.tracking.follow_all(opened.account)
            opened.round()
            yield opened


def test_following_all_and_the_rounds_after_it_cost_few_requests(office: Office) -> None:
    assert len(office.tracking.all()) == MANY
    assert all(each.observation and each.observation.history for each in office.tracking.all())
    office.server.desk.wait(600)
    requests, result = office.round()
    assert requests <= 2
    assert result == RoundResult()


def test_what_somebody_did_is_read_and_nothing_else(office: Office) -> None:
    chosen = office.tracking.all()[3]
    office.server.desk.act(chosen.service_id, "Bodil Oskarsson", "open")
    requests, result = office.round()
    assert result == RoundResult(changed=True)
    assert requests <= 4
    seen = office.tracking.get(chosen.id)
    assert seen.changed
    assert seen.observation is not None
    assert seen.observation.participants[0].status is ParticipantStatus.OPENED
    assert office.round()[1] == RoundResult()


def test_what_was_deleted_is_found_by_itself(office: Office) -> None:
    gone = office.tracking.all()[5].service_id
    for action in ("cancel", "trash"):
        assert office.server.desk.post(f"documents/{gone}/{action}").status_code == 200
    office.round()
    seen = office.of(gone).observation
    assert seen is not None
    assert seen.status is AgreementStatus.CANCELLED
    assert [each.value for each in seen.documents[0].notes] == ["trashed"]
    assert office.server.desk.post(f"documents/{gone}/delete").status_code == 200
    office.server.desk.wait(3600)
    office.round()
    assert office.of(gone).access is Access.GONE


def test_a_service_that_wants_to_be_left_alone_is_asked_once(office: Office) -> None:
    fault = Fault(kind="status", code=429, times=None, retry_after="300")
    office.server.desk.world.faults.order(fault)
    requests, result = office.round()
    assert requests == 1
    assert (result.trouble, result.retry_after) == (True, 300.0)

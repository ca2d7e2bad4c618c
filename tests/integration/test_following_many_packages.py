"""Many packages of a SigningHub account, followed over loopback with few requests."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.kinds import ServiceKind
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.account_book import AccountBook, AccountDetails
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.opening import cache_database, countersign_database
from app.services.tracking.rounds import RoundResult, RoundWish
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from tests.support.clocks import WorldClock
from tests.support.signinghub_desk import a_user
from tests.support.signinghub_server import SigningHubServer, a_signinghub

MANY = 8
LISTS = 2
"""Requests: the list, and once more for archived packages, which it may leave out."""
ONE = 2
"""Requests for one package: its workflow and its history."""


class Office:
    """Follows all that the account sent."""

    def __init__(self, server: SigningHubServer, folder: Path) -> None:
        self.server, self.clock = server, WorldClock(server.desk.world.clock)
        self.database = countersign_database(folder / "countersign.db", self.clock)
        self.cache = cache_database(folder / "cache.db", self.clock)
        accounts = AccountBook(
            SqlAccountStore(self.database), MemoryVault(), lambda *_: server.service()
        )
        values = server.desk.hub.credentials()
        details = AccountDetails(
            name="Office",
            service=ServiceKind.SIGNINGHUB,
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
        asked = [each for each in self.server.requests(before) if each.method == "GET"]
        return len(asked), result

    def of(self, package: int) -> TrackedAgreement:
        found = self.tracking.find(str(package))
        assert found is not None
        return found


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with a_signinghub() as server:
        for _ in range(MANY):
            server.desk.shared(a_user("ann"), a_user("bo"))
        opened = Office(server, tmp_path)
        with closing(opened.database), closing(opened.cache):
            opened.tracking.follow_all(opened.account)
            opened.round()
            yield opened


def test_a_round_costs_a_list_and_what_changed(office: Office) -> None:
    packages = [int(each.service_id) for each in office.tracking.all()]
    assert len(packages) == MANY
    assert office.round() == (LISTS, RoundResult())
    office.server.desk.act(packages[3], "ann", "sign")
    assert office.round() == (LISTS + ONE, RoundResult(changed=True))
    seen = office.of(packages[3]).observation
    assert seen is not None
    assert seen.participants[0].status is ParticipantStatus.ACTED
    assert office.round() == (LISTS, RoundResult())


def test_what_the_list_does_not_name_is_asked_for_by_itself(office: Office) -> None:
    state = office.server.desk.hub.site.state
    hidden, gone = (int(each.service_id) for each in office.tracking.all()[:2])
    office.server.configure(list_without_folder="inbox")
    state.packages[hidden].folder = "Leases"
    office.server.desk.ask("DELETE", f"/packages/{gone}")
    office.server.desk.act(hidden, "ann", "decline")

    requests, result = office.round()

    assert result.changed
    assert requests <= LISTS + 2 * ONE
    seen = office.of(hidden).observation
    assert seen is not None
    assert (seen.status, office.of(hidden).access) == (AgreementStatus.DECLINED, Access.OK)
    assert office.of(gone).access is Access.GONE


def test_a_history_that_the_service_purges_is_kept(office: Office) -> None:
    tracked = office.tracking.all()[0]
    for name in ("ann", "bo"):
        office.server.desk.act(int(tracked.service_id), name, "sign")
    told = office.tracking.refresh(tracked.id).observation
    office.server.configure(history="purged")
    office.server.desk.wait(86_400)
    kept = office.tracking.refresh(tracked.id).observation
    assert told is not None
    assert kept is not None
    assert [each.text for each in kept.history] == [each.text for each in told.history]
    assert kept.history_kept_at == told.observed_at
    assert kept.sent_at == told.sent_at

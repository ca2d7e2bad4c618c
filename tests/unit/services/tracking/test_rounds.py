"""Rounds over an account: few requests, nothing overlooked, services left alone when they ask."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import DomainError, UserCancelled
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.domain.status import Access, AgreementStatus
from app.services.account_book import AccountBook, AccountDetails
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Forbidden, Gone, Throttled, Unreachable
from app.services.ports import Changes, DownloadedFile, SavedKind
from app.services.secrets.memory import MemoryVault
from app.services.secrets.secret import Secret
from app.services.storage.accounts import SqlAccountStore
from app.services.storage.followed import Followed
from app.services.storage.observations import Cached
from app.services.storage.opening import cache_database, countersign_database
from app.services.storage.saved_files import SavedFileTable
from app.services.tracking.rounds import Candidate, RoundResult, RoundWish, planned
from app.services.tracking.saved_copies import explained
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking
from tests.support.clocks import TurnableClock
from tests.support.observations import an_observation
from tests.support.services import ScriptedWorld

MANY = 12


class Office:
    """An account that follows many agreements at a service with a list of changes."""

    def __init__(self, folder: Path) -> None:
        self.clock = TurnableClock()
        self.world = ScriptedWorld(self.clock)
        self.world.versions = {}
        self.database = countersign_database(folder / "countersign.db", self.clock)
        self.cache = cache_database(folder / "cache.db", self.clock)
        accounts = AccountBook(SqlAccountStore(self.database), MemoryVault(), self.world)
        self.tracking = Tracking(self.database, self.cache, accounts, self.clock)
        self.accounts = accounts
        self.account = accounts.add(_DETAILS)[0]
        self.ids: list[str] = []

    def say(self, number: int, version: str = "1", **changes: object) -> str:
        """What the service tells of an agreement from now on; its id there."""
        assert self.world.versions is not None
        service_id = str(1000 + number)
        self.world.versions[service_id] = version
        self.world.agreements[service_id] = _agreement(service_id, version, **changes)
        return service_id

    def follow_many(self) -> None:
        for number in range(MANY):
            tracked = self.tracking.follow(self.account, self.say(number))
            self.ids.append(tracked.id)
        self.round()

    def round(self, first: str = "", *, by_user: bool = False) -> RoundResult:
        self.clock.turn(60)
        return self.tracking.refresh_account(self.ids, RoundWish(first=first, by_user=by_user))

    def cost(self, first: str = "", *, by_user: bool = False) -> int:
        """How many requests a round takes."""
        before = self.world.calls
        self.round(first, by_user=by_user)
        return self.world.calls - before

    def tracked(self, number: int) -> TrackedAgreement:
        return self.tracking.get(self.ids[number])


_DETAILS = AccountDetails(
    name="Office",
    service=ServiceKind.SIGNINGHUB,
    base_url="https://hub.example.com",
    secrets={
        "client_id": Secret("desk"),
        "client_secret": Secret("shh"),
        "username": Secret("maja"),
        "password": Secret("right-secret"),
    },
)


def _agreement(service_id: str, version: str, **changes: object) -> Observation:
    values: dict[str, object] = {"service_id": service_id, "versions": {service_id: version}}
    return an_observation(**{**values, **changes})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = Office(tmp_path / "profile")
    opened.follow_many()
    with closing(opened.database), closing(opened.cache):
        yield opened


def test_where_nothing_changed_a_round_is_one_list(office: Office) -> None:
    before = office.tracked(0)
    assert office.cost() == 1
    after = office.tracked(0)
    assert after.observation is not None
    assert before.observed_at is not None
    assert after.observed_at == before.observed_at + timedelta(seconds=60)
    assert office.round() == RoundResult()


def test_what_changed_while_only_others_were_asked_for_is_not_overlooked(office: Office) -> None:
    office.say(8, "2", status=AgreementStatus.DECLINED)
    office.clock.turn(60)
    office.tracking.refresh_account(office.ids[:5], RoundWish())

    assert office.round() == RoundResult(changed=True)

    seen = office.tracked(8).observation
    assert seen is not None
    assert seen.status is AgreementStatus.DECLINED
    assert office.cost() == 1


def candidates_of(office: Office, now: datetime) -> list[Candidate]:
    """The first two agreements, asked for at this moment."""
    return [
        Candidate(
            followed=Followed(
                id=office.ids[number],
                account_id=office.account.id,
                account_name="Office",
                service=ServiceKind.SIGNINGHUB,
                service_id=str(1000 + number),
                title="Lease",
                known=(),
                followed_at=now,
            ),
            cached=Cached(observation=office.tracked(number).observation, asked_at=now),
        )
        for number in (0, 1)
    ]


@pytest.mark.parametrize(("whole", "read"), [(False, set()), (True, {"1001"})])
def test_what_a_whole_list_does_not_name_is_asked_for_by_itself(
    office: Office, whole: bool, read: set[str]
) -> None:
    now = office.clock.now()
    changes = Changes(cursor="2", versions={"1000": "1"}, whole=whole)
    plan = planned(candidates_of(office, now), changes, now, RoundWish(), since=now)
    assert {each.followed.service_id for each in plan.read} == read


@pytest.mark.parametrize(("is_coarse", "read"), [(False, 0), (True, 2)])
def test_what_a_coarse_list_may_not_tell_is_read_more_often(
    office: Office, is_coarse: bool, read: int
) -> None:
    asked = office.clock.now()
    changes = Changes(cursor="2", versions={}, is_coarse=is_coarse)
    now = asked + timedelta(minutes=16)
    plan = planned(candidates_of(office, asked), changes, now, RoundWish(), since=asked)
    assert len(plan.read) == read


def test_one_alone_is_read_without_a_list(office: Office) -> None:
    del office.ids[1:]
    assert office.cost() == 1
    office.say(0, "2", status=AgreementStatus.DECLINED)
    assert office.round() == RoundResult(changed=True)


def test_what_changed_is_read_by_itself(office: Office) -> None:
    office.say(3, "2", status=AgreementStatus.COMPLETED)
    assert office.cost() == 2
    seen = office.tracked(3).observation
    assert seen is not None
    assert seen.status is AgreementStatus.COMPLETED
    assert office.tracked(3).changed
    assert office.cost() == 1


def test_a_round_tells_that_something_changed(office: Office) -> None:
    office.say(3, "2", status=AgreementStatus.DECLINED)
    assert office.round() == RoundResult(changed=True)


def test_the_first_round_reads_everything(office: Office, tmp_path: Path) -> None:
    with closing(cache_database(tmp_path / "new.db", office.clock)) as cache:
        tracking = Tracking(office.database, cache, office.accounts, office.clock)
        before = office.world.calls
        tracking.refresh_account(office.ids, RoundWish())
        assert office.world.calls - before == MANY + 1


def test_a_list_that_begins_tells_nothing_of_what_was_before(office: Office) -> None:
    with office.cache.write() as connection:
        connection.execute("DELETE FROM listings")
    office.say(4, "2", status=AgreementStatus.DECLINED)
    assert office.cost() == MANY + 1
    assert office.tracked(4).changed
    assert office.cost() == 1


def test_a_service_without_a_list_is_asked_for_each(office: Office) -> None:
    office.world.versions = None
    assert office.cost() == MANY


def test_what_the_list_does_not_tell_of_is_read_each_time(office: Office) -> None:
    office.say(0, "1", versions={})
    office.tracking.refresh(office.ids[0])
    assert office.cost() == 2


def test_what_the_user_looks_at_is_read_whatever_the_list_says(office: Office) -> None:
    assert office.cost(first=office.ids[5]) == 2


def test_what_was_deleted_is_found_within_the_hour(office: Office) -> None:
    assert office.world.versions is not None
    gone = office.tracked(7).service_id
    del office.world.versions[gone]
    del office.world.agreements[gone]
    assert office.cost() == 1
    assert office.tracked(7).access is Access.OK
    office.clock.turn(3600)
    assert office.cost() == MANY + 1
    assert office.tracked(7).access is Access.GONE
    assert office.tracked(6).error is None


def test_a_round_that_the_user_wants_reads_everything_where_it_is_not_much(
    office: Office,
) -> None:
    assert office.cost() == 1
    assert office.cost(by_user=True) == MANY + 1


def test_of_much_the_user_gets_what_was_not_read_for_a_while(office: Office) -> None:
    for number in range(MANY, 25):
        office.ids.append(office.tracking.follow(office.account, office.say(number)).id)
    assert office.cost(by_user=True) == 1
    office.clock.turn(600)
    assert office.cost() == 1
    assert office.cost(by_user=True) == 21


def test_a_clock_that_was_set_back_does_not_put_off_reading(office: Office) -> None:
    office.clock.turn(-86_400)
    assert office.cost() == MANY + 1


def test_of_many_that_are_due_only_some_are_read_at_once(office: Office) -> None:
    for number in range(MANY, 30):
        office.ids.append(office.tracking.follow(office.account, office.say(number)).id)
    office.clock.turn(3600)
    assert office.cost() == 21
    assert office.cost() == 11
    assert office.cost() == 1


def test_what_failed_is_read_again(office: Office) -> None:
    office.say(2, "2")
    broken = office.world.agreements.pop("1002")
    office.round()
    assert office.tracked(2).access is Access.GONE
    office.world.agreements["1002"] = broken
    assert office.cost() == 2
    assert (office.tracked(2).access, office.tracked(2).error) == (Access.OK, None)


@pytest.mark.parametrize("failure", [Unreachable("No answer."), Throttled("Later.")])
def test_a_failure_that_holds_for_all_is_met_once(office: Office, failure: Exception) -> None:
    office.world.failure = failure
    assert office.cost() == 1
    assert all(office.tracked(number).error is not None for number in range(MANY))
    office.world.failure = None
    assert office.cost() == MANY + 1
    assert all(office.tracked(number).error is None for number in range(MANY))


@pytest.mark.parametrize(("told", "wait"), [(240.0, 240.0), (None, 60.0)])
def test_a_service_says_for_how_long_it_wants_to_be_left_alone(
    office: Office, told: float | None, wait: float
) -> None:
    office.world.failure = Throttled("Later.", retry_after=told)
    assert office.round() == RoundResult(trouble=True, retry_after=wait)


@pytest.mark.parametrize("failure", [Forbidden("Not allowed."), BadAnswer("A web page.")])
def test_a_list_that_is_refused_is_done_without(
    office: Office, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(type(office.accounts.open(office.account)), "changes", refuse)
    assert office.cost() == MANY
    assert office.tracked(0).error is None


def test_without_its_account_nothing_is_asked(office: Office) -> None:
    office.accounts.remove(office.account.id)
    assert office.cost() == 0
    assert office.tracked(0).error is not None


def test_a_round_ends_where_the_user_wishes(office: Office) -> None:
    token = CancelToken()
    token.cancel()
    office.say(0, "2")
    with pytest.raises(UserCancelled):
        office.tracking.refresh_account(office.ids, RoundWish(cancel=token))
    assert office.cost() == 2


def test_what_is_followed_no_more_is_left_out(office: Office) -> None:
    office.tracking.forget(office.ids[0])
    assert office.tracking.refresh_account(office.ids[:1], RoundWish()) == RoundResult()


# ── following everything ─────────────────────────────────────────────────────────────────────────


def test_everything_that_was_sent_is_followed_at_once(office: Office) -> None:
    office.say(90, title="New lease")
    office.say(91)
    told: list[tuple[int, int]] = []
    before = office.world.calls
    result = office.tracking.follow_all(office.account, lambda *each: told.append(each))
    assert office.world.calls == before + 1
    assert [each.service_id for each in result.added] == ["1090", "1091"]
    assert result.added[0].title == "New lease"
    assert result.already == MANY
    assert told[-1] == (MANY + 2, MANY + 2)
    again = office.tracking.follow_all(office.account)
    assert (again.added, again.already) == ((), MANY + 2)


def test_a_part_of_what_is_followed_is_followed_already(office: Office) -> None:
    office.say(90)
    office.tracking.adopt(office.account, "1090,1099", "Both", office.clock.now())
    assert office.tracking.follow_all(office.account).added == ()


def test_a_service_without_a_list_cannot_be_followed_whole(office: Office) -> None:
    office.world.versions = None
    with pytest.raises(DomainError, match=r"tracking\.no_list"):
        office.tracking.follow_all(office.account)


def test_what_cannot_be_listed_is_told(office: Office) -> None:
    office.world.failure = Gone("Not there.")
    with pytest.raises(Gone):
        office.tracking.follow_all(office.account)


# ── second seals ─────────────────────────────────────────────────────────────────────────────────


def _saved(
    sha256: str, kind: SavedKind = SavedKind.SIGNED, source: str = "document 7"
) -> DownloadedFile:
    path = Path(f"Lease {sha256}.pdf")
    return DownloadedFile(path=path, sha256=sha256, kind=kind, source=source)


def test_a_second_seal_is_explained_once_and_names_the_first_copy(office: Office) -> None:
    table = SavedFileTable(office.cache)

    def note(file: DownloadedFile, agreement: str = "one") -> str:
        office.clock.turn(86_400)
        return explained(table, agreement, [file], office.clock)[0].note

    assert note(_saved("aa")) == ""
    assert note(_saved("aa")) == ""
    told = note(_saved("bb"))
    assert "Lease aa.pdf" in told
    assert "Both copies are valid" in told
    assert note(_saved("bb")) == ""
    assert note(_saved("cc"), "another") == ""
    assert note(_saved("dd", SavedKind.UNSIGNED)) == ""
    assert note(_saved("ee", source="")) == ""
    table.delete("one")
    assert note(_saved("ff")) == ""

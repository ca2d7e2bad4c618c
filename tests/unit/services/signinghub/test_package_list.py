"""What the list of packages tells: what changed since, and what of the account's own is open."""

from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer

from app.domain.errors import UserCancelled
from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import Observation
from app.domain.status import AgreementStatus
from app.services.cancel import CancelToken
from app.services.errors import Gone, LocalError, Unauthorized
from app.services.lenient import lenient
from app.services.signinghub.mapping import version_of
from app.services.signinghub.package_list import PackageList
from app.services.signinghub.wire import PackageSummary, WorkflowDetails
from tests.support.observations import an_observation
from tests.support.signinghub_desk import a_user
from tests.support.signinghub_scripted import ScriptedHub
from tests.support.signinghub_server import SigningHubServer

FIRST, SECOND = "/packages/ALL/1/50", "/packages/ALL/2/50"
NEWEST = "/packages/ALL/1/1"
VERY_MANY = {"x-total-records": "3001"}


@pytest.fixture
def scripted(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


def row(number: int, **changes: JsonValue) -> JsonObject:
    usual: JsonObject = {
        "package_id": number,
        "package_owner": "Ada@Example.com",
        "package_status": "INPROGRESS",
        "folder": "INBOX" if number % 2 else "ARCHIVE",
        "next_signer": "Bo",
        "next_signer_email": [{"user_email": "bo@example.com", "user_name": "Bo"}],
        "modified_on": f"2031-03-0{number}T09:15:40",
    }
    return {**usual, **changes}


def seen(package_id: str) -> Observation:
    if package_id == "5":
        raise Gone("It is gone.")
    return an_observation(service_id=package_id)


def a_list(hub: ScriptedHub, version: int = 3) -> PackageList:
    return PackageList(hub.client(version), seen, "ada@example.com")


def open_ids(hub: ScriptedHub, version: int = 3) -> list[str]:
    found = a_list(hub, version).open_agreements(None, CancelToken())
    return [each.service_id for each in found]


def test_a_list_and_the_details_of_a_workflow_have_the_same_version(hub: SigningHubServer) -> None:
    hub.desk.shared(a_user("ann"), a_user("bo"))
    for version in (3, 4):
        (listed,) = hub.desk.get(f"/v{version}/packages/ALL/1/50").rows
        told = hub.desk.get(f"/v{version}/packages/{listed['package_id']}/workflow").json
        assert version_of(lenient(listed, PackageSummary)) == version_of(
            lenient(told, WorkflowDetails)
        )


@pytest.mark.parametrize(
    "change",
    [
        {"modified_on": "2031-03-01T09:15:41"},
        {"next_signer_email": [{"user_email": "cy@example.com"}]},
        {"next_signer_email": [], "next_signer": "Cy"},
        {"package_status": "PENDING"},
    ],
)
def test_change_status_and_next_signer_make_another_version(change: JsonObject) -> None:
    before, after = row(1), row(1, **change)
    assert version_of(lenient(before, PackageSummary)) != version_of(lenient(after, PackageSummary))


@pytest.mark.parametrize("modified_on", ["2031-03-01T09:15:40Z", "2031-03-01T09:15:40.4000000"])
def test_another_spelling_of_the_same_makes_none(modified_on: str) -> None:
    other = row(1, modified_on=modified_on, package_status="In Progress")
    assert version_of(lenient(row(1), PackageSummary)) == version_of(lenient(other, PackageSummary))


def test_the_whole_list_is_told_in_every_folder_that_it_names(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, [row(1), row(2)], headers={"x-total-records": "3"})
    scripted.says("GET", SECOND, [row(3)], headers={"x-total-records": "3"})
    changes = a_list(scripted).changes("whole", CancelToken())
    assert changes is not None
    assert (changes.whole, sorted(changes.versions)) == (True, ["1", "2", "3"])
    assert changes.cursor == "2031-03-03T09:15:40"
    assert [each.headers.get("x-folder") for each in scripted.calls] == [None, None]


def test_archived_packages_are_asked_for_where_a_list_hides_them(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, [row(1)], headers={"x-total-records": "1"})
    scripted.says("GET", FIRST, [row(2)], headers={"x-total-records": "1"})
    changes = a_list(scripted).changes("whole", CancelToken())
    assert changes is not None
    assert sorted(changes.versions) == ["1", "2"]
    assert [each.headers.get("x-folder") for each in scripted.calls] == [None, "QVJDSElWRQ=="]


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_folder_that_is_refused_hides_nothing_else(scripted: ScriptedHub, status: int) -> None:
    scripted.says("GET", FIRST, [row(1)], headers={"x-total-records": "1"})
    scripted.says("GET", FIRST, {"Message": "No such folder"}, status=status)
    changes = a_list(scripted).changes("whole", CancelToken())
    assert changes is not None
    assert list(changes.versions) == ["1"]


def test_what_a_moving_list_hid_is_found_by_reading_it_again(scripted: ScriptedHub) -> None:
    total = {"x-total-records": "3"}
    scripted.says("GET", FIRST, [row(1), row(2)], headers=total)
    scripted.says("GET", SECOND, [row(2)], headers=total)
    scripted.says("GET", "/packages/ALL/3/50", [], headers=total)
    scripted.says("GET", FIRST, [row(3), row(1)], headers=total)
    changes = a_list(scripted).changes("whole", CancelToken())
    assert changes is not None
    assert sorted(changes.versions) == ["1", "2", "3"]


def test_a_server_that_does_not_turn_pages_is_not_asked_for_ever(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, [row(1), row(2)])
    scripted.says("GET", SECOND, [row(1), row(2)])
    changes = a_list(scripted).changes("whole", CancelToken())
    assert changes is not None
    assert len(changes.versions) == 2
    assert len(scripted.calls) == 2


def test_a_very_long_list_is_no_help_in_version_3(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, [row(1)], headers=VERY_MANY)
    assert a_list(scripted).changes("whole", CancelToken()) is None
    assert len(scripted.calls) == 1


@pytest.mark.parametrize(("followed", "helps"), [(2, False), (3, True), (0, True)])
def test_a_list_helps_where_it_is_less_than_asking_for_each(
    scripted: ScriptedHub, followed: int, helps: bool
) -> None:
    scripted.says("GET", FIRST, [row(1), row(2)], headers={"x-total-records": "201"})
    scripted.says("GET", SECOND, [])
    changes = a_list(scripted).changes("whole", CancelToken(), followed=followed)
    assert (changes is not None) is helps


def test_of_a_very_long_list_version_4_tells_what_changed_of_late(scripted: ScriptedHub) -> None:
    scripted.says("GET", NEWEST, [row(4)], headers=VERY_MANY)
    scripted.says("GET", FIRST, [row(1)], headers=VERY_MANY)
    scripted.says("GET", FIRST, [row(5), row(6)], headers={"x-total-records": "2"})
    packages = a_list(scripted, 4)
    first = packages.changes("", CancelToken())
    assert first is not None
    assert (first.cursor, first.versions) == ("2031-03-04T09:15:40", {})
    changes = packages.changes(first.cursor, CancelToken())
    assert changes is not None
    assert (changes.whole, sorted(changes.versions)) == (False, ["5", "6"])
    assert changes.cursor == "2031-03-06T09:15:40"
    assert scripted.calls[-1].query == {"modified-from": "2031-03-02T09:15:40Z"}


@pytest.mark.parametrize("version", [3, 4])
def test_where_a_list_begins_needs_no_date(scripted: ScriptedHub, version: int) -> None:
    scripted.says("GET", NEWEST, {"Message": "unknown parameter"}, status=400)
    changes = a_list(scripted, version).changes("", CancelToken())
    assert changes is not None
    assert (changes.cursor, changes.versions) == ("whole", {})


def test_only_own_packages_that_may_still_be_open_are_read(scripted: ScriptedHub) -> None:
    told: list[JsonValue] = [
        row(1),
        row(2, package_status="PENDING"),
        row(3, package_owner="bo@example.com"),
        row(4, package_status="DRAFT"),
        row(5),
        row(6, package_status="COMPLETED"),
        row(7, package_status="DECLINED", next_signer="", next_signer_email=[]),
        row(8, package_status="DECLINED"),
        row(9, package_status="SIGNED"),
    ]
    scripted.says("GET", FIRST, told, headers={"x-total-records": "9"})
    assert open_ids(scripted) == ["1", "2", "8", "9"]
    assert scripted.calls[0].query == {}


def test_version_4_leaves_out_what_others_own_where_it_can(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, {"Message": "unknown parameter"}, status=400)
    scripted.says("GET", FIRST, [row(1), row(2)], headers={"x-total-records": "2"})
    assert open_ids(scripted, 4) == ["1", "2"]
    assert [each.query for each in scripted.calls] == [{"owned-by": "ME"}, {}]


def test_an_endless_list_is_told_in_words(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, [row(1)], headers={"x-total-records": "20001"})
    with pytest.raises(LocalError, match="20,000"):
        open_ids(scripted)


def test_a_sign_in_that_ended_is_told_and_no_reason_to_ask_otherwise(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, {"Message": "Request authorization denied"}, status=401)
    with pytest.raises(Unauthorized):
        open_ids(scripted, 4)


def test_it_can_be_stopped(scripted: ScriptedHub) -> None:
    scripted.says("GET", FIRST, [row(1), row(2)], headers={"x-total-records": "2"})
    cancel = CancelToken()
    with pytest.raises(UserCancelled):
        a_list(scripted).open_agreements(lambda *_: cancel.cancel(), cancel)


def sent_to_each(hub: SigningHubServer, *names: str) -> list[str]:
    """The ids of the copies of a package."""
    original = hub.desk.draft(*map(a_user, names), workflow_type="INDIVIDUAL")
    return [str(each["package_id"]) for each in hub.desk.share(original).rows]


def test_copies_that_ended_belong_to_those_that_go_on(hub: SigningHubServer) -> None:
    ids = sent_to_each(hub, "ann", "bo", "cy")
    hub.desk.act(int(ids[0]), "ann", "sign")
    hub.desk.act(int(ids[1]), "bo", "decline")
    (other,) = sent_to_each(hub, "di")
    hub.desk.wait(7200)
    (later,) = sent_to_each(hub, "ed")
    service = hub.service()
    found = service.open_agreements()
    assert found is not None
    assert {each.service_id for each in found} == {*ids, other, later}
    others = service.copies_of(service.observe(ids[2]))
    assert {each.service_id for each in others} == {*ids[:2], other}
    assert service.copies_of(service.observe(later)) == ()


def test_of_a_very_long_list_only_version_4_finds_copies(scripted: ScriptedHub) -> None:
    copy = an_observation(service_id="1", title="Lease", copy_of="ref 7")
    scripted.says("GET", FIRST, [row(1)], headers=VERY_MANY)
    assert a_list(scripted).copies_of(copy, CancelToken()) == ()
    scripted.says("GET", FIRST, [row(2, package_name="Lease")], headers={"x-total-records": "1"})
    a_list(scripted, 4).copies_of(copy, CancelToken())
    assert {"package-name": "Lease"} in [each.query for each in scripted.calls]


@pytest.mark.parametrize("version", [3, 4])
def test_what_an_account_sent_is_found_in_all_folders(hub: SigningHubServer, version: int) -> None:
    hub.configure(list_without_folder="inbox")
    wanted = [hub.desk.shared(a_user("ann")), hub.desk.shared(a_user("bo"))]
    hub.desk.hub.site.state.packages[wanted[1]].folder = "ARCHIVE"
    hub.desk.draft()
    over = hub.desk.shared(a_user("cy"))
    hub.desk.act(over, "cy", "sign")
    told: list[tuple[int, int]] = []
    found = hub.service(version=version).open_agreements(
        progress=lambda done, total: told.append((done, total))
    )
    assert found is not None
    assert sorted(int(each.service_id) for each in found) == wanted
    assert {each.status for each in found} == {AgreementStatus.IN_PROGRESS}
    assert told == [(1, 2), (2, 2)]
    assert all(each.sent_at is not None and each.observed_at.tzinfo is UTC for each in found)
    assert found[0].observed_at == datetime(2031, 3, 1, 12, tzinfo=UTC)

"""SigningHub behind the port, over real sockets."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from pytest_httpserver import HTTPServer

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, ParticipantKind, ServiceKind
from app.domain.progress import blocker, stages, waiting_names
from app.domain.status import AgreementStatus, ParticipantStatus
from app.emulator.faults import Fault
from app.emulator.signinghub.options import AccessWindow
from app.services.clock import SystemClock
from app.services.errors import (
    BadAnswer,
    Forbidden,
    Gone,
    Refused,
    Throttled,
    Unauthorized,
    Unreachable,
)
from app.services.ports import CheckState
from app.services.signinghub.checking import usage_sentence
from app.services.signinghub.service import SigningHubService
from tests.support.raw_server import closed_port
from tests.support.signinghub_desk import DAY, a_user
from tests.support.signinghub_server import SigningHubServer, a_service

FULL = Path(__file__).parents[3] / "support" / "workflow-full.json"
SECRETS = {"client_id": "c", "client_secret": "s", "username": "u@example.com", "password": "p"}


def _leaves(value: JsonValue, pointer: str = "") -> dict[str, JsonValue]:
    """Every leaf by its JSON pointer; an empty list or object is a leaf too."""
    inner: list[tuple[str, JsonValue]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = [(str(index), item) for index, item in enumerate(value)]
    if not inner:
        return {pointer: value}
    return {
        where: leaf
        for key, item in inner
        for where, leaf in _leaves(item, f"{pointer}/{key}").items()
    }


def test_the_service_says_which_it_is(hub: SigningHubServer) -> None:
    assert hub.service().kind is ServiceKind.SIGNINGHUB


def test_a_check_says_what_was_and_what_was_not_tested(hub: SigningHubServer) -> None:
    before = len(hub.requests())
    check = hub.service().check()
    assert {item.code: item.state for item in check.items} == {
        "server": CheckState.GOOD,
        "sign_in": CheckState.GOOD,
        "usage": CheckState.GOOD,
        "sending": CheckState.NOT_TESTED,
    }
    sentences = {item.code: item.sentence for item in check.items}
    assert "SigningHub 7.7.8.26" in sentences["server"]
    assert sentences["sign_in"].startswith(
        "Signed in as Maja Lindqvist, maja.lindqvist@example.com, "
    )
    assert sentences["sign_in"].endswith(" at Northfield Office.")
    assert "workflows remaining" in sentences["usage"]
    assert check.identity.organisation == "Northfield Office"
    assert check.api_version == 3
    assert [(entry.method, entry.path) for entry in hub.requests(before)] == [
        ("GET", "/v3/about"),
        ("POST", "/authenticate"),
        ("GET", "/v3/settings/profile"),
        ("GET", "/v3/account/statistics/usage"),
    ]


def test_a_check_finds_out_that_the_server_speaks_only_v4(hub: SigningHubServer) -> None:
    hub.configure(v3=False)
    check = hub.service().check()
    assert check.api_version == 4
    assert check.identity.email == "maja.lindqvist@example.com"


def test_a_check_tells_that_the_password_must_be_changed(hub: SigningHubServer) -> None:
    hub.configure(users={"maja.lindqvist@example.com": {"must_change_password": True}})
    check = hub.service().check()
    (advice,) = (item for item in check.items if item.code == "password")
    assert advice.state is CheckState.ADVICE
    assert "asks for a new password" in advice.sentence


def test_a_check_tells_so_too_for_somebody_acted_for(hub: SigningHubServer) -> None:
    hub.configure(users={"maja.lindqvist@example.com": {"must_change_password": True}})
    check = hub.service(version=4, scope="henrik.dahl@example.com").check()
    assert "password" in {item.code for item in check.items}


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_check_does_without_what_is_used_up(hub: SigningHubServer, status: int) -> None:
    fault = Fault(kind="status", code=status, path="/usage$", times=None)
    hub.desk.world.faults.order(fault)
    (usage,) = (item for item in hub.service().check().items if item.code == "usage")
    assert usage.state is CheckState.NOT_TESTED


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"workflows": {"remaining": 1200}, "storage_used": 0.5},
            "Used and left, as SigningHub tells it: workflows remaining 1,200, storage used 0.5.",
        ),
        ({"workflows": None, "on": True, "list": [1], "word": "many"}, ""),
        ({}, ""),
    ],
)
def test_usage_is_told_with_the_services_own_names(told: JsonObject, sentence: str) -> None:
    assert usage_sentence(told) == sentence


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_keeps_its_version_to_itself_is_taken_at_ours(
    hub: SigningHubServer, status: int
) -> None:
    fault = Fault(kind="status", code=status, path="/about$", times=None)
    hub.desk.world.faults.order(fault)
    check = hub.service(version=4).check()
    assert check.api_version == 4
    assert "does not tell which SigningHub" in check.items[0].sentence


def test_a_check_does_without_a_profile_page(hub: SigningHubServer) -> None:
    hub.desk.world.faults.order(Fault(kind="status", code=404, path="/profile$"))
    check = hub.service().check()
    assert check.identity.email == ""
    assert "does not say as whom" in check.items[1].sentence


def test_a_check_of_wrong_credentials_or_an_absent_server_fails(hub: SigningHubServer) -> None:
    with pytest.raises(Unauthorized):
        hub.service(password="wrong").check()
    with closed_port() as port, pytest.raises(Unreachable):
        a_service(f"http://127.0.0.1:{port}", SECRETS, clock=hub.clock).check()


def test_every_leaf_of_the_full_workflow_is_found_in_the_observation(
    hub: SigningHubServer,
) -> None:
    sent = cast("JsonObject", json.loads(FULL.read_text(encoding="utf-8")))
    hub.desk.hub.serve_workflow(88121, sent)
    seen = hub.service().observe("88121")
    found = _leaves(seen.details)
    leaves = _leaves(sent)
    assert len(leaves) > 150
    for pointer, leaf in leaves.items():
        assert found[pointer] == leaf, pointer
        assert type(found[pointer]) is type(leaf), pointer
    assert [each.details for each in seen.participants] == sent["users"]
    assert [each.details for each in seen.documents] == sent["documents"]
    assert seen.service is ServiceKind.SIGNINGHUB
    assert seen.status is AgreementStatus.COMPLETED


SPELLINGS: list[JsonObject] = [
    {},
    {"shared": "IN_PRGORESS", "signed": "Signed", "dates": "zulu", "access_dates": "malformed"},
    {"shared": "INPROGRESS", "in_turn": "PENDING", "waiting": "", "ids": "strings"},
    {"shared": "IN_PROGRESS", "in_turn": "INPROGRESS", "waiting": "null", "empty": "null"},
    {"waiting": "UNPROCESSED", "dates": "long", "empty": "left_out", "reviewed": "APPROVED"},
    {"dates": "offset", "edited": "UPDATED"},
    {"dates": "colon"},
]


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_package_is_followed_in_every_spelling(
    hub: SigningHubServer, spelling: JsonObject, version: int
) -> None:
    package = hub.desk.shared(
        a_user("ann", "REVIEWER", signing_order=1),
        a_user("bo", signing_order=1),
        a_user("cy", signing_order=2),
        a_user("di", "CARBON_COPY", signing_order=3),
        workflow_type="CUSTOM",
    )
    hub.configure(spelling=spelling)
    service = hub.service(version=version)
    first = service.observe(str(package))
    assert first.status is AgreementStatus.IN_PROGRESS
    assert waiting_names(first) == ("Ann", "Bo")
    assert [[each.name for each in stage] for stage in stages(first)] == [
        ["Ann", "Bo"],
        ["Cy"],
        ["Di"],
    ]
    hub.desk.world.clock.advance(60)
    hub.desk.act(package, "ann", "approve")
    hub.desk.act(package, "bo", "open")
    second = service.observe(str(package))
    assert [each.status for each in second.participants] == [
        ParticipantStatus.ACTED,
        ParticipantStatus.OPENED,
        ParticipantStatus.NOT_YET,
        ParticipantStatus.NOT_YET,
    ]
    assert second.participants[0].acted_at is not None
    assert second.participants[0].acted_at.at == datetime(2031, 3, 1, 12, 1, tzinfo=UTC)
    hub.desk.act(package, "bo", "sign")
    hub.desk.act(package, "cy", "sign")
    last = service.observe(str(package))
    assert last.status is AgreementStatus.COMPLETED
    assert {each.status for each in last.participants} == {ParticipantStatus.ACTED}
    assert waiting_names(last) == ()
    assert not last.ended_early


def test_who_blocks_and_since_when_is_known(hub: SigningHubServer) -> None:
    package = hub.desk.shared(a_user("ann"), a_user("bo"))
    hub.desk.world.clock.advance(DAY)
    hub.desk.act(package, "ann", "sign")
    hub.desk.world.clock.advance(DAY)
    seen = hub.service().observe(str(package))
    found = blocker(seen)
    assert found is not None
    assert [each.name for each in found.participants] == ["Bo"]
    assert found.since == datetime(2031, 3, 2, 12, tzinfo=UTC)
    assert seen.sent_at is not None
    assert seen.sent_at.at == datetime(2031, 3, 1, 12, tzinfo=UTC)
    assert seen.observed_at == datetime(2031, 3, 3, 12, tzinfo=UTC)


def test_a_draft_is_a_draft_again_after_a_recall(hub: SigningHubServer) -> None:
    package = hub.desk.draft()
    service = hub.service()
    assert service.observe(str(package)).status is AgreementStatus.DRAFT
    hub.desk.share(package)
    hub.desk.ask("DELETE", f"/packages/{package}/workflow")
    recalled = service.observe(str(package))
    assert recalled.status is AgreementStatus.DRAFT
    assert [each.status for each in recalled.participants] == [ParticipantStatus.NOT_YET]


def test_a_decline_is_told_with_its_reason(hub: SigningHubServer) -> None:
    package = hub.desk.shared(a_user("ann"), a_user("bo"))
    hub.desk.act(package, "ann", "decline", reason="Wrong rent")
    seen = hub.service().observe(str(package))
    assert seen.status is AgreementStatus.DECLINED
    ann, bo = seen.participants
    assert (ann.status, ann.reason) == (ParticipantStatus.DECLINED, "Wrong rent")
    assert bo.status is ParticipantStatus.SKIPPED


def test_an_owner_who_completes_ends_the_workflow_early(hub: SigningHubServer) -> None:
    package = hub.desk.shared(a_user("ann"), a_user("bo"))
    hub.desk.act(package, "ann", "sign")
    assert hub.desk.ask("POST", f"/packages/{package}/complete").status_code == 200
    seen = hub.service().observe(str(package))
    assert (seen.status, seen.ended_early) == (AgreementStatus.COMPLETED, True)
    assert seen.participants[1].status is ParticipantStatus.SKIPPED


def test_a_group_is_one_participant_with_members(hub: SigningHubServer) -> None:
    body = hub.desk.workflow(hub.desk.shared())
    (user,) = cast("list[JsonObject]", body["users"])
    group: JsonObject = {
        **user,
        "user_email": "",
        "user_name": "",
        "group_name": "Legal",
        "group_members": ["ingrid.solheim@example.com"],
    }
    hub.desk.hub.serve_workflow(5, {**body, "users": [group]})
    seen = hub.service().observe("5")
    (legal,) = seen.participants
    assert (legal.kind, legal.name) == (ParticipantKind.GROUP, "Legal")
    assert legal.members == ("ingrid.solheim@example.com",)
    assert legal.delivery is Delivery.EMAIL


def test_a_history_that_is_withheld_or_unreadable_does_not_hide_the_package(
    hub: SigningHubServer,
) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    for fault in (
        Fault(kind="status", code=403, path="/log$"),
        Fault(kind="status", code=404, path="/log$"),
        Fault(kind="status", code=200, path="/log$", body="<html></html>"),
    ):
        hub.desk.world.faults.order(fault)
        seen = service.observe(package)
        assert seen.status is AgreementStatus.IN_PROGRESS
        assert (seen.history, seen.sent_at) == ((), None)


def test_a_package_that_goes_while_it_is_read_is_gone(hub: SigningHubServer) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    hub.desk.world.faults.order(Fault(kind="status", code=404, path="/log$"))
    hub.desk.world.faults.order(Fault(kind="status", code=404, path="/workflow$", skip=1))
    with pytest.raises(Gone):
        service.observe(package)


def test_a_deleted_package_is_gone_and_a_foreign_one_too(hub: SigningHubServer) -> None:
    package = hub.desk.shared()
    service = hub.service()
    service.observe(str(package))
    hub.desk.ask("DELETE", f"/packages/{package}")
    with pytest.raises(Gone):
        service.observe(str(package))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(kind="html_502", path="/workflow$", times=None), BadAnswer),
        (Fault(kind="status", code=500, path="/workflow$", body="oops"), BadAnswer),
        (Fault(kind="status", code=200, path="/workflow$", body=""), BadAnswer),
        (Fault(kind="status", code=200, path="/workflow$", body="[]"), BadAnswer),
        (Fault(kind="status", code=200, path="/workflow$", body='{"a": 1}'), BadAnswer),
        (Fault(kind="cut", path="/workflow$", size=100, times=None), BadAnswer),
        (Fault(kind="status", code=403, path="/workflow$"), Forbidden),
        (Fault(kind="status", code=400, path="/workflow$"), Refused),
        (Fault(kind="status", code=429, path="/workflow$", retry_after="3600"), Throttled),
        (Fault(kind="drop_after", path="/workflow$", times=None), Unreachable),
    ],
)
def test_each_kind_of_failure_has_its_family(
    hub: SigningHubServer, fault: Fault, error: type[Exception]
) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    hub.desk.world.faults.order(fault)
    with pytest.raises(error):
        service.observe(package)


def test_a_passing_problem_is_overcome_by_reading_again(hub: SigningHubServer) -> None:
    package, service = str(hub.desk.shared()), hub.service()
    for fault in (
        Fault(kind="html_502", path="/workflow$"),
        Fault(kind="cut", path="/workflow$", size=50),
        Fault(kind="drop_before", path="/workflow$"),
        Fault(kind="drop_after", path="/workflow$"),
    ):
        hub.desk.world.faults.order(fault)
        assert service.observe(package).title == "Lease"


def test_an_unknown_status_is_shown_as_it_is_and_noted_once(
    hub: SigningHubServer, caplog: pytest.LogCaptureFixture
) -> None:
    body = hub.desk.workflow(hub.desk.shared())
    workflow = cast("JsonObject", body["workflow"])
    hub.desk.hub.serve_workflow(5, {**body, "workflow": {**workflow, "workflow_status": "HELD"}})
    service = hub.service()
    for _ in range(2):
        seen = service.observe("5")
        assert (seen.status, seen.raw_status) == (AgreementStatus.UNKNOWN, "HELD")
    assert caplog.text.count("HELD") == 1


def _odd(server: HTTPServer, workflow: str, content_type: str = "text/html") -> SigningHubService:
    server.expect_request("/hub/authenticate", method="POST").respond_with_json(
        {"access_token": "k3-odd", "token_type": "bearer"}
    )
    server.expect_request("/hub/v3/packages/7/workflow").respond_with_data(
        workflow, content_type=content_type
    )
    server.expect_request("/hub/v3/packages/7/log").respond_with_data("", status=403)
    return a_service(server.url_for("/hub/"), SECRETS, clock=SystemClock())


def test_a_path_below_the_host_and_a_wrong_content_type_do_not_matter(
    httpserver: HTTPServer,
) -> None:
    seen = _odd(httpserver, '\ufeff{"package_id": "7", "workflow": null, "users": "none"}').observe(
        "7"
    )
    assert seen.status is AgreementStatus.UNKNOWN
    assert [each.name for each in seen.participants] == ["none"]
    assert seen.details == {"package_id": "7", "workflow": None, "users": "none"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        ("", "empty"),
        ("   ", "empty"),
        ('{"package_id": 7, "users": [{"order"', "only a part"),
        ("null", "not JSON"),
        ('"7"', "another shape"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_an_answer_that_is_no_workflow_is_told_as_unreadable(
    httpserver: HTTPServer, body: str, reason: str
) -> None:
    with pytest.raises(BadAnswer) as caught:
        _odd(httpserver, body).observe("7")
    assert reason in caught.value.detail


def test_a_token_without_an_end_is_used_until_it_is_rejected(httpserver: HTTPServer) -> None:
    service = _odd(httpserver, '{"package_id": 7}', "application/json")
    for _ in range(3):
        service.observe("7")
    signed_in = [request for request, _ in httpserver.log if request.path.endswith("/authenticate")]
    assert len(signed_in) == 1
    bearers = {
        request.headers["Authorization"]
        for request, _ in httpserver.log
        if request.path.endswith("/workflow")
    }
    assert bearers == {"Bearer k3-odd"}


def test_version_4_says_whether_a_decline_without_a_reason_was_one(hub: SigningHubServer) -> None:
    hub.configure(history="refused")
    ended, refused = hub.desk.shared(a_user("ann")), hub.desk.shared(a_user("bo"))
    (recipient,) = hub.desk.hub.site.state.packages[ended].recipients
    recipient.window = AccessWindow(enabled=True, by_days=True, total_days=2)
    hub.desk.act(refused, "bo", "decline")
    hub.desk.wait(2 * DAY + 60)
    service = hub.service(version=4)
    assert service.observe(str(ended)).participants[0].status is ParticipantStatus.EXPIRED
    assert service.observe(str(refused)).participants[0].status is ParticipantStatus.DECLINED
    assert hub.service().observe(str(ended)).status is AgreementStatus.DECLINED
    hub.desk.world.faults.order(Fault(kind="status", code=400, path="/packages/ALL/"))
    assert service.observe(str(ended)).status is AgreementStatus.DECLINED


def test_a_window_that_ends_makes_the_agreement_expired(hub: SigningHubServer) -> None:
    package = hub.desk.shared()
    end = hub.desk.world.clock.now() + timedelta(days=2)
    (recipient,) = hub.desk.hub.site.state.packages[package].recipients
    recipient.window = AccessWindow(enabled=True, by_date=True, end=end)
    service = hub.service()
    under_way = service.observe(str(package))
    assert under_way.deadline is not None
    assert under_way.deadline.at == end
    hub.desk.world.clock.advance(2 * DAY + 60)
    seen = service.observe(str(package))
    assert (seen.status, seen.raw_status) == (AgreementStatus.EXPIRED, "DECLINED")
    assert seen.participants[0].status is ParticipantStatus.EXPIRED

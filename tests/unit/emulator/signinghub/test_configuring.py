"""Tests of the switches: spellings that clients must tolerate, bodies served as they are."""

from pathlib import Path

import pytest

from app.emulator.json_value import JsonObject
from app.emulator.signinghub.options import AccessWindow
from tests.support.signinghub_desk import NOON, Desk, a_user, items, member

FULL = Path(__file__).parents[3] / "support" / "workflow-full.json"


def half_signed(desk: Desk) -> int:
    package = desk.draft(a_user("bo"), a_user("cy"), a_user("dan"))
    recipients = desk.hub.site.state.packages[package].recipients
    recipients[1].window = AccessWindow(enabled=True, by_date=True, start=NOON)
    desk.share(package)
    desk.act(package, "bo", "sign")
    return package


def access_start(desk: Desk, package: int) -> str:
    user = items(desk.workflow(package), "users")[1]
    by_date = member(
        member(member(user, "authentications", dict), "access_duration", dict),
        "duration_by_date",
        dict,
    )
    return member(member(by_date, "duration", dict), "start_date_time", str)


def test_the_page_spells_differently_from_the_servers(desk: Desk) -> None:
    package = half_signed(desk)
    assert access_start(desk, package) == "2031-03-01T12:00:00Z"

    desk.hub.configure({"spelling": "page"})

    assert desk.status(package) == "IN_PRGORESS"
    assert desk.turns(package)["bo"] == "Signed"
    assert access_start(desk, package) == "2031-03-01T12:00:000Z"
    assert desk.workflow(package)["uploaded_on"] == "2031-03-01T12:00:00.000Z"
    desk.hub.configure({"spelling": "usual"})
    assert desk.status(package) == "SHARED"


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [
        ("naive", "2031-03-01T12:00:00"),
        ("zulu", "2031-03-01T12:00:00.000Z"),
        ("offset", "2031-03-01T12:00:00+0000"),
        ("colon", "2031-03-01T12:00:00+00:00"),
        ("long", "2031-03-01T12:00:00.0000000Z"),
    ],
)
def test_dates_can_be_written_in_every_way_seen(desk: Desk, spelling: str, shown: str) -> None:
    desk.hub.configure({"spelling": {"dates": spelling}})

    assert desk.workflow(desk.draft())["uploaded_on"] == shown


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [("UNPROCESSED", "UNPROCESSED"), ("", ""), ("null", None)],
)
def test_a_turn_that_has_not_come_can_be_written_in_every_way_seen(
    desk: Desk, spelling: str, shown: str | None
) -> None:
    package = half_signed(desk)

    desk.hub.configure({"spelling": {"waiting": spelling, "in_turn": "PENDING"}})

    statuses = [user["process_status"] for user in items(desk.workflow(package), "users")]
    assert statuses == ["SIGNED", "PENDING", shown]


def test_ids_can_be_strings(desk: Desk) -> None:
    package = desk.draft()
    desk.hub.configure({"spelling": {"ids": "strings"}})

    details = desk.workflow(package)

    assert details["package_id"] == str(package)
    assert isinstance(items(details, "documents")[0]["document_id"], str)
    assert desk.share(package).rows[0]["package_id"] == str(package)


def test_members_without_a_value_can_be_null_or_left_out(desk: Desk) -> None:
    package = desk.shared()

    desk.hub.configure({"spelling": {"empty": "null"}})
    user = items(desk.workflow(package), "users")[0]
    assert user["group_name"] is None
    assert user["group_members"] is None

    desk.hub.configure({"spelling": {"empty": "left_out"}})
    user = items(desk.workflow(package), "users")[0]
    assert "group_name" not in user
    assert "processed_on" not in user
    assert member(user, "permission", dict)["print"] is True


def test_a_body_is_served_byte_for_byte_also_for_an_unknown_package(desk: Desk) -> None:
    text = FULL.read_text(encoding="utf-8")

    desk.hub.serve_workflow(88121, text)

    answer = desk.get("/packages/88121/workflow")
    assert answer.text == text
    assert answer.headers["content-type"].startswith("application/json")


def test_a_served_body_can_be_half_a_json(desk: Desk) -> None:
    desk.hub.serve_workflow(5, '{"package_id": 5, "pack')

    assert desk.get("/packages/5/workflow").text == '{"package_id": 5, "pack'


def test_a_body_is_served_by_the_control_api_until_it_is_taken_back(desk: Desk) -> None:
    package = desk.draft()

    desk.hub.configure({"serve_workflow": {str(package): {"package_id": "7", "users": None}}})
    assert desk.read(f"/packages/{package}/workflow") == {"package_id": "7", "users": None}
    desk.hub.configure({"serve_workflow": {str(package): None}})

    assert desk.workflow(package)["package_id"] == package


def test_a_served_body_still_needs_a_token(desk: Desk) -> None:
    desk.hub.serve_workflow(5, "{}")
    desk.token = ""

    assert desk.get("/packages/5/workflow").status_code == 401


def test_a_reset_forgets_settings_packages_and_served_bodies(desk: Desk) -> None:
    package = desk.draft()
    desk.hub.configure({"expires_in": 5, "serve_workflow": {"5": {}}})

    desk.hub.reset()
    desk.sign_in()

    assert desk.sign_in().json["expires_in"] == 86399
    assert desk.get("/packages/5/workflow").status_code == 404
    assert desk.get(f"/packages/{package}/workflow").status_code == 404


@pytest.mark.parametrize(
    "settings",
    [
        {"colour": "red"},
        {"expires_in": "60"},
        {"expires_in": True},
        {"v3": 1},
        {"spelling": "odd"},
        {"spelling": {"dates": "roman"}},
        {"spelling": {"colour": "red"}},
        {"users": {"nobody@example.com": {"disabled": True}}},
        {"users": {"maja.lindqvist@example.com": {"disabled": "yes"}}},
        {"users": []},
        {"workflows_left": -1},
        {"workflows_left": True},
        {"max_upload_bytes": "9"},
        {"end_tokens": False},
        {"serve_workflow": {"lease": {}}},
    ],
)
def test_a_switch_that_there_is_not_is_refused(desk: Desk, settings: JsonObject) -> None:
    with pytest.raises(ValueError, match=r"."):
        desk.hub.configure(settings)

"""Tests of permissions, opening, access window and reminders, and of post processing."""

import pytest

from app.emulator.json_value import JsonObject, JsonValue
from tests.support.signinghub_desk import DAY, Desk, a_user, items, member

HOUR = 3600
PASSWORD: JsonObject = {
    "authentication": {
        "enabled": True,
        "password": {"enabled": True, "user_password": "unit-seven"},
        "sms_otp": {"enabled": False, "mobile_number": ""},
    }
}
CODE: JsonObject = {
    "authentication": {
        "enabled": True,
        "password": {"enabled": False},
        "sms_otp": {"enabled": True, "mobile_number": "+46701740605"},
    }
}


def put(desk: Desk, package: int, what: str, body: JsonValue, order: int = 1) -> int:
    return desk.ask("PUT", f"/packages/{package}/workflow/{order}/{what}", body).status_code


def read(desk: Desk, package: int, what: str, order: int = 1) -> JsonObject:
    return desk.read(f"/packages/{package}/workflow/{order}/{what}")


def user(desk: Desk, package: int, order: int = 1) -> JsonObject:
    return items(desk.workflow(package), "users")[order - 1]


def days(total: JsonValue) -> JsonObject:
    return {
        "access_duration": {
            "enabled": True,
            "duration_by_days": {"enabled": True, "duration": {"total_days": total}},
        }
    }


def dates(start: str, end: str) -> JsonObject:
    duration: JsonObject = {"start_date_time": start, "end_date_time": end}
    return {
        "access_duration": {
            "enabled": True,
            "duration_by_date": {"enabled": True, "duration": duration},
        }
    }


def test_permissions_are_set_and_read(desk: Desk) -> None:
    package = desk.draft()
    notice: JsonObject = {"enabled": True, "legal_notice_name": "Privacy"}

    body: JsonObject = {
        "apply_to_all": False,
        "permissions": {"print": False, "add_text": True, "legal_notice": notice},
    }
    assert put(desk, package, "permissions", body) == 200

    permissions = read(desk, package, "permissions")
    assert permissions["print"] is False
    assert permissions["download"] is True
    assert permissions["add_text"] is True
    chosen = member(permissions, "legal_notice", dict)
    assert member(chosen["default_notice"], "legal_notice_name", str) == "Privacy"
    assert user(desk, package)["permission"] == permissions


@pytest.mark.parametrize(
    "permissions",
    [
        None,
        {"print": "true"},
        {"sing": True},
        {"legal_notice": {"enabled": True}},
        {"legal_notice": {"enabled": True, "legal_notice_name": "Unknown"}},
    ],
)
def test_wrong_permissions_change_nothing(desk: Desk, permissions: JsonValue) -> None:
    package = desk.draft()
    before = desk.workflow(package)

    assert put(desk, package, "permissions", {"permissions": permissions}) == 400
    assert desk.workflow(package) == before


def test_a_setting_can_be_for_everybody(desk: Desk) -> None:
    package = desk.draft(a_user("bo"), a_user("cy"))

    body: JsonObject = {"apply_to_all": True, "permissions": {"download": False}}
    put(desk, package, "permissions", body)

    for order in (1, 2):
        assert read(desk, package, "permissions", order)["download"] is False


@pytest.mark.parametrize("what", ["permissions", "authentication"])
def test_permissions_and_opening_are_read_of_a_draft_only(desk: Desk, what: str) -> None:
    package = desk.shared()

    answer = desk.get(f"/packages/{package}/workflow/1/{what}")

    assert answer.status_code == 403
    assert answer.json == {"Message": "Document is no longer in draft state"}


def test_a_password_is_kept_when_none_is_given(desk: Desk) -> None:
    package = desk.draft()
    assert put(desk, package, "authentication", PASSWORD) == 200

    again: JsonObject = {"authentication": {"enabled": True, "password": {"enabled": True}}}
    assert put(desk, package, "authentication", again) == 200

    assert "unit-seven" not in str(desk.workflow(package))
    assert desk.hub.site.state.packages[package].recipients[0].opening.password == "unit-seven"


@pytest.mark.parametrize(
    "authentication",
    [
        {"enabled": True},
        {"enabled": True, "password": {"enabled": True}},
        {"enabled": True, "password": {"enabled": True, "user_password": "short"}},
        {"enabled": True, "sms_otp": {"enabled": True}},
        {"enabled": True, "sms_otp": {"enabled": True, "mobile_number": "*********605"}},
        {"enabled": True, "sms_otp": {"enabled": True, "mobile_number": "0701740605"}},
        {"enabled": False, "sms_otp": {"otp_length": 6}},
    ],
)
def test_an_opening_that_would_never_open_is_refused(
    desk: Desk, authentication: JsonObject
) -> None:
    package = desk.draft()

    assert put(desk, package, "authentication", {"authentication": authentication}) == 400


def test_masked_numbers_come_back_masked(desk: Desk) -> None:
    package = desk.draft()
    put(desk, package, "authentication", CODE)
    desk.hub.configure({"spelling": {"mobile_numbers": "masked"}})

    opening = member(read(desk, package, "authentication"), "authentication", dict)

    assert member(opening["sms_otp"], "mobile_number", str) == "*********605"


def test_a_number_is_kept_when_none_is_given(desk: Desk) -> None:
    package = desk.draft()
    put(desk, package, "authentication", CODE)

    again: JsonObject = {"authentication": {"enabled": True, "sms_otp": {"enabled": True}}}
    assert put(desk, package, "authentication", again) == 200

    opening = member(read(desk, package, "authentication"), "authentication", dict)
    assert member(opening["sms_otp"], "mobile_number", str) == "+46701740605"


def test_an_access_window_by_days_ends_in_a_decline_without_reason(desk: Desk) -> None:
    package = desk.draft()
    assert put(desk, package, "authentication", days(3)) == 200
    desk.share(package)

    desk.wait(3 * DAY)

    assert desk.status(package) == "DECLINED"
    assert user(desk, package)["processed_by"] == ""
    row = desk.get("/v4/packages/DECLINED/1/5").rows[0]
    assert member(row["decline"], "auto_decline", bool) is True


def test_an_access_window_by_date_says_whether_it_is_open(desk: Desk) -> None:
    package = desk.draft()
    body = dates("2031-03-02T08:00:00Z", "2031-03-16T18:00:00Z")
    assert put(desk, package, "authentication", body) == 200

    window = member(read(desk, package, "authentication"), "access_duration", dict)

    assert member(window["duration_by_date"], "accessible", bool) is False
    desk.wait(DAY)
    window = member(read(desk, package, "authentication"), "access_duration", dict)
    assert member(window["duration_by_date"], "accessible", bool) is True


@pytest.mark.parametrize(
    "body",
    [
        days(0),
        days("3"),
        dates("2031-03-16T18:00:00Z", "2031-03-02T08:00:00Z"),
        dates("2030-03-02T08:00:00Z", "2030-03-16T18:00:00Z"),
        dates("tomorrow", "2031-03-16T18:00:00Z"),
        {"access_duration": {"enabled": True}},
    ],
)
def test_an_impossible_access_window_is_refused(desk: Desk, body: JsonObject) -> None:
    package = desk.draft()

    assert put(desk, package, "authentication", body) == 400


REMINDER: JsonObject = {
    "enabled": True,
    "remind_after": 3,
    "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5},
}


def test_reminders_are_set_read_and_sent(desk: Desk) -> None:
    package = desk.draft()
    assert put(desk, package, "reminders", {"apply_to_all": False, **REMINDER}) == 200
    assert read(desk, package, "reminders") == REMINDER
    desk.share(package)

    desk.wait(5 * DAY)

    assert desk.mail("bo").count("Reminder: Lease") == 2
    assert read(desk, package, "reminders") == REMINDER


@pytest.mark.parametrize(
    "body",
    [
        {"enabled": True},
        {"enabled": True, "remind_after": 0},
        {"enabled": True, "remind_after": 1, "repeat": {"enabled": True}},
        {"enabled": True, "remind_after": 1, "frequency": "DAYS"},
    ],
)
def test_reminders_without_numbers_are_refused(desk: Desk, body: JsonObject) -> None:
    package = desk.draft()

    assert put(desk, package, "reminders", body) == 400


def test_v4_reminds_after_hours(desk: Desk) -> None:
    package = desk.draft()
    body: JsonObject = {"enabled": True, "remind_after": 3, "frequency": "HOURS"}
    answer = desk.ask("PUT", f"/v4/packages/{package}/workflow/1/reminders", body)
    assert answer.status_code == 200
    desk.share(package)

    desk.wait(3 * HOUR)

    assert desk.mail("bo")[-1] == "Reminder: Lease"


def test_v4_reminds_at_once_whoever_has_the_turn(desk: Desk) -> None:
    package = desk.shared(a_user("bo"), a_user("cy"))
    where = f"/packages/{package}/workflow"

    assert desk.ask("POST", f"{where}/1/remind").status_code == 404
    assert desk.ask("POST", f"/v4{where}/1/remind").status_code == 200
    assert desk.ask("POST", f"/v4{where}/2/remind").status_code == 403

    assert desk.mail("bo")[-1] == "Reminder: Lease"
    assert desk.mail("cy") == []


def test_an_older_server_cannot_remind_at_once(desk: Desk) -> None:
    package = desk.shared()
    desk.hub.configure({"remind_now": False})

    assert desk.ask("POST", f"/v4/packages/{package}/workflow/1/remind").status_code == 404


@pytest.mark.parametrize("what", ["permissions", "authentication", "reminders"])
def test_settings_are_made_in_a_draft_that_is_not_locked(desk: Desk, what: str) -> None:
    shared, locked = desk.shared(), desk.draft()
    desk.hub.site.state.packages[locked].read_only = True
    body: JsonObject = {"permissions": {}} if what == "permissions" else {}

    assert put(desk, shared, what, body) == 403
    assert put(desk, locked, what, body) == 403


def owner_signs_behind(desk: Desk, opening: JsonObject) -> int:
    owner = desk.hub.site.administrator
    me: JsonObject = {"user_email": owner.email, "user_name": owner.name, "role": "SIGNER"}
    package = desk.draft(me, workflow_mode="ONLY_ME")
    assert put(desk, package, "authentication", opening) == 200
    assert desk.share(package).status_code == 200
    return package


def test_an_owner_who_signs_opens_with_the_password(desk: Desk) -> None:
    package = owner_signs_behind(desk, PASSWORD)
    where = f"/packages/{package}/workflow/1/authentication/password"

    wrong = desk.ask("POST", where, {"password": "wrong"})
    right = desk.ask("POST", where, {"password": "unit-seven"})

    assert wrong.json["Error"] == "invalid_credentials"
    assert right.json == {"Message": "Access to the document is granted"}
    assert desk.get(f"/packages/{package}").json["Error"] == "password_required"
    assert desk.get(f"/packages/{package}", x_password="unit-seven").status_code == 200


def test_an_owner_who_signs_opens_with_a_code_that_he_asks_for(desk: Desk) -> None:
    package = owner_signs_behind(desk, CODE)
    assert desk.get(f"/packages/{package}").json["Error"] == "otp_required"

    answer = desk.ask("POST", f"/packages/{package}/workflow/1/authentication/otp")

    assert answer.status_code == 200
    message = desk.world.inbox.messages("+46701740605")[-1]
    assert desk.get(f"/packages/{package}", x_otp=str(message.code)).status_code == 200
    wrong = desk.get(f"/packages/{package}", x_otp="0")
    assert wrong.json["Message"] == "The One Time Password (OTP) does not match"


def test_nobody_asks_for_the_code_of_somebody_else(desk: Desk) -> None:
    package = desk.draft()
    put(desk, package, "authentication", CODE)
    desk.share(package)

    answer = desk.ask("POST", f"/packages/{package}/workflow/1/authentication/otp")

    assert answer.status_code == 403


AFTER: JsonObject = {
    "enabled": True,
    "recipients": [{"name": "Archive", "email": "archive@example.com"}],
    "message": "Attached.",
    "workflow_recipients": True,
    "google_drive": True,
    "dropbox": False,
}


def test_post_processing_is_replaced_as_a_whole(desk: Desk) -> None:
    package = desk.draft()
    where = f"/packages/{package}/workflow/post_process"
    assert desk.ask("PUT", where, AFTER).status_code == 200

    workflow = member(desk.workflow(package), "workflow", dict)

    assert workflow["post_process"] == {**AFTER, "contacts": []}
    desk.share(package)
    desk.act(package, "bo", "sign")
    assert desk.mail("archive") == ["Completed: Lease"]
    assert desk.ask("PUT", where, AFTER).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"onedrive": True},
        {"contacts": ["nobody"]},
        {"contacts": "archive@example.com"},
        {"recipients": [{"name": "Archive"}]},
    ],
)
def test_wrong_post_processing_is_refused(desk: Desk, change: JsonObject) -> None:
    package = desk.draft()

    answer = desk.ask("PUT", f"/packages/{package}/workflow/post_process", {**AFTER, **change})

    assert answer.status_code == 400


def test_v4_writes_and_reads_the_other_drive(desk: Desk) -> None:
    package = desk.draft()
    body: JsonObject = {**AFTER, "onedrive": True}
    desk.ask("PUT", f"/v4/packages/{package}/workflow/post_process", body)

    workflow = member(desk.read(f"/v4/packages/{package}/workflow"), "workflow", dict)

    assert member(workflow["post_process"], "one_drive", bool) is True

"""What a draft wants of each recipient against what SigningHub tells of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.agreement import Authentication, AuthenticationMethod
from app.domain.json_value import JsonObject
from app.domain.signinghub_people import Opening, Permissions, Reminders, Window
from app.services.lenient import lenient
from app.services.secrets.secret import Secret
from app.services.signinghub.mapping_package import recipients_of
from app.services.signinghub.mapping_rights import (
    Told,
    invitation_told,
    notices_offered,
    opening_body,
    opening_told,
    permission_body,
    permission_told,
    reminder_body,
    reminder_told,
    rights_of,
)
from app.services.signinghub.wire import Recipient
from app.services.signinghub.wire_settings import Authentications, Permission, Reminder
from tests.support.rich_recipients import a_rich_package
from tests.support.signinghub_office import a_package

START, END = datetime(2031, 3, 2, 8, tzinfo=UTC), datetime(2031, 3, 16, 18, tzinfo=UTC)
DATED = Window(enabled=True, by_date=True, start=START, end=END)
FLAGS: JsonObject = {
    "print": True,
    "download": True,
    "add_text": False,
    "add_attachment": False,
    "change_recipients": False,
}
NOTICES: JsonObject = {
    "enabled": True,
    "allowed_notices": [{"legal_notice_name": "Privacy"}, {"legal_notice_name": "House rules"}],
    "default_notice": {"legal_notice_name": "Privacy"},
}


def permission(**changes: object) -> Permission:
    return lenient({**FLAGS, "legal_notice": NOTICES, **changes}, Permission)  # type: ignore[dict-item]


def opening(authentication: JsonObject, window: JsonObject | None = None) -> Authentications:
    told: JsonObject = {
        "authentication": authentication,
        "access_duration": window or {"enabled": False},
    }
    return lenient(told, Authentications)


def dated(start: str, end: str) -> JsonObject:
    return {
        "enabled": True,
        "duration_by_date": {
            "enabled": True,
            "duration": {"start_date_time": start, "end_date_time": end},
        },
        "duration_by_days": {"enabled": False, "duration": {"total_days": 0}},
    }


def test_only_those_of_whom_something_is_said_are_looked_at() -> None:
    agreement = a_package(signinghub={"participants": {"bodil": {"reminder": {"enabled": False}}}})
    bodil, karim, elin = agreement.participants
    proof = Authentication(view=AuthenticationMethod(provider="password"))
    agreement = replace(agreement, participants=(bodil, replace(karim, authentication=proof), elin))

    first, second = rights_of(agreement)

    assert (first.label, first.reminder, first.permission) == ("bodil", Reminders(), None)
    assert (second.label, second.opening) == ("karim", Opening(password=True, number=karim.phone))
    assert (first.asks_password, second.asks_password) == (False, True)
    assert rights_of(a_package()) == ()


def test_what_is_not_said_keeps_what_the_service_tells() -> None:
    wanted = Permissions(print=False)
    notice: JsonObject = {"enabled": True, "legal_notice_name": "Privacy"}
    body = permission_body(wanted, permission(add_text=True)).body(v4=False)

    expected = {**FLAGS, "print": False, "add_text": True, "legal_notice": notice}
    assert body["permissions"] == expected
    # Some servers tell nothing of it: then nothing is written of it either.
    assert permission_body(wanted, Permission()).body(v4=True)["permissions"] == {"print": False}


@pytest.mark.parametrize(
    ("wanted", "told", "expected"),
    [
        (Permissions(print=True), permission(), Told.SAME),
        (Permissions(print=False), permission(), Told.OTHER),
        (Permissions(print=False), permission(print=None), Told.UNTOLD),
        (Permissions(notice=True, notice_name="Privacy"), permission(), Told.SAME),
        (Permissions(notice=True, notice_name="House rules"), permission(), Told.UNTOLD),
        (Permissions(notice=False), permission(), Told.OTHER),
        (Permissions(notice=False), permission(legal_notice={"enabled": False}), Told.SAME),
        (Permissions(), permission(), Told.SAME),
    ],
)
def test_permissions_are_compared_as_far_as_they_are_told(
    wanted: Permissions, told: Permission, expected: Told
) -> None:
    assert permission_told(wanted, told) is expected


def test_the_legal_notices_on_offer_are_known_by_name() -> None:
    assert notices_offered(permission()) == ("Privacy", "House rules")


CODE: JsonObject = {
    "enabled": True,
    "password": {"enabled": False},
    "sms_otp": {"enabled": True, "mobile_number": "+46 70 174 06 31"},
}
MASKED: JsonObject = {**CODE, "sms_otp": {"enabled": True, "mobile_number": "+46*****631"}}
LOCKED: JsonObject = {"enabled": True, "password": {"enabled": True}, "sms_otp": {"enabled": False}}
OPEN: JsonObject = {"enabled": False, "password": {"enabled": True}}


@pytest.mark.parametrize(
    ("wanted", "told", "expected"),
    [
        (Opening(code=True, number="+46701740631"), CODE, Told.SAME),
        (Opening(code=True, number="+46701740632"), CODE, Told.OTHER),
        (Opening(code=True, number="+46701740631"), MASKED, Told.UNTOLD),
        (Opening(password=True), LOCKED, Told.SAME),
        (Opening(password=True), OPEN, Told.OTHER),
        (Opening(enabled=False, password=True), OPEN, Told.SAME),
        (Opening(enabled=False), LOCKED, Told.OTHER),
        (Opening(password=True), {}, Told.UNTOLD),
    ],
)
def test_what_is_asked_to_open_is_compared_as_far_as_it_is_told(
    wanted: Opening, told: JsonObject, expected: Told
) -> None:
    assert opening_told(wanted, None, opening(told)) is expected


def test_a_masked_number_and_a_password_that_is_set_are_never_written_over() -> None:
    kept = opening_body(None, DATED, opening(MASKED), None).body(v4=False)
    assert kept["authentication"] == {
        "enabled": True,
        "password": {"enabled": False},
        "sms_otp": {"enabled": True},
    }
    locked = opening_body(None, DATED, opening(LOCKED), None).body(v4=False)["authentication"]
    assert isinstance(locked, dict)
    assert locked["password"] == {"enabled": True}


def test_a_password_is_written_with_the_window_that_is_told() -> None:
    told = opening(OPEN, dated("2031-03-02T08:00:000Z", "2031-03-16T18:00:00.0000000+00:00"))
    body = opening_body(Opening(password=True), None, told, Secret("open sesame")).body(v4=True)

    authentication, window = body["authentication"], body["access_duration"]
    assert isinstance(authentication, dict)
    assert isinstance(window, dict)
    assert authentication["password"] == {"enabled": True, "user_password": "open sesame"}
    assert window["duration_by_date"] == {
        "enabled": True,
        "duration": {
            "start_date_time": "2031-03-02T08:00:00Z",
            "end_date_time": "2031-03-16T18:00:00Z",
        },
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (dated("2031-03-02T08:00:00Z", "2031-03-16T18:00:00Z"), Told.SAME),
        (dated("2031-03-02T08:00:000Z", "2031-03-16T19:00:00+01:00"), Told.SAME),
        # Without a zone it may be another one than ours.
        (dated("2031-03-02T10:00:00", "2031-03-16T20:00:00"), Told.UNTOLD),
        (dated("2031-03-02T08:00:00Z", "2031-03-16T18:30:00Z"), Told.OTHER),
        (dated("", "2031-03-16T18:00:00Z"), Told.UNTOLD),
        ({"enabled": False}, Told.OTHER),
    ],
)
def test_moments_of_a_window_are_compared_as_exactly_as_they_are_told(
    told: JsonObject, expected: Told
) -> None:
    assert opening_told(None, DATED, opening(LOCKED, told)) is expected


def test_days_of_a_window_are_compared_and_kept() -> None:
    days: JsonObject = {
        "enabled": True,
        "duration_by_date": {"enabled": False},
        "duration_by_days": {"enabled": True, "duration": {"total_days": 14}},
    }
    two_weeks = Window(enabled=True, by_days=True, days=14)
    told = opening(LOCKED, days)

    assert opening_told(None, two_weeks, told) is Told.SAME
    assert opening_told(None, replace(two_weeks, days=7), told) is Told.OTHER
    assert opening_body(Opening(enabled=False), None, told, None).days == 14
    assert opening_told(None, Window(), opening(LOCKED)) is Told.SAME


REMINDED: JsonObject = {
    "enabled": True,
    "remind_after": 3,
    "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5},
}
WANTED = Reminders(enabled=True, after=3, repeated=True, every=2, total=5)


@pytest.mark.parametrize(
    ("wanted", "told", "expected"),
    [
        (WANTED, REMINDED, Told.SAME),
        (replace(WANTED, total=4), REMINDED, Told.OTHER),
        (replace(WANTED, repeated=False), REMINDED, Told.OTHER),
        (Reminders(), REMINDED, Told.OTHER),
        (Reminders(), {"enabled": False}, Told.SAME),
        (WANTED, {**REMINDED, "frequency": "Days"}, Told.SAME),
        (replace(WANTED, frequency="HOURS"), {**REMINDED, "frequency": "DAYS"}, Told.OTHER),
        (WANTED, {}, Told.UNTOLD),
    ],
)
def test_reminders_are_compared_as_far_as_they_are_told(
    wanted: Reminders, told: JsonObject, expected: Told
) -> None:
    assert reminder_told(wanted, lenient(told, Reminder)) is expected


def test_hours_are_written_at_both_levels_and_only_in_version_4() -> None:
    body = reminder_body(replace(WANTED, frequency="HOURS", repeat_frequency="DAYS"))

    newer, older = body.body(v4=True), body.body(v4=False)
    assert (newer["frequency"], newer["repeat"]) == (
        "HOURS",
        {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5, "frequency": "DAYS"},
    )
    assert older == {**REMINDED, "apply_to_all": False}
    off = {"apply_to_all": False, "enabled": False, "repeat": {"enabled": False}}
    assert reminder_body(Reminders()).body(v4=True) == off


@pytest.mark.parametrize(
    ("method", "number", "expected"),
    [
        ("", "", Told.UNTOLD),
        ("EMAIL", "", Told.OTHER),
        ("Email and SMS", "+46 70 174 06 31", Told.SAME),
        ("EMAIL_AND_SMS", "+46*****631", Told.UNTOLD),
        ("EMAIL_AND_SMS", "+46701740632", Told.OTHER),
    ],
)
def test_an_invitation_is_compared_where_it_is_told(
    method: str, number: str, expected: Told
) -> None:
    karim = recipients_of(a_rich_package(4))[2]
    told = Recipient(delivery_method=method, mobile_number=number)

    assert invitation_told(karim, told) is expected

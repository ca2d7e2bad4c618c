"""What a draft says of one recipient to SigningHub alone, and what is found in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod
from app.domain.findings import Draft, Finding, Severity
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, ParticipantKind, Role, ServiceKind, StepType
from app.domain.linting import lint
from app.domain.process import Step
from app.domain.repairs import repaired
from app.domain.signinghub_people import (
    Opening,
    Permissions,
    Reminders,
    Window,
    as_utc,
    needs_opening_password,
    opening_of,
    recipient_settings,
    with_recipient_member,
)
from app.services.texts import finding_text, repair_label
from tests.support.signinghub_office import a_package

NOW = datetime(2031, 3, 10, 12, 0, tzinfo=UTC)
AT = "/signinghub/participants/bodil"
RICH: JsonObject = {
    "permission": {
        "print": False,
        "add_text": True,
        "legal_notice": {"enabled": True, "legal_notice_name": "Standard notice"},
    },
    "access_duration": {
        "enabled": True,
        "duration_by_date": {
            "enabled": True,
            "duration": {
                "start_date_time": "2031-03-02T08:00:00Z",
                "end_date_time": "2031-03-16T20:00:00+02:00",
            },
        },
        "duration_by_days": {"enabled": False},
    },
    "reminder": {
        "enabled": True,
        "remind_after": 3,
        "repeat": {"enabled": True, "keep_reminding_after": 2, "total_reminders": 5},
    },
    "authentication": {
        "enabled": True,
        "password": {"enabled": True},
        "sms_otp": {"enabled": False},
    },
}


def said(members: JsonObject) -> Agreement:
    return a_package(signinghub={"participants": {"bodil": members}})


def findings(agreement: Agreement, version: int = 4) -> dict[str, Finding]:
    draft = Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB, api_version=version, now=NOW)
    return {each.id: each for each in lint(draft)}


def bodil_with(agreement: Agreement, **changes: object) -> Agreement:
    bodil, *others = agreement.participants
    changed = replace(bodil, **changes)  # type: ignore[arg-type]
    return replace(agreement, participants=(changed, *others))


def window(**changes: JsonValue) -> JsonObject:
    return {"access_duration": changes}


def by_date(start: str, end: str) -> JsonObject:
    duration: JsonObject = {"start_date_time": start, "end_date_time": end}
    return window(duration_by_date={"duration": duration})


def by_days(days: int) -> JsonObject:
    return window(duration_by_days={"duration": {"total_days": days}})


def test_the_services_own_shapes_are_read() -> None:
    agreement = said(RICH)
    settings = recipient_settings(agreement, "bodil")

    assert settings.permission == Permissions(
        print=False, add_text=True, notice=True, notice_name="Standard notice"
    )
    assert settings.window == Window(
        enabled=True,
        by_date=True,
        start=datetime(2031, 3, 2, 8, tzinfo=UTC),
        end=datetime(2031, 3, 16, 18, tzinfo=UTC),
    )
    assert settings.reminder == Reminders(enabled=True, after=3, repeated=True, every=2, total=5)
    assert settings.opening == Opening(password=True)
    assert settings.unknown == settings.misfits == ()
    assert findings(agreement) == {}
    assert findings(agreement, 3) == {}


def test_moments_are_written_in_the_zone_of_the_service() -> None:
    moment = datetime(2031, 3, 16, 20, tzinfo=timezone(timedelta(hours=2)))
    assert as_utc(moment) == "2031-03-16T18:00:00Z"


def test_what_is_not_known_is_kept_and_named_with_its_place() -> None:
    agreement = said({**RICH, "reminder": {"remind_after": 1, "colour": "red"}, "gatekeeper": True})
    settings = recipient_settings(agreement, "bodil")

    assert settings.unknown == ("reminder/colour", "gatekeeper")
    assert agreement.signinghub["participants"]


ODD: list[tuple[str, str, JsonObject]] = [
    ("package_member", "/gatekeeper", {"gatekeeper": True}),
    ("package_member", "/reminder/colour", {"reminder": {"remind_after": 2, "colour": "red"}}),
    ("package_value", "/permission/print", {"permission": {"print": "yes"}}),
    ("package_value", "/permission", {"permission": "all"}),
    ("package_value", "/role", {"role": "GATEKEEPER"}),
    ("package_value", "/user_national_id", {"user_national_id": 19}),
    ("package_value", "/reminder/remind_after", {"reminder": {"remind_after": True}}),
    (
        "package_value",
        "/reminder/frequency",
        {"reminder": {"remind_after": 1, "frequency": "WEEKS"}},
    ),
    (
        "package_value",
        "/access_duration/duration_by_date/duration/end_date_time",
        by_date("2031-03-02T08:00:00Z", "2031-03-16"),
    ),
    (
        "package_password_told",
        "/authentication/password/user_password",
        {"authentication": {"password": {"user_password": "open sesame"}}},
    ),
    ("package_notice", "/permission/legal_notice", {"permission": {"legal_notice": {}}}),
    ("package_window_kind", "/access_duration", window(enabled=True)),
    (
        "package_window_kind",
        "/access_duration",
        window(duration_by_date={}, duration_by_days={}),
    ),
    ("package_opening_empty", "/authentication", {"authentication": {"enabled": True}}),
]


@pytest.mark.parametrize(("rule", "where", "members"), ODD)
def test_what_cannot_be_sent_is_found_and_can_be_left_out(
    rule: str, where: str, members: JsonObject
) -> None:
    agreement = said(members)
    finding = findings(agreement)[f"people.{rule}"]

    assert (finding.where, finding.severity) == (f"{AT}{where}", Severity.ERROR)
    text = finding_text(finding)
    assert "{" not in text.sentence + text.why
    assert "Bodil Oskarsson" in text.sentence
    assert "open sesame" not in text.sentence + text.why
    if finding.repair is not None:
        assert repair_label(finding.repair)
        assert f"people.{rule}" not in findings(repaired(agreement, finding.repair))


WRONG: list[tuple[str, str, JsonObject]] = [
    ("package_window_days", "/duration_by_days/duration/total_days", by_days(0)),
    ("package_window_dates", "/duration_by_date/duration", window(duration_by_date={})),
    (
        "package_window_order",
        "/duration_by_date/duration/end_date_time",
        by_date("2031-03-16T08:00:00Z", "2031-03-16T08:00:00Z"),
    ),
    (
        "package_window_past",
        "/duration_by_date/duration/end_date_time",
        by_date("2031-03-01T08:00:00Z", "2031-03-10T12:00:00Z"),
    ),
]


@pytest.mark.parametrize(("rule", "where", "members"), WRONG)
def test_a_window_in_which_nobody_can_look_is_found(
    rule: str, where: str, members: JsonObject
) -> None:
    agreement = said(members)
    finding = findings(agreement)[f"people.{rule}"]

    assert finding.where == f"{AT}/access_duration{where}"
    assert finding.severity is Severity.ERROR
    assert "Bodil" in finding_text(finding).sentence
    assert finding.repair is not None
    assert findings(repaired(agreement, finding.repair)) == {}


def test_a_window_that_is_switched_off_is_not_looked_at() -> None:
    off = {**by_days(0)["access_duration"], "enabled": False}  # type: ignore[dict-item]
    assert findings(said({"access_duration": off})) == {}


def test_a_window_is_only_past_by_a_clock() -> None:
    agreement = said(by_date("2031-03-01T08:00:00Z", "2031-03-10T12:00:00Z"))
    assert lint(Draft(agreement=agreement, service=ServiceKind.SIGNINGHUB)) == ()


@pytest.mark.parametrize(
    ("reminder", "place"),
    [
        ({}, "remind_after"),
        ({"remind_after": 0}, "remind_after"),
        ({"remind_after": 1, "repeat": {"total_reminders": 2}}, "repeat/keep_reminding_after"),
        ({"remind_after": 1, "repeat": {"keep_reminding_after": 2}}, "repeat/total_reminders"),
    ],
)
def test_reminders_need_whole_numbers_from_one(reminder: JsonObject, place: str) -> None:
    agreement = said({"reminder": reminder})
    found = findings(agreement)
    assert found["people.package_reminder"].where == f"{AT}/reminder/{place}"
    repair = found["people.package_reminder"].repair
    assert repair is not None
    assert findings(repaired(agreement, repair)) == {}


@pytest.mark.parametrize("where", ["frequency", "repeat/frequency"])
def test_hours_need_version_4(where: str) -> None:
    repeat: JsonObject = {"keep_reminding_after": 2, "total_reminders": 1}
    reminder: JsonObject = {"remind_after": 2, "repeat": repeat}
    (repeat if "/" in where else reminder)["frequency"] = "HOURS"
    agreement = said({"reminder": reminder})

    assert findings(agreement, 4) == {}
    finding = findings(agreement, 3)["people.package_reminder_hours"]
    assert finding.where == f"{AT}/reminder/{where}"
    assert finding.repair is not None
    assert findings(repaired(agreement, finding.repair), 3) == {}


REMIND: JsonObject = {"remind_after": 2}
HOURS_72: JsonObject = {"remind_after": 72, "frequency": "HOURS"}
THREE_DAYS = by_date("2031-03-09T00:00:00Z", "2031-03-12T00:00:00Z")


@pytest.mark.parametrize(
    ("members", "late"),
    [
        ({**by_days(2), "reminder": REMIND}, True),
        ({**by_days(3), "reminder": REMIND}, False),
        ({**by_days(4), "reminder": HOURS_72}, False),
        ({**THREE_DAYS, "reminder": HOURS_72}, True),
    ],
)
def test_a_reminder_after_the_window_is_worth_a_look(members: JsonObject, *, late: bool) -> None:
    found = findings(said(members))
    assert ("people.package_reminder_late" in found) is late
    assert all(each.severity is Severity.WARNING for each in found.values())


def test_who_is_never_written_to_is_not_reminded() -> None:
    agreement = bodil_with(said({"reminder": {"remind_after": 2}}), delivery=Delivery.NONE)
    found = findings(agreement)
    assert set(found) == {"people.package_reminder_silent"}
    repair = found["people.package_reminder_silent"].repair
    assert repair is not None
    assert findings(repaired(agreement, repair)) == {}


def test_a_seal_needs_version_4_and_somebody_who_signs() -> None:
    agreement = said({"role": "ELECTRONIC_SEAL"})

    assert findings(agreement, 4) == {}
    assert set(findings(agreement, 3)) == {"people.package_seal_version"}
    approver = bodil_with(agreement, role=Role.APPROVER)
    assert "people.package_seal_role" in findings(approver, 4)


def test_somebody_signs_beside_the_seals() -> None:
    seal: JsonObject = {"role": "ELECTRONIC_SEAL"}
    agreement = a_package(signinghub={"participants": {"bodil": seal, "karim": seal}})
    finding = findings(agreement)["people.package_only_seals"]

    assert finding.repair is not None
    assert findings(repaired(agreement, finding.repair)) == {}


def test_a_national_id_goes_with_people_in_version_4() -> None:
    agreement = said({"user_national_id": "19700101-1234"})

    assert findings(agreement, 4) == {}
    assert set(findings(agreement, 3)) == {"people.package_national_id"}


def test_groups_are_known_by_their_name() -> None:
    group = bodil_with(a_package(), kind=ParticipantKind.GROUP, name="Legal", email="")
    assert findings(group, 3) == {}
    addressed = bodil_with(group, email="legal@example.com")
    assert set(findings(addressed)) == {"people.package_group_contact"}
    nameless = bodil_with(group, name=" ")
    assert set(findings(nameless)) == {"people.no_name"}


def test_a_placeholder_has_a_name_and_becomes_somebody() -> None:
    place = bodil_with(a_package(), kind=ParticipantKind.PLACEHOLDER, name="Tenant", email="")
    assert set(findings(place)) == {"people.placeholder"}
    nameless = bodil_with(place, name="")
    assert set(findings(nameless)) == {"people.placeholder", "people.no_name"}


def test_a_host_needs_a_place_for_the_person_who_signs() -> None:
    host = bodil_with(a_package(), role=Role.HOST)
    assert host.process is not None
    assert "people.package_host" in findings(host)


def test_settings_of_nobody_are_found() -> None:
    for members, where in (
        ({"ghost": {"reminder": {}}}, "/signinghub/participants/ghost"),
        ({"bodil": "all"}, "/signinghub/participants/bodil"),
        ("none", "/signinghub/participants"),
    ):
        agreement = a_package(signinghub={"participants": members})  # type: ignore[dict-item]
        finding = findings(agreement)["review.package_nobody"]
        assert (finding.where, finding.severity) == (where, Severity.WARNING)
        assert finding.repair is not None
        assert findings(repaired(agreement, finding.repair)) == {}


def opened_by(provider: str, phone: str = "") -> Agreement:
    proof = Authentication(view=AuthenticationMethod(provider=provider))
    return bodil_with(a_package(), authentication=proof, phone=phone)


def test_the_proof_to_open_of_every_service_is_understood() -> None:
    password = opened_by("password")
    code = opened_by("sms_otp", "+46701740631")

    assert findings(password) == findings(code) == {}
    bodil = password.participants[0]
    assert opening_of(password, bodil) == Opening(password=True)
    assert needs_opening_password(password) == (bodil,)
    assert opening_of(code, code.participants[0]) == Opening(code=True, number="+46701740631")
    assert needs_opening_password(code) == ()
    assert opening_of(a_package(), a_package().participants[0]) is None


def test_a_code_to_open_needs_a_number() -> None:
    assert set(findings(opened_by("sms_otp"))) == {"people.code_needs_phone"}
    own = said({"authentication": {"sms_otp": {"enabled": True}}})
    assert set(findings(own)) == {"people.package_opening_number"}
    assert findings(bodil_with(own, phone="+46701740631")) == {}


def test_a_number_of_which_only_a_part_is_known_is_asked_for() -> None:
    proof = Authentication(sign=(AuthenticationMethod(label="bodil_sign", provider="sms_otp"),))
    hidden = bodil_with(a_package(), authentication=proof, phone="+46*******31")

    assert "people.package_masked_number" in findings(hidden)
    assert "people.package_masked_number" not in findings(bodil_with(a_package(), phone="+46**31"))
    usual = bodil_with(hidden, phone="0225-4141465")
    assert "people.package_masked_number" not in findings(usual)


def test_what_only_signinghub_is_told_of_opening_comes_first() -> None:
    agreement = with_recipient_member(
        opened_by("password"), "bodil", "authentication", {"enabled": False}
    )

    assert set(findings(agreement)) == {"people.package_opening_twice"}
    assert needs_opening_password(agreement) == ()
    both: JsonValue = {"password": {}, "sms_otp": {"mobile_number": "+46701740631"}}
    twice = with_recipient_member(a_package(), "bodil", "authentication", both)
    assert set(findings(twice)) == {"people.package_opening_both"}


def test_a_step_of_a_host_is_hosting() -> None:
    host = bodil_with(a_package(), role=Role.HOST)
    first = next(iter(host.steps()))
    assert isinstance(first, Step)
    assert first.type is StepType.SIGN
    assert "process.package_step" in findings(host)

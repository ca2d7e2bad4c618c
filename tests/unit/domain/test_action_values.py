"""The values of a wished action: can they be used, and do they change anything."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.action_values import findings, is_unchanged
from app.domain.actions import ActionKind, ActionRequest, Situation
from tests.support.sent_documents import a_party, a_sent_document, a_situation, henrik

CONTACT, VIEW, SIGN = (
    ActionKind.CHANGE_CONTACT,
    ActionKind.CHANGE_PROOF_TO_VIEW,
    ActionKind.CHANGE_PROOF_TO_SIGN,
)


def request(kind: ActionKind, **values: object) -> ActionRequest:
    return ActionRequest(kind=kind, agreement_id="a1", **values)  # type: ignore[arg-type]


def codes(kind: ActionKind, situation: Situation | None = None, /, **values: object) -> list[str]:
    return [each.code for each in findings(request(kind, **values), situation or a_situation())]


def with_party(**members: object) -> Situation:
    party = {**a_party("902", email="h@example.com"), **members}
    return a_situation(a_sent_document(participants=(henrik(details={"parties": [party]}),)))


@pytest.mark.parametrize(
    ("kind", "days", "found"),
    [
        (ActionKind.PROLONG, None, ["days.missing"]),
        (ActionKind.PROLONG, 0, ["days.range"]),
        (ActionKind.PROLONG, 1, []),
        (ActionKind.PROLONG, 90, []),
        (ActionKind.PROLONG, 91, ["days.range"]),
        (ActionKind.AUTO_REMINDER, None, []),
        (ActionKind.AUTO_REMINDER, 0, ["days.range"]),
        (ActionKind.AUTO_REMINDER, 22, []),
        (ActionKind.AUTO_REMINDER, 23, ["days.past_deadline"]),
    ],
)
def test_days_are_from_one_to_what_is_left(
    kind: ActionKind, days: int | None, found: list[str]
) -> None:
    assert codes(kind, days=days) == found


@pytest.mark.parametrize(
    ("email", "found"),
    [
        (None, ["email.missing"]),
        (" ", ["email.missing"]),
        ("nobody", ["email.malformed"]),
        ("a@example.com", []),
    ],
)
def test_a_copy_goes_to_a_whole_address(email: str | None, found: list[str]) -> None:
    assert codes(ActionKind.FORWARD, email=email) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, ["contact.missing"]),
        ({"email": "h.falk@example"}, ["email.malformed"]),
        ({"email": ""}, ["email.cleared"]),
        ({"mobile": ""}, ["mobile.cleared"]),
        ({"mobile": "174 06"}, ["mobile.malformed"]),
        ({"mobile": "0046 70 174 06 50"}, []),
        ({"email": "h.falk@example.com", "mobile": "x"}, ["mobile.malformed"]),
    ],
)
def test_addresses_and_numbers_are_whole(values: dict[str, Any], found: list[str]) -> None:
    assert codes(CONTACT, person="902", **values) == found


def test_what_a_person_was_invited_without_cannot_be_added() -> None:
    situation = with_party()

    assert codes(CONTACT, situation, person="902", mobile="+46701740650") == ["contact.no_field"]


def test_who_takes_no_part_cannot_be_changed() -> None:
    assert codes(CONTACT, person="999", email="a@example.com") == ["person.unknown"]


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        (SIGN, {}, ["proof.missing"]),
        (SIGN, {"proof": "sms_otp"}, ["proof.needs_mobile"]),
        (SIGN, {"proof": "sms_otp", "mobile": "+46701740650"}, []),
        (SIGN, {"proof": "sms_otp", "mobile": "12"}, ["mobile.malformed"]),
        (SIGN, {"proof": "se_bankid"}, []),
        (VIEW, {"proof": "se_bankid"}, ["proof.needs_number"]),
        (VIEW, {"proof": "se_bankid", "personal_number": "200001019999"}, []),
        (SIGN, {"proof": "verimi"}, ["proof.not_here"]),
        (VIEW, {"proof": "scrive_qes"}, ["proof.not_here"]),
        (SIGN, {"proof": "moon_id"}, []),
        (SIGN, {"proof": "standard"}, []),
    ],
)
def test_a_proof_needs_what_it_compares(
    kind: ActionKind, values: dict[str, Any], found: list[str]
) -> None:
    assert codes(kind, with_party(), person="902", **values) == found


def test_two_different_eids_are_refused() -> None:
    situation = with_party(authentication_method_to_view="no_bankid")

    assert codes(SIGN, situation, person="902", proof="se_bankid") == ["proof.mixed"]
    assert codes(SIGN, situation, person="902", proof="no_bankid") == []


@pytest.mark.parametrize(
    ("kind", "values", "unchanged"),
    [
        (CONTACT, {"email": " henrik.falk@example.com "}, True),
        (CONTACT, {"mobile": "0046 70-174 06 05"}, True),
        (CONTACT, {"email": "h@example.com"}, False),
        (SIGN, {"proof": "sms_otp"}, True),
        (SIGN, {"proof": "standard"}, False),
        (SIGN, {"proof": "sms_otp", "mobile": "+46701740650"}, False),
        (VIEW, {"proof": "standard"}, True),
        (ActionKind.AUTO_REMINDER, {"days": None}, True),
        (ActionKind.AUTO_REMINDER, {"days": 4}, False),
        (ActionKind.REMIND, {}, False),
        (ActionKind.CANCEL, {}, False),
    ],
)
def test_what_is_so_already_changes_nothing(
    kind: ActionKind, values: dict[str, object], unchanged: bool
) -> None:
    wished = request(kind, person="902" if kind in (CONTACT, VIEW, SIGN) else "", **values)

    assert is_unchanged(wished, a_situation()) is unchanged


def test_what_is_withdrawn_already_is_not_withdrawn_again() -> None:
    assert is_unchanged(request(ActionKind.CANCEL), a_situation(a_sent_document("canceled")))


@pytest.mark.parametrize(("days", "unchanged"), [(5, True), (4, False), (None, False)])
def test_a_reminder_on_the_same_day_is_so_already(days: int | None, unchanged: bool) -> None:
    seen = a_sent_document()
    document = replace(seen.documents[0], details={"auto_remind_time": "2031-11-25T07:00:00Z"})
    situation = a_situation(replace(seen, documents=(document,)))

    assert is_unchanged(request(ActionKind.AUTO_REMINDER, days=days), situation) is unchanged

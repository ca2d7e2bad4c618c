"""What Scrive is told of each party, and whether it took it as it was told."""

from dataclasses import replace

import pytest

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Participant,
)
from app.domain.json_value import JsonObject
from app.domain.kinds import Role, StepType
from app.domain.process import Step
from app.services.scrive.document_parties import party_of, same_party
from tests.support.agreements import a_step, an_agreement, bodil, elin

FULL: JsonObject = {
    "company": "Oskarsson AB",
    "company_number": "556000-0000",
    "personal_number": "198112189876",
    "hide_personal_number": True,
    "allows_highlighting": True,
    "confirmation_delivery_method": "email_link",
    "authentication_method_to_view_archived": "se_bankid",
    "attachments": [{"name": "Passport", "description": "", "required": True}],
    "consent_module": {
        "title": "Before you sign",
        "questions": [
            {"title": "Have you read it?", "positive_option": "Yes", "negative_option": "No"}
        ],
    },
    "sign_success_redirect_url": "https://example.com/thanks",
    "reject_redirect_url": "https://example.com/sorry",
    "fields": [{"type": "mobile", "editable_by_signatory": True}],
}


def of(person: Participant, own: JsonObject, kind: StepType = StepType.SIGN) -> Agreement:
    methods = person.authentication.sign
    step = a_step(person.label, authentication=methods[0].label if methods else "")
    return an_agreement(
        participants=(person,),
        process=replace(step, type=kind),
        scrive={"send_with": "documents", "participants": {person.label: own}},
    )


def party(person: Participant, own: JsonObject, kind: StepType = StepType.SIGN) -> JsonObject:
    return party_of(of(person, own, kind), person, 1, ())


def kinds_of(told: JsonObject) -> list[str]:
    fields = told["fields"]
    assert isinstance(fields, list)
    return [str(each["type"]) for each in fields if isinstance(each, dict)]


def field_of(told: JsonObject, kind: str) -> JsonObject:
    fields = told["fields"]
    assert isinstance(fields, list)
    return next(each for each in fields if isinstance(each, dict) and each["type"] == kind)


def proving(view: str = "", sign: str = "") -> Participant:
    return replace(
        bodil(),
        phone="+46701740631",
        authentication=Authentication(
            view=AuthenticationMethod(provider=view) if view else None,
            sign=(AuthenticationMethod(provider=sign, label="bo_sign"),) if sign else (),
        ),
    )


def test_everything_that_a_signer_can_have_is_told_as_it_is_written() -> None:
    told = party(proving(), FULL)
    kept = {name: value for name, value in FULL.items() if name in told and name != "fields"}
    assert len(kept) == 8
    assert {name: told[name] for name in kept} == kept
    for name in ("company", "company_number", "personal_number"):
        assert field_of(told, name)["value"] == FULL[name]
    assert field_of(told, "mobile")["editable_by_signatory"] is True
    assert "editable_by_signatory" not in field_of(told, "email")


@pytest.mark.parametrize(
    ("view", "sign", "archived", "fields"),
    [
        ("", "", "", set()),
        ("", "sms_otp", "", set()),
        ("se_bankid", "", "", {"personal_number"}),
        ("", "fi_tupas", "", {"personal_number"}),
        ("", "", "no_bankid", {"personal_number"}),
        ("", "dk_mitid_erhverv", "", {"personal_number", "company_number"}),
        ("", "nl_idin", "", set()),
    ],
)
def test_a_proof_brings_the_fields_that_must_exist_for_it(
    view: str, sign: str, archived: str, fields: set[str]
) -> None:
    own: JsonObject = {"authentication_method_to_view_archived": archived} if archived else {}
    told = party(proving(view, sign), own)
    assert set(kinds_of(told)) & {"personal_number", "company_number"} == fields
    for kind in fields:
        assert field_of(told, kind)["value"] == ""


def test_who_does_not_sign_is_asked_for_nothing() -> None:
    told = party(elin(), FULL, StepType.VIEW)
    assert told["signatory_role"] == "viewer"
    assert not {"attachments", "consent_module"} & set(told)
    assert told["confirmation_delivery_method"] == "email_link"


def test_an_approver_can_be_shown_or_not() -> None:
    told = party(replace(bodil(), role=Role.APPROVER), {"is_visible": False}, StepType.APPROVE)
    assert (told["signatory_role"], told["is_visible"]) == ("approver", False)


def test_what_somebody_answered_before_is_not_told_again() -> None:
    own: JsonObject = {
        "attachments": [{"name": "Passport", "file_id": "7", "file_name": "p.pdf", "newer": 1}],
        "consent_module": {"title": "T", "questions": [{"title": "Q", "response": True}]},
    }
    told = party(bodil(), own)
    assert told["attachments"] == [{"name": "Passport", "newer": 1}]
    assert told["consent_module"] == {"title": "T", "questions": [{"title": "Q"}]}


def test_an_answer_may_hold_more_than_was_told() -> None:
    asked = party(proving("se_bankid", "se_bankid"), FULL)
    assert same_party(asked, asked)
    answered: JsonObject = {
        **asked,
        "id": "17",
        "seen_time": None,
        "attachments": [{"name": "Passport", "description": "", "required": True, "file_id": None}],
        "consent_module": {
            "title": "Before you sign",
            "questions": [
                {
                    "title": "Have you read it?",
                    "positive_option": "Yes",
                    "negative_option": "No",
                    "response": None,
                }
            ],
        },
    }
    assert same_party(asked, answered)


@pytest.mark.parametrize(
    "changed",
    [
        {"attachments": []},
        {"consent_module": None},
        {"hide_personal_number": False},
        {"authentication_method_to_view_archived": "standard"},
        {"sign_success_redirect_url": None},
        {"delivery_method": "mobile"},
        {"fields": []},
        {"fields": [{"type": "mobile", "value": "+46700000000"}]},
    ],
)
def test_what_came_back_otherwise_is_noticed(changed: JsonObject) -> None:
    asked = party(proving("", "se_bankid"), FULL)
    assert not same_party(asked, {**asked, **changed})


def test_numbers_may_come_back_spelled_otherwise() -> None:
    asked = party(proving(), FULL)
    fields = asked["fields"]
    assert isinstance(fields, list)
    spelled: list[JsonObject] = []
    for each in fields:
        assert isinstance(each, dict)
        is_number = each["type"] == "personal_number"
        spelled.append({**each, "value": "19811218-9876"} if is_number else each)
    assert same_party(asked, {**asked, "fields": list(spelled)})


def test_a_step_decides_which_proof_is_asked_to_sign() -> None:
    person = proving("", "se_bankid")
    unasked = Step(type=StepType.SIGN, participant="bodil", documents=("contract",))
    agreement = an_agreement(participants=(person,), process=unasked)
    assert party_of(agreement, person, 1, ())["authentication_method_to_sign"] == "standard"


def test_a_code_for_the_archive_is_told_in_the_words_of_scrive() -> None:
    for word in ("sms_otp", "sms_pin"):
        told = party(proving(), {"authentication_method_to_view_archived": word})
        assert told["authentication_method_to_view_archived"] == "sms_pin"

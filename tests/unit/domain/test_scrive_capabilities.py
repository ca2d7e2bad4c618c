"""What each way of Scrive carries, what a draft needs, and what the other way would lose."""

from dataclasses import replace

import pytest

from app.domain.agreement import Agreement, Authentication, AuthenticationMethod
from app.domain.findings import Draft
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, Order, Role, SendWith, ServiceKind
from app.domain.linting import lint
from app.domain.process import Branch
from app.domain.scrive_capabilities import (
    TABLE,
    Carries,
    capability,
    carries,
    deliveries,
    groups,
    other_way,
    roles,
)
from app.domain.scrive_needs import needs_of
from app.domain.scrive_proofs import (
    ADVANCED,
    PROOFS,
    SHORT_LIST,
    document_word,
    our_word,
    proof_of,
)
from app.domain.scrive_ways import lost_by, way_of, why_documents
from app.services.texts import finding_text
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga

FLOW, DOCUMENTS = SendWith.FLOW, SendWith.DOCUMENTS


def told_of_bodil(own: JsonObject) -> Agreement:
    return an_agreement(scrive={"participants": {"bodil": own}})


def test_each_thing_stands_in_the_table_once_and_every_group_is_whole() -> None:
    codes = [each.code for each in TABLE]
    assert len(codes) == len(set(codes))
    assert [each for _, rows in groups() for each in rows] == list(TABLE)


def test_every_role_and_delivery_of_a_draft_is_in_the_table() -> None:
    for role in Role:
        assert capability(f"role.{role}").code
    for delivery in Delivery:
        assert capability(f"delivery.{delivery}").code


def test_the_document_api_knows_all_that_flow_knows_of_people() -> None:
    assert roles(FLOW) < roles(DOCUMENTS)
    assert deliveries(FLOW) < deliveries(DOCUMENTS) == frozenset(Delivery)
    assert other_way(FLOW) is DOCUMENTS
    assert other_way(DOCUMENTS) is FLOW


def test_only_what_flow_is_not_sure_to_carry_can_be_a_reason() -> None:
    for row in TABLE:
        if row.reason:
            assert row.by(FLOW) is not Carries.YES
            assert row.by(DOCUMENTS) is Carries.YES


@pytest.mark.parametrize(
    ("agreement", "reason"),
    [
        (an_agreement(scrive={"days_to_sign": 14}), "deadline"),
        (an_agreement(scrive={"days_to_remind": 3}), "reminder"),
        (told_of_bodil({"attachments": [{"name": "Passport"}]}), "requested_files"),
        (told_of_bodil({"sign_success_redirect_url": "https://example.com/thanks"}), "details"),
        (told_of_bodil({"company": "Oskarsson AB"}), "details"),
        (told_of_bodil({"consent_module": {"title": "T", "questions": [{}]}}), "consent"),
        (told_of_bodil({"authentication_method_to_view_archived": "se_bankid"}), "archived"),
        (an_agreement(participants=(replace(bodil(), delivery=Delivery.NONE),)), "delivery"),
    ],
)
def test_what_people_are_asked_for_takes_the_document_api_and_says_why(
    agreement: Agreement, reason: str
) -> None:
    assert way_of(agreement) is DOCUMENTS
    assert reason in [each for each, _ in why_documents(agreement)]
    findings = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    [told] = [each for each in findings if each.id == f"review.documents_because_{reason}"]
    assert finding_text(told).sentence.startswith("Sent as a plain document, because")
    several = replace(agreement, documents=(a_document(), a_document("rules")))
    assert way_of(several) is FLOW


def test_several_reasons_are_one_sentence() -> None:
    people = (replace(bodil(), role=Role.APPROVER), replace(inga(), delivery=Delivery.LINK), elin())
    agreement = an_agreement(participants=people, scrive={"days_to_sign": 14})
    told = lint(Draft(agreement=agreement, service=ServiceKind.SCRIVE))
    sentences = [finding_text(each).sentence for each in told]
    [reason] = [each for each in sentences if each.startswith("Sent as")]
    assert "of the approval by Bodil Oskarsson, of the way to reach Inga Engberg and of" in reason


def test_the_last_of_several_people_is_joined_with_and() -> None:
    people = (replace(bodil(), delivery=Delivery.LINK), replace(inga(), delivery=Delivery.LINK))
    told = lint(Draft(agreement=an_agreement(participants=people), service=ServiceKind.SCRIVE))
    [reason] = [each for each in told if each.id == "review.documents_because_delivery"]
    assert "Bodil Oskarsson and Inga Engberg" in finding_text(reason).sentence


@pytest.mark.parametrize(
    "own",
    [
        {"allows_highlighting": True},
        {"company": ""},
        {"attachments": [], "consent_module": None},
        {"authentication_method_to_view_archived": "standard"},
    ],
)
def test_what_says_nothing_stays_a_flow(own: JsonObject) -> None:
    assert way_of(told_of_bodil(own)) is FLOW


def test_what_a_way_would_lose_is_told_with_whose_it_is() -> None:
    people = (replace(bodil(), role=Role.APPROVER, delivery=Delivery.LINK), inga(), elin())
    agreement = an_agreement(participants=people, language="sv", scrive={"days_to_sign": 14})
    lost = {(each.code, each.name) for each in lost_by(agreement, FLOW)}
    assert lost == {
        ("role.approver", "Bodil Oskarsson"),
        ("delivery.link", "Bodil Oskarsson"),
        ("settings.deadline", ""),
        ("settings.language", ""),
    }
    assert {each.code for each in lost_by(agreement, DOCUMENTS)} == {"proof.attempts"}


def test_several_documents_and_nested_steps_are_needs_too() -> None:
    nested = Branch(
        order=Order.PARALLEL,
        steps=(
            Branch(order=Order.SEQUENCE, steps=(a_step("bodil"), a_step("elin"))),
            a_step("inga", authentication="inga_sign"),
        ),
    )
    agreement = an_agreement(documents=(a_document(), a_document("rules")), process=nested)
    needed = {each.code for each in needs_of(agreement)}
    assert {"documents.several", "process.nested"} <= needed
    assert all(carries(FLOW, code) for code in ("documents.several", "process.nested"))
    assert not any(carries(DOCUMENTS, code) for code in ("documents.several", "process.nested"))


def test_a_proof_that_nobody_knows_decides_nothing() -> None:
    odd = Authentication(view=AuthenticationMethod(provider="xx_eid"))
    agreement = an_agreement(participants=(replace(bodil(), authentication=odd), inga()))
    assert way_of(agreement) is FLOW
    assert "proof.other" in {each.code for each in needs_of(agreement)}


def test_proofs_are_called_once_in_our_words_and_once_in_theirs() -> None:
    assert (document_word("sms_otp"), our_word("sms_pin")) == ("sms_pin", "sms_otp")
    assert (document_word(""), our_word("standard")) == ("standard", "")
    assert document_word("xx_eid") == our_word("xx_eid") == "xx_eid"
    assert proof_of("sms_pin") is proof_of("sms_otp")
    assert proof_of("xx_eid") is None


def test_the_short_list_and_the_advanced_ones_are_all_that_can_still_be_asked_for() -> None:
    offered = {*SHORT_LIST, *(each.provider for each in ADVANCED)}
    assert offered == {each.provider for each in PROOFS if not each.is_removed}

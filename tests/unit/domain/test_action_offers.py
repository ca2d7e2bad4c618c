"""What can be done with a sent agreement as it stands, and why the rest cannot."""

from dataclasses import replace

import pytest

from app.domain.action_offers import offer_of, offers, way_seen
from app.domain.actions import PERSON_KINDS, ActionKind, Situation, WhyNot
from app.domain.kinds import Delivery, SendWith
from app.domain.observation import ObservedDocument, ObservedParticipant
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from tests.support.observations import NOW, a_person, an_observation
from tests.support.sent_documents import (
    DOCUMENT_ID,
    a_party,
    a_sent_document,
    a_situation,
    henrik,
)

WHOLE = [each for each in ActionKind if each not in PERSON_KINDS]


def offered(situation: Situation) -> set[ActionKind]:
    return {each.kind for each in offers(situation) if each.offered}


def why_not(situation: Situation, kind: ActionKind, person: str = "") -> WhyNot | None:
    offer = offer_of(situation, kind, person)
    assert offer is not None
    return offer.why_not


def with_person(person: ObservedParticipant) -> Situation:
    return a_situation(a_sent_document(participants=(person,)))


def a_flow(instance_id: str = "", *, cancels: bool = True) -> Situation:
    documents = tuple(
        ObservedDocument(key=each, service_id=each, name=each) for each in ("81", "82")
    )
    seen = a_sent_document(documents=documents)
    return Situation(
        observation=seen,
        way=way_seen(seen),
        now=NOW,
        instance_id=instance_id,
        flow_cancels=cancels,
    )


@pytest.mark.parametrize(
    ("status", "kinds"),
    [
        ("pending", {ActionKind.REMIND, ActionKind.AUTO_REMINDER, ActionKind.CANCEL}),
        ("timedout", {ActionKind.PROLONG, ActionKind.RESTART}),
        ("canceled", {ActionKind.RESTART}),
        ("rejected", {ActionKind.RESTART}),
        ("closed", {ActionKind.FORWARD}),
    ],
)
def test_the_status_of_the_document_decides_what_can_be_done_with_it(
    status: str, kinds: set[ActionKind]
) -> None:
    assert offered(a_situation(a_sent_document(status))) & set(WHOLE) == kinds


def test_what_the_program_does_not_know_offers_nothing() -> None:
    seen = a_sent_document(raw_status="awaiting_start")

    assert offered(a_situation(seen)) == set()


def test_nothing_is_offered_that_only_the_other_service_can_do() -> None:
    document, package = a_situation(a_sent_document()), a_situation(an_observation())

    assert ActionKind.RECALL not in {each.kind for each in offers(document)}
    assert ActionKind.CANCEL not in {each.kind for each in offers(package)}
    for situation, kind in ((document, ActionKind.RECALL), (package, ActionKind.CANCEL)):
        offer = offer_of(situation, kind)
        assert offer is not None
        assert offer.why_not is WhyNot.SERVICE


def test_what_the_service_does_not_show_any_more_offers_nothing() -> None:
    seen = replace(a_sent_document(), access=Access.GONE)

    assert {each.why_not for each in offers(a_situation(seen))} == {WhyNot.NO_ACCESS}


@pytest.mark.parametrize("signatory", ["902", 902])
def test_a_party_that_did_not_send_it_is_offered_nothing_but_a_copy(signatory: str | int) -> None:
    document = ObservedDocument(
        key=DOCUMENT_ID,
        service_id=DOCUMENT_ID,
        name="Contract",
        details={"viewer": {"role": "signatory", "signatory_id": signatory}},
    )
    situation = a_situation(a_sent_document(documents=(document,)))

    told = {each.why_not for each in offers(situation) if each.kind is not ActionKind.RESTART}
    assert told == {WhyNot.NOT_OWNER}


def test_several_documents_are_a_flow_agreement() -> None:
    assert a_flow().way is SendWith.FLOW


def test_a_started_document_whose_people_cannot_be_reached_is_a_flow_agreement() -> None:
    blank = a_person(key="party 1", email="", details={"parties": [a_party("902")]})

    assert way_seen(a_sent_document(participants=(blank,))) is SendWith.FLOW


def test_people_with_addresses_are_no_flow_agreement() -> None:
    assert way_seen(a_sent_document()) is SendWith.DOCUMENTS


def test_of_a_flow_agreement_only_stopping_is_offered() -> None:
    situation = a_flow("f7")

    assert offered(situation) == {ActionKind.CANCEL}
    assert why_not(situation, ActionKind.REMIND) is WhyNot.FLOW
    assert why_not(situation, ActionKind.CHANGE_CONTACT, "902") is WhyNot.FLOW


def test_a_flow_agreement_whose_number_is_not_known_cannot_be_stopped() -> None:
    assert why_not(a_flow(), ActionKind.CANCEL) is WhyNot.FLOW_NO_INSTANCE


def test_a_server_that_stops_no_flow_agreements_is_not_asked_again() -> None:
    assert why_not(a_flow("f7", cancels=False), ActionKind.CANCEL) is WhyNot.FLOW_UNAVAILABLE


def test_a_stopped_flow_agreement_can_be_copied_to_a_draft() -> None:
    situation = a_flow("f7")
    stopped = replace(situation.observation, status=AgreementStatus.CANCELLED)

    assert offered(replace(situation, observation=stopped)) == {ActionKind.RESTART}


def test_nobody_is_reminded_where_everybody_has_signed() -> None:
    situation = with_person(henrik(status=ParticipantStatus.ACTED))

    assert why_not(situation, ActionKind.REMIND) is WhyNot.NOBODY_LEFT


@pytest.mark.parametrize("delivery", [Delivery.LINK, Delivery.IN_PERSON, Delivery.NONE])
def test_who_is_not_written_to_cannot_be_reminded(delivery: Delivery) -> None:
    situation = with_person(henrik(delivery=delivery))

    assert why_not(situation, ActionKind.REMIND) is WhyNot.NOBODY_WRITTEN_TO
    assert why_not(situation, ActionKind.AUTO_REMINDER) is WhyNot.NOBODY_WRITTEN_TO


def test_the_reminder_cannot_come_after_the_deadline() -> None:
    offer = offer_of(a_situation(), ActionKind.AUTO_REMINDER)

    assert offer is not None
    assert offer.most_days == 22
    assert offer.now["deadline"].startswith("2031-12-12")


def test_a_person_keeps_what_can_be_changed_of_them() -> None:
    offer = offer_of(a_situation(), ActionKind.CHANGE_CONTACT, "902")

    assert offer is not None
    assert dict(offer.now) == {"email": "henrik.falk@example.com", "mobile": "+46701740605"}


@pytest.mark.parametrize(
    ("kind", "members", "reason"),
    [
        (ActionKind.CHANGE_CONTACT, {"is_author": True}, WhyNot.IS_OWNER),
        (ActionKind.RESEND, {"is_author": True}, WhyNot.IS_OWNER),
        (ActionKind.CHANGE_CONTACT, {"sign_time": "2031-11-10T09:00:00Z"}, WhyNot.ACTED),
        (ActionKind.QR, {"rejected_time": "2031-11-10T09:00:00Z"}, WhyNot.ACTED),
        (ActionKind.CHANGE_CONTACT, {"delivery_method": "pad", "fields": []},
         WhyNot.NO_CONTACT_FIELD),
        (ActionKind.RESEND, {"delivery_method": "pad"}, WhyNot.NO_MESSAGE),
        (ActionKind.LINK, {}, WhyNot.NOT_BY_LINK),
        (ActionKind.CHANGE_PROOF_TO_VIEW, {"has_authenticated_to_view": True},
         WhyNot.ALREADY_PROVEN),
        (ActionKind.CHANGE_PROOF_TO_SIGN, {"signatory_role": "viewer"}, WhyNot.ONLY_SIGNERS),
    ],
)  # fmt: skip
def test_what_is_known_of_a_person_stands_in_the_way(
    kind: ActionKind, members: dict[str, object], reason: WhyNot
) -> None:
    party = {**a_party("902", email="henrik.falk@example.com"), **members}
    situation = with_person(henrik(details={"parties": [party]}))

    assert why_not(situation, kind, "902") is reason


def test_an_invitation_that_was_never_sent_is_not_sent_again() -> None:
    situation = with_person(henrik(status=ParticipantStatus.NOT_YET))

    assert why_not(situation, ActionKind.RESEND, "902") is WhyNot.NOT_THEIR_TURN


def test_a_person_invited_by_link_has_one_to_show() -> None:
    situation = a_situation()

    assert why_not(situation, ActionKind.LINK, "903") is None
    assert why_not(situation, ActionKind.QR, "902") is None


def test_the_proofs_of_a_moment_are_those_that_work_then() -> None:
    view = offer_of(a_situation(), ActionKind.CHANGE_PROOF_TO_VIEW, "902")
    sign = offer_of(a_situation(), ActionKind.CHANGE_PROOF_TO_SIGN, "902")

    assert view is not None
    assert sign is not None
    assert view.choices[:3] == ("standard", "sms_otp", "se_bankid")
    assert "verimi" in view.choices
    assert "verimi" not in sign.choices
    assert "scrive_qes" in sign.choices
    assert sign.now == {"proof": "sms_otp"}


def test_a_proof_that_nobody_knows_stays_a_choice() -> None:
    party = a_party("902", email="h@example.com", authentication_method_to_sign="moon_id")
    situation = with_person(henrik(details={"parties": [party]}))
    offer = offer_of(situation, ActionKind.CHANGE_PROOF_TO_SIGN, "902")

    assert offer is not None
    assert offer.choices[-1] == "moon_id"


def test_the_newer_spelling_of_proofs_is_read_too() -> None:
    party = a_party("902", email="h@example.com")
    for name in ("authentication_method_to_view", "authentication_method_to_sign"):
        party.pop(name)
    party["authentications"] = {"view": {"type": "sms_pin"}, "sign": {"type": "se_bankid"}}
    situation = with_person(henrik(details={"parties": [party]}, delivery=Delivery.EMAIL))
    offer = offer_of(situation, ActionKind.CHANGE_PROOF_TO_VIEW, "902")

    assert offer is not None
    assert offer.now == {"proof": "sms_otp"}

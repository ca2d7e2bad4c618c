"""What an action will cause, said before it is done."""

from dataclasses import replace

import pytest

from app.domain.action_effects import effects
from app.domain.actions import ActionKind, ActionRequest, Cause, Situation
from app.domain.kinds import SendWith
from app.domain.observation import ObservedDocument
from app.domain.status import AgreementStatus, ParticipantStatus
from tests.support.sent_documents import a_sent_document, a_situation, henrik


def request(kind: ActionKind, **values: object) -> ActionRequest:
    return ActionRequest(kind=kind, agreement_id="a1", **values)  # type: ignore[arg-type]


def told(
    kind: ActionKind, situation: Situation | None = None, **values: object
) -> dict[Cause, dict[str, str]]:
    """The facts of each cause."""
    found = effects(request(kind, **values), situation or a_situation())
    return {each.cause: dict(each.facts) for each in found}


def test_a_reminder_writes_to_everybody_who_has_not_signed_and_stays_written() -> None:
    assert told(ActionKind.REMIND) == {
        Cause.REMINDER_TO: {"names": "Henrik Falk", "count": "1"},
        Cause.IRREVERSIBLE: {},
    }


def test_an_automatic_reminder_has_its_day_and_can_be_changed_back() -> None:
    found = told(ActionKind.AUTO_REMINDER, days=5)

    assert found[Cause.REMINDER_AT]["days"] == "5"
    assert found[Cause.REMINDER_AT]["at"].startswith("2031-11-25")
    assert Cause.REVERSIBLE in found


def test_without_an_automatic_reminder_the_one_that_was_set_falls_away() -> None:
    document = replace(
        a_sent_document().documents[0], details={"auto_remind_time": "2031-11-25T08:00:00Z"}
    )
    found = told(ActionKind.AUTO_REMINDER, a_situation(a_sent_document(documents=(document,))))

    assert found[Cause.NO_REMINDER]["at"].startswith("2031-11-25")


def test_prolonging_has_a_new_deadline_and_keeps_what_was_done() -> None:
    found = told(ActionKind.PROLONG, a_situation(a_sent_document("timedout")), days=10)

    assert found[Cause.DEADLINE_AT]["at"].startswith("2031-11-30")
    assert found[Cause.MAY_BE_INVITED]["names"] == "Henrik Falk, Tuva Nyström"
    assert found[Cause.WORK_KEPT] == {"names": "Amara Diallo", "count": "1"}
    assert Cause.IRREVERSIBLE in found


def test_withdrawing_ends_the_signing_and_what_was_signed_leads_nowhere() -> None:
    assert told(ActionKind.CANCEL) == {
        Cause.SIGNING_STOPS: {"names": "Henrik Falk, Tuva Nyström", "count": "2"},
        Cause.SIGNATURES_LAPSE: {"names": "Amara Diallo", "count": "1"},
        Cause.RESTARTABLE: {},
    }


def test_in_flow_what_is_completed_already_stays_so() -> None:
    documents = tuple(
        ObservedDocument(key=key, service_id=key, name=key, status=status)
        for key, status in (("81", AgreementStatus.COMPLETED), ("82", AgreementStatus.IN_PROGRESS))
    )
    situation = replace(a_situation(a_sent_document(documents=documents)), way=SendWith.FLOW)

    assert told(ActionKind.CANCEL, situation)[Cause.SEALED_KEPT] == {"count": "1"}


def test_a_copy_is_made_here_and_the_old_one_stays() -> None:
    assert set(told(ActionKind.RESTART)) == {Cause.NEW_DRAFT, Cause.OLD_STAYS}


def test_another_number_sends_a_new_invitation_and_moves_the_codes() -> None:
    found = told(ActionKind.CHANGE_CONTACT, person="902", mobile="+46 70 174 06 50")

    assert found[Cause.INVITATION_TO]["channel"] == "email"
    assert found[Cause.INVITATION_TO]["address"] == "henrik.falk@example.com"
    assert found[Cause.INVITATION_TO]["number"] == "+46701740650"
    assert found[Cause.LINK_DIES] == {"name": "Henrik Falk"}
    assert found[Cause.CODES_TO] == {"name": "Henrik Falk", "number": "+46701740650"}
    assert found[Cause.WORK_KEPT]["names"] == "Amara Diallo"
    assert Cause.CHANGE_BACK in found


def test_another_address_leaves_the_codes_where_they_are() -> None:
    found = told(ActionKind.CHANGE_CONTACT, person="902", email="h.falk@example.com")

    assert found[Cause.INVITATION_TO]["address"] == "h.falk@example.com"
    assert Cause.CODES_TO not in found


def test_who_was_not_invited_yet_gets_no_message_by_a_change() -> None:
    seen = a_sent_document(participants=(henrik(status=ParticipantStatus.NOT_YET),))
    found = told(ActionKind.CHANGE_CONTACT, a_situation(seen), person="902", email="h@example.com")

    assert Cause.INVITATION_TO not in found
    assert Cause.REVERSIBLE in found


@pytest.mark.parametrize("email", [None, "henrik.falk@example.com"])
def test_a_change_that_changes_nothing_causes_nothing(email: str | None) -> None:
    assert told(ActionKind.CHANGE_CONTACT, person="902", email=email) == {}


def test_a_new_proof_is_asked_and_adds_the_field_that_it_needs() -> None:
    found = told(ActionKind.CHANGE_PROOF_TO_SIGN, person="902", proof="se_bankid")

    assert found[Cause.PROOF_ASKED] == {
        "name": "Henrik Falk",
        "proof": "se_bankid",
        "before": "sms_otp",
        "moment": "sign",
    }
    assert found[Cause.FIELD_ADDED] == {"name": "Henrik Falk", "field": "personal_number"}
    assert Cause.REVERSIBLE in found


def test_a_proof_can_be_dropped() -> None:
    found = told(ActionKind.CHANGE_PROOF_TO_SIGN, person="902", proof="standard")

    assert found[Cause.PROOF_DROPPED]["before"] == "sms_otp"


def test_the_same_proof_causes_nothing() -> None:
    assert told(ActionKind.CHANGE_PROOF_TO_SIGN, person="902", proof="sms_otp") == {}


@pytest.mark.parametrize(
    ("attachments", "cause"), [(True, Cause.ATTACHMENTS_TOO), (False, Cause.NO_ATTACHMENTS)]
)
def test_forwarding_sends_the_document_with_or_without_attachments(
    attachments: bool, cause: Cause
) -> None:
    found = told(ActionKind.FORWARD, email=" a@example.com", attachments=attachments)

    assert found[Cause.COPY_TO] == {"address": "a@example.com"}
    assert cause in found
    assert Cause.IRREVERSIBLE in found


def test_an_invitation_sent_again_goes_where_the_first_one_went() -> None:
    found = told(ActionKind.RESEND, person="902")

    assert found[Cause.INVITATION_TO]["address"] == "henrik.falk@example.com"
    assert Cause.LINK_DIES not in found


@pytest.mark.parametrize("kind", [ActionKind.LINK, ActionKind.QR])
def test_a_link_is_for_its_person_alone(kind: ActionKind) -> None:
    assert told(kind, person="903") == {Cause.KEEP_TO_PERSON: {"name": "Tuva Nyström"}}

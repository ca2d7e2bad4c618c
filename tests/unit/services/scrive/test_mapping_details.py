"""What Scrive's documents tell beside the status: deliveries, files, answers, notes, the past."""

from datetime import UTC, datetime

import pytest

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery
from app.domain.observation import Observation, ObservedParticipant
from app.domain.observed_parts import Channel, DocumentNote, Letter
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.lenient import lenient
from app.services.ports import KnownParticipant
from app.services.scrive.mapping import observation_of
from app.services.scrive.wire import Document, History
from tests.support.scrive_documents import a_document, bodil, inga, the_author

NOW = datetime(2031, 3, 2, 9, 0, tzinfo=UTC)
FIRST = "2031-03-01T13:00:00Z"
SECOND = "2031-03-01T14:30:00Z"
OTHER = "8123456789012345679"


def seen(*documents: Document, known: tuple[KnownParticipant, ...] = ()) -> Observation:
    service_id = ",".join(each.id for each in documents)
    return observation_of(documents, service_id=service_id, observed_at=NOW, known=known)


def alone(**members: JsonValue) -> ObservedParticipant:
    """Bodil, as the only party beside the author."""
    return seen(a_document(bodil(**members))).participants[0]


def notes_of(*parties: JsonObject, **members: JsonValue) -> tuple[DocumentNote, ...]:
    return seen(a_document(*parties, **members)).documents[0].notes


# ── people ───────────────────────────────────────────────────────────────────────────────────────


def test_each_message_that_arrived_or_did_not_is_told() -> None:
    them = alone(
        email_delivery_status="delivered",
        mobile_delivery_status="deferred",
        confirmation_email_delivery_status="not_delivered",
    )
    assert [
        (each.letter, each.channel, each.arrived, each.raw_status) for each in them.deliveries
    ] == [
        (Letter.INVITATION, Channel.EMAIL, True, "delivered"),
        (Letter.INVITATION, Channel.SMS, None, "deferred"),
        (Letter.CONFIRMATION, Channel.EMAIL, False, "not_delivered"),
    ]
    assert them.delivered
    assert not alone(email_delivery_status="unknown").delivered


def test_of_mail_and_sms_one_is_enough() -> None:
    reached = alone(email_delivery_status="not_delivered", mobile_delivery_status="delivered")
    assert reached.status is ParticipantStatus.INVITED
    lost = alone(email_delivery_status="not_delivered", mobile_delivery_status="not_delivered")
    assert (lost.status, lost.raw_status) == (ParticipantStatus.FAILED, "not_delivered")


def test_reading_the_invitation_is_not_opening_the_document() -> None:
    them = alone(read_invitation_time=FIRST)
    assert them.invitation_read_at is not None
    assert (them.opened_at, them.status) == (None, ParticipantStatus.INVITED)


def test_values_beyond_our_enumerations_are_kept_as_they_are() -> None:
    them = alone(
        delivery_method="pigeon",
        signatory_role="witness",
        confirmation_delivery_method="letter",
        authentication_method_to_sign="blood_oath",
        email_delivery_status="bounced_twice",
    )
    assert (them.delivery, them.raw_delivery) == (None, "pigeon")
    assert (them.role, them.raw_role, them.confirmation) == ("witness", "witness", "letter")
    assert them.authentication_to_sign == "blood_oath"
    assert (them.deliveries[0].arrived, them.deliveries[0].raw_status) == (None, "bounced_twice")
    assert them.status is ParticipantStatus.INVITED


@pytest.mark.parametrize(
    ("method", "ours"),
    [("pad", Delivery.IN_PERSON), ("api", Delivery.LINK), ("email_mobile", Delivery.EMAIL_SMS)],
)
def test_ways_of_delivery_are_told(method: str, ours: Delivery) -> None:
    assert alone(delivery_method=method).delivery is ours


def test_an_approver_approves() -> None:
    them = alone(signatory_role="approver", sign_time=FIRST, seen_time=FIRST)
    assert (them.role, them.status) == ("approver", ParticipantStatus.ACTED)


def test_newer_servers_tell_proofs_of_identity_elsewhere() -> None:
    them = alone(
        authentication_method_to_view=None,
        authentication_method_to_sign=None,
        authentications={
            "view": {"type": "sms_pin"},
            "sign": {"type": "se_bankid"},
            "view_archived": {"type": "standard"},
        },
    )
    assert (them.authentication_to_view, them.authentication_to_sign) == ("sms_pin", "se_bankid")
    assert them.authentication_to_view_archived == ""
    assert alone(
        authentication_method_to_view_archived="no_bankid"
    ).authentication_to_view_archived == ("no_bankid")


def test_answers_are_told_in_the_words_of_their_options() -> None:
    question: JsonObject = {
        "title": "May we write to you?",
        "positive_option": "Please do",
        "negative_option": "Never",
    }
    questions: list[JsonValue] = [
        {**question, "response": True},
        {**question, "response": False},
        {**question, "response": None},
        {"title": "And call?", "response": False},
    ]
    them = alone(consent_module={"title": "Contact", "questions": questions})
    assert [each.answer for each in them.answers] == ["Please do", "Never", "", "No"]
    assert them.answers[0].question == "May we write to you?"


def test_requested_files_tell_whether_they_were_handed_in() -> None:
    them = alone(
        attachments=[
            {
                "name": "Passport",
                "description": "Both sides",
                "file_id": "77",
                "file_name": "p.png",
            },
            {"name": "Diploma", "required": False, "file_id": None, "file_name": None},
        ]
    )
    handed, missing = them.requested_files
    assert (handed.name, handed.description, handed.handed_in) == ("Passport", "Both sides", True)
    assert (handed.file_name, handed.required) == ("p.png", True)
    assert (missing.handed_in, missing.required) == (False, False)


def test_what_was_done_with_each_document_is_told() -> None:
    first = a_document(bodil(seen_time=FIRST, sign_time=SECOND))
    second = a_document(bodil(seen_time=FIRST), id=OTHER)
    them = seen(first, second).participants[0]
    assert (them.documents_done, them.documents_total) == (1, 2)
    assert [each.document for each in them.parts] == [first.id, OTHER]
    assert [each.acted_at is not None for each in them.parts] == [True, False]
    assert them.parts[1].opened_at is not None


# ── documents ────────────────────────────────────────────────────────────────────────────────────


def test_signed_by_all_while_the_process_goes_on_is_told() -> None:
    author = the_author(signatory_role="signing_party")
    blank = {"email": "", "delivery_method": "email"}
    done: JsonObject = bodil(sign_time=FIRST, **blank)
    waits: JsonObject = bodil(**blank)
    first = a_document(parties=[author, done])
    second = a_document(parties=[author, waits], id=OTHER)
    observation = seen(first, second)
    assert observation.status is AgreementStatus.IN_PROGRESS
    assert observation.documents[0].notes == (DocumentNote.ALL_SIGNED,)
    assert observation.documents[1].notes == ()
    assert notes_of(bodil(sign_time=FIRST), inga()) == ()
    viewer = inga(signatory_role="viewer")
    assert notes_of(bodil(sign_time=FIRST), viewer) == (DocumentNote.ALL_SIGNED,)


@pytest.mark.parametrize(
    ("members", "note"),
    [
        ({"status": "awaiting_start"}, DocumentNote.NOT_STARTED),
        ({"status": "closed", "sealed_file": None}, DocumentNote.SEALING),
        ({"status": "document_error"}, DocumentNote.SEAL_FAILED),
        ({"is_trashed": True}, DocumentNote.TRASHED),
        ({"is_in_trash": True}, DocumentNote.TRASHED),
        ({"is_trashed": True, "is_deleted": True}, DocumentNote.DELETED),
        ({"viewer": {"role": "company_shared"}}, DocumentNote.NOT_OURS),
        ({"viewer": {"role": "signatory", "signatory_id": "901"}}, DocumentNote.NOT_OURS),
    ],
)
def test_what_an_owner_should_know_of_a_document_is_noted(
    members: dict[str, JsonValue], note: DocumentNote
) -> None:
    assert notes_of(bodil(), **members) == (note,)


def test_a_sealed_document_of_ours_has_nothing_to_note() -> None:
    own: JsonObject = {"role": "signatory", "signatory_id": "900"}
    signed = bodil(sign_time=FIRST)
    members: JsonObject = {"status": "closed", "sealed_file": {"id": "5"}, "viewer": own}
    assert notes_of(signed, **members) == ()


def test_nobody_is_invited_while_the_service_holds_it_back() -> None:
    observation = seen(a_document(bodil(), status="awaiting_start"))
    assert observation.participants[0].status is ParticipantStatus.NOT_YET


def test_what_was_deleted_is_gone() -> None:
    assert seen(a_document(bodil(), is_deleted=True)).access is Access.GONE


def test_settings_of_a_document_are_told() -> None:
    observed = seen(
        a_document(
            bodil(),
            auto_remind_time=SECOND,
            tags=[{"name": "case", "value": "31-7"}, {"name": "", "value": "?"}],
            api_callback_url="https://user:pass@hooks.example.com/scrive?key=secret#x",
            folder_id=4711,
            author_attachments=[
                {"name": "Terms", "required": True, "add_to_sealed_file": False, "file_id": "8"},
                {"name": "Map", "add_to_sealed_file": True},
            ],
        )
    ).documents[0]
    assert observed.deadline is not None
    assert observed.remind_at is not None
    assert observed.tags == ("case: 31-7",)
    assert (observed.folder, observed.callback) == ("4711", "https://hooks.example.com/scrive")
    assert observed.details["api_callback_url"] == "https://hooks.example.com/scrive"
    assert [(each.name, each.required, each.merged) for each in observed.attachments] == [
        ("Terms", True, False),
        ("Map", False, True),
    ]
    over = seen(a_document(bodil(), status="canceled", auto_remind_time=SECOND)).documents[0]
    assert over.remind_at is None


def test_a_list_tells_of_changes_only_to_documents_of_ours() -> None:
    ours = a_document(bodil(), object_version=3)
    foreign = a_document(bodil(), id=OTHER, viewer={"role": "company_admin"})
    assert list(seen(ours).versions) == [ours.id]
    assert seen(ours, foreign).versions == {}
    perhaps = a_document(bodil(), viewer={"role": "signatory"})
    assert (seen(perhaps).versions, seen(perhaps).documents[0].notes) == ({}, ())
    touched = a_document(bodil(), object_version=4)
    assert seen(touched).versions != seen(ours).versions


def test_whatever_sounds_like_a_secret_is_kept_nowhere() -> None:
    document = a_document(
        bodil(login_token="s-1", qr_code="s-2"),
        session_id="s-3",
        evidence=[{"download_url": "/s-4"}],
        client_secret="s-5",
    )
    assert "s-" not in repr(seen(document).details) + repr(seen(document).participants)


# ── the past ─────────────────────────────────────────────────────────────────────────────────────


def test_one_thing_that_happened_to_several_documents_is_told_once() -> None:
    def history(*events: JsonObject) -> History:
        return lenient({"events": list(events)}, History)

    signed: JsonObject = {"status": "signed", "time": SECOND, "text": "Signed", "party": "Bodil"}
    sent: JsonObject = {"status": "sent", "time": FIRST, "text": "Sent"}
    late: JsonObject = {"status": "timeouted", "time": SECOND, "text": "Förfallen"}
    documents = [a_document(bodil()), a_document(bodil(), id=OTHER)]
    both = tuple(each.id for each in documents)
    observation = observation_of(
        documents,
        service_id=",".join(both),
        observed_at=NOW,
        histories=[history(signed, sent), history(late, signed, sent)],
    )
    assert [(each.raw_type, each.documents) for each in observation.history] == [
        ("signed", both),
        ("timeouted", (OTHER,)),
        ("sent", both),
    ]

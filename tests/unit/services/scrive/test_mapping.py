"""What Scrive's documents mean."""

from datetime import UTC, datetime

import pytest

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Role
from app.domain.observation import Observation, ObservedParticipant
from app.domain.progress import waiting_names
from app.domain.scrive_parties import parties_of
from app.domain.status import AgreementStatus, ParticipantStatus
from app.services.lenient import lenient
from app.services.ports import KnownParticipant
from app.services.scrive.mapping import observation_of
from app.services.scrive.wire import Document, History
from tests.support.scrive_documents import (
    a_document,
    a_field,
    a_signatory,
    bodil,
    inga,
    the_author,
)

NOW = datetime(2031, 3, 2, 9, 0, tzinfo=UTC)
FIRST = "2031-03-01T13:00:00Z"
SECOND = "2031-03-01T14:30:00.5Z"


def seen(*documents: Document, known: tuple[KnownParticipant, ...] = ()) -> Observation:
    service_id = ",".join(each.id for each in documents)
    return observation_of(documents, service_id=service_id, observed_at=NOW, known=known)


def person(observation: Observation, name: str) -> ObservedParticipant:
    return next(each for each in observation.participants if each.name == name)


def status_of(**members: JsonValue) -> ParticipantStatus:
    return person(seen(a_document(bodil(**members))), "Bodil Oskarsson").status


def blank(signatory_id: str, **members: JsonValue) -> JsonObject:
    """A party as the Flow guide makes it."""
    return a_signatory(signatory_id, "", **members)


def sent(label: str, *ids: str, **changes: object) -> KnownParticipant:
    values: dict[str, object] = {
        "label": label,
        "name": label.title(),
        "email": f"{label}@example.com",
        "signatory_ids": ids,
        **changes,
    }
    return KnownParticipant(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preparation", AgreementStatus.DRAFT),
        ("awaiting_start", AgreementStatus.IN_PROGRESS),
        ("pending", AgreementStatus.IN_PROGRESS),
        ("closed", AgreementStatus.COMPLETED),
        ("rejected", AgreementStatus.DECLINED),
        ("canceled", AgreementStatus.CANCELLED),
        ("timedout", AgreementStatus.EXPIRED),
        ("document_error", AgreementStatus.FAILED),
        ("sleeping", AgreementStatus.UNKNOWN),
        ("", AgreementStatus.UNKNOWN),
    ],
)
def test_the_status_of_a_document_is_told_in_both_words(word: str, status: AgreementStatus) -> None:
    observation = seen(a_document(bodil(), status=word))
    assert (observation.status, observation.raw_status) == (status, word)
    assert observation.documents[0].status is status
    assert observation.documents[0].raw_status == word


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("preparation", "preparation"), AgreementStatus.DRAFT),
        (("preparation", "pending"), AgreementStatus.IN_PROGRESS),
        (("closed", "pending"), AgreementStatus.IN_PROGRESS),
        (("closed", "closed"), AgreementStatus.COMPLETED),
        (("canceled", "rejected"), AgreementStatus.DECLINED),
        (("timedout", "canceled"), AgreementStatus.CANCELLED),
    ],
)
def test_several_documents_are_one_agreement(
    words: tuple[str, str], status: AgreementStatus
) -> None:
    first, second = words
    observation = seen(
        a_document(bodil(), status=first),
        a_document(bodil(), id="8123456789012345679", title="Annex", status=second),
    )
    assert observation.status is status
    assert observation.title == "Lease 2031, Annex"
    assert [each.name for each in observation.documents] == ["Lease 2031", "Annex"]
    assert len({each.key for each in observation.documents}) == 2


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({}, ParticipantStatus.INVITED),
        ({"email_delivery_status": "delivered"}, ParticipantStatus.INVITED),
        ({"email_delivery_status": "not_delivered"}, ParticipantStatus.FAILED),
        ({"mobile_delivery_status": "not_delivered"}, ParticipantStatus.FAILED),
        (
            {"email_delivery_status": "not_delivered", "seen_time": FIRST},
            ParticipantStatus.OPENED,
        ),
        ({"seen_time": FIRST}, ParticipantStatus.OPENED),
        ({"seen_time": FIRST, "sign_time": SECOND}, ParticipantStatus.ACTED),
        ({"seen_time": FIRST, "rejected_time": SECOND}, ParticipantStatus.DECLINED),
        ({"signatory_role": "viewer"}, ParticipantStatus.INVITED),
        ({"signatory_role": "viewer", "seen_time": FIRST}, ParticipantStatus.OPENED),
    ],
)
def test_where_a_participant_stands(
    members: dict[str, JsonValue], status: ParticipantStatus
) -> None:
    assert status_of(**members) is status


def test_nobody_is_invited_to_a_draft() -> None:
    observation = seen(a_document(bodil(), status="preparation"))
    assert observation.participants[0].status is ParticipantStatus.NOT_YET


def test_whose_turn_it_is_follows_the_order_of_signing() -> None:
    first, second = bodil(sign_order=1), inga(sign_order=2)
    viewer = a_signatory("903", "Elin Sund", signatory_role="viewer", email="elin@example.com")
    observation = seen(a_document(first, second, viewer))
    assert person(observation, "Bodil Oskarsson").status is ParticipantStatus.INVITED
    assert person(observation, "Inga Engberg").status is ParticipantStatus.NOT_YET
    assert person(observation, "Elin Sund").status is ParticipantStatus.INVITED
    assert waiting_names(observation) == ("Bodil Oskarsson",)
    observation = seen(a_document({**first, "sign_time": FIRST}, second, viewer))
    assert waiting_names(observation) == ("Inga Engberg",)


def test_a_participant_is_told_with_all_that_the_document_knows() -> None:
    signed = inga(
        sign_order=3,
        sign_time=SECOND,
        seen_time=FIRST,
        has_authenticated_to_view=True,
        authentication_method_to_view="sms_pin",
        authentication_method_to_sign="se_bankid",
    )
    them = person(seen(a_document(signed)), "Inga Engberg")
    assert (them.phone, them.email, them.delivery) == ("+46702254141", "", Delivery.SMS)
    assert (them.role, them.raw_role) == ("signer", "signing_party")
    assert them.opened_at is not None
    assert them.opened_at.at == datetime(2031, 3, 1, 13, 0, tzinfo=UTC)
    assert them.acted_at is not None
    assert them.acted_at.at == datetime(2031, 3, 1, 14, 30, 0, 500_000, tzinfo=UTC)
    assert them.authenticated
    assert (them.authentication_to_view, them.authentication_to_sign) == ("sms_pin", "se_bankid")
    assert (them.signing_order, them.documents_done, them.documents_total) == (3, 1, 1)
    assert them.raw_status == "sign_time"


def test_a_refusal_is_told_with_its_reason() -> None:
    refused = bodil(rejected_time=FIRST, rejection_reason="Wrong rent")
    them = seen(a_document(refused, status="rejected")).participants[0]
    assert them.reason == "Wrong rent"
    assert them.acted_at is not None


@pytest.mark.parametrize(
    ("role", "flag", "ours"),
    [
        ("signing_party", None, "signer"),
        ("approver", None, "approver"),
        ("viewer", None, "viewer"),
        ("witness", None, "witness"),
        ("", True, "signer"),
        ("", False, "viewer"),
        ("signing_party", False, "viewer"),
        ("approver", True, "approver"),
    ],
)
def test_the_role_is_ours_where_we_have_one(role: str, flag: bool | None, ours: str) -> None:
    party = bodil(signatory_role=role, is_signatory=flag)
    assert seen(a_document(party)).participants[0].role == ours


def test_the_owner_takes_part_only_where_the_owner_signs() -> None:
    observation = seen(a_document(bodil()))
    assert [each.name for each in observation.participants] == ["Bodil Oskarsson"]
    assert (observation.owner, observation.owner_email) == ("Maja Lindqvist", "maja@example.com")
    signing = the_author(signatory_role="signing_party")
    observation = seen(a_document(parties=[signing, bodil()]))
    assert waiting_names(observation) == ("Maja Lindqvist", "Bodil Oskarsson")


def test_the_owner_has_no_part_in_flow() -> None:
    author = the_author(signatory_role="signing_party")
    one = a_document(parties=[author, blank("901"), blank("902")])
    two = a_document(id="9", parties=[author, bodil()])
    for documents in ([one], [two, two], [a_document(parties=[author, bodil()], status="closed")]):
        assert "Maja Lindqvist" not in [each.name for each in seen(*documents).participants]


def test_an_owner_who_signed_took_part_whatever_carried_it() -> None:
    author = the_author(sign_time=FIRST)
    observation = seen(a_document(parties=[author, blank("901")]))
    assert observation.participants[0].name == "Maja Lindqvist"


def test_blank_parties_are_whom_we_sent_them_to() -> None:
    document = a_document(
        parties=[
            the_author(signatory_role="signing_party"),
            blank("901", seen_time=FIRST, sign_time=FIRST),
            blank("902", delivery_method="email"),
        ]
    )
    known = (
        sent("bodil", "901"),
        sent(
            "inga",
            "902",
            phone="+46702254141",
            email="",
            delivery=Delivery.SMS,
            signing_order=2,
            authentication_to_view="sms_otp",
        ),
    )
    bodil_, inga_ = seen(document, known=known).participants
    assert (bodil_.name, bodil_.email, bodil_.status) == (
        "Bodil",
        "bodil@example.com",
        ParticipantStatus.ACTED,
    )
    assert (inga_.name, inga_.phone, inga_.status) == (
        "Inga",
        "+46702254141",
        ParticipantStatus.INVITED,
    )
    assert (inga_.delivery, inga_.signing_order) == (Delivery.SMS, 2)
    assert inga_.authentication_to_view == "sms_otp"


def test_the_order_in_flow_is_the_one_that_we_sent() -> None:
    known = (sent("bodil", "901"), sent("inga", "902", signing_order=2))
    document = a_document(blank("901"), blank("902"))
    statuses = [each.status for each in seen(document, known=known).participants]
    assert statuses == [ParticipantStatus.INVITED, ParticipantStatus.NOT_YET]


def test_what_the_service_tells_of_a_person_wins_over_what_we_sent() -> None:
    corrected = bodil(email="bodil.new@example.com")
    known = (sent("bodil", "901", role=Role.SIGNER),)
    them = seen(a_document(corrected), known=known).participants[0]
    assert (them.name, them.email) == ("Bodil Oskarsson", "bodil.new@example.com")


def test_a_person_has_acted_when_all_their_documents_are_signed() -> None:
    first = a_document(blank("901", sign_time=FIRST, seen_time=FIRST), blank("902"))
    second = a_document(blank("911"), blank("912"), id="9")
    known = (sent("bodil", "901", "911"), sent("inga", "902", "912"))
    them = seen(first, second, known=known).participants[0]
    assert (them.documents_done, them.documents_total) == (1, 2)
    assert them.status is ParticipantStatus.OPENED
    done = a_document(blank("911", sign_time=SECOND), blank("912"), id="9")
    them = seen(first, done, known=known).participants[0]
    assert them.status is ParticipantStatus.ACTED
    assert them.acted_at is not None
    assert them.acted_at.at.hour == 14


def test_changed_signatory_ids_are_matched_by_their_places() -> None:
    document = a_document(blank("991", sign_time=FIRST), blank("992"))
    known = (sent("bodil", "901"), sent("inga", "902"))
    statuses = [each.status for each in seen(document, known=known).participants]
    assert statuses == [ParticipantStatus.ACTED, ParticipantStatus.INVITED]


def test_somebody_who_is_found_nowhere_is_unknown() -> None:
    known = (sent("bodil", "1"), sent("inga", "2"), sent("elin", "3"))
    observation = seen(a_document(blank("991")), known=known)
    assert {each.status for each in observation.participants} == {ParticipantStatus.UNKNOWN}
    assert [each.name for each in observation.participants] == ["Bodil", "Inga", "Elin"]


def test_made_elsewhere_one_address_is_one_person_and_blank_ones_go_by_place() -> None:
    first = a_document(bodil(), blank("902"))
    second = a_document(bodil(email="Bodil@Example.com"), blank("912"), id="9")
    observation = seen(first, second)
    assert [each.documents_total for each in observation.participants] == [2, 2]
    twice = seen(a_document(bodil(), bodil(id="903")))
    assert len({each.key for each in twice.participants}) == 2


def test_deadline_and_completion_come_from_the_documents() -> None:
    near = a_document(bodil(), id="9", timeout_time="2031-04-01T21:59:59Z")
    observation = seen(a_document(bodil()), near)
    assert observation.deadline is not None
    assert observation.deadline.at.month == 4
    assert observation.completed_at is None
    closed = a_document(bodil(sign_time=FIRST), inga(sign_time=SECOND), status="closed")
    observation = seen(closed)
    assert observation.deadline is None
    assert observation.completed_at is not None
    assert observation.completed_at.at.hour == 14


def test_links_and_tokens_are_in_nothing_that_is_kept() -> None:
    document = a_document(
        bodil(api_delivery_url="/s/link-1"),
        access_token="token-2",
        shareable_link="https://example.com/s/link-3",
        experimental_features={"access_token": "token-4", "other": [{"access_link": "link-5"}]},
    )
    kept = repr(seen(document))
    assert "link-" not in kept
    assert "token-" not in kept
    assert "experimental_features" in kept


def test_of_a_personal_number_only_that_it_is_known_is_kept() -> None:
    def seen_with(number: str) -> Observation:
        fields: list[JsonValue] = [a_field("personal_number", number)]
        return seen(a_document(bodil(fields=fields, signed={"personal_number": number})))

    known = seen_with("195001019990")
    assert "19500101" not in repr(known)
    (party,) = parties_of(known.participants[0])
    assert party.fields["personal_number"]
    (party,) = parties_of(seen_with("").participants[0])
    assert party.fields["personal_number"] == ""


def test_all_else_that_was_told_is_kept() -> None:
    observation = seen(a_document(bodil(brand_new=[1, None]), days_to_sign=90))
    assert observation.documents[0].details["days_to_sign"] == 90
    parties = observation.participants[0].details["parties"]
    assert isinstance(parties, list)
    assert isinstance(parties[0], dict)
    assert parties[0]["brand_new"] == [1, None]


def test_history_is_told_as_plain_text_newest_first() -> None:
    def history(*events: JsonObject) -> History:
        return lenient({"events": list(events)}, History)

    sent_: JsonObject = {
        "status": "sent",
        "time": FIRST,
        "text": "Sent to <b>Bodil&nbsp;Oskarsson</b>",
        "party": "Maja Lindqvist",
    }
    later: JsonObject = {"status": "opened", "time": SECOND, "text": "Opened", "party": "Bodil"}
    undated: JsonObject = {"status": "odd", "time": "soon", "text": "?"}
    documents = [a_document(bodil()), a_document(bodil(), id="9")]
    observation = observation_of(
        documents,
        service_id="8,9",
        observed_at=NOW,
        histories=[history(sent_, undated), history(later, sent_)],
    )
    assert [each.raw_type for each in observation.history] == ["opened", "sent", "odd"]
    assert observation.history[1].text == "Sent to Bodil Oskarsson"
    assert observation.sent_at is not None
    assert observation.sent_at.at.hour == 13

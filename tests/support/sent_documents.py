"""Builders: a Scrive document that was sent, as it is observed, for what is done afterwards."""

from datetime import UTC, datetime

from app.domain.action_offers import offer_of, way_seen
from app.domain.actions import ActionKind, Offer, Situation
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ServiceKind
from app.domain.observation import Observation, ObservedDocument, ObservedParticipant
from app.domain.status import AgreementStatus, ParticipantStatus
from tests.support.observations import NOW, a_person, an_observation, at, signed

DOCUMENT_ID = "8222115557375075001"


def a_party(
    key: str, *, delivery: str = "email", role: str = "signing_party", **other: object
) -> JsonObject:
    """What the service says of one party; `email` and `mobile` become fields."""
    fields: list[JsonObject] = [
        {"type": name, "value": str(other.pop(name))}
        for name in ("email", "mobile", "personal_number")
        if name in other
    ]
    said: JsonObject = {
        "id": key,
        "document_id": DOCUMENT_ID,
        "is_author": False,
        "signatory_role": role,
        "delivery_method": delivery,
        "fields": list(fields),
        "authentication_method_to_view": "standard",
        "authentication_method_to_sign": "standard",
    }
    return {**said, **{name: str(value) for name, value in other.items()}}


def henrik(**other: object) -> ObservedParticipant:
    """He was invited by e-mail, has a number, and has not signed."""
    party = a_party(
        "902",
        email="henrik.falk@example.com",
        mobile="+46701740605",
        authentication_method_to_sign="sms_pin",
    )
    members: dict[str, object] = {
        "key": "902",
        "signing_order": 2,
        "status": ParticipantStatus.OPENED,
        "phone": "+46701740605",
        "invited_at": at(10),
        "delivered_at": at(10, 9, 16),
        "opened_at": at(12, 8, 14),
        "authentication_to_sign": "sms_otp",
        "details": {"parties": [party]},
    }
    return a_person(**{**members, **other})  # type: ignore[arg-type]


def a_sent_document(status: str = "pending", **other: object) -> Observation:
    """A document of the Document API that waits for Henrik Falk, and after him for Tuva."""
    statuses = {
        "pending": AgreementStatus.IN_PROGRESS,
        "closed": AgreementStatus.COMPLETED,
        "timedout": AgreementStatus.EXPIRED,
        "canceled": AgreementStatus.CANCELLED,
        "rejected": AgreementStatus.DECLINED,
    }
    details: JsonObject = {
        "id": DOCUMENT_ID,
        "status": status,
        "timeout_time": "2031-12-12T22:59:59Z" if status == "pending" else "2031-11-18T22:59:59Z",
        "auto_remind_time": None,
    }
    amara = a_party("901", email="amara.diallo@example.com", sign_time="2031-11-09T14:02:00Z")
    tuva = a_party("903", delivery="api", email="tuva.nystrom@example.com")
    members: dict[str, object] = {
        "service": ServiceKind.SCRIVE,
        "service_id": DOCUMENT_ID,
        "status": statuses[status],
        "raw_status": status,
        "documents": (
            ObservedDocument(
                key=DOCUMENT_ID,
                service_id=DOCUMENT_ID,
                name="Supply agreement 2027.pdf",
                details=details,
            ),
        ),
        "participants": (
            signed("Amara Diallo", at(9, 14, 2), key="901", details={"parties": [amara]}),
            henrik(),
            a_person(
                "Tuva Nyström",
                key="903",
                signing_order=2,
                delivery=Delivery.LINK,
                details={"parties": [tuva]},
            ),
        ),
        "deadline": None,
        "details": details,
    }
    return an_observation(**{**members, **other})


def a_situation(observation: Observation | None = None, now: datetime = NOW) -> Situation:
    """How it stands with a sent document."""
    seen = observation or a_sent_document()
    return Situation(observation=seen, way=way_seen(seen), now=now.astimezone(UTC))


def an_offer(situation: Situation, kind: ActionKind, person: str = "") -> Offer:
    """The offer of one action, which there has to be."""
    offer = offer_of(situation, kind, person)
    assert offer is not None
    assert offer.offered, offer.why_not
    return offer

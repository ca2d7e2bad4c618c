"""Builders: what a service might have said about an agreement."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ServiceKind
from app.domain.observation import (
    HistoryEvent,
    Moment,
    Observation,
    ObservedDocument,
    ObservedParticipant,
)
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.services.lenient import lenient
from app.services.signinghub.mapping import observation_of
from app.services.signinghub.wire import WorkflowDetails
from app.services.tracking.tracked import TrackedAgreement

NOW = datetime(2031, 11, 20, 9, 41, tzinfo=UTC)
"""The moment from which the builders' agreements are seen."""


def at(day: int, hour: int = 9, minute: int = 15, month: int = 11) -> Moment:
    return Moment(at=datetime(2031, month, day, hour, minute, tzinfo=UTC))


def a_person(name: str = "Henrik Falk", **other: object) -> ObservedParticipant:
    """A signer with an address of their own, invited at first."""
    address = name.lower().replace(" ", ".") + "@example.com"
    members: dict[str, object] = {
        "key": name,
        "name": name,
        "email": address,
        "role": "signer",
        "status": ParticipantStatus.INVITED,
        "raw_status": "IN_PROGRESS",
        "delivery": Delivery.EMAIL,
    }
    return ObservedParticipant(**{**members, **other})  # type: ignore[arg-type]


def signed(name: str, when: Moment, **other: object) -> ObservedParticipant:
    done = {"status": ParticipantStatus.ACTED, "raw_status": "SIGNED", "acted_at": when}
    return a_person(name, **{**done, **other})


def a_document(name: str = "Supply agreement 2027.pdf", **other: object) -> ObservedDocument:
    members: dict[str, object] = {"key": name, "service_id": "550231", "name": name, "pages": 22}
    return ObservedDocument(**{**members, **other})  # type: ignore[arg-type]


def an_observation(**other: object) -> Observation:
    """A SigningHub package of three steps that waits for Henrik Falk."""
    members: dict[str, object] = {
        "service": ServiceKind.SIGNINGHUB,
        "service_id": "88121",
        "title": "Supply agreement 2027 – Falk Elteknik",
        "status": AgreementStatus.IN_PROGRESS,
        "raw_status": "SHARED",
        "observed_at": NOW,
        "documents": (a_document(), a_document("Price list.pdf", pages=3)),
        "participants": (
            signed("Amara Diallo", at(9, 14, 2), key="1"),
            signed("Jonas Wik", at(10), key="2", role="approver", raw_status="REVIEWED"),
            a_person(
                key="3",
                signing_order=2,
                status=ParticipantStatus.OPENED,
                phone="+46701740605",
                invited_at=at(10),
                delivered_at=at(10, 9, 16),
                opened_at=at(12, 8, 14),
                authentication_to_view="sms_otp",
                deadline=at(27, 23, 59),
            ),
            a_person("Tuva Nyström", key="4", signing_order=3, status=ParticipantStatus.NOT_YET),
            a_person("Lars Ek", key="5", signing_order=3, role="copy", status=_NOT_YET),
        ),
        "owner": "Maja Lindqvist",
        "owner_email": "maja@example.com",
        "sent_at": at(6),
        "deadline": at(27, 23, 59),
        "history": (
            HistoryEvent(at=at(6), text="SHARED", who="Maja Lindqvist", raw_type="SHARED"),
            HistoryEvent(at=at(12, 8, 14), text="OPENED", who="Henrik Falk", raw_type="OPENED"),
        ),
        "details": {"package_id": 88121, "workflow": {"workflow_type": "CUSTOM"}},
        "access": Access.OK,
    }
    return Observation(**{**members, **other})  # type: ignore[arg-type]


def a_tracked(observation: Observation | None = None, **other: object) -> TrackedAgreement:
    """A package that is followed and was asked about a moment ago."""
    members: dict[str, object] = {
        "id": "0b7a6f9c-2d0e-4c7e-9a54-0c8e6b7d1f20",
        "account_id": "norrvik",
        "account_name": "Norrvik SigningHub",
        "service": ServiceKind.SIGNINGHUB,
        "service_id": "88121",
        "title": "Lease",
        "observation": observation,
        "access": Access.OK,
        "error": None,
        "followed_at": NOW,
        "observed_at": NOW,
        "last_seen_by_user_at": None,
        "changed": False,
    }
    return TrackedAgreement(**{**members, **other})  # type: ignore[arg-type]


_NOT_YET = ParticipantStatus.NOT_YET


def the_full_workflow() -> JsonObject:
    """SigningHub's answer with every member that it may have, repeated ids and names included."""
    text = (Path(__file__).parent / "workflow-full.json").read_text(encoding="utf-8")
    return cast("JsonObject", json.loads(text))


def the_full_observation() -> Observation:
    """What is observed of that answer."""
    details = lenient(the_full_workflow(), WorkflowDetails)
    return observation_of(details, service_id="88121", observed_at=NOW)

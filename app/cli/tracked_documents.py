"""The JSON documents about followed agreements and saved files."""

from collections.abc import Sequence

from app.cli.documents import time_text
from app.domain.copies import copy_holder
from app.domain.event_details import EventFact
from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import (
    HistoryEvent,
    Moment,
    Observation,
    ObservedDocument,
    ObservedParticipant,
)
from app.domain.observed_parts import DocumentPart
from app.domain.progress import waiting_names
from app.domain.status import AgreementStatus
from app.services.ports import DownloadedFile
from app.services.tracking.tracked import FollowedAll, TrackedAgreement


def agreement_document(
    tracked: TrackedAgreement, copies: Sequence[TrackedAgreement] = ()
) -> JsonObject:
    """One entry of `status`; `copies` are all of its agreement, where everybody has their own."""
    told = _agreement(tracked)
    return {**told, "copies": [_copy(each) for each in copies]} if copies else told


def _copy(tracked: TrackedAgreement) -> JsonObject:
    seen = tracked.observation
    return {
        "service_id": tracked.service_id,
        "participant": "" if seen is None else copy_holder(seen),
        "status": (AgreementStatus.UNKNOWN if seen is None else seen.status).value,
    }


def _agreement(tracked: TrackedAgreement) -> JsonObject:
    seen = tracked.observation
    if seen is None:
        return {
            **_head(tracked),
            "status": AgreementStatus.UNKNOWN.value,
            "raw_status": "",
            "waiting_for": [],
            "documents": [],
            "participants": [],
            "details": {},
            "observed_at": None,
        }
    return {
        **_head(tracked),
        "status": seen.status.value,
        "raw_status": seen.raw_status,
        **({"ended_early": True} if seen.ended_early else {}),
        "waiting_for": list(waiting_names(seen)),
        "documents": [_document(each) for each in seen.documents],
        "participants": [_participant(each) for each in seen.participants],
        "owner": seen.owner,
        "sent_at": _moment(seen.sent_at),
        "deadline": _moment(seen.deadline),
        "completed_at": _moment(seen.completed_at),
        "history": [event_document(each) for each in seen.history],
        **_kept(seen),
        "details": seen.details,
        "observed_at": time_text(seen.observed_at),
    }


def followed_all_document(result: FollowedAll) -> JsonObject:
    """The answer to `follow --all`: what is followed from now on."""
    return {
        "agreements": [agreement_document(each) for each in result.added],
        "added": len(result.added),
        "already": result.already,
    }


def download_document(files: tuple[DownloadedFile, ...]) -> JsonObject:
    """The answer to `download`."""
    return {
        "files": [
            {
                "path": str(each.path),
                "sha256": each.sha256,
                "kind": each.kind.value,
                "note": each.note or None,
            }
            for each in files
        ]
    }


def _head(tracked: TrackedAgreement) -> JsonObject:
    return {
        "id": tracked.id,
        "account": tracked.account_name,
        "service": tracked.service.value,
        "service_id": tracked.service_id,
        "title": tracked.title,
        "access": tracked.access.value,
        "error": None if tracked.error is None else tracked.error.paragraph(),
    }


def _document(document: ObservedDocument) -> JsonObject:
    return {
        "service_id": document.service_id,
        "name": document.name,
        "status": None if document.status is None else document.status.value,
        "raw_status": document.raw_status,
        "pages": document.pages,
        "notes": [each.value for each in document.notes],
        "viewed_as": document.viewed_as,
        "attachments": [
            {"name": each.name, "required": each.required, "merged": each.merged}
            for each in document.attachments
        ],
        "deadline": _moment(document.deadline),
        "remind_at": _moment(document.remind_at),
        "tags": list(document.tags),
        "callback": document.callback,
        "folder": document.folder,
    }


def _participant(person: ObservedParticipant) -> JsonObject:
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "kind": person.kind.value,
        "role": person.role,
        "raw_role": person.raw_role,
        "status": person.status.value,
        "raw_status": person.raw_status,
        "signing_order": person.signing_order,
        "delivery": None if person.delivery is None else person.delivery.value,
        "raw_delivery": person.raw_delivery,
        "deliveries": [
            {
                "channel": each.channel.value,
                "letter": each.letter.value,
                "arrived": each.arrived,
                "raw_status": each.raw_status,
            }
            for each in person.deliveries
        ],
        "confirmation": person.confirmation,
        "invited_at": _moment(person.invited_at),
        "delivered_at": _moment(person.delivered_at),
        "invitation_read_at": _moment(person.invitation_read_at),
        "opened_at": _moment(person.opened_at),
        "authenticated_at": _moment(person.authenticated_at),
        "authenticated": person.authenticated,
        "acted_at": _moment(person.acted_at),
        "acted_by": person.acted_by,
        "reason": person.reason,
        "documents_done": person.documents_done,
        "documents_total": person.documents_total,
        "documents": [_part(each) for each in person.parts],
        "requested_files": [
            {
                "name": each.name,
                "required": each.required,
                "handed_in": each.handed_in,
                "file_name": each.file_name,
            }
            for each in person.requested_files
        ],
        "answers": [{"question": each.question, "answer": each.answer} for each in person.answers],
        "deadline": _moment(person.deadline),
    }


def _part(part: DocumentPart) -> JsonObject:
    return {
        "service_id": part.document,
        "opened_at": _moment(part.opened_at),
        "acted_at": _moment(part.acted_at),
        "declined_at": _moment(part.declined_at),
    }


def facts_document(facts: Sequence[EventFact]) -> list[JsonValue]:
    """What was told of one event, or of signatures; each with what stands below it."""
    return [
        {
            "name": each.name,
            "value": each.value,
            "has_certificate": each.has_certificate,
            "parts": facts_document(each.parts),
        }
        for each in facts
    ]


def event_document(event: HistoryEvent) -> JsonObject:
    """One line of the history; `service_id` is what `history --event` takes."""
    return {
        "at": _moment(event.at),
        "who": event.who,
        "text": event.text,
        "raw_type": event.raw_type,
        "documents": list(event.documents),
        "service_id": event.service_id,
        **({"kept": True} if event.is_kept else {}),
    }


def _kept(seen: Observation) -> JsonObject:
    at = seen.history_kept_at
    return {} if at is None else {"history_kept_at": time_text(at)}


def _moment(moment: Moment | None) -> str | None:
    return None if moment is None else time_text(moment.at)

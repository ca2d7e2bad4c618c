"""The JSON documents that the verbs print."""

from datetime import datetime

from app.domain.findings import Finding
from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import Moment, ObservedDocument, ObservedParticipant
from app.domain.progress import waiting_names
from app.domain.status import AgreementStatus
from app.services.accounts import Account
from app.services.outbox.records import OutboxItem
from app.services.ports import AccountCheck
from app.services.texts import ErrorText, finding_text, needs_you
from app.services.tracking.tracked import TrackedAgreement


def findings_document(findings: tuple[Finding, ...]) -> list[JsonValue]:
    """Findings as `[{"id", "severity", "where", "message", "repair"}]`."""
    listed: list[JsonValue] = []
    for finding in findings:
        text = finding_text(finding)
        listed.append(
            {
                "id": finding.id,
                "severity": finding.severity.value,
                "where": finding.where,
                "message": " ".join(part for part in (text.sentence, text.why) if part),
                "repair": text.repair or None,
            }
        )
    return listed


def send_document(
    item: OutboxItem | None, findings: tuple[Finding, ...], message: str
) -> JsonObject:
    """The answer to `send`; `item` is None when nothing was put on its way."""
    return {
        "id": None if item is None else item.id,
        "state": "not_sent" if item is None else item.state.value,
        "already": item is not None and item.already,
        "service_id": (item.service_id or None) if item is not None else None,
        "copies": [] if item is None else _copies(item),
        "documents": [] if item is None else list(item.document_ids),
        "findings": findings_document(findings),
        "message": message,
    }


def outbox_document(item: OutboxItem, message: str) -> JsonObject:
    """One entry of `outbox`."""
    steps: list[JsonValue] = [
        {
            "kind": step.kind,
            "class": step.klass.value,
            "subject": step.subject,
            "sentence": step.sentence,
            "state": step.state.value,
            "attempts": step.attempts,
            "at": _time(step.at),
            "looks": [{"at": _time(look.at), "sentence": look.sentence} for look in step.looks],
        }
        for step in item.steps
    ]
    return {
        **send_document(item, (), message),
        "title": item.title,
        "account": item.account_name,
        "phase": item.phase.value,
        "reason": item.family or None,
        "needs_you": needs_you(item),
        "people": item.people,
        "enqueued_at": _time(item.enqueued_at),
        "updated_at": _time(item.updated_at),
        "next_look_at": _time(item.next_look_at),
        "steps": steps,
    }


def account_document(account: Account) -> JsonObject:
    """One entry of `account list`; there is nothing secret in it."""
    return {
        "id": account.id,
        "name": account.name,
        "service": account.service.value,
        "base_url": account.base_url,
        "api_version": account.api_version,
        "scope": account.scope,
        "user": {"name": account.identity.name, "email": account.identity.email},
    }


def check_document(account: Account, check: AccountCheck) -> JsonObject:
    """The answer to `account add` and `account check`: what was looked at, and what was not."""
    return {
        **account_document(account),
        "checks": [
            {"code": each.code, "state": each.state.value, "message": each.sentence}
            for each in check.items
        ],
    }


def agreement_document(tracked: TrackedAgreement) -> JsonObject:
    """One entry of `status`."""
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
        "details": seen.details,
        "observed_at": _time(seen.observed_at),
    }


def error_document(text: ErrorText) -> JsonObject:
    """The document of a verb that could not do its work."""
    return {"error": _error(text), "message": text.paragraph()}


def _copies(item: OutboxItem) -> list[JsonValue]:
    return [
        {"service_id": each.service_id, "participant": each.participant} for each in item.copies
    ]


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


def _error(text: ErrorText) -> JsonObject:
    return {
        "title": text.title,
        "detail": text.detail,
        "next_step": text.next_step,
        "service_text": text.service_text,
        "correlation_id": text.correlation_id,
    }


def _document(document: ObservedDocument) -> JsonObject:
    return {
        "service_id": document.service_id,
        "name": document.name,
        "status": None if document.status is None else document.status.value,
        "raw_status": document.raw_status,
        "pages": document.pages,
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
        "invited_at": _moment(person.invited_at),
        "delivered_at": _moment(person.delivered_at),
        "opened_at": _moment(person.opened_at),
        "authenticated_at": _moment(person.authenticated_at),
        "authenticated": person.authenticated,
        "acted_at": _moment(person.acted_at),
        "acted_by": person.acted_by,
        "reason": person.reason,
        "documents_done": person.documents_done,
        "documents_total": person.documents_total,
        "deadline": _moment(person.deadline),
    }


def _moment(moment: Moment | None) -> str | None:
    return None if moment is None else _time(moment.at)


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")

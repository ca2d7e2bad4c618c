"""The JSON documents that the verbs print."""

from datetime import datetime

from app.domain.findings import Finding
from app.domain.json_value import JsonObject, JsonValue
from app.services.accounts import Account
from app.services.outbox.records import OutboxItem
from app.services.ports import AccountCheck
from app.services.texts import ErrorText, finding_text, needs_you


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
            "at": time_text(step.at),
            "looks": [{"at": time_text(look.at), "sentence": look.sentence} for look in step.looks],
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
        "enqueued_at": time_text(item.enqueued_at),
        "updated_at": time_text(item.updated_at),
        "next_look_at": time_text(item.next_look_at),
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
        "authority_file": account.files.authorities,
        "certificate_file": account.files.certificate,
        "key_file": account.files.key,
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


def error_document(text: ErrorText) -> JsonObject:
    """The document of a verb that could not do its work."""
    return {"error": _error(text), "message": text.paragraph()}


def _copies(item: OutboxItem) -> list[JsonValue]:
    return [
        {"service_id": each.service_id, "participant": each.participant} for each in item.copies
    ]


def _error(text: ErrorText) -> JsonObject:
    return {
        "title": text.title,
        "detail": text.detail,
        "next_step": text.next_step,
        "service_text": text.service_text,
        "correlation_id": text.correlation_id,
    }


def time_text(moment: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")

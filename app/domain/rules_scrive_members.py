"""Rules about the members of `scrive` in a draft: what is handed on, and what would be lost."""

from collections.abc import Iterator

from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.json_value import JsonValue
from app.domain.kinds import SendWith
from app.domain.scrive_members import (
    DOCUMENT_MEMBERS,
    LONGEST_DAYS,
    OURS,
    PARTY_MEMBERS,
    PARTY_VALUES,
)

_TO_DOCUMENTS = frozenset({*DOCUMENT_MEMBERS, "tags"})
_TO_PARTIES = frozenset({*PARTY_MEMBERS, *PARTY_VALUES})


def check(agreement: Agreement, way: SendWith) -> Iterator[Finding]:
    """Every finding about members, for one of the two ways of sending."""
    for where, name, known in _members(agreement):
        if not known:
            yield _finding("scrive_unknown", where, name, Severity.WARNING)
        elif way is SendWith.FLOW:
            one = len(agreement.documents) == 1
            repair = Repair(code="send_with_documents") if one else None
            yield _finding("flow_setting", where, name, Severity.WARNING, repair)
    if way is SendWith.DOCUMENTS:
        yield from _values(agreement)


def _members(agreement: Agreement) -> Iterator[tuple[str, str, bool]]:
    """Pointer and name of each member for Scrive, and whether it can be handed on."""
    for name in agreement.scrive:
        if name not in OURS:
            yield f"/scrive/{name}", name, name in _TO_DOCUMENTS
    people = agreement.scrive.get("participants")
    if not isinstance(people, dict):
        return
    for label, own in people.items():
        where = f"/scrive/participants/{label}"
        if agreement.participant(label) is None or not isinstance(own, dict):
            yield where, label, False
            continue
        for name in own:
            yield f"{where}/{name}", name, name in _TO_PARTIES


def _values(agreement: Agreement) -> Iterator[Finding]:
    told = agreement.scrive
    days, remind = told.get("days_to_sign"), told.get("days_to_remind")
    if days is not None and not _is_days(days, LONGEST_DAYS):
        yield _finding("scrive_days", "/scrive/days_to_sign", "days_to_sign", Severity.ERROR)
    most = days if isinstance(days, int) else LONGEST_DAYS
    if remind is not None and not _is_days(remind, most):
        yield _finding("scrive_days", "/scrive/days_to_remind", "days_to_remind", Severity.ERROR)
    tags = told.get("tags")
    if tags is not None and not _are_tags(tags):
        yield _finding("scrive_tags", "/scrive/tags", "tags", Severity.ERROR)


def _is_days(value: JsonValue, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _are_tags(value: JsonValue) -> bool:
    return isinstance(value, list) and all(
        isinstance(tag, dict)
        and isinstance(tag.get("name"), str)
        and isinstance(tag.get("value"), str)
        for tag in value
    )


def _finding(
    rule: str, where: str, name: str, severity: Severity, repair: Repair | None = None
) -> Finding:
    return Finding(
        id=f"review.{rule}",
        severity=severity,
        where=where,
        part=Part.REVIEW,
        facts={"member": name},
        repair=repair,
    )

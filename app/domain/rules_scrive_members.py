"""Rules about the members of `scrive` in a draft: what is handed on, and what would be lost."""

from collections.abc import Iterator

from app.domain import rules_scrive_settings
from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.kinds import SendWith
from app.domain.scrive_members import (
    BOTH_WAYS,
    DOCUMENT_MEMBERS,
    FLOW_MEMBERS,
    OURS,
    TO_PARTIES,
)

_KNOWN = frozenset({*DOCUMENT_MEMBERS, *FLOW_MEMBERS, *BOTH_WAYS})


def check(agreement: Agreement, way: SendWith) -> Iterator[Finding]:
    """Every finding about members, for one of the two ways of sending."""
    for where, name, known in _members(agreement):
        if not known:
            yield _finding("scrive_unknown", where, name, Severity.WARNING)
        elif where == f"/scrive/{name}" and name in _carried(way):
            continue
        elif way is SendWith.FLOW:
            one = len(agreement.documents) == 1
            repair = Repair(code="send_with_documents") if one else None
            yield _finding("flow_setting", where, name, Severity.WARNING, repair)
        elif where == f"/scrive/{name}":
            yield _finding("documents_setting", where, name, Severity.WARNING)
    yield from rules_scrive_settings.check(agreement, way)


def _carried(way: SendWith) -> frozenset[str]:
    """The members that a way hands on."""
    own = FLOW_MEMBERS if way is SendWith.FLOW else DOCUMENT_MEMBERS
    return frozenset({*own, *BOTH_WAYS})


def _members(agreement: Agreement) -> Iterator[tuple[str, str, bool]]:
    """Pointer and name of each member for Scrive, and whether it can be handed on."""
    for name in agreement.scrive:
        if name not in OURS:
            yield f"/scrive/{name}", name, name in _KNOWN
    people = agreement.scrive.get("participants")
    if not isinstance(people, dict):
        if people is not None:
            yield "/scrive/participants", "participants", False
        return
    for label, own in people.items():
        where = f"/scrive/participants/{label}"
        if agreement.participant(label) is None or not isinstance(own, dict):
            yield where, label, False
            continue
        for name in own:
            # What is known of a person has rules of its own.
            if name not in TO_PARTIES:
                yield f"{where}/{name}", name, False


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

"""What a draft needs of Scrive, thing by thing, in the words of the table of capabilities."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.json_value import JsonObject
from app.domain.kinds import Role, StepType
from app.domain.participant_members import members_of
from app.domain.process import walk_others
from app.domain.scrive_members import (
    BOTH_WAYS,
    DOCUMENT_MEMBERS,
    FLOW_MEMBERS,
    OURS,
    TO_PARTIES,
)
from app.domain.scrive_proofs import (
    DOCUMENT_PROVIDERS,
    FLOW_PROVIDERS,
    STANDARD,
    methods_of,
)
from app.domain.sign_orders import keeps_order

if TYPE_CHECKING:
    from app.domain.agreement import Agreement, Participant

_OF_DRAFT: Final = {"days_to_sign": "settings.deadline", "days_to_remind": "settings.reminder"}
_OF_PERSON: Final = {
    "attachments": "person.requested_files",
    "consent_module": "person.consent",
    "sign_success_redirect_url": "person.redirect",
    "reject_redirect_url": "person.redirect",
    "company": "person.company",
    "company_number": "person.company",
    "personal_number": "person.number",
    "hide_personal_number": "person.number",
    "confirmation_delivery_method": "delivery.signed_copy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that a draft needs."""

    code: str
    """Of the table of capabilities."""
    name: str = ""
    """Who needs it, as people read it; empty where it is the draft."""


def needs_of(agreement: "Agreement") -> Iterator[Need]:
    """Everything that a draft needs; the same thing once for each person."""
    yield Need(code="documents.several" if len(agreement.documents) > 1 else "documents.one")
    if agreement.fields:
        yield Need(code="documents.fields")
    for person in agreement.participants:
        for code in dict.fromkeys(_of_person(agreement, person)):
            yield Need(code=code, name=person.shown_name)
    yield Need(code="process.order")
    if not keeps_order(agreement.process):
        yield Need(code="process.nested")
    if agreement.process is not None and any(walk_others(agreement.process)):
        yield Need(code="process.others")
    yield from _of_draft(agreement)


def own_members(agreement: "Agreement", label: str) -> JsonObject:
    """What `scrive.participants.<label>` says; empty where it says nothing."""
    return members_of(agreement.scrive, label)


def _of_person(agreement: "Agreement", person: "Participant") -> Iterator[str]:
    approves = any(
        step.type is StepType.APPROVE and step.participant == person.label
        for step in agreement.steps()
    )
    yield f"role.{Role.APPROVER if approves else person.role}"
    yield f"delivery.{person.effective_delivery}"
    for _, method in methods_of(person):
        yield _proof(method.provider)
        if method.max_attempts is not None:
            yield "proof.attempts"
    own = own_members(agreement, person.label)
    if own.get("authentication_method_to_view_archived") not in (None, STANDARD):
        yield "proof.archived"
    yield from (_OF_PERSON[name] for name, value in own.items() if value and name in _OF_PERSON)
    if not own.keys() <= TO_PARTIES:
        yield "settings.unknown"


def _proof(provider: str) -> str:
    """An unknown provider is an experiment in both ways, so it decides nothing."""
    if provider in FLOW_PROVIDERS or provider == "password":
        return f"proof.{provider}"
    return "proof.eid" if provider in DOCUMENT_PROVIDERS else "proof.other"


def _of_draft(agreement: "Agreement") -> Iterator[Need]:
    if agreement.message.strip():
        yield Need(code="settings.message")
    if agreement.language:
        yield Need(code="settings.language")
    if agreement.scrive.get("attachments"):
        yield Need(code="documents.attachments")
    if agreement.scrive.get("tags"):
        yield Need(code="settings.tags")
    if agreement.scrive.get("author") not in (None, {"signatory_role": "viewer"}):
        yield Need(code="settings.author")
    for name, value in agreement.scrive.items():
        if value is not None and name not in (*OURS, *BOTH_WAYS):
            yield Need(code=_OF_DRAFT.get(name, _of_member(name)))


def _of_member(name: str) -> str:
    if name in FLOW_MEMBERS:
        return "settings.flow"
    return "settings.others" if name in DOCUMENT_MEMBERS else "settings.unknown"

"""Rules about what Scrive's Document API can carry, and why a draft goes through it."""

from collections.abc import Iterator

from app.domain.agreement import Agreement, Participant
from app.domain.contacts import e164
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import KNOWN_PROVIDERS, Delivery, ParticipantKind, Role, StepType
from app.domain.process import pointer, walk_steps
from app.domain.scrive_fields import PLACED, role_in_document
from app.domain.scrive_members import language_of
from app.domain.scrive_ways import (
    DOCUMENT_PROVIDERS,
    DOCUMENT_ROLES,
    DOCUMENT_STEPS,
    EIDS,
    chosen_way,
    why_documents,
)
from app.domain.sign_orders import keeps_order

_BY_SMS = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})
_SILENT = {
    Delivery.LINK: "documents_link",
    Delivery.IN_PERSON: "documents_in_person",
    Delivery.NONE: "documents_uninvited",
}
"""Deliveries for which Scrive writes to nobody."""


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding that depends on the Document API."""
    agreement = draft.agreement
    yield from _reasons(agreement)
    if len(agreement.documents) > 1:
        yield Finding(
            id="documents.documents_one",
            severity=Severity.ERROR,
            where="/documents",
            part=Part.DOCUMENTS,
            facts={"count": str(len(agreement.documents))},
            repair=Repair(code="send_with_flow"),
        )
    for position, person in enumerate(agreement.participants):
        yield from _person(agreement, person, f"/participants/{position}")
    yield from _process(agreement)
    yield from _fields(agreement)
    yield from _texts(agreement)


def _reasons(agreement: Agreement) -> Iterator[Finding]:
    """Why it is not a Flow: because the draft says so, or by what it needs."""
    if chosen_way(agreement) is not None:
        yield _review("documents_because_asked", "/scrive/send_with", Repair(code="send_with_flow"))
        return
    names: dict[str, list[str]] = {}
    for reason, name in why_documents(agreement):
        names.setdefault(reason, []).append(name)
    for reason, people in names.items():
        where = "/scrive/days_to_remind" if reason == "reminder" else "/participants"
        # Only a reminder can be given up for a Flow: the others would be errors there.
        repair = Repair(code="send_with_flow") if list(names) == ["reminder"] else None
        facts = {"name": ", ".join(dict.fromkeys(people))}
        yield _review(f"documents_because_{reason}", where, repair, facts)


def _review(
    rule: str,
    where: str,
    repair: Repair | None = None,
    facts: dict[str, str] | None = None,
    severity: Severity = Severity.INFO,
) -> Finding:
    return Finding(
        id=f"review.{rule}",
        severity=severity,
        where=where,
        part=Part.REVIEW,
        facts=facts or {},
        repair=repair,
    )


def _person(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    make_signer = Repair(code="make_signer", facts={"label": person.label})
    if person.kind is ParticipantKind.GROUP:
        yield _of(person, "documents_group", f"{where}/kind")
    if person.role not in DOCUMENT_ROLES:
        yield _of(person, "documents_role", f"{where}/role", repair=make_signer)
    if person.effective_delivery in _SILENT:
        rule = _SILENT[person.effective_delivery]
        yield _of(person, rule, f"{where}/delivery", Severity.INFO)
    yield from _proofs(agreement, person, where)
    codes = any(provider == "sms_otp" for _, provider in _methods(person))
    needs_phone = codes or person.effective_delivery in _BY_SMS
    if needs_phone and person.phone and e164(person.phone) is None:
        yield _of(person, "documents_phone", f"{where}/phone", phone=person.phone)


def _proofs(agreement: Agreement, person: Participant, where: str) -> Iterator[Finding]:
    methods = _methods(person)
    for place, provider in methods:
        if provider in KNOWN_PROVIDERS and provider not in DOCUMENT_PROVIDERS:
            repair = Repair(code="use_sms_code", facts={"label": person.label, "place": place})
            at = f"{where}/authentication/{place}"
            usable = repair if person.phone else None
            yield _of(person, "documents_provider", at, repair=usable, provider=provider)
    eids = {provider for _, provider in methods if provider in EIDS}
    if len(eids) > 1:
        yield _of(person, "documents_two_eids", f"{where}/authentication")
    signs = role_in_document(agreement, person) is Role.SIGNER
    if person.authentication.sign and not signs:
        yield _of(person, "documents_proof", f"{where}/authentication/sign", Severity.WARNING)
    attempts = [person.authentication.view, *person.authentication.sign]
    if any(each is not None and each.max_attempts is not None for each in attempts):
        yield _of(person, "documents_attempts", f"{where}/authentication", Severity.INFO)


def _methods(person: Participant) -> list[tuple[str, str]]:
    """Place and provider of every proof of identity."""
    view = person.authentication.view
    found = [] if view is None else [("view", view.provider)]
    signing = enumerate(person.authentication.sign)
    return found + [(f"sign/{position}", method.provider) for position, method in signing]


def _of(
    person: Participant,
    rule: str,
    where: str,
    severity: Severity = Severity.ERROR,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    return Finding(
        id=f"people.{rule}",
        severity=severity,
        where=where,
        part=Part.PEOPLE,
        facts={"name": person.shown_name, **facts},
        repair=repair,
    )


def _process(agreement: Agreement) -> Iterator[Finding]:
    if agreement.process is None:
        return
    acting: dict[str, StepType] = {}
    for path, step in walk_steps(agreement.process):
        actor = agreement.participant(step.participant)
        name = actor.shown_name if actor is not None else step.participant
        if step.type not in DOCUMENT_STEPS:
            if actor is None or actor.role in DOCUMENT_ROLES:
                yield _step("documents_step", f"{pointer(path)}/type", Severity.ERROR, name)
            continue
        if step.type not in (StepType.SIGN, StepType.APPROVE):
            continue
        before = acting.setdefault(step.participant, step.type)
        if StepType.APPROVE in (before, step.type) and (
            before is not step.type or _approves_again(agreement, step.participant)
        ):
            yield _step("documents_two_steps", pointer(path), Severity.ERROR, name)
    if not keeps_order(agreement.process):
        yield _step("documents_order", "/process", Severity.WARNING, "")


def _approves_again(agreement: Agreement, label: str) -> bool:
    approvals = [
        step
        for step in agreement.steps()
        if step.participant == label and step.type is StepType.APPROVE
    ]
    return len(approvals) > 1


def _step(rule: str, where: str, severity: Severity, name: str) -> Finding:
    return Finding(
        id=f"process.{rule}",
        severity=severity,
        where=where,
        part=Part.PROCESS,
        facts={"name": name},
    )


def _fields(agreement: Agreement) -> Iterator[Finding]:
    """Fields that are left out, and what of the others is."""
    for position, field in enumerate(agreement.fields):
        where = f"/fields/{position}"
        person = agreement.participant(field.participant)
        facts = {"name": person.shown_name if person else field.participant}
        if field.type not in PLACED:
            yield _field("documents_type", f"{where}/type", Severity.WARNING, facts)
        elif person is not None and role_in_document(agreement, person) is not Role.SIGNER:
            yield _field("documents_not_signer", where, Severity.WARNING, facts)
        else:
            if field.anchor:
                yield _field("documents_anchor", f"{where}/anchor", Severity.INFO, facts)
            if field.max_length is not None or field.options:
                yield _field("documents_limits", where, Severity.WARNING, facts)


def _field(rule: str, where: str, severity: Severity, facts: dict[str, str]) -> Finding:
    return Finding(
        id=f"fields.{rule}",
        severity=severity,
        where=where,
        part=Part.DOCUMENTS,
        facts=facts,
    )


def _texts(agreement: Agreement) -> Iterator[Finding]:
    by_sms = [
        person.shown_name
        for person in agreement.participants
        if person.effective_delivery in _BY_SMS
    ]
    if agreement.message.strip() and by_sms and "sms_invitation_message" not in agreement.scrive:
        yield _review("documents_sms_message", "/message", facts={"name": ", ".join(by_sms)})
    if agreement.language and not language_of(agreement.language):
        facts = {"language": agreement.language}
        yield _review("documents_language", "/language", facts=facts, severity=Severity.WARNING)

"""Rules about what Scrive's Document API can carry, and why a draft goes through it."""

from collections.abc import Iterator

from app.domain.agreement import Agreement, Participant
from app.domain.contacts import e164
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Delivery, ParticipantKind, SendWith, StepType
from app.domain.person_findings import person_finding
from app.domain.process import pointer, walk_steps
from app.domain.rules_scrive_people import SIGNED_COPIES
from app.domain.rules_scrive_proofs import providers_of
from app.domain.scrive_capabilities import roles, steps
from app.domain.scrive_members import language_of
from app.domain.scrive_needs import own_members
from app.domain.scrive_proofs import proof_of
from app.domain.scrive_ways import chosen_way, why_documents
from app.domain.sign_orders import keeps_order

_ROLES = roles(SendWith.DOCUMENTS)
_STEPS = steps(SendWith.DOCUMENTS)
_BY_SMS = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})
_SETTINGS = {"reminder": "/scrive/days_to_remind", "deadline": "/scrive/days_to_sign"}
_GIVEN_UP = {*_SETTINGS, "archived", "consent", "details", "requested_files"}
"""Reasons that only lose something as a Flow."""
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
    yield from _texts(agreement)


def _reasons(agreement: Agreement) -> Iterator[Finding]:
    """Why it is not a Flow: because the draft says so, or by what it needs."""
    if chosen_way(agreement) is not None:
        yield _review("documents_because_asked", "/scrive/send_with", Repair(code="send_with_flow"))
        return
    names: dict[str, list[str]] = {}
    for reason, name in why_documents(agreement):
        names.setdefault(reason, []).append(name)
    if not names:
        return
    whose = {reason: "\n".join(dict.fromkeys(people)) for reason, people in names.items()}
    # A setting can be given up for a Flow; who or how would be an error there.
    repair = Repair(code="send_with_flow") if set(names) <= _GIVEN_UP else None
    first, *others = names
    where = _SETTINGS.get(first, "/participants")
    if others:
        yield _review("documents_because_several", where, repair, whose)
    else:
        yield _review(f"documents_because_{first}", where, repair, {"name": whose[first]})


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
        yield person_finding(person, "documents_group", f"{where}/kind")
    if person.role not in _ROLES:
        yield person_finding(person, "documents_role", f"{where}/role", repair=make_signer)
    if person.effective_delivery in _SILENT:
        rule = _SILENT[person.effective_delivery]
        yield person_finding(person, rule, f"{where}/delivery", Severity.INFO)
    if person.phone and e164(person.phone) is None and _is_called(agreement, person):
        yield person_finding(person, "documents_phone", f"{where}/phone", phone=person.phone)


def _is_called(agreement: Agreement, person: Participant) -> bool:
    """Whether a message, a code or the signed copy goes to the person's number."""
    proofs = map(proof_of, providers_of(agreement, person))
    if any(proof is not None and "mobile" in proof.needs for proof in proofs):
        return True
    delivery = person.effective_delivery
    told = own_members(agreement, person.label).get("confirmation_delivery_method")
    if told is None:
        copy = delivery in (Delivery.LINK, Delivery.IN_PERSON) and not person.email
    else:
        copy = isinstance(told, str) and "phone" in SIGNED_COPIES.get(told, ())
    return copy or delivery in _BY_SMS


def _process(agreement: Agreement) -> Iterator[Finding]:
    if agreement.process is None:
        return
    acting: dict[str, StepType] = {}
    for path, step in walk_steps(agreement.process):
        actor = agreement.participant(step.participant)
        name = actor.shown_name if actor is not None else step.participant
        if step.type not in _STEPS:
            if actor is None or actor.role in _ROLES:
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


def _texts(agreement: Agreement) -> Iterator[Finding]:
    by_sms = [
        person.shown_name
        for person in agreement.participants
        if person.effective_delivery in _BY_SMS
    ]
    if agreement.message.strip() and by_sms and "sms_invitation_message" not in agreement.scrive:
        yield _review("documents_sms_message", "/message", facts={"name": "\n".join(by_sms)})
    if agreement.language and not language_of(agreement.language):
        facts = {"language": agreement.language}
        yield _review("documents_language", "/language", facts=facts, severity=Severity.WARNING)

"""Rules about what Scrive Flow can carry, and what would be lost in it."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Delivery, ParticipantKind, Role, SendWith
from app.domain.person_findings import person_finding
from app.domain.process import pointer, walk_steps
from app.domain.scrive_capabilities import deliveries, roles, steps
from app.domain.scrive_proofs import DOCUMENT_PROVIDERS, FLOW_PROVIDERS, methods_of, proof_of

MOST_ATTEMPTS: Final = 10
"""Flow's own bounds are not documented; the window and this rule stay within 1 to 10."""
_FLOW, _DOCUMENTS = SendWith.FLOW, SendWith.DOCUMENTS


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding that depends on Flow."""
    agreement = draft.agreement
    alone = by_document(agreement)
    for position, person in enumerate(agreement.participants):
        yield from _contact(person, f"/participants/{position}", alone)
        yield from _proofs(person, f"/participants/{position}", alone)
    yield from _steps(agreement, alone)
    if agreement.message.strip():
        yield _lost("flow_message", "/message", alone)
    if agreement.language:
        yield _lost("flow_language", "/language", alone, language=agreement.language)


def _lost(rule: str, where: str, alone: Repair | None, **facts: str) -> Finding:
    """Something of the whole draft that a Flow leaves to its account."""
    return Finding(
        id=f"review.{rule}",
        severity=Severity.INFO,
        where=where,
        part=Part.REVIEW,
        facts=facts,
        repair=alone,
    )


def by_document(agreement: Agreement) -> Repair | None:
    """The repair that takes the Document API, which carries more, but one document only."""
    return Repair(code="send_with_documents") if len(agreement.documents) == 1 else None


def _steps(agreement: Agreement, alone: Repair | None) -> Iterator[Finding]:
    """Steps that Flow does not know, where the role of the person is not the mistake already."""
    if agreement.process is None:
        return
    for path, step in walk_steps(agreement.process):
        actor = agreement.participant(step.participant)
        if step.type in steps(_FLOW) or (actor is not None and actor.role not in roles(_FLOW)):
            continue
        yield Finding(
            id="process.flow_step",
            severity=Severity.ERROR,
            where=f"{pointer(path)}/type",
            part=Part.PROCESS,
            facts={"name": actor.shown_name if actor is not None else step.participant},
            repair=alone if step.type in steps(_DOCUMENTS) else None,
        )


def _contact(person: Participant, where: str, alone: Repair | None) -> Iterator[Finding]:
    label = {"label": person.label}
    if person.kind is ParticipantKind.GROUP:
        yield person_finding(person, "flow_group", f"{where}/kind", Severity.ERROR)
    if person.role not in roles(_FLOW):
        rule = "flow_approver" if person.role is Role.APPROVER else "flow_role"
        helped = person.role in roles(_DOCUMENTS) and alone is not None
        repair = alone if helped else Repair(code="make_signer", facts=label)
        yield person_finding(person, rule, f"{where}/role", Severity.ERROR, repair)
    if person.effective_delivery not in deliveries(_FLOW):
        reachable = Repair(code="deliver_as_reachable", facts=label)
        usable = reachable if person.email or person.phone else None
        yield person_finding(
            person, "flow_delivery", f"{where}/delivery", Severity.ERROR, alone or usable
        )
    if _gets_both(person):
        yield person_finding(person, "flow_both_channels", f"{where}/phone", Severity.INFO)


def _gets_both(person: Participant) -> bool:
    """Whether Flow is given a number only for codes, beside the address for the invitation."""
    return (
        person.effective_delivery is Delivery.EMAIL
        and bool(person.email and person.phone)
        and any(method.provider == "sms_otp" for _, method in methods_of(person))
    )


def _proofs(person: Participant, where: str, alone: Repair | None) -> Iterator[Finding]:
    for place, method in methods_of(person):
        at = f"{where}/authentication/{place}"
        facts = {"provider": method.provider}
        if method.provider == "password" or _only_by_document(method.provider):
            repair = _better(person, place, method, alone)
            yield person_finding(person, "flow_provider", at, Severity.ERROR, repair, **facts)
        elif method.provider not in FLOW_PROVIDERS:
            yield person_finding(person, "flow_experimental", at, Severity.WARNING, None, **facts)
        tries = method.max_attempts
        if tries is not None and not 1 <= tries <= MOST_ATTEMPTS:
            repair = Repair(code="usual_attempts", facts={"label": person.label, "place": place})
            at = f"{at}/max_attempts"
            yield person_finding(
                person, "flow_attempts", at, Severity.WARNING, repair, count=str(tries)
            )


def _only_by_document(provider: str) -> bool:
    """Whether it is the Document API's own word; Flow has words of its own for the same thing."""
    known = proof_of(provider)
    theirs = known is not None and (known.is_removed or known.provider != provider)
    return (provider in DOCUMENT_PROVIDERS or theirs) and (
        known is None or known.in_flow != provider
    )


def _better(
    person: Participant, place: str, method: AuthenticationMethod, alone: Repair | None
) -> Repair | None:
    """Another way, else a code, else the word that Flow probably has for it."""
    facts = {"label": person.label, "place": place}
    if alone is not None and method.provider in DOCUMENT_PROVIDERS:
        return alone
    if person.phone:
        return Repair(code="use_sms_code", facts=facts)
    known = proof_of(method.provider)
    if known is not None and known.in_flow:
        return Repair(code="use_flow_word", facts=facts)
    return None

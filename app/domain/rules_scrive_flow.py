"""Rules about what Scrive Flow can carry, and what would be lost in it."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Delivery, ParticipantKind, Role, SendWith
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
        yield Finding(
            id="review.flow_message",
            severity=Severity.INFO,
            where="/message",
            part=Part.REVIEW,
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
        yield _of(person, "flow_group", Severity.ERROR, f"{where}/kind")
    if person.role not in roles(_FLOW):
        rule = "flow_approver" if person.role is Role.APPROVER else "flow_role"
        helped = person.role in roles(_DOCUMENTS) and alone is not None
        repair = alone if helped else Repair(code="make_signer", facts=label)
        yield _of(person, rule, Severity.ERROR, f"{where}/role", repair)
    if person.effective_delivery not in deliveries(_FLOW):
        reachable = Repair(code="deliver_as_reachable", facts=label)
        usable = reachable if person.email or person.phone else None
        yield _of(person, "flow_delivery", Severity.ERROR, f"{where}/delivery", alone or usable)
    if _gets_both(person):
        yield _of(person, "flow_both_channels", Severity.INFO, f"{where}/phone")


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
            yield _of(person, "flow_provider", Severity.ERROR, at, repair, **facts)
        elif method.provider not in FLOW_PROVIDERS:
            yield _of(person, "flow_experimental", Severity.WARNING, at, None, **facts)
        tries = method.max_attempts
        if tries is not None and not 1 <= tries <= MOST_ATTEMPTS:
            repair = Repair(code="usual_attempts", facts={"label": person.label, "place": place})
            at = f"{at}/max_attempts"
            yield _of(person, "flow_attempts", Severity.WARNING, at, repair, count=str(tries))


def _only_by_document(provider: str) -> bool:
    """Whether it is the Document API's own word; Flow has words of its own for the same thing."""
    known = proof_of(provider)
    ours = provider in DOCUMENT_PROVIDERS or (known is not None and known.is_removed)
    return ours and (known is None or known.in_flow != provider)


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


def _of(
    person: Participant,
    rule: str,
    severity: Severity,
    where: str,
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

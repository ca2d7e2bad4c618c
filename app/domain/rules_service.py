"""Rules about what the chosen service can carry, and what would be lost."""

from collections.abc import Iterator

from app.domain.agreement import Agreement, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Delivery, ParticipantKind, Role, SendWith, ServiceKind, StepType
from app.domain.process import pointer, walk_steps

FLOW_PROVIDERS = frozenset({"sms_otp"})
"""What the Flow guide names; other known providers belong to the Document API."""
FLOW_ROLES = frozenset({Role.SIGNER, Role.VIEWER, Role.COPY})
FLOW_DELIVERIES = frozenset({Delivery.EMAIL, Delivery.SMS, Delivery.EMAIL_SMS})
FLOW_STEPS = frozenset({StepType.SIGN, StepType.VIEW, StepType.COPY})


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding that depends on the service."""
    if not draft.agreement.title.strip():
        yield Finding(
            id="review.no_title", severity=Severity.ERROR, where="/title", part=Part.REVIEW
        )
    if draft.service is None:
        return
    way = draft.agreement.send_with(draft.service)
    if way is not SendWith.FLOW:
        yield Finding(
            id=f"review.cannot_send_{way.value}",
            severity=Severity.ERROR,
            where="/scrive/send_with" if way is SendWith.DOCUMENTS else "/signinghub",
            part=Part.REVIEW,
            repair=Repair(code="send_with_flow") if way is SendWith.DOCUMENTS else None,
        )
        return
    yield from _flow(draft)


def can_deliver(service: ServiceKind | None, delivery: Delivery) -> bool:
    """Whether the way in which the service is used can invite like that."""
    return service is not ServiceKind.SCRIVE or delivery in FLOW_DELIVERIES


def can_play(service: ServiceKind | None, role: Role) -> bool:
    """Whether the way in which the service is used knows the role."""
    return service is not ServiceKind.SCRIVE or role in FLOW_ROLES


def can_prove(service: ServiceKind | None, provider: str) -> bool:
    """Whether the way in which the service is used offers the authentication provider."""
    return service is not ServiceKind.SCRIVE or provider in FLOW_PROVIDERS


def _flow(draft: Draft) -> Iterator[Finding]:
    for position, person in enumerate(draft.agreement.participants):
        yield from _flow_person(person, f"/participants/{position}")
    yield from _flow_steps(draft.agreement)
    if draft.agreement.fields:
        yield Finding(
            id="documents.flow_fields",
            severity=Severity.WARNING,
            where="/fields",
            part=Part.DOCUMENTS,
            facts={"count": str(len(draft.agreement.fields))},
        )
    if draft.agreement.message.strip():
        yield Finding(
            id="review.flow_message", severity=Severity.INFO, where="/message", part=Part.REVIEW
        )


def _flow_steps(agreement: Agreement) -> Iterator[Finding]:
    """Steps that Flow does not know, where the role of the person is not the mistake already."""
    if agreement.process is None:
        return
    for path, step in walk_steps(agreement.process):
        actor = agreement.participant(step.participant)
        if step.type in FLOW_STEPS or (actor is not None and actor.role not in FLOW_ROLES):
            continue
        yield Finding(
            id="process.flow_step",
            severity=Severity.ERROR,
            where=f"{pointer(path)}/type",
            part=Part.PROCESS,
            facts={"name": actor.shown_name if actor is not None else step.participant},
        )


def _flow_person(person: Participant, where: str) -> Iterator[Finding]:
    named = {"name": person.shown_name}
    label = {"label": person.label}
    if person.kind is ParticipantKind.GROUP:
        yield _person("flow_group", Severity.ERROR, f"{where}/kind", named)
    if person.role not in FLOW_ROLES:
        rule = "flow_approver" if person.role is Role.APPROVER else "flow_role"
        repair = Repair(code="make_signer", facts=label)
        yield _person(rule, Severity.ERROR, f"{where}/role", named, repair)
    if person.effective_delivery not in FLOW_DELIVERIES:
        repair = Repair(code="deliver_as_reachable", facts=label)
        usable = repair if person.email or person.phone else None
        yield _person("flow_delivery", Severity.ERROR, f"{where}/delivery", named, usable)
    if _gets_both(person):
        yield _person("flow_both_channels", Severity.INFO, f"{where}/phone", named)
    methods = [(person.authentication.view, "view")]
    methods += [(each, f"sign/{n}") for n, each in enumerate(person.authentication.sign)]
    for method, place in methods:
        if method is None or method.provider in FLOW_PROVIDERS:
            continue
        if method.provider in ("password", "se_bankid", "no_bankid", "dk_mitid", "fi_tupas"):
            at = f"{where}/authentication/{place}"
            repair = Repair(code="use_sms_code", facts={**label, "place": place})
            usable = repair if person.phone else None
            facts = {**named, "provider": method.provider}
            yield _person("flow_provider", Severity.ERROR, at, facts, usable)


def _gets_both(person: Participant) -> bool:
    """Whether Flow is given a number only for codes, beside the address for the invitation."""
    methods = (person.authentication.view, *person.authentication.sign)
    return (
        person.effective_delivery is Delivery.EMAIL
        and bool(person.email and person.phone)
        and any(method is not None and method.provider == "sms_otp" for method in methods)
    )


def _person(
    rule: str,
    severity: Severity,
    where: str,
    facts: dict[str, str],
    repair: Repair | None = None,
) -> Finding:
    return Finding(
        id=f"people.{rule}",
        severity=severity,
        where=where,
        part=Part.PEOPLE,
        facts=facts,
        repair=repair,
    )

"""Rules about what the chosen service can carry, and what would be lost."""

from collections.abc import Iterator

from app.domain import rules_scrive_documents, rules_scrive_members, rules_signinghub
from app.domain.agreement import Agreement, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Delivery, ParticipantKind, Role, SendWith
from app.domain.process import pointer, walk_steps
from app.domain.scrive_ways import (
    DOCUMENT_DELIVERIES,
    DOCUMENT_PROVIDERS,
    DOCUMENT_ROLES,
    DOCUMENT_STEPS,
    FLOW_DELIVERIES,
    FLOW_PROVIDERS,
    FLOW_ROLES,
    FLOW_STEPS,
    Ways,
)

_ROLES = {
    SendWith.FLOW: FLOW_ROLES,
    SendWith.DOCUMENTS: DOCUMENT_ROLES,
    SendWith.PACKAGE: rules_signinghub.ROLES,
}
_DELIVERIES = {SendWith.FLOW: FLOW_DELIVERIES, SendWith.DOCUMENTS: DOCUMENT_DELIVERIES}
_PROVIDERS = {
    SendWith.FLOW: FLOW_PROVIDERS,
    SendWith.DOCUMENTS: DOCUMENT_PROVIDERS,
    SendWith.PACKAGE: rules_signinghub.SIGN_PROVIDERS,
}


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding that depends on the service."""
    if not draft.agreement.title.strip():
        yield Finding(
            id="review.no_title", severity=Severity.ERROR, where="/title", part=Part.REVIEW
        )
    if draft.service is None:
        return
    way = draft.agreement.send_with(draft.service)
    if way is SendWith.PACKAGE:
        yield from rules_signinghub.check(draft)
        return
    yield from rules_scrive_members.check(draft.agreement, way)
    if way is SendWith.DOCUMENTS:
        yield from rules_scrive_documents.check(draft)
    else:
        yield from _flow(draft)


def can_deliver(ways: Ways, delivery: Delivery, api_version: int = 3) -> bool:
    """Whether one of the ways that are open can invite like that; SigningHub by its version."""
    known = {**_DELIVERIES, SendWith.PACKAGE: rules_signinghub.deliveries(api_version)}
    return not ways or any(delivery in known[way] for way in ways)


def can_play(ways: Ways, role: Role) -> bool:
    """Whether one of the ways that are open knows the role."""
    return not ways or any(role in _ROLES[way] for way in ways)


def can_prove(ways: Ways, provider: str, *, to_open: bool = False) -> bool:
    """Whether one of the ways that are open offers the provider, to sign or to open."""
    opening = rules_signinghub.OPEN_PROVIDERS
    known = {**_PROVIDERS, SendWith.PACKAGE: opening} if to_open else _PROVIDERS
    return not ways or any(provider in known[way] for way in ways)


def _flow(draft: Draft) -> Iterator[Finding]:
    alone = _by_document(draft.agreement)
    for position, person in enumerate(draft.agreement.participants):
        yield from _flow_person(person, f"/participants/{position}", alone)
    yield from _flow_steps(draft.agreement, alone)
    if draft.agreement.fields:
        yield Finding(
            id="documents.flow_fields",
            severity=Severity.WARNING,
            where="/fields",
            part=Part.DOCUMENTS,
            facts={"count": str(len(draft.agreement.fields))},
            repair=alone,
        )
    if draft.agreement.message.strip():
        yield Finding(
            id="review.flow_message",
            severity=Severity.INFO,
            where="/message",
            part=Part.REVIEW,
            repair=alone,
        )


def _by_document(agreement: Agreement) -> Repair | None:
    """The repair that takes the Document API, which carries more, but one document only."""
    return Repair(code="send_with_documents") if len(agreement.documents) == 1 else None


def _flow_steps(agreement: Agreement, alone: Repair | None) -> Iterator[Finding]:
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
            repair=alone if step.type in DOCUMENT_STEPS else None,
        )


def _flow_person(person: Participant, where: str, alone: Repair | None) -> Iterator[Finding]:
    named = {"name": person.shown_name}
    label = {"label": person.label}
    if person.kind is ParticipantKind.GROUP:
        yield _person("flow_group", Severity.ERROR, f"{where}/kind", named)
    if person.role not in FLOW_ROLES:
        rule = "flow_approver" if person.role is Role.APPROVER else "flow_role"
        helped = person.role in DOCUMENT_ROLES and alone is not None
        repair = alone if helped else Repair(code="make_signer", facts=label)
        yield _person(rule, Severity.ERROR, f"{where}/role", named, repair)
    if person.effective_delivery not in FLOW_DELIVERIES:
        repair = Repair(code="deliver_as_reachable", facts=label)
        usable = repair if person.email or person.phone else None
        yield _person("flow_delivery", Severity.ERROR, f"{where}/delivery", named, alone or usable)
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
            usable = alone if alone and method.provider in DOCUMENT_PROVIDERS else usable
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

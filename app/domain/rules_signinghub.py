"""Rules about what a SigningHub package carries, and what would be lost."""

from collections.abc import Iterator
from typing import Final

from app.domain import rules_signinghub_fields, rules_signinghub_settings
from app.domain.agreement import Agreement, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import STEP_OF_ROLE, Delivery, ParticipantKind, Role
from app.domain.package_stages import (
    PackageType,
    in_several_stages,
    package_type,
    signing_orders,
)
from app.domain.process import pointer, walk_steps
from app.domain.sign_orders import keeps_order

ROLES: Final = frozenset({Role.SIGNER, Role.APPROVER, Role.EDITOR, Role.COPY})
"""Viewing alone is unknown there, and hosting needs fields that are not carried yet."""
SIGN_PROVIDERS: Final = frozenset({"sms_otp"})
OPEN_PROVIDERS: Final = frozenset[str]()
"""Nothing is asked yet before a document opens."""
LONGEST_TITLE: Final = 100
_EVERYWHERE: Final = frozenset({Delivery.EMAIL, Delivery.NONE})
_BY_SMS: Final = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})
_SMS_FROM: Final = 4
"""Since this version of the API people can be invited by SMS."""


def deliveries(api_version: int) -> frozenset[Delivery]:
    """How people can be invited by that version of the API."""
    return _EVERYWHERE | _BY_SMS if api_version >= _SMS_FROM else _EVERYWHERE


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about sending as a package."""
    agreement = draft.agreement
    for position, person in enumerate(agreement.participants):
        yield from _person(person, f"/participants/{position}", draft.api_version)
        yield from _proofs(person, f"/participants/{position}")
    yield from _steps(agreement)
    yield from _order(agreement)
    yield from rules_signinghub_fields.check(agreement)
    yield from rules_signinghub_settings.check(agreement)
    if len(" ".join(agreement.title.split())) > LONGEST_TITLE:
        yield _finding("review.package_title", Severity.WARNING, "/title", Part.REVIEW)


def _finding(
    rule: str,
    severity: Severity,
    where: str,
    part: Part,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    return Finding(id=rule, severity=severity, where=where, part=part, facts=facts, repair=repair)


def _of_person(
    rule: str, person: Participant, where: str, repair: Repair | None = None, **facts: str
) -> Finding:
    named = {"name": person.shown_name, **facts}
    return _finding(f"people.{rule}", Severity.ERROR, where, Part.PEOPLE, repair, **named)


def _person(person: Participant, where: str, api_version: int) -> Iterator[Finding]:
    label = {"label": person.label}
    delivery = person.effective_delivery
    if person.kind is ParticipantKind.GROUP:
        yield _of_person("package_group", person, f"{where}/kind")
    if person.role not in ROLES:
        better = "make_copy" if person.role is Role.VIEWER else "make_signer"
        repair = Repair(code=better, facts=label)
        yield _of_person("package_role", person, f"{where}/role", repair)
    if delivery not in deliveries(api_version):
        rule = "package_sms" if delivery in _BY_SMS else "package_delivery"
        repair = Repair(code="deliver_by_email", facts=label)
        usable = repair if person.email else None
        yield _of_person(rule, person, f"{where}/delivery", usable)
    by_email = delivery in (Delivery.EMAIL, Delivery.EMAIL_SMS)
    if person.kind is ParticipantKind.PERSON and not person.email and not by_email:
        yield _of_person("package_email", person, f"{where}/email")


def _proofs(person: Participant, where: str) -> Iterator[Finding]:
    label = {"label": person.label}
    proof = person.authentication
    if proof.view is not None:
        at = f"{where}/authentication/view"
        repair = Repair(code="open_without_proof", facts=label)
        yield _of_person("package_opening", person, at, repair)
    for position, method in enumerate(proof.sign):
        at = f"{where}/authentication/sign/{position}"
        if person.role is not Role.SIGNER:
            repair = Repair(code="sign_without_proof", facts=label)
            yield _of_person("package_proof_of_others", person, at, repair)
        elif method.provider not in SIGN_PROVIDERS:
            repair = Repair(code="use_sms_code", facts={**label, "place": f"sign/{position}"})
            usable = repair if person.phone and position == 0 else None
            facts = {"provider": method.provider}
            yield _of_person("package_provider", person, at, usable, **facts)
        elif method.max_attempts is not None:
            yield _finding(
                "people.package_attempts",
                Severity.INFO,
                f"{at}/max_attempts",
                Part.PEOPLE,
                name=person.shown_name,
            )


def _steps(agreement: Agreement) -> Iterator[Finding]:
    if agreement.process is None:
        return
    several = in_several_stages(agreement)
    for path, step in walk_steps(agreement.process):
        actor = agreement.participant(step.participant)
        if actor is None:
            continue
        if step.type is not STEP_OF_ROLE[actor.role] and actor.role in ROLES:
            yield _finding(
                "process.package_step",
                Severity.ERROR,
                f"{pointer(path)}/type",
                Part.PROCESS,
                name=actor.shown_name,
            )
        if step.participant in several:
            several -= {step.participant}
            yield _finding(
                "process.package_two_turns",
                Severity.ERROR,
                pointer(path),
                Part.PROCESS,
                name=actor.shown_name,
            )


def _order(agreement: Agreement) -> Iterator[Finding]:
    """What the tree says and a package cannot."""
    individual = package_type(agreement) is PackageType.INDIVIDUAL
    if individual and len({each.role for each in agreement.participants}) > 1:
        repair = Repair(code="leave_out", facts={"where": "/signinghub/workflow_type"})
        at = "/signinghub/workflow_type"
        yield _finding("process.package_individual_roles", Severity.ERROR, at, Part.PROCESS, repair)
    if individual and len(set(signing_orders(agreement).values())) > 1:
        at = "/process"
        yield _finding("process.package_individual_order", Severity.WARNING, at, Part.PROCESS)
    if not individual and not keeps_order(agreement.process):
        yield _finding("process.package_waits", Severity.WARNING, "/process", Part.PROCESS)
    everything = {each.label for each in agreement.documents}
    partial = [
        each.shown_name
        for each in agreement.participants
        if agreement.documents_of(each.label)
        and set(agreement.documents_of(each.label)) != everything
    ]
    if partial:
        name = partial[0]
        yield _finding(
            "process.package_all_documents", Severity.WARNING, "/process", Part.PROCESS, name=name
        )

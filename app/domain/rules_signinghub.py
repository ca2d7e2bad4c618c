"""Rules about what a SigningHub package carries, and what would be lost."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, Participant
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.json_value import JsonValue
from app.domain.kinds import STEP_OF_ROLE, Delivery, FieldType, ParticipantKind, Role
from app.domain.package_stages import (
    PackageType,
    derived_type,
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
_MODES: Final = frozenset({"ONLY_ME", "ME_AND_OTHERS", "ONLY_OTHERS"})
_CARRIED: Final = frozenset({"workflow_type", "workflow_mode", "continue_on_decline"})
_GROUPS: Final = ("participants", "documents")


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
    yield from _fields(agreement)
    yield from _settings(agreement)
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


def _fields(agreement: Agreement) -> Iterator[Finding]:
    others = [each for each in agreement.fields if each.type is not FieldType.SIGNATURE]
    if others:
        yield _finding(
            "documents.package_fields",
            Severity.ERROR,
            "/fields",
            Part.DOCUMENTS,
            Repair(code="only_signature_fields"),
            count=str(len(others)),
        )
    for position, field in enumerate(agreement.fields):
        person = agreement.participant(field.participant)
        if field.type is not FieldType.SIGNATURE or person is None:
            continue
        where = f"/fields/{position}"
        if person.role is not Role.SIGNER:
            name = person.shown_name
            yield _finding(
                "fields.package_not_signer", Severity.ERROR, where, Part.DOCUMENTS, name=name
            )
        if field.anchor:
            at, text = f"{where}/anchor", field.anchor
            yield _finding(
                "fields.package_anchor", Severity.WARNING, at, Part.DOCUMENTS, anchor=text
            )


def _settings(agreement: Agreement) -> Iterator[Finding]:
    """Members of `signinghub` that are not carried, or not like this."""
    settings = agreement.signinghub
    for name, value in settings.items():
        if name in _GROUPS:
            yield from _inner_settings(name, value)
        elif name not in _CARRIED:
            yield _left_out("review.package_setting", f"/signinghub/{name}", name)
    type_ = settings.get("workflow_type")
    fits = (PackageType.INDIVIDUAL, derived_type(agreement), None)
    if "workflow_type" in settings and type_ not in fits:
        yield _left_out("review.package_type", "/signinghub/workflow_type", str(type_))
    mode = settings.get("workflow_mode")
    if mode is not None and mode not in _MODES:
        yield _left_out("review.package_value", "/signinghub/workflow_mode", "workflow_mode")
    decline = settings.get("continue_on_decline")
    if decline is not None and not isinstance(decline, bool):
        at = "/signinghub/continue_on_decline"
        yield _left_out("review.package_value", at, "continue_on_decline")


def _inner_settings(group: str, value: JsonValue) -> Iterator[Finding]:
    for label, inner in (value if isinstance(value, dict) else {}).items():
        for name in inner if isinstance(inner, dict) else ():
            at = f"/signinghub/{group}/{label}/{name}"
            yield _left_out("review.package_setting", at, name)


def _left_out(rule: str, where: str, name: str) -> Finding:
    repair = Repair(code="leave_out", facts={"where": where})
    return _finding(rule, Severity.ERROR, where, Part.REVIEW, repair, name=name)

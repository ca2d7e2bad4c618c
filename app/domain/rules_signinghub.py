"""Rules about what a SigningHub package carries, and what would be lost."""

from collections.abc import Iterator
from typing import Final

from app.domain import (
    rules_signinghub_fields,
    rules_signinghub_library,
    rules_signinghub_people,
    rules_signinghub_recipients,
    rules_signinghub_settings,
)
from app.domain.agreement import Agreement
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import STEP_OF_ROLE
from app.domain.package_stages import (
    PackageType,
    in_several_stages,
    package_type,
    signing_orders,
)
from app.domain.process import pointer, walk_steps
from app.domain.sign_orders import keeps_order

LONGEST_TITLE: Final = 100


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about sending as a package."""
    agreement = draft.agreement
    yield from rules_signinghub_people.check(draft)
    yield from rules_signinghub_recipients.check(draft)
    yield from _steps(agreement)
    yield from _order(agreement)
    yield from rules_signinghub_fields.check(agreement, draft.api_version)
    yield from rules_signinghub_settings.check(draft)
    yield from rules_signinghub_library.check(agreement)
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


def _steps(agreement: Agreement) -> Iterator[Finding]:
    if agreement.process is None:
        return
    several = in_several_stages(agreement)
    for path, step in walk_steps(agreement.process):
        actor = agreement.participant(step.participant)
        if actor is None:
            continue
        if (
            step.type is not STEP_OF_ROLE[actor.role]
            and actor.role in rules_signinghub_people.ROLES
        ):
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

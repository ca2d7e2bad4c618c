"""Rules about the process: every reference resolves, and everybody has something to do."""

from collections import Counter
from collections.abc import Iterator

from app.domain.agreement import Agreement
from app.domain.findings import Draft, Finding, Part, Repair, Severity
from app.domain.kinds import Role, StepType
from app.domain.process import Branch, Step, pointer, walk, walk_steps
from app.domain.process_turns import acts

_NEED_A_STEP = frozenset({Role.SIGNER, Role.APPROVER, Role.EDITOR, Role.HOST})


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about the process."""
    agreement = draft.agreement
    if agreement.process is None:
        if agreement.participants:
            yield _finding("none", Severity.ERROR, "/process")
    else:
        for path, node in walk(agreement.process):
            if isinstance(node, Branch) and not node.steps:
                yield _finding("empty_branch", Severity.ERROR, pointer(path))
        for path, step in walk_steps(agreement.process):
            yield from _references(agreement, step, pointer(path))
        yield from _signed_twice(agreement)
    yield from _idle(agreement)


def _finding(
    rule: str, severity: Severity, where: str, repair: Repair | None = None, **facts: str
) -> Finding:
    return Finding(
        id=f"process.{rule}",
        severity=severity,
        where=where,
        part=Part.PROCESS,
        facts=facts,
        repair=repair,
    )


def _references(agreement: Agreement, step: Step, where: str) -> Iterator[Finding]:
    person = agreement.participant(step.participant)
    if person is None:
        yield _finding(
            "unknown_participant",
            Severity.ERROR,
            f"{where}/participant",
            label=step.participant,
        )
        return
    for position, label in enumerate(step.documents):
        if agreement.document(label) is None:
            place = f"{where}/documents/{position}"
            yield _finding("unknown_document", Severity.ERROR, place, label=label)
    if not step.documents and agreement.documents:
        repair = Repair(code="step_all_documents", facts={"label": person.label})
        yield _finding(
            "no_documents", Severity.ERROR, f"{where}/documents", repair, name=person.shown_name
        )
    labels = [method.label for method in person.authentication.sign]
    if step.authentication and step.authentication not in labels:
        yield _finding(
            "unknown_authentication",
            Severity.ERROR,
            f"{where}/authentication",
            name=person.shown_name,
            label=step.authentication,
        )


def _signed_twice(agreement: Agreement) -> Iterator[Finding]:
    if agreement.process is None:
        return
    counts: Counter[tuple[str, str]] = Counter()
    for path, step in walk_steps(agreement.process):
        if step.type is not StepType.SIGN:
            continue
        for label in dict.fromkeys(step.documents):
            counts[step.participant, label] += 1
            if counts[step.participant, label] == 2:  # noqa: PLR2004 - tell it once
                person = agreement.participant(step.participant)
                document = agreement.document(label)
                yield _finding(
                    "signed_twice",
                    Severity.ERROR,
                    pointer(path),
                    name=person.shown_name if person else step.participant,
                    document=document.shown_name if document else label,
                )


def _idle(agreement: Agreement) -> Iterator[Finding]:
    acting = {(step.participant, acts(step)) for step in agreement.steps()}
    for position, person in enumerate(agreement.participants):
        if person.role in _NEED_A_STEP and (person.label, True) not in acting:
            yield _finding(
                "no_step",
                Severity.ERROR,
                f"/participants/{position}",
                Repair(code="add_step", facts={"label": person.label}),
                name=person.shown_name,
            )

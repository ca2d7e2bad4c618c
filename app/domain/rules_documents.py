"""Rules about documents and their files."""

from collections.abc import Iterator

from app.domain.findings import Draft, Finding, Part, Severity
from app.domain.kinds import StepType

MANY_PAGES = 1000
_ACTING = frozenset({StepType.SIGN, StepType.APPROVE, StepType.EDIT, StepType.HOST})
"""A document that is only viewed or copied could never be closed."""


def check(draft: Draft) -> Iterator[Finding]:
    """Every finding about documents."""
    agreement = draft.agreement
    if not agreement.documents:
        yield Finding(
            id="documents.none", severity=Severity.ERROR, where="/documents", part=Part.DOCUMENTS
        )
    for position, document in enumerate(agreement.documents):
        facts = draft.files.get(document.label)
        where = f"/documents/{position}"
        named = {"name": document.shown_name, "file": document.file}
        if facts is not None and facts.problem:
            yield Finding(
                id=f"documents.file_{facts.problem}",
                severity=Severity.ERROR,
                where=f"{where}/file",
                part=Part.DOCUMENTS,
                facts=named,
            )
        if facts is not None and (facts.pages or 0) > MANY_PAGES:
            yield Finding(
                id="documents.many_pages",
                severity=Severity.WARNING,
                where=f"{where}/file",
                part=Part.DOCUMENTS,
                facts={**named, "pages": str(facts.pages)},
            )
        acting = (step for step in agreement.steps() if step.type in _ACTING)
        covered = any(document.label in step.documents for step in acting)
        if agreement.participants and not covered:
            yield Finding(
                id="documents.nobody_acts",
                severity=Severity.ERROR,
                where=where,
                part=Part.PROCESS,
                facts=named,
            )

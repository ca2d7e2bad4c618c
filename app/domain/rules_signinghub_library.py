"""Rules about what a package takes from its account: documents of the library, and a template."""

from collections.abc import Iterator

from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.signinghub_library import LIBRARY, TEMPLATE, read_library, read_template
from app.domain.signinghub_members import Members


def check(agreement: Agreement) -> Iterator[Finding]:
    """Every finding about a package."""
    settings = Members.of(
        {name: each for name, each in agreement.signinghub.items() if name in (LIBRARY, TEMPLATE)}
    )
    library, template = read_library(settings), read_template(settings)
    for path in settings.misfits:
        yield _odd("package_value", path)
    for path in settings.left():
        yield _odd("package_setting", path)
    if library:
        count = "1 document" if len(library) == 1 else f"{len(library)} documents"
        yield _finding("documents.package_library", LIBRARY, Part.DOCUMENTS, count=count)
    if template is not None:
        yield _finding("review.package_template", TEMPLATE, Part.REVIEW, name=template.name)


def elsewhere(agreement: Agreement) -> Iterator[Finding]:
    """What another service does not take."""
    if agreement.signinghub.get(LIBRARY):
        rule = "documents.package_library_elsewhere"
        yield _finding(rule, LIBRARY, Part.DOCUMENTS, severity=Severity.WARNING)


def _finding(
    rule: str, path: str, part: Part, *, severity: Severity = Severity.INFO, **facts: str
) -> Finding:
    return Finding(id=rule, severity=severity, where=f"/signinghub/{path}", part=part, facts=facts)


def _odd(rule: str, path: str) -> Finding:
    where = f"/signinghub/{path}"
    return Finding(
        id=f"review.{rule}",
        severity=Severity.ERROR,
        where=where,
        part=Part.REVIEW,
        facts={"name": path.rpartition("/")[2]},
        repair=Repair(code="leave_out", facts={"where": where}),
    )

"""Rules about the fields on pages that a SigningHub package carries."""

from collections.abc import Iterator

from app.domain.agreement import Agreement
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.kinds import FieldType, Role


def check(agreement: Agreement) -> Iterator[Finding]:
    """Every finding about fields."""
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


def _finding(
    rule: str,
    severity: Severity,
    where: str,
    part: Part,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    return Finding(id=rule, severity=severity, where=where, part=part, facts=facts, repair=repair)

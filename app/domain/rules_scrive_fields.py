"""Rules about what becomes of fields on pages at Scrive, by either way."""

from collections.abc import Iterator

from app.domain.agreement import Agreement, Field
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.kinds import FieldType, Role, SendWith
from app.domain.scrive_fields import PLACED, role_in_document


def check(agreement: Agreement, way: SendWith) -> Iterator[Finding]:
    """Fields that are left out, and what of the others is."""
    if agreement.fields and way is SendWith.FLOW:
        alone = Repair(code="send_with_documents") if len(agreement.documents) == 1 else None
        yield _field("flow_inferred", "/fields", Severity.INFO, {}, alone)
    following: set[str] = set()
    for position, field in enumerate(agreement.fields):
        where = f"/fields/{position}"
        person = agreement.participant(field.participant)
        facts = {"name": person.shown_name if person else field.participant}
        if field.type not in PLACED:
            yield _field("documents_type", f"{where}/type", Severity.WARNING, facts)
        elif person is not None and role_in_document(agreement, person) is not Role.SIGNER:
            yield _field("documents_not_signer", where, Severity.WARNING, facts)
        else:
            # Once for each person: it is no mistake.
            if field.anchor and field.participant not in following:
                following.add(field.participant)
                yield _field("documents_anchor", f"{where}/anchor", Severity.INFO, facts)
            if _loses_limits(field):
                yield _field("documents_limits", where, Severity.WARNING, facts)


def _loses_limits(field: Field) -> bool:
    """A greatest length belongs to texts, choices to radio buttons; job titles are texts there."""
    of_text = field.type in (FieldType.TEXT, FieldType.JOB_TITLE)
    is_radio = field.type is FieldType.RADIO
    return (field.max_length is not None and not of_text) or (bool(field.options) and not is_radio)


def _field(
    rule: str,
    where: str,
    severity: Severity,
    facts: dict[str, str],
    repair: Repair | None = None,
) -> Finding:
    return Finding(
        id=f"fields.{rule}",
        severity=severity,
        where=where,
        part=Part.DOCUMENTS,
        facts=facts,
        repair=repair,
    )

"""A finding about one person, made alike by every rule."""

from app.domain.agreement import Participant
from app.domain.findings import Finding, Part, Repair, Severity


def person_finding(
    person: Participant,
    rule: str,
    where: str,
    severity: Severity = Severity.ERROR,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    """The finding `people.<rule>` about a person, at the JSON pointer `where`."""
    return Finding(
        id=f"people.{rule}",
        severity=severity,
        where=where,
        part=Part.PEOPLE,
        facts={"name": person.shown_name, **facts},
        repair=repair,
    )

"""Numbers without a country: which country they probably belong to, as a repair."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.contacts import e164, region_of
from app.domain.findings import Finding, Repair

_RULE: Final = "people.phone_not_international"


def with_number_repairs(
    findings: Sequence[Finding], agreement: Agreement, region: str
) -> tuple[Finding, ...]:
    """The findings; those about numbers without a country with a number to press.

    The country is that of the other people, else `region`, where the user is (two letters).
    """
    regions = [*_regions(agreement), region]
    return tuple(_mended(each, agreement, regions) for each in findings)


def _mended(finding: Finding, agreement: Agreement, regions: Sequence[str]) -> Finding:
    if finding.id != _RULE:
        return finding
    typed = finding.facts["phone"]
    number = next((found for each in regions if (found := e164(typed, each))), None)
    position = finding.where.split("/")[2]
    if number is None:
        return finding
    label = agreement.participants[int(position)].label
    return replace(
        finding, repair=Repair(code="use_phone", facts={"label": label, "phone": number})
    )


def _regions(agreement: Agreement) -> Iterator[str]:
    for person in agreement.participants:
        found = region_of(person.phone)
        if found:
            yield found

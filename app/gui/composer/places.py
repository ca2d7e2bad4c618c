"""Where a finding is repaired: which part, whom or what it is about, and which field."""

from dataclasses import dataclass

from app.domain.agreement import Agreement
from app.domain.findings import Finding
from app.domain.part_members import FIELDS, path_of
from app.domain.process import Path
from app.gui.participants.identity_fields import member_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPlace:
    """A place in the composer."""

    part: str
    """Key of the part; empty for the head."""
    label: str = ""
    """Of the document or participant."""
    member: str = ""
    """`name`, `email` or `phone` of a participant; `more` is what only one service is told."""
    path: Path | None = None
    """Of a step."""
    field: int | None = None
    """Number of a field on a page."""


def place_of(finding: Finding, agreement: Agreement) -> FindingPlace:
    """The place of a finding in the agreement as it is."""
    words = finding.where.split("/")[1:]
    if words[:1] == ["title"]:
        return FindingPlace(part="")
    if words[1:2] == ["participants"] and words[0] in ("scrive", "signinghub"):
        return FindingPlace(part="people", label="".join(words[2:3]), member="more")
    if words[:1] == ["participants"]:
        labels = [each.label for each in agreement.participants]
        label = _nth(labels, words[1:2])
        return FindingPlace(part="people", label=label, member=member_of(finding))
    if words[:1] == ["process"]:
        return FindingPlace(part="process", path=_path(words[1:]))
    if words[:1] == ["documents"] and finding.part.value == "documents":
        labels = [each.label for each in agreement.documents]
        return FindingPlace(part="documents", label=_nth(labels, words[1:2]))
    return FindingPlace(part=finding.part.value, field=_field(words, agreement))


def _field(words: list[str], agreement: Agreement) -> int | None:
    """`fields/3/value` is about the field of number 3, `signinghub/fields/ID` about a named one."""
    if words[:2] == ["signinghub", FIELDS]:
        return _named(agreement, path_of("/".join(words))[2:3])
    is_field = words[:1] == ["fields"] and words[1:2] and words[1].isdigit()
    return int(words[1]) if is_field else None


def _named(agreement: Agreement, ids: list[str]) -> int | None:
    """The number of the first field with that id."""
    return next((n for n, each in enumerate(agreement.fields) if [each.id] == ids), None)


def _nth(labels: list[str], place: list[str]) -> str:
    number = int(place[0]) if place and place[0].isdigit() else len(labels)
    return labels[number] if number < len(labels) else ""


def _path(words: list[str]) -> Path:
    """`steps/0/steps/1/documents` leads to (0, 1)."""
    found = []
    for name, number in zip(words[::2], words[1::2], strict=False):
        if name != "steps" or not number.isdigit():
            break
        found.append(int(number))
    return tuple(found)

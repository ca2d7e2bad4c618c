"""Fields on pages in a SigningHub package: who fills in which kind, and what more can be said.

What only SigningHub knows of a field stands in `signinghub.fields.<id>`, in its own spelling.
"""

import re
from dataclasses import replace
from typing import Final

from app.domain.agreement import Agreement, Field, Participant
from app.domain.field_kinds import PACKAGE_KINDS
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import FieldType, Role
from app.domain.part_members import FIELDS, members_in, with_member_in, with_members_in

TEXT_TYPES: Final = {
    FieldType.TEXT: "TEXT",
    FieldType.NAME: "NAME",
    FieldType.EMAIL: "EMAIL",
    FieldType.COMPANY: "COMPANY",
    FieldType.JOB_TITLE: "JOBTITLE",
    FieldType.DATE: "DATE",
}
"""What is a text there, and which (`type`, POST fields/text)."""
_FILLED: Final = frozenset({*TEXT_TYPES, FieldType.CHECKBOX, FieldType.RADIO})
LEVELS: Final = (
    "ELECTRONIC_SIGNATURE",
    "ADVANCED_ELECTRONIC_SIGNATURE",
    "HIGH_TRUST_ADVANCED",
    "QUALIFIED_ELECTRONIC_SIGNATURE",
    "ELECTRONIC_SEAL",
    "ADVANCED_ELECTRONIC_SEAL",
    "QUALIFIED_ELECTRONIC_SEAL",
)
"""`level_of_assurance` (v4, POST fields/signature); v3 tells electronic from digital only."""
ELECTRONIC: Final = LEVELS[0]
PLACEMENTS: Final = ("LEFT", "RIGHT", "TOP", "BOTTOM")
"""Where a field lies beside the text that SigningHub finds (POST fields/autoplace)."""
FONTS: Final = ("COURIER", "HELVETICA")
FONT_SIZES: Final = tuple(range(8, 21, 2))
USUAL_DATE: Final = "dd/mm/yyyy"
"""The format of a date where a draft says none (`format`, POST fields/text)."""
DATE_FORMATS: Final = ("dd/mm/yyyy", "mm/dd/yyyy", "yyyy-mm-dd", "dd.mm.yyyy", "dd-mm-yyyy")
"""Those that are offered; others of day, month and year pass."""
LONGEST_TEXT: Final = 9999
"""`max_length` of a text."""
MEMBERS: Final = {
    FieldType.SIGNATURE: frozenset({"level_of_assurance", "display", "placement"}),
    FieldType.IN_PERSON_SIGNATURE: frozenset({"placeholder", "display", "placement"}),
    FieldType.INITIALS: frozenset({"placement"}),
    FieldType.DATE: frozenset({"format", "placeholder", "font", "placement"}),
    **{
        kind: frozenset({"placeholder", "multiline", "field_type", "font", "placement"})
        for kind in (FieldType.TEXT, FieldType.JOB_TITLE)
    },
    **{
        kind: frozenset({"placeholder", "font", "placement"})
        for kind in (FieldType.NAME, FieldType.EMAIL, FieldType.COMPANY)
    },
    FieldType.CHECKBOX: frozenset({"placement"}),
}
"""What can be said of a kind beyond what every service knows."""

_FILLED_BY: Final = {
    Role.SIGNER: PACKAGE_KINDS,
    Role.EDITOR: _FILLED,
    Role.HOST: frozenset({FieldType.IN_PERSON_SIGNATURE}),
}


def can_fill(person: Participant, kind: FieldType) -> bool:
    """Whether somebody of that role fills in fields of a kind there."""
    return kind in _FILLED_BY.get(person.role, frozenset())


def field_members(agreement: Agreement, field: Field) -> JsonObject:
    """What `signinghub` says of a field; empty for one without an id."""
    return members_in(agreement.signinghub, FIELDS, field.id) if field.id else {}


def with_field_member(agreement: Agreement, number: int, name: str, value: JsonValue) -> Agreement:
    """The agreement with one member of a field set; False and what is empty take it away.

    A field that has no id yet is given one, by which it is known.
    """
    if not 0 <= number < len(agreement.fields):
        return agreement
    field = agreement.fields[number]
    if not field.id:
        field = replace(field, id=_free_id(agreement, field))
        fields = (*agreement.fields[:number], field, *agreement.fields[number + 1 :])
        agreement = replace(agreement, fields=fields)
    settings = with_member_in(agreement.signinghub, FIELDS, field.id, name, value or None)
    return replace(agreement, signinghub=settings)


def with_members_kept(agreement: Agreement, old: str, new: str) -> Agreement:
    """The agreement in which what is said of a field follows its id, unless another has the old."""
    members = members_in(agreement.signinghub, FIELDS, old) if old else {}
    if old == new or not members or any(each.id == old for each in agreement.fields):
        return agreement
    settings = with_members_in(agreement.signinghub, FIELDS, old, {})
    if new and not members_in(settings, FIELDS, new):
        settings = with_members_in(settings, FIELDS, new, members)
    return replace(agreement, signinghub=settings)


def placement_of(agreement: Agreement, field: Field) -> str:
    """Where beside its phrase SigningHub shall place the field; empty: we place it ourselves."""
    placement = field_members(agreement, field).get("placement")
    return placement if isinstance(placement, str) and field.anchor else ""


def levels_of(agreement: Agreement, field: Field) -> tuple[str, ...]:
    """The levels of assurance of a signature; electronic where nothing is said."""
    told = field_members(agreement, field).get("level_of_assurance")
    found = tuple(str(each) for each in told) if isinstance(told, list) else ()
    return found or (ELECTRONIC,)


def is_date_format(text: str) -> bool:
    """Whether a day can be written in it: `dd/mm/yyyy`, `yyyy-mm-dd` and the like."""
    parts = re.split(r"[ ./-]", text.casefold())
    return sorted(parts) == ["dd", "mm", "yyyy"]


def date_in(day: str, form: str) -> tuple[str, str]:
    """A day (ISO 8601) in a format, and the format; without a day the format stays as it is."""
    if not day:
        return "", form
    form = form or USUAL_DATE
    year, month, of_month = day.split("-")
    digits = {"yyyy": year, "mm": month, "dd": of_month}
    return re.sub("yyyy|mm|dd", lambda part: digits[part[0]], form.casefold()), form


def _free_id(agreement: Agreement, field: Field) -> str:
    """`signature-1`, or the next that no field has."""
    taken = {each.id for each in agreement.fields}
    stem = field.type.value.replace("_", "-")
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"

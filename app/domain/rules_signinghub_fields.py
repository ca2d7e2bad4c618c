"""Rules about the fields on pages that a SigningHub package carries."""

from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Agreement, Field, Participant
from app.domain.field_editing import radio_group
from app.domain.field_kinds import PACKAGE_KINDS
from app.domain.findings import Finding, Part, Repair, Severity
from app.domain.json_value import JsonValue
from app.domain.kinds import FieldType
from app.domain.part_members import FIELDS, place_in
from app.domain.signinghub_fields import (
    FONT_SIZES,
    FONTS,
    LEVELS,
    LONGEST_TEXT,
    MEMBERS,
    PLACEMENTS,
    can_fill,
    field_members,
    is_date_format,
    placement_of,
)

_WORDS: Final = {
    "display": ("VISIBLE", "INVISIBLE"),
    "placement": PLACEMENTS,
    "field_type": ("Number", "Text"),
}
_V4: Final = 4


def check(agreement: Agreement, api_version: int) -> Iterator[Finding]:
    """Every finding about fields."""
    others = [each for each in agreement.fields if each.type not in PACKAGE_KINDS]
    if others:
        repair = Repair(code="only_package_fields")
        count = str(len(others))
        yield _finding("documents.package_fields", "/fields", repair=repair, count=count)
    for position, field in enumerate(agreement.fields):
        person = agreement.participant(field.participant)
        if field.type in PACKAGE_KINDS and person is not None:
            yield from _field(agreement, field, person, position)
    yield from _members(agreement, api_version)


def _finding(
    rule: str,
    where: str,
    *,
    severity: Severity = Severity.ERROR,
    repair: Repair | None = None,
    **facts: str,
) -> Finding:
    return Finding(
        id=rule, severity=severity, where=where, part=Part.DOCUMENTS, facts=facts, repair=repair
    )


def _field(
    agreement: Agreement, field: Field, person: Participant, position: int
) -> Iterator[Finding]:
    where, name = f"/fields/{position}", person.shown_name
    if not can_fill(person, field.type):
        rule = "fields.package_not_signer" if _is_signed(field) else "fields.package_not_filled"
        yield _finding(
            rule,
            where,
            repair=Repair(code="remove_field", facts={"field": str(position)}),
            name=name,
        )
    if field.max_length is not None and field.max_length > LONGEST_TEXT:
        yield _finding("fields.package_long", f"{where}/max_length", most=str(LONGEST_TEXT))
    if field.type is FieldType.RADIO and radio_group(agreement, field)[0] is field:
        severity = Severity.INFO
        yield _finding(
            "fields.package_choice", f"{where}/options", severity=severity, group=field.group
        )
    says = field_members(agreement, field)
    if field.type is FieldType.IN_PERSON_SIGNATURE and not says.get("placeholder"):
        yield _finding("fields.package_in_person", where, name=name)
    if field.anchor and not placement_of(agreement, field):
        at, text = f"{where}/anchor", field.anchor
        yield _finding("fields.package_anchor", at, severity=Severity.INFO, anchor=text)
    elif placement_of(agreement, field) and _is_proved(field, person):
        at = f"{place_in(FIELDS, field.id)}/placement"
        yield _finding("fields.package_place_proof", at, repair=_leave_out(at), name=name)
    elif placement_of(agreement, field):
        at, text = f"{where}/anchor", field.anchor
        yield _finding("fields.package_every_place", at, severity=Severity.INFO, anchor=text)
    elif "placement" in says:
        at = f"{place_in(FIELDS, field.id)}/placement"
        severity = Severity.WARNING
        yield _finding("fields.package_no_phrase", at, severity=severity, repair=_leave_out(at))


def _is_signed(field: Field) -> bool:
    return field.type in (FieldType.SIGNATURE, FieldType.INITIALS)


def _is_proved(field: Field, person: Participant) -> bool:
    """What is placed by a text cannot ask for a code."""
    return field.type is FieldType.SIGNATURE and bool(person.authentication.sign)


def _members(agreement: Agreement, api_version: int) -> Iterator[Finding]:
    """What `signinghub.fields` says that its field does not have, or not like this."""
    told = agreement.signinghub.get(FIELDS)
    for id_, members in (told if isinstance(told, dict) else {}).items():
        at = place_in(FIELDS, id_)
        kinds = {each.type for each in agreement.fields if each.id == id_}
        if not kinds:
            yield _finding("fields.package_nothing", at, repair=_leave_out(at), field_name=id_)
            continue
        if not isinstance(members, dict):
            yield _finding("review.package_value", at, repair=_leave_out(at), name=id_)
            continue
        for name, value in members.items():
            place = f"{at}/{name}"
            if not any(name in MEMBERS.get(kind, frozenset()) for kind in kinds):
                yield _finding("review.package_setting", place, repair=_leave_out(place), name=name)
            elif not _fits(name, value):
                yield _finding("review.package_value", place, repair=_leave_out(place), name=name)
            elif name == "field_type" and api_version < _V4:
                yield _finding(
                    "fields.package_newer",
                    place,
                    severity=Severity.WARNING,
                    repair=_leave_out(place),
                    name=name,
                )


def _fits(name: str, value: JsonValue) -> bool:
    if name == "placeholder":
        return isinstance(value, str)
    if name == "format":
        return isinstance(value, str) and is_date_format(value)
    if name in _WORDS:
        return value in _WORDS[name]
    if name == "multiline":
        return isinstance(value, bool)
    if name == "level_of_assurance":
        return isinstance(value, list) and bool(value) and all(each in LEVELS for each in value)
    return _is_font(value)


def _is_font(value: JsonValue) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"name", "size"}:
        return False
    return value.get("name", FONTS[0]) in FONTS and value.get("size", FONT_SIZES[0]) in FONT_SIZES


def _leave_out(where: str) -> Repair:
    return Repair(code="leave_out", facts={"where": where})

"""The fields of a party: what is known of the person, and places on pages (Signatory, `fields`)."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.agreement import Agreement, Field, Participant
from app.domain.contacts import e164
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import FieldType
from app.domain.scrive_fields import placed_fields
from app.domain.scrive_members import PARTY_VALUES

PageSizes = Sequence[tuple[float, float]]
"""Width and height of each page in points, as displayed."""

_NORMAL_FONT: Final = 0.0168
"""Font size as a fraction of the page's width: the service's own middle size."""
_CHECKBOX_WIDTHS: Final = (0.011538, 0.021153, 0.0423076)
"""The only widths that a checkbox may have."""
_STANDARD: Final = {
    FieldType.NAME: "full_name",
    FieldType.EMAIL: "email",
    FieldType.COMPANY: "company",
}
"""Places that show what the party's own field holds."""
_CHECKED: Final = frozenset({"true", "yes", "on", "1", "x", "checked"})


def party_fields(
    agreement: Agreement,
    person: Participant,
    values: JsonObject,
    pages: PageSizes,
    *,
    asks_for_number: bool,
) -> list[JsonValue]:
    """All fields of a party; `values` is what the draft has for it under `scrive`.

    `asks_for_number`: an eID needs the field of the personal number, blank or not.
    Raises IndexError for a page that does not exist.
    """
    placed = list(placed_fields(agreement, person))
    fields = _standard(person, values, asks_for_number=asks_for_number)
    for kind, name in _STANDARD.items():
        places = [_placement(each, pages) for each in placed if each.type is kind]
        if places:
            _place(fields, name, places)
    taken: set[str] = set()
    for each in placed:
        if each.type not in _STANDARD:
            name = _free_name(each, taken)
            taken.add(name)
            fields.append(_named(each, name, pages))
    return list(fields)


def mobile_of(person: Participant) -> str:
    """The number as Scrive wants it, or as typed where that cannot be told."""
    return e164(person.phone) or person.phone.strip()


def _standard(
    person: Participant, values: JsonObject, *, asks_for_number: bool
) -> list[JsonObject]:
    first, last = _names(person.name)
    fields = [
        _value("name", first) | {"order": 1},
        _value("name", last) | {"order": 2},
        _value("email", person.email.strip()),
        _value("mobile", mobile_of(person)),
    ]
    for name in PARTY_VALUES:
        told = values.get(name)
        text = told.strip() if isinstance(told, str) else ""
        if text or (name == "personal_number" and asks_for_number):
            fields.append(_value(name, text) | {"is_obligatory": True})
    return fields


def _names(name: str) -> tuple[str, str]:
    """First and last name: the last word is the last name."""
    first, _, last = " ".join(name.split()).rpartition(" ")
    return (first, last) if first else (last, "")


def _value(kind: str, value: str) -> JsonObject:
    """A standard field; a blank one that is obligatory would have to be filled in by the person."""
    return {
        "type": kind,
        "value": value,
        "is_obligatory": bool(value),
        "should_be_filled_by_sender": False,
        "placements": [],
    }


def _place(fields: list[JsonObject], kind: str, places: Iterable[JsonValue]) -> None:
    """Give a standard field its places, adding the field where the party has none."""
    for each in fields:
        if each["type"] == kind:
            each["placements"] = list(places)
            return
    added = _value(kind, "") | {"placements": list(places)}
    if kind == "full_name":
        del added["value"]
    fields.append(added)


def _named(field: Field, name: str, pages: PageSizes) -> JsonObject:
    """A field that is filled in on the page."""
    made: JsonObject = {
        "type": "text",
        "name": name,
        "is_obligatory": field.required,
        "should_be_filled_by_sender": False,
        "placements": [_placement(field, pages)],
    }
    match field.type:
        case FieldType.SIGNATURE:
            made["type"] = "signature"
        case FieldType.CHECKBOX:
            made |= {"type": "checkbox", "is_checked": field.value.strip().lower() in _CHECKED}
        case FieldType.DATE:
            limits: JsonObject = {"start_date": None, "end_date": None}
            made |= {"type": "date", "value": field.value or None, "configuration": limits}
        case _:
            made |= {"value": field.value, "custom_validation": None}
    return made


def _free_name(field: Field, taken: set[str]) -> str:
    """The name of a field, which no other field of the party may have."""
    stem = field.id or field.type.value.replace("_", " ").capitalize()
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem} {number}"
    return name


def _placement(field: Field, pages: PageSizes) -> JsonObject:
    """The place of a field in fractions of the page, from its top left (Placement)."""
    width, height = pages[field.page - 1]
    left, top = _fraction(field.x, width), _fraction(field.y, height)
    made: JsonObject = {
        "xrel": left,
        "yrel": top,
        "wrel": min(_fraction(field.width, width), round(1 - left, 6)),
        "hrel": min(_fraction(field.height, height), round(1 - top, 6)),
        "fsrel": _NORMAL_FONT,
        "page": field.page,
        "tip": "right",
        "anchors": [],
    }
    if field.type is FieldType.CHECKBOX:
        wanted = field.width / width
        nearest = min(_CHECKBOX_WIDTHS, key=lambda each: abs(each - wanted))
        made |= {"wrel": nearest, "hrel": 0, "fsrel": 0}
    return made


def _fraction(part: float, whole: float) -> float:
    return round(min(max(part / whole, 0.0), 1.0), 6)

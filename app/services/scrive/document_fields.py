"""The fields of a party: what is known of the person, and places on pages (Signatory, `fields`)."""

from collections.abc import Iterable
from typing import Final

from app.domain.agreement import Agreement, Field, Participant
from app.domain.contacts import e164
from app.domain.field_editing import radio_text
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import FieldType
from app.domain.scrive_fields import placed_fields
from app.domain.scrive_members import PARTY_VALUES
from app.domain.scrive_people_editing import editable_fields
from app.services.scrive.placements import PageSizes, placement

_STANDARD: Final = {
    FieldType.NAME: "full_name",
    FieldType.EMAIL: "email",
    FieldType.COMPANY: "company",
    FieldType.SIGN_DATE: "sign_date",
}
"""Places that show what the party's own field holds."""
_COMPUTED: Final = frozenset({"full_name", "sign_date"})
"""Scrive fills these in by itself; they have no value of their own."""
_EXAMPLE: Final = 20
"""Characters of the example that a limit needs."""
_CHECKED: Final = frozenset({"true", "yes", "on", "1", "x", "checked"})


def party_fields(
    agreement: Agreement,
    person: Participant,
    values: JsonObject,
    pages: PageSizes,
    *,
    needed: frozenset[str],
) -> list[JsonValue]:
    """All fields of a party; `values` is what the draft has for it under `scrive`.

    `needed`: kinds of fields that a proof of identity needs, blank or not.
    Raises IndexError for a page that does not exist.
    """
    fields = _standard(person, values, needed)
    _add_placed(fields, list(placed_fields(agreement, person)), pages)
    return list(fields)


def flow_fields(
    agreement: Agreement, person: Participant, document: str, pages: PageSizes
) -> list[JsonValue]:
    """The fields of a party in a document that a Flow will start; none where none has a place.

    Flow fills in names and addresses from its own participants, so those stay blank, as they are
    in the empty parties of the Flow guide. That other fields may stand beside them is inferred:
    the documents are prepared by the Document API, which takes them.
    Raises IndexError for a page that does not exist.
    """
    placed = list(placed_fields(agreement, person, document))
    if not placed:
        return []
    fields: list[JsonObject] = [
        {"type": "name", "order": 1, "value": ""},
        {"type": "name", "order": 2, "value": ""},
        {"type": "email", "value": ""},
        {"type": "mobile", "value": "", "is_obligatory": False},
    ]
    _add_placed(fields, placed, pages)
    return list(fields)


def mobile_of(person: Participant) -> str:
    """The number as Scrive wants it, or as typed where that cannot be told."""
    return e164(person.phone) or person.phone.strip()


def _standard(person: Participant, values: JsonObject, needed: frozenset[str]) -> list[JsonObject]:
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
        if text or name in needed:
            fields.append(_value(name, text) | {"is_obligatory": True})
    editable = editable_fields(values)
    return [
        each | {"editable_by_signatory": True} if each["type"] in editable else each
        for each in fields
    ]


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
    if kind in _COMPUTED:
        del added["value"]
    fields.append(added)


def _add_placed(fields: list[JsonObject], placed: list[Field], pages: PageSizes) -> None:
    """Give places to what is known of the person, then add what is filled in on the pages."""
    for kind, name in _STANDARD.items():
        places = [placement(each, pages) for each in placed if each.type is kind]
        if places:
            _place(fields, name, places)
    taken: set[str] = set()
    groups: dict[str, list[Field]] = {}
    for each in placed:
        if each.type is FieldType.RADIO:
            groups.setdefault(each.group, []).append(each)
        elif each.type not in _STANDARD:
            fields.append(_named(each, _free_name(_stem(each), taken), pages))
    for group, buttons in groups.items():
        fields.append(_radio_group(buttons, _free_name(group or "Choice", taken), pages))


def _named(field: Field, name: str, pages: PageSizes) -> JsonObject:
    """A field that is filled in on the page."""
    made = _filled_in("text", name, required=field.required)
    made["placements"] = [placement(field, pages)]
    match field.type:
        case FieldType.SIGNATURE:
            made["type"] = "signature"
        case FieldType.CHECKBOX:
            made |= {"type": "checkbox", "is_checked": field.value.strip().lower() in _CHECKED}
        case FieldType.DATE:
            limits: JsonObject = {"start_date": None, "end_date": None}
            made |= {"type": "date", "value": field.value or None, "configuration": limits}
        case _:
            made |= {"value": field.value, "custom_validation": _limit(field.max_length)}
    return made


def _filled_in(kind: str, name: str, *, required: bool) -> JsonObject:
    return {
        "type": kind,
        "name": name,
        "is_obligatory": required,
        "should_be_filled_by_sender": False,
    }


def _limit(most: int | None) -> JsonObject | None:
    """A greatest length as a pattern; all three members belong together."""
    if most is None:
        return None
    return {
        "pattern": f"^.{{0,{most}}}$",
        "positive_example": "x" * min(most, _EXAMPLE),
        "tooltip": f"At most {most} characters",
    }


def _radio_group(buttons: list[Field], name: str, pages: PageSizes) -> JsonObject:
    """One field with as many places as choices, in the same order."""
    texts = [radio_text(each) for each in buttons]
    chosen = [each.value for each in buttons if each.options and each.value == each.options[0]]
    made = _filled_in("radiogroup", name, required=any(each.required for each in buttons))
    made |= {
        "values": list(texts),
        "selected_value": chosen[0] if chosen else None,
        "placements": [placement(each, pages) for each in buttons],
    }
    return made


def _stem(field: Field) -> str:
    return field.id or field.type.value.replace("_", " ").capitalize()


def _free_name(stem: str, taken: set[str]) -> str:
    """The name of a field, which no other field of the party may have."""
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem} {number}"
    taken.add(name)
    return name

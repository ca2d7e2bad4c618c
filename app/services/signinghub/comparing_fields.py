"""A field as it was read back against the field that was written."""

from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.domain.status import normal_word
from app.services.signinghub.bodies_fields import FieldBody
from app.services.signinghub.wire_fields import PlacedField

ELSEWHERE: Final = "One of its fields lies elsewhere there."
OTHER: Final = "One of its fields asks for something else there."
_NEAR: Final = 2.0
"""Pixels by which a server may round."""
_MEMBERS: Final = (
    "display",
    "placeholder",
    "value",
    "max_length",
    "multiline",
    "validation_rule",
    "radio_group_name",
    "level_of_assurance",
)


def field_difference(written: FieldBody, found: PlacedField, *, v4: bool) -> str:
    """What is other about a field, as a sentence; empty where it is as it was written.

    What a server does not tell (GET documents/{id}/fields/{page}) is not compared.
    """
    body = written.body(v4=v4)
    if found.page_no is not None and found.page_no != body["page_no"]:
        return ELSEWHERE
    wanted = body["dimensions"]
    if isinstance(wanted, dict) and not _lies_there(wanted, found):
        return ELSEWHERE
    told = found.raw
    same = all(
        _is_same(body[name], told[name])
        for name in _MEMBERS
        if name in body and told.get(name) is not None
    )
    return "" if same and _asks_same(body, found) else OTHER


def _lies_there(wanted: JsonObject, found: PlacedField) -> bool:
    box = found.dimensions.field
    there = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return all(
        value is None or (isinstance(at, int | float) and abs(value - at) <= _NEAR)
        for value, at in ((value, wanted[name]) for name, value in there.items())
    )


def _is_same(wanted: JsonValue, there: JsonValue) -> bool:
    """Lists in any order; words in any spelling."""
    if isinstance(wanted, list) and isinstance(there, list):
        return {normal_word(str(each)) for each in wanted} == {
            normal_word(str(each)) for each in there
        }
    if isinstance(wanted, str) and isinstance(there, str | bool):
        return wanted.strip().casefold() == str(there).strip().casefold()
    return wanted == there


def _asks_same(body: JsonObject, found: PlacedField) -> bool:
    """Whether a code is asked for at the signature just where one was wanted."""
    told = found.authentication_signing.enabled
    return told is None or told == ("authentication" in body or "authentication_signing" in body)

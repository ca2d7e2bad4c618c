"""Whether Scrive took the fields of a party as they were sent (Document API v2, Signatory)."""

from collections.abc import Iterator
from typing import Final

from app.domain.json_value import JsonObject, JsonValue

_NEAR: Final = 0.001
"""Fractions of a page that may get lost when numbers are stored."""
_SIDES: Final = ("xrel", "yrel", "wrel", "hrel")
_BOX_SIDES: Final = ("xrel", "yrel", "wrel")
"""Squares have no height of their own."""
_BOXES: Final = frozenset({"checkbox", "radiogroup"})
_SAME: Final = ("is_obligatory", "is_checked", "values", "selected_value")


def took_fields(asked: JsonObject, told: JsonObject) -> bool:
    """Whether every field with a place came back at that place, asking for the same."""
    there = list(_fields(told))
    return all(
        any(_same(field, other) for other in there)
        for field in _fields(asked)
        if field.get("placements")
    )


def _fields(party: JsonObject) -> Iterator[JsonObject]:
    fields = party.get("fields")
    yield from objects_in(fields)


def objects_in(value: JsonValue) -> Iterator[JsonObject]:
    """The objects of a list; none where it is none."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def _same(asked: JsonObject, told: JsonObject) -> bool:
    if (asked["type"], asked.get("name")) != (told.get("type"), told.get("name")):
        return False
    if any(told.get(name) != asked[name] for name in _SAME if name in asked):
        return False
    if asked.get("value") and asked["value"] != told.get("value"):
        return False
    places, others = list(objects_in(asked["placements"])), list(objects_in(told.get("placements")))
    sides = _BOX_SIDES if asked["type"] in _BOXES else _SIDES
    return len(places) == len(others) and all(
        place["page"] == other.get("page") and all(_near(place, other, side) for side in sides)
        for place, other in zip(places, others, strict=True)
    )


def _near(place: JsonObject, other: JsonObject, side: str) -> bool:
    one, two = place[side], other.get(side)
    return isinstance(one, int | float) and isinstance(two, int | float) and abs(one - two) <= _NEAR

"""Strict reading of JSON that a client sent."""

import json
from collections.abc import Collection, Container

from app.emulator.json_value import JsonObject, JsonValue


class Unacceptable(Exception):
    """A value is not what it must be; each API answers this in a shape of its own."""

    def __init__(self, where: str, expected: str) -> None:
        super().__init__(f"{where}: {expected}")


def decoded(source: str | bytes, where: str) -> JsonValue:
    """The JSON in `source`."""
    try:
        value: JsonValue = json.loads(source)
    except ValueError as error:
        raise Unacceptable(where, "is not valid JSON") from error
    return value


def text(value: JsonValue, where: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Unacceptable(where, "must be a string")
    return value


def filled(value: JsonValue, where: str) -> str:
    """A string that says something."""
    if not text(value, where).strip():
        raise Unacceptable(where, "must not be empty")
    return text(value, where)


def new_label(value: JsonValue, where: str, used: Container[str]) -> str:
    """The `label` of something, which none of the others has."""
    label = filled(value, f"{where}.label")
    if label in used:
        raise Unacceptable(f"{where}.label", f"{label} occurs twice")
    return label


def text_or_null(value: JsonValue, where: str) -> str | None:
    """A string or null."""
    return None if value is None else text(value, where)


def flag(value: JsonValue, where: str) -> bool:
    """A boolean."""
    if not isinstance(value, bool):
        raise Unacceptable(where, "must be a boolean")
    return value


def whole(value: JsonValue, where: str, low: int, high: int) -> int:
    """An integer from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Unacceptable(where, f"must be an integer from {low} to {high}")
    return value


def number(value: JsonValue, where: str) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Unacceptable(where, "must be a number from 0 to 1")
    return value


def one_of(value: JsonValue, where: str, words: Collection[str]) -> str:
    """One of the given words."""
    if not isinstance(value, str) or value not in words:
        raise Unacceptable(where, f"must be one of {', '.join(sorted(words))}")
    return value


def items(value: JsonValue, where: str) -> list[JsonValue]:
    """A list."""
    if not isinstance(value, list):
        raise Unacceptable(where, "must be a list")
    return value


def record(value: JsonValue, where: str) -> JsonObject:
    """An object, with any members."""
    if not isinstance(value, dict):
        raise Unacceptable(where, "must be an object")
    return value


def records(value: JsonValue, where: str) -> list[JsonObject]:
    """A list of objects, with any members."""
    return [record(one, f"{where}[{index}]") for index, one in enumerate(items(value, where))]


def exactly(
    value: JsonValue, where: str, required: Collection[str], optional: Collection[str] = ()
) -> JsonObject:
    """An object with all the required members and none but these and the optional ones."""
    found = record(value, where)
    for name in required:
        if name not in found:
            raise Unacceptable(where, f"lacks {name}")
    for name in found:
        if name not in required and name not in optional:
            raise Unacceptable(f"{where}.{name}", "is not known here")
    return found

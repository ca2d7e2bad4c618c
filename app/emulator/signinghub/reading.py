"""The strict reading of requests: each member known, of its type and from its list."""

import base64
import binascii
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from app.emulator.json_value import JsonValue
from app.emulator.signinghub import errors
from app.emulator.signinghub.options import Box

Word = TypeVar("Word", bound=StrEnum)

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Members:
    """The members of one JSON object of a request.

    Raises the vendor's 400 for a value that is not an object, for members that no page names, and
    for values of the wrong type; `null` counts as absent.
    """

    def __init__(self, value: JsonValue, allowed: frozenset[str]) -> None:
        """Take an object that may have `allowed` members."""
        if not isinstance(value, dict):
            raise errors.invalid("a JSON object is expected")
        unknown = sorted(set(value) - allowed)
        if unknown:
            raise errors.invalid(f"unknown parameter {unknown[0]}")
        self._value = value

    def text(self, name: str) -> str | None:
        """A text; None when absent."""
        value = self._value.get(name)
        if value is not None and not isinstance(value, str):
            raise errors.invalid(f"{name} is not a string")
        return value

    def required_text(self, name: str) -> str:
        """A text that must not be blank."""
        value = self.text(name)
        if value is None or not value.strip():
            raise errors.invalid(f"{name} is required")
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean; None when absent."""
        value = self._value.get(name)
        if value is not None and not isinstance(value, bool):
            raise errors.invalid(f"{name} is not a boolean")
        return value

    def number(self, name: str) -> int | None:
        """A whole number; None when absent."""
        value = self._value.get(name)
        if isinstance(value, bool) or (value is not None and not isinstance(value, int)):
            raise errors.invalid(f"{name} is not a number")
        return value

    def positive(self, name: str) -> int:
        """A whole number from 1 that must be there."""
        value = self.number(name)
        if value is None or value < 1:
            raise errors.invalid(f"{name} is not a positive number")
        return value

    def word(self, name: str, kind: type[Word]) -> Word | None:
        """A word from its list, in exactly that spelling; None when absent."""
        value = self.text(name)
        try:
            return None if value is None else kind(value)
        except ValueError as error:
            raise errors.invalid(f"{name} is not one of {', '.join(kind)}") from error

    def required_word(self, name: str, kind: type[Word]) -> Word:
        """A word from its list that must be there."""
        value = self.word(name, kind)
        if value is None:
            raise errors.invalid(f"{name} is required")
        return value

    def words(self, name: str, choices: frozenset[str]) -> list[str]:
        """A list of words that must be there, each from `choices`."""
        value = self._value.get(name)
        if not isinstance(value, list) or not value:
            raise errors.invalid(f"{name} is required")
        words = [word for word in value if isinstance(word, str) and word in choices]
        if len(words) != len(value):
            raise errors.invalid(f"{name} holds an unknown word")
        return words

    def texts(self, name: str) -> list[str]:
        """A list of texts; empty when absent."""
        value = self._value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise errors.invalid(f"{name} is not an array")
        texts = [item for item in value if isinstance(item, str)]
        if len(texts) != len(value):
            raise errors.invalid(f"{name} holds something else than strings")
        return texts

    def objects(self, name: str, allowed: frozenset[str]) -> "list[Members]":
        """A list of objects; empty when absent."""
        value = self._value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise errors.invalid(f"{name} is not an array")
        return [Members(item, allowed) for item in value]

    def moment(self, name: str) -> datetime:
        """A moment in UTC that must be there, written as `2031-03-02T08:00:00Z`."""
        value = self.required_text(name)
        try:
            return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError as error:
            raise errors.invalid(f"{name} is not a date") from error

    def address(self, name: str) -> str:
        """An e-mail address that must be there."""
        value = self.required_text(name)
        if not is_address(value):
            raise errors.invalid(f"{name} is not an e-mail address")
        return value

    def holds(self, name: str) -> bool:
        """Whether the member is there with a value."""
        return self._value.get(name) is not None

    def required_part(self, name: str, allowed: frozenset[str]) -> "Members":
        """An object inside this one that must be there."""
        part = self.part(name, allowed)
        if part is None:
            raise errors.invalid(f"{name} is required")
        return part

    def part(self, name: str, allowed: frozenset[str]) -> "Members | None":
        """An object inside this one; None when absent."""
        value = self._value.get(name)
        return None if value is None else Members(value, allowed)

    def box(self, name: str) -> Box:
        """A place on a page that must be there."""
        part = self.part(name, frozenset({"x", "y", "width", "height"}))
        if part is None:
            raise errors.invalid(f"{name} is required")
        return Box(
            x=part.length("x"),
            y=part.length("y"),
            width=part.length("width"),
            height=part.length("height"),
        )

    def length(self, name: str) -> float:
        """A number of pixels that must be there."""
        value = self._value.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise errors.invalid(f"{name} is not a number")
        return value


def objects(value: JsonValue, allowed: frozenset[str]) -> list[Members]:
    """The objects of an array with at least one."""
    if not isinstance(value, list) or not value:
        raise errors.invalid("a JSON array is expected")
    return [Members(item, allowed) for item in value]


def is_address(text: str) -> bool:
    """Whether it has the form of an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def decoded(header: str | None) -> str | None:
    """The text of a list header: base64 of UTF-8, or plain when it is not that."""
    if header is None:
        return None
    try:
        return base64.b64decode(header, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return header


def switch(name: str, header: str | None, *, default: bool) -> bool:
    """A header that says "true" or "false"."""
    if header is None:
        return default
    if header not in ("true", "false"):
        raise errors.invalid(f"{name} is not true or false")
    return header == "true"

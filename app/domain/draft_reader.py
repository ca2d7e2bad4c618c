"""Reading JSON objects strictly: members known, values of their type, mistakes with their place."""

import math
import re
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject, JsonValue
from app.domain.labels import is_label

E = TypeVar("E", bound=StrEnum)


def safe_relative(path: str) -> bool:
    """Whether a path stays inside the folder it starts from: not absolute, no `..`, no drive."""
    if not path or path.startswith(("/", "\\", "~")) or "\x00" in path:
        return False
    if re.match(r"[A-Za-z]:", path):
        return False
    parts = re.split(r"[/\\]", path)
    return all(part not in ("", ".", "..") for part in parts)


class Reader:
    """One JSON object; members are taken by name, and `finish` refuses what nobody asked for."""

    def __init__(self, members: JsonObject, where: str) -> None:
        """Read `members`, which stand at the JSON pointer `where`."""
        self.where = where
        self._members = members
        self._taken: set[str] = set()

    @classmethod
    def of_object(cls, value: JsonValue, where: str) -> "Reader":
        """A reader of a value that must be an object."""
        if not isinstance(value, dict):
            raise DomainError("draft.wrong_type", where, {"wanted": "object"})
        return cls(value, where)

    def finish(self) -> None:
        """Refuse the first member that is not part of the format."""
        for name in self._members:
            if name not in self._taken:
                place = f"{self.where}/{name.replace('~', '~0').replace('/', '~1')}"
                raise DomainError("draft.unknown_member", place, {"member": name})

    def whole(self) -> JsonObject:
        """The object as it is, with whatever members it has."""
        return self._members

    def names(self) -> tuple[str, ...]:
        """Every member that is there."""
        return tuple(self._members)

    def raw(self, name: str, *, required: bool = False) -> JsonValue:
        """The value as it is; None when absent."""
        self._taken.add(name)
        if required and name not in self._members:
            raise DomainError("draft.missing_member", f"{self.where}/{name}", {"member": name})
        return self._members.get(name)

    def text(self, name: str, *, required: bool = False) -> str:
        """A string; empty when absent. A required one is not empty."""
        value = self.raw(name, required=required)
        if value is None and not required:
            return ""
        if not isinstance(value, str):
            raise self._wrong(name, "text")
        if required and not value:
            raise DomainError("draft.empty_member", f"{self.where}/{name}", {"member": name})
        return value

    def label(self, name: str) -> str:
        """A label that must be there."""
        value = self.text(name, required=True)
        if not is_label(value):
            raise DomainError("draft.bad_label", f"{self.where}/{name}", {"label": value})
        return value

    def labels(self, name: str) -> tuple[str, ...]:
        """A list of labels; empty when absent."""
        found = self.texts(name)
        for position, value in enumerate(found):
            if not is_label(value):
                place = f"{self.where}/{name}/{position}"
                raise DomainError("draft.bad_label", place, {"label": value})
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings; empty when absent."""
        texts: list[str] = []
        for position, value in enumerate(self._list(name)):
            if not isinstance(value, str):
                raise self._wrong(f"{name}/{position}", "text")
            texts.append(value)
        return tuple(texts)

    def integer(self, name: str, *, least: int | None = None, required: bool = False) -> int | None:
        """A whole number; None when absent."""
        value = self.raw(name, required=required)
        if value is None and not required:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(name, "whole number")
        if least is not None and value < least:
            raise DomainError("draft.bad_value", f"{self.where}/{name}", {"value": str(value)})
        return value

    def integers(self, name: str, *, least: int) -> tuple[int, ...]:
        """A list of whole numbers, each at least `least`; empty when absent."""
        found: list[int] = []
        for position, value in enumerate(self._list(name)):
            if isinstance(value, bool) or not isinstance(value, int):
                raise self._wrong(f"{name}/{position}", "whole number")
            if value < least:
                place = f"{self.where}/{name}/{position}"
                raise DomainError("draft.bad_value", place, {"value": str(value)})
            found.append(value)
        return tuple(found)

    def number(self, name: str) -> float:
        """A finite number that must be there."""
        value = self.raw(name, required=True)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(name, "number")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise DomainError("draft.bad_value", f"{self.where}/{name}", {"value": str(number)})
        return number

    def boolean(self, name: str) -> bool | None:
        """True or false; None when absent."""
        value = self.raw(name)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def choice(self, name: str, words: type[E], *, required: bool = False) -> E | None:
        """One of the words; None when absent."""
        value = self.text(name, required=required)
        if not value and self.raw(name) is None:
            return None
        try:
            return words(value)
        except ValueError as error:
            facts = {"value": value, "words": ", ".join(words)}
            raise DomainError("draft.unknown_word", f"{self.where}/{name}", facts) from error

    def objects(self, name: str, *, required: bool = False) -> list["Reader"]:
        """A list of objects; empty when absent."""
        return [
            Reader.of_object(value, f"{self.where}/{name}/{position}")
            for position, value in enumerate(self._list(name, required=required))
        ]

    def mapping(self, name: str) -> JsonObject:
        """An object whose members are not ours to judge; empty when absent."""
        value = self.raw(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._wrong(name, "object")
        return value

    def _list(self, name: str, *, required: bool = False) -> list[JsonValue]:
        value = self.raw(name, required=required)
        if value is None and not required:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, "list")
        return value

    def _wrong(self, name: str, wanted: str) -> DomainError:
        return DomainError("draft.wrong_type", f"{self.where}/{name}", {"wanted": wanted})

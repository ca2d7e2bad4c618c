"""Members of an object in SigningHub's own shape: taken by name, the rest and the odd are noted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.json_value import JsonObject, JsonValue


@dataclass(slots=True, kw_only=True)
class Members:
    """One object; paths are JSON pointers from the outermost one, without the first `/`."""

    values: JsonObject
    path: str
    misfits: list[str]
    """Paths of values that are not what the service takes; shared with all sections."""
    _sections: list["Members"] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, values: JsonObject) -> "Members":
        """The outermost object."""
        return cls(values=values, path="", misfits=[])

    def section(self, name: str) -> "Members | None":
        """An object within; None where there is none."""
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.misfits.append(self._at(name))
            return None
        found = Members(values=value, path=self._at(name), misfits=self.misfits)
        self._sections.append(found)
        return found

    def objects(self, name: str, members: Sequence[str]) -> tuple[JsonObject, ...]:
        """The objects of a list whose members are texts; one that is odd spoils them all."""
        value = self._take(name)
        found = [each for each in value if _is_of(each, members)] if isinstance(value, list) else []
        entries = [each for each in found if isinstance(each, dict)]
        if value is not None and (not isinstance(value, list) or len(entries) < len(value)):
            self.misfits.append(self._at(name))
            return ()
        return tuple(entries)

    def flag(self, name: str) -> bool | None:
        """True or false; None where it is not told."""
        value = self._take(name)
        if value is None or isinstance(value, bool):
            return value
        self.misfits.append(self._at(name))
        return None

    def number(self, name: str) -> int | None:
        """A whole number; None where it is not told."""
        value = self._take(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.misfits.append(self._at(name))
        return None

    def text(self, name: str) -> str:
        """A text; empty where it is not told."""
        value = self._take(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.misfits.append(self._at(name))
        return ""

    def word(self, name: str, words: Sequence[str]) -> str:
        """One of some words; empty where it is not told."""
        value = self.text(name)
        if value in ("", *words):
            return value
        self.misfits.append(self._at(name))
        return ""

    def moment(self, name: str) -> datetime | None:
        """A moment with its zone (ISO 8601); None where it is not told."""
        value = self.text(name)
        if not value:
            return None
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = datetime.min  # noqa: DTZ901 - has no zone either, and so does not count
        if found.tzinfo is not None:
            return found
        self.misfits.append(self._at(name))
        return None

    def left(self) -> tuple[str, ...]:
        """Paths of everything that nobody asked for, in the order of the draft."""
        sections = {each.path: each for each in self._sections}
        found: list[str] = []
        for name in self.values:
            if name not in self._taken:
                found.append(self._at(name))
            elif self._at(name) in sections:
                found += sections[self._at(name)].left()
        return tuple(found)

    def _take(self, name: str) -> JsonValue:
        self._taken.add(name)
        return self.values.get(name)

    def _at(self, name: str) -> str:
        escaped = name.replace("~", "~0").replace("/", "~1")
        return f"{self.path}/{escaped}" if self.path else escaped


def _is_of(value: JsonValue, members: Sequence[str]) -> bool:
    return isinstance(value, dict) and all(
        name in members and isinstance(each, str) for name, each in value.items()
    )

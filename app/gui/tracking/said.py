"""Reading what a service said, member by member, however odd its values are."""

from dataclasses import dataclass

from app.domain.json_value import JsonObject, JsonValue

_YES = frozenset({"true", "yes", "1"})
_MOST_DIGITS = 15
_NO = frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody whom the service names in passing."""

    name: str = ""
    email: str = ""

    @property
    def words(self) -> str:
        """`Bo Diaz, bo@example.com`, or what there is of it."""
        return ", ".join(dict.fromkeys(part for part in (self.name, self.email) if part))


def member_of(said: JsonObject, *path: str) -> JsonObject:
    """The object at `path` in what the service said; empty where there is none."""
    value: JsonValue = said
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def text_of(said: JsonObject, *names: str) -> str:
    """The first text or number among the members `names`; empty where there is none."""
    for name in names:
        value = said.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def number_of(said: JsonObject, name: str) -> int | None:
    """A count among the members, as a number or as digits; None where it is neither."""
    text = text_of(said, name)
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def flag_of(said: JsonObject, *names: str) -> bool | None:
    """The first yes or no among the members `names`; None where nothing of the kind is told."""
    for name in names:
        word = str(said.get(name)).strip().lower()
        if word in _YES:
            return True
        if word in _NO:
            return False
    return None


def entries_of(said: JsonObject, *names: str) -> list[JsonValue]:
    """The entries of the first list among `names`; a lone value is a list of one."""
    for name in names:
        value = said.get(name)
        if isinstance(value, list) and value:
            return value
        if value and not isinstance(value, list):
            return [value]
    return []


def people_of(said: JsonObject, *names: str) -> tuple[NamedPerson, ...]:
    """The people in a list, each given as a text or as an object with name and address."""
    found = map(_person, entries_of(said, *names))
    return tuple(each for each in found if each.words)


def _person(value: JsonValue) -> NamedPerson:
    if isinstance(value, str):
        text = value.strip()
        return NamedPerson(email=text) if "@" in text else NamedPerson(name=text)
    if isinstance(value, dict):
        return NamedPerson(
            name=text_of(value, "user_name", "name"), email=text_of(value, "user_email", "email")
        )
    return NamedPerson()

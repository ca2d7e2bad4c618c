"""Everything a service said, as rows: each member named in words, each value as text."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

from app.domain.json_value import JsonObject, JsonValue
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.services.dates import read_moment

NOTHING: Final = "–"
"""Stands where the service sent an empty value."""

MASK: Final = "••••••"
"""Stands where a number of a person is shown only when asked for."""

_DEEPEST: Final = 40
"""Below this a value is shown as JSON; no service nests so deeply on purpose."""
_CAPITALS: Final = frozenset({"api", "csv", "html", "id", "ip", "otp", "pdf", "sms", "totp", "url"})
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_TAG: Final = re.compile(r"<[A-Za-z!/][^<>]*>")
_PRIVATE: Final = re.compile(r"national_?id", re.IGNORECASE)
_NAMED: Final = re.compile(r"(^|_)(name|title)$")


def detail_rows(said: JsonObject, times: Times) -> tuple[WorkflowRow, ...]:
    """A row for each member, named in words, in the service's order, down to the last leaf."""
    return _Reader(times, label_of).members(said)


def said_rows(said: JsonObject, times: Times) -> tuple[WorkflowRow, ...]:
    """As `detail_rows`, each member under the name that the service has for it."""
    return _Reader(times, str).members(said)


def private_row(key: str, name: str, number: str, glyph: str = "") -> WorkflowRow:
    """A number of a person that is shown only when asked for."""
    return WorkflowRow(
        key=key,
        name=name,
        aside="Enter shows it",
        glyph=glyph,
        status=MASK,
        hidden=number,
        fact=number,
    )


def label_of(member: str) -> str:
    """`Signing order` for `signing_order`; a name that has no words stays as it is."""
    words = [word for word in _BETWEEN_WORDS.split(_HUMP.sub("_", member)) if word]
    if not words:
        return member
    spoken = [word.upper() if word.lower() in _CAPITALS else word.lower() for word in words]
    first = spoken[0]
    return " ".join([first[0].upper() + first[1:], *spoken[1:]])


def value_text(value: bool | float | str | None, times: Times) -> str:
    """A leaf as people read it; what is not understood stays as it is."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if not isinstance(value, str):
        return str(value)
    if "T" in value:
        moment = read_moment(value)
        if moment is not None:
            return times.moment(moment)
    return plain_text(value) or value


def plain_text(text: str) -> str:
    """The words of a text that may be HTML; other texts only lose their line breaks."""
    if _TAG.search(text):
        reader = _Words()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    return " ".join(text.split())


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    _UNSEEN: Final = frozenset({"script", "style"})
    _WITHIN_WORDS: Final = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "u"})
    """All others stand between two words, though no blank does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in self._UNSEEN
        self._part(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self._UNSEEN and self._unseen > 0
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag not in self._WITHIN_WORDS:
            self.parts.append(" ")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


class _Reader:
    """Makes rows of a value; `name_of` says what a member is called."""

    def __init__(self, times: Times, name_of: Callable[[str], str]) -> None:
        self._times = times
        self._name_of = name_of

    def members(self, value: JsonObject, depth: int = 0) -> tuple[WorkflowRow, ...]:
        return tuple(self._row(key, self._name_of(key), each, depth) for key, each in value.items())

    def _row(self, key: str, name: str, value: JsonValue, depth: int) -> WorkflowRow:
        if isinstance(value, dict | list) and value and depth >= _DEEPEST:
            value = json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            return self._object(key, name, value, depth)
        if isinstance(value, list):
            return self._list(key, name, value, depth)
        raw = value if isinstance(value, str) else json.dumps(value)
        if _PRIVATE.search(key) and value not in (None, ""):
            return private_row(key, name, raw)
        shown = value_text(value, self._times)
        return WorkflowRow(
            key=key, name=name, status=shown, said="" if raw == shown else raw, fact=raw
        )

    def _object(self, key: str, name: str, value: JsonObject, depth: int) -> WorkflowRow:
        children = self.members(value, depth + 1)
        enabled = value.get("enabled")
        status = {True: "On", False: "Off"}[enabled] if isinstance(enabled, bool) else ""
        return WorkflowRow(
            key=key, name=name, status=status if children else NOTHING, children=children
        )

    def _list(self, key: str, name: str, value: list[JsonValue], depth: int) -> WorkflowRow:
        children = tuple(
            # The place is the key: services repeat ids and names.
            self._row(str(place), _entry_name(place, each), each, depth + 1)
            for place, each in enumerate(value, 1)
        )
        count = "1 entry" if len(value) == 1 else f"{len(value)} entries"
        return WorkflowRow(
            key=key, name=name, status=count if children else NOTHING, children=children
        )


def _entry_name(place: int, value: JsonValue) -> str:
    """`2. Price list` where the entry has a name, else `2.` alone."""
    if isinstance(value, dict):
        for member, each in value.items():
            if _NAMED.search(member) and isinstance(each, str) and each.strip():
                return f"{place}. {plain_text(each)}"
    return f"{place}."

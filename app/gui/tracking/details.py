"""Everything a service said, as rows: each member named in words, each value as text."""

import json
import re
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

from app.domain.json_value import JsonObject, JsonValue
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from app.services.dates import read_moment

NOTHING: Final = "–"
"""Stands where the service sent an empty value."""

_DEEPEST: Final = 40
"""Below this a value is shown as JSON; no service nests so deeply on purpose."""
_CAPITALS: Final = frozenset({"api", "csv", "html", "id", "ip", "otp", "pdf", "sms", "totp", "url"})
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_TAG: Final = re.compile(r"<[A-Za-z!/][^<>]*>")
_NAMED: Final = re.compile(r"(^|_)(name|title)$")


def detail_rows(said: JsonObject, times: Times) -> tuple[WorkflowRow, ...]:
    """A row for each member, in the service's order, down to the last leaf."""
    return tuple(_row(key, label_of(key), value, times, 0) for key, value in said.items())


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
    return plain_text(value)


def plain_text(text: str) -> str:
    """The words of a text that may be HTML; other texts only lose their line breaks."""
    if _TAG.search(text):
        reader = _Words()
        reader.feed(text)
        reader.close()
        text = " ".join(reader.parts)
    return " ".join(text.split())


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    _UNSEEN: Final = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in self._UNSEEN

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self._UNSEEN and self._unseen > 0

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def _row(key: str, name: str, value: JsonValue, times: Times, depth: int) -> WorkflowRow:
    if isinstance(value, dict | list) and value and depth >= _DEEPEST:
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return _object_row(key, name, value, times, depth)
    if isinstance(value, list):
        return _list_row(key, name, value, times, depth)
    shown = value_text(value, times)
    raw = value if isinstance(value, str) else json.dumps(value)
    said = "" if raw == shown else raw
    return WorkflowRow(key=key, name=name, status=shown, said=said, fact=raw)


def _object_row(key: str, name: str, value: JsonObject, times: Times, depth: int) -> WorkflowRow:
    children = tuple(
        _row(member, label_of(member), each, times, depth + 1) for member, each in value.items()
    )
    enabled = value.get("enabled")
    status = {True: "On", False: "Off"}[enabled] if isinstance(enabled, bool) else ""
    return WorkflowRow(
        key=key, name=name, status=status if children else NOTHING, children=children
    )


def _list_row(key: str, name: str, value: list[JsonValue], times: Times, depth: int) -> WorkflowRow:
    children = tuple(
        # The place is the key: services repeat ids and names.
        _row(str(place), _entry_name(place, each), each, times, depth + 1)
        for place, each in enumerate(value, 1)
    )
    count = "1 entry" if len(value) == 1 else f"{len(value)} entries"
    return WorkflowRow(key=key, name=name, status=count if children else NOTHING, children=children)


def _entry_name(place: int, value: JsonValue) -> str:
    """`2. Price list` where the entry has a name, else `2.` alone."""
    if isinstance(value, dict):
        for member, each in value.items():
            if _NAMED.search(member) and isinstance(each, str) and each.strip():
                return f"{place}. {plain_text(each)}"
    return f"{place}."

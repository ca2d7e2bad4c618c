"""Facts for portraits: short texts, and digests of what must not be kept or would be too long."""

import hashlib
import hmac
import html
import json
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from app.domain.json_value import JsonValue
from app.domain.portrait import Fact

_LONGEST: Final = 200
"""Characters of a text that are kept."""
_DIGITS: Final = 16
_DIGITS_OF_SECRET: Final = 4
"""Hexadecimal digits of a digest. Of a personal number so few that thousands of numbers have the
same: it shows a change, and cannot be turned back by trying them all."""
SET: Final = "set"
"""Stands for a value that is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Makes the facts of one agreement."""

    key: str
    """Digests are made with it, so that two agreements cannot be matched by them."""

    def text(self, value: JsonValue) -> Fact:
        """A text as it is read: without markup and line breaks; a long one is cut."""
        plain = _plain(str(value or ""))
        if len(plain) <= _LONGEST:
            return Fact(text=plain)
        return Fact(text=f"{plain[:_LONGEST]}…", digest=self.digest(plain))

    def word(self, value: JsonValue) -> Fact:
        """A word of a vocabulary, a number or a switch, as JSON has it; empty where none is set."""
        if value is None or value == "":
            return Fact()
        return Fact(text=value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    def secret(self, value: JsonValue) -> Fact:
        """That something is set, and the least that tells it from something else."""
        plain = re.sub(r"\W", "", str(value or ""))
        if not plain:
            return Fact()
        return Fact(text=SET, digest=self.digest(plain)[:_DIGITS_OF_SECRET])

    def address(self, value: JsonValue) -> Fact:
        """A web address by its computer alone: the rest may let somebody in."""
        told = str(value or "").strip()
        if not told:
            return Fact()
        return Fact(text=_host(told), digest=self.digest(told))

    def whole(self, text: str, value: JsonValue) -> Fact:
        """A summary for people, and a digest of all of it; empty where there is nothing."""
        if not value:
            return Fact()
        return Fact(text=text, digest=self.digest(value))

    def digest(self, value: JsonValue) -> str:
        """What stands for a value."""
        told = json.dumps(value, sort_keys=True, ensure_ascii=True).encode()
        return hmac.new(self.key.encode(), told, hashlib.sha256).hexdigest()[:_DIGITS]


def _plain(text: str) -> str:
    without = re.sub(r"<[^<>]*>", " ", text) if re.search(r"</?[a-zA-Z]", text) else text
    return " ".join(html.unescape(without).split())


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or SET
    except ValueError:
        return SET

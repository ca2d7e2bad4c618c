"""What a service said in the body of a refusal, as one piece of plain text."""

import json
from collections.abc import Callable

from app.domain.json_value import JsonValue

TextReader = Callable[[bytes], str]
"""Reads the service's own words out of the body of a refusal; empty when there are none."""

_LONGEST = 500


def json_or_none(body: bytes) -> JsonValue:
    """The body as JSON; None where it is no JSON (or the word null)."""
    try:
        decoded: JsonValue = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return decoded


def looks_like_html(body: bytes) -> bool:
    """Whether the body is a web page, as load balancers and proxies send."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<head", b"<body")) or b"<html" in start


def excerpt(body: bytes) -> str:
    """The beginning of a text body on one line; a page of HTML is only named."""
    if looks_like_html(body):
        return "an HTML page"
    text = " ".join(body[: 4 * _LONGEST].decode("utf-8", "replace").split())
    printable = "".join(letter for letter in text if letter.isprintable())
    return shortened(printable)


def shortened(text: str) -> str:
    """The text, cut where it gets too long for a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

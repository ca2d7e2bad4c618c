"""What stands in the body of an answer: JSON of the right shape, or at least some text."""

import json
import math
import re
from collections.abc import Callable

from app.domain.json_value import JsonObject, JsonValue
from app.services.errors import Reason
from app.services.http.request import Reply

TextReader = Callable[[bytes], str]
"""Reads the service's own words out of the body of a refusal; empty when there are none."""
ReasonReader = Callable[[bytes], tuple[Reason, ...]]
"""Reads the single reasons out of the body of a refusal; none where they are not told apart."""

_LONGEST = 500
_HALF_A_LETTER = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]|\A.{0,3}\x00", re.DOTALL)
"""Surrogates as text or as bytes, also in UTF-16; those that come in pairs are whole letters."""


def json_or_none(body: bytes) -> JsonValue:
    """The body as JSON; None where it is no JSON (or the word null).

    What could not be written down again is left out: endless numbers and NaN, which are not JSON
    (RFC 8259, 6), become null, and halves of letters the mark for what is not known.
    """
    try:
        decoded: JsonValue = json.loads(body, parse_float=_finite, parse_constant=_nothing)
        return _whole_letters(decoded) if _HALF_A_LETTER.search(body) else decoded
    except (ValueError, RecursionError):
        return None


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _nothing(_word: str) -> None:
    return None


def _whole_letters(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_whole_letters(each) for each in value]
        case dict():
            return {str(_whole_letters(key)): _whole_letters(each) for key, each in value.items()}
    return value


def object_in(reply: Reply, *one_of: str) -> JsonObject:
    """The body as an object that has at least one of the members, where any are named."""
    told = _json_in(reply)
    if not isinstance(told, dict):
        raise reply.unreadable("It is JSON of another shape.")
    if one_of and not any(name in told for name in one_of):
        raise reply.unreadable("It is JSON about something else.")
    return told


def list_in(reply: Reply) -> list[JsonValue]:
    """The body as a list."""
    told = _json_in(reply)
    if not isinstance(told, list):
        raise reply.unreadable("It is JSON of another shape.")
    return told


def _json_in(reply: Reply) -> JsonValue:
    told = json_or_none(reply.body)
    if told is not None and reply.complete:
        return told
    if not reply.body.strip():
        raise reply.unreadable("It is empty.")
    if looks_like_html(reply.body):
        raise reply.unreadable("It is a web page instead of data.")
    raise reply.unreadable("It is not JSON, or only a part of it.")


def looks_like_html(body: bytes) -> bool:
    """Whether the body is a web page, as load balancers and proxies send."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<head", b"<body")) or b"<html" in start


def certificate_page(body: bytes) -> str:
    """Whether a web server in front of the service `wants` a client certificate or `refuses` ours.

    Empty for any other body. In the words of nginx (`400`) and IIS (`403.7`, `403.16`).
    """
    if not looks_like_html(body):
        return ""
    words = " ".join(body[:65_536].decode("utf-8", "replace").casefold().split())
    if "no required ssl certificate was sent" in words or "ssl) client certificate" in words:
        return "wants"
    if "client certificate required" in words:
        return "wants"
    refused = ("ssl certificate error", "client certificate is untrusted", "403.16", "403.17")
    return "refuses" if any(each in words for each in refused) else ""


def no_reasons(body: bytes) -> tuple[Reason, ...]:
    """None: the service does not tell its reasons apart."""
    del body
    return ()


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

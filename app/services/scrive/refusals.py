"""Scrive's own words in the body of a refusal."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.services.http.answers import excerpt, json_or_none, shortened

_FLOW: Final = ("message", "explanation")
"""With `code`: the Flow API."""
_DOCUMENTS: Final = ("error_message", "error_details")
"""With `error_type`: the Document API v2, ApiError."""
_OTHERS: Final = ("explanations", "error", "errors", "detail", "title")
_TEXTS: Final = (*_FLOW, "explanations", "error_message", "error", "detail", "title", "error_type")
"""Members inside of those above that carry text."""


def refusal_text(body: bytes) -> str:
    """All reasons that a refusal gives, else the beginning of whatever came instead.

    A failed start tells only its first reason in `error_message`; the others stand in
    `error_details.explanations` (Document API v2, documents/{id}/start).
    """
    told = json_or_none(body)
    if isinstance(told, dict):
        for places in (_FLOW, _DOCUMENTS, _OTHERS, ("error_type",)):
            text = _joined(told, places)
            if text:
                return shortened(text)
    return excerpt(body)


def _joined(told: JsonObject, places: tuple[str, ...]) -> str:
    reasons = dict.fromkeys(
        reason for place in places for reason in _reasons(told.get(place)) if reason
    )
    return " ".join(_ended(reason) for reason in reasons)


def _reasons(value: JsonValue) -> Iterator[str]:
    match value:
        case str():
            yield " ".join(value.split())
        case list():
            for each in value:
                yield from _reasons(each)
        case dict():
            for name in _TEXTS:
                yield from _reasons(value.get(name))


def _ended(reason: str) -> str:
    """A reason as a sentence, so that several can follow each other."""
    return reason if re.search(r"[.!?:;…]$", reason) else f"{reason}."

"""Scrive's own words in the body of a refusal."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.services.errors import Reason
from app.services.http.answers import excerpt, json_or_none, shortened

_FLOW: Final = ("message", "explanation")
"""With `code`: the Flow API."""
_DOCUMENTS: Final = ("error_message", "error_details")
"""With `error_type`: the Document API v2, ApiError."""
_OTHERS: Final = ("explanations", "error", "errors", "detail", "title")
_TEXTS: Final = (*_FLOW, "explanations", "error_message", "error", "detail", "title", "error_type")
"""Members inside of those above that carry text."""
_PARTICIPANT: Final = re.compile(r"participant #([0-9]{1,4})\b", re.IGNORECASE)


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


def refusal_reasons(body: bytes) -> tuple[Reason, ...]:
    """Why a document cannot be started, one by one; none in any other answer.

    They stand in `error_details` of a refused start (Document API v2, documents/{id}/start): the
    explanations for people, and beside each what it is about. The answer to the question whether a
    draft can be started may tell the same at its top.
    """
    told = json_or_none(body)
    if not isinstance(told, dict):
        return ()
    details = told.get("error_details")
    if not isinstance(details, dict):
        details = told
    texts = list(_reasons(details.get("explanations")))
    told_errors = details.get("errors")
    errors = told_errors if isinstance(told_errors, list) else []
    if len(texts) == len(errors):
        return tuple(map(_reason, texts, errors))
    if texts:
        return tuple(_reason(text, None) for text in texts)
    return tuple(_reason("", each) for each in errors)


def _reason(text: str, error: JsonValue) -> Reason:
    """One reason; whom it concerns is also found in its words, where nothing else says so."""
    about = error if isinstance(error, dict) else {}
    details = about.get("details")
    code, field, participant = about.get("type"), None, None
    if isinstance(details, dict):
        field, participant = details.get("field"), details.get("participant")
    kind = field.get("type") if isinstance(field, dict) else field
    named = _PARTICIPANT.search(text)
    if isinstance(participant, bool) or not isinstance(participant, int):
        participant = int(named[1]) if named else None
    words = str(code).replace("_", " ") if code else next(_reasons(error), "")
    return Reason(
        text=text or words,
        code=code if isinstance(code, str) else "",
        participant=participant,
        field=kind if isinstance(kind, str) else "",
    )


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

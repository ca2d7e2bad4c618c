"""SigningHub's own words in the body of a refusal."""

from typing import Final

from app.services.http.answers import excerpt, json_or_none

_PLACES: Final = ("Message", "message", "error_description", "Error", "error")
"""Members that carry a text, best first (SigningHub reference, error shapes)."""
_LONGEST: Final = 300


def refusal_text(body: bytes) -> str:
    """What to show of a refusal: its message, else the beginning of whatever came instead."""
    told = json_or_none(body)
    if isinstance(told, dict):
        for place in _PLACES:
            text = told.get(place)
            if isinstance(text, str) and text.strip():
                return text.strip()[:_LONGEST]
    return excerpt(body)[:_LONGEST]

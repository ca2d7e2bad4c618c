"""Taking out of Scrive's JSON what must be neither stored nor shown."""

from typing import Final

from app.domain.json_value import JsonObject, JsonValue

_SECRET: Final = frozenset(
    {"access_token", "access_link", "access_links", "api_delivery_url", "shareable_link", "xtoken"}
)
"""Members that give access to a document, or are somebody's signing link."""


def without_secrets(told: JsonObject) -> JsonObject:
    """A copy without those members, at any depth."""
    return {name: _cleaned(value) for name, value in told.items() if name not in _SECRET}


def _cleaned(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return without_secrets(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return value

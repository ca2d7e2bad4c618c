"""Taking out of Scrive's JSON what must be neither stored nor shown."""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from app.domain.json_value import JsonObject, JsonValue

_SECRET: Final = re.compile(
    r".*token|.*secret|access_links?|.*delivery_url|shareable_link|signing_link|download_url"
    r"|session_id|qr_code"
)
"""Members that give access to a document, or are somebody's signing link."""
_CALLBACK: Final = "api_callback_url"
_PERSONAL: Final = "personal_number"
_VALUE: Final = "value"
"""Of a field of that type (Document API v2, Signatory, `fields`)."""
_KNOWN: Final = "***"
"""In the place of a personal number: only that there is one is worth knowing."""


def without_secrets(told: JsonObject) -> JsonObject:
    """A copy without those members, and without anybody's personal number, at any depth."""
    is_number = told.get("type") == _PERSONAL
    return {
        name: _KNOWN
        if value and name == (_VALUE if is_number else _PERSONAL)
        else _kept(name, value)
        for name, value in told.items()
        if not _SECRET.fullmatch(name)
    }


def without_query(address: str) -> str:
    """An address of the sender's own without what may sign somebody in there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def _kept(name: str, value: JsonValue) -> JsonValue:
    is_callback = name == _CALLBACK and isinstance(value, str)
    return without_query(str(value)) if is_callback else _cleaned(value)


def _cleaned(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return without_secrets(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return value

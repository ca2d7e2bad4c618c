"""Successful answers looked at before they are believed: JSON of the right shape, real files."""

from enum import StrEnum
from typing import BinaryIO, Final

from app.domain.json_value import JsonObject, JsonValue
from app.services.http.answers import json_or_none, looks_like_html
from app.services.http.request import Reply

_START: Final = 1024
"""Readers of PDF look for its mark in this many bytes."""


class FileKind(StrEnum):
    """What a downloaded file is; the values are its extension."""

    PDF = "pdf"
    ZIP = "zip"
    """Several documents, or one of Word."""
    XML = "xml"


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


def file_kind(content: BinaryIO) -> FileKind | None:
    """What a file is by its first bytes, whatever it was announced as; None for a stranger."""
    content.seek(0)
    start = content.read(_START)
    content.seek(0, 2)
    if looks_like_html(start):
        return None
    if b"%PDF" in start:
        return FileKind.PDF
    if start.startswith(b"PK"):
        return FileKind.ZIP
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    return FileKind.XML if text.startswith(b"<?xml") else None


def _json_in(reply: Reply) -> JsonValue:
    told = json_or_none(reply.body)
    if told is not None:
        return told
    if not reply.body.strip():
        raise reply.unreadable("It is empty.")
    if looks_like_html(reply.body):
        raise reply.unreadable("It is a web page instead of data.")
    raise reply.unreadable("It is not JSON, or only a part of it.")

"""Downloaded files looked at before they are believed."""

from enum import StrEnum
from typing import BinaryIO, Final

from app.services.http.answers import looks_like_html

_START: Final = 1024
"""Readers of PDF look for its mark in this many bytes."""


class FileKind(StrEnum):
    """What a downloaded file is; the values are its extension."""

    PDF = "pdf"
    ZIP = "zip"
    """Several documents, or one of Word."""
    XML = "xml"


def file_kind(content: BinaryIO) -> FileKind | None:
    """What a file is by its first bytes, whatever it was announced as; None for a stranger."""
    content.seek(0)
    start = content.read(_START)
    content.seek(0, 2)
    if looks_like_html(start):
        return None
    # A ZIP first: the PDFs inside it show their own mark near its beginning.
    if start.startswith(b"PK"):
        return FileKind.ZIP
    if b"%PDF" in start:
        return FileKind.PDF
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    return FileKind.XML if text.startswith(b"<?xml") else None

"""The port to PDF files: facts and pictures, without saying who reads them."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.domain.anchoring import PhraseHit
from app.domain.findings import FileFacts


class PdfProblem(StrEnum):
    """Why a file is of no use; the values are the codes of `FileFacts.problem`."""

    MISSING = "missing"
    EMPTY = "empty"
    FOLDER = "folder"
    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_PAGES = "no_pages"
    TOO_LARGE = "too_large"
    TOOK_TOO_LONG = "took_too_long"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """The picture of a page on white paper."""

    width: int
    """Pixels; less than asked for where the page would have become too many pixels."""
    height: int
    rgba: bytes
    """Four bytes a pixel, red first, rows without padding from the top."""


class PdfReaderUnavailable(Exception):
    """The reader itself cannot work; nothing is said about the file."""


class PdfReader(Protocol):
    """Looks into PDF files. Blocks; call it beside the window, from any thread."""

    def facts(self, path: Path) -> FileFacts:
        """Return pages, sizes and bytes, or the problem. Raises PdfReaderUnavailable."""
        ...

    def page_image(self, path: Path, page: int, width: int) -> PageImage | PdfProblem:
        """Return page `page` (from 0), `width` pixels wide. Raises PdfReaderUnavailable."""
        ...

    def phrases(self, path: Path, phrase: str) -> tuple[PhraseHit, ...] | PdfProblem:
        """Return where a phrase stands in the text. Raises PdfReaderUnavailable."""
        ...

    def close(self) -> None:
        """End what runs beside the program; later calls raise PdfReaderUnavailable."""
        ...

"""What is said about files: sizes, pages, and why one was not added."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.errors import DomainError
from app.domain.findings import FileFacts, Finding, Part, Severity
from app.services.texts import ErrorText, domain_error_text, finding_text

_KILO: Final = 1000
_MEGA: Final = 1_000_000
_ASKED_FOR: Final = frozenset({"missing", "folder", "empty", "not_pdf"})
"""Problems for which there are words about adding; others are spoken of as in a draft."""


def size_words(size: int) -> str:
    """`1.8 MB`; below a tenth of that in kilobytes."""
    if size >= _MEGA / 10:
        return f"{size / _MEGA:.1f} MB"
    return f"{max(1, round(size / _KILO))} KB" if size else "0 KB"


def pages_words(count: int) -> str:
    """`14 pages`."""
    if count == 1:
        return QCoreApplication.translate("Documents", "1 page")
    return QCoreApplication.translate("Documents", "{count} pages").format(count=count)


def files_words(count: int) -> str:
    """`3 files`."""
    if count == 1:
        return QCoreApplication.translate("Documents", "1 file")
    return QCoreApplication.translate("Documents", "{count} files").format(count=count)


def file_line(file: str, facts: FileFacts | None) -> str:
    """`Lease 2031.pdf · 14 pages · 1.8 MB`, as far as it is known."""
    parts = [file]
    if facts is not None and facts.pages is not None:
        parts.append(pages_words(facts.pages))
    if facts is not None and facts.size is not None:
        parts.append(size_words(facts.size))
    return " · ".join(parts)


def refusal_words(file: str, facts: FileFacts) -> ErrorText:
    """Why a file with such a problem is not added."""
    if facts.problem in _ASKED_FOR:
        return domain_error_text(DomainError(f"file.{facts.problem}", facts={"file": file}))
    finding = Finding(
        id=f"documents.file_{facts.problem}",
        severity=Severity.ERROR,
        where="/documents",
        part=Part.DOCUMENTS,
        facts={"file": file, "name": file},
    )
    words = finding_text(finding)
    return ErrorText(title=words.sentence, detail=words.why)

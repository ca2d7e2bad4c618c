"""What a file is before anything tries to read it as a PDF."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from app.pdf.port import PdfProblem

MOST_BYTES = 300 * 1024 * 1024
"""Larger files are not read at all."""
HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Readers of PDF look for the header in this many bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """A file as it is now; a change on disk makes another one."""

    path: Path
    modified: int
    """Nanoseconds."""
    size: int
    """Bytes."""


def look_at(path: Path, most_bytes: int = MOST_BYTES) -> FileState | PdfProblem:
    """Return the state of a file that may be a PDF, else what is wrong with it."""
    try:
        found = path.stat()
        problem = _problem_of(path, found, most_bytes)
    except (FileNotFoundError, NotADirectoryError):
        return PdfProblem.MISSING
    except (OSError, ValueError):
        # ValueError: a path with a null character.
        return PdfProblem.UNREADABLE
    if problem is not None:
        return problem
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links must stay as they are
    return FileState(path=absolute, modified=found.st_mtime_ns, size=found.st_size)


def _problem_of(path: Path, found: os.stat_result, most_bytes: int) -> PdfProblem | None:
    if stat.S_ISDIR(found.st_mode):
        return PdfProblem.FOLDER
    if not stat.S_ISREG(found.st_mode):
        # A pipe or a device would be waited for, perhaps for ever.
        return PdfProblem.UNREADABLE
    if found.st_size == 0:
        return PdfProblem.EMPTY
    with path.open("rb") as file:
        if HEADER not in file.read(HEADER_WITHIN):
            return PdfProblem.NOT_PDF
    return PdfProblem.TOO_LARGE if found.st_size > most_bytes else None

"""Opening an `.agreement` file together with the PDFs that lie beside it."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.draft_files import files_of
from app.domain.errors import DomainError

LARGEST: Final = 4 * 1024 * 1024
"""Bytes; an agreement with hundreds of people and fields takes a tenth of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedAgreement:
    """An agreement as a file tells it."""

    agreement: Agreement
    folder: Path
    """The folder of the file, without links."""
    paths: Mapping[str, Path]
    """Where each file would lie, by its key, without links; it may be missing."""


def load(path: Path) -> LoadedAgreement:
    """Read an `.agreement` file.

    Raises DomainError `draft.*`: for the file (`missing, folder, unreadable, too_large`), for its
    text, and `draft.file_outside` for a file that lies outside the file's folder, be it through
    a link: a mailed draft must not attach private files.
    """
    agreement = draft_format.parse(_text(path))
    folder = path.resolve().parent
    paths = {each.key: _inside(folder, each.file, each.where) for each in files_of(agreement)}
    return LoadedAgreement(agreement=agreement, folder=folder, paths=paths)


def _text(path: Path) -> bytes:
    facts = {"file": path.name or str(path)}
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DomainError("draft.folder", str(path), facts)
        if not stat.S_ISREG(mode):
            reason = {"reason": "It is a device or a pipe."}
            raise DomainError("draft.unreadable", str(path), facts | reason)
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise DomainError("draft.missing", str(path), facts) from error
    except (OSError, ValueError) as error:
        reason = {"reason": f"{getattr(error, 'strerror', None) or error}."}
        raise DomainError("draft.unreadable", str(path), facts | reason) from error
    if len(text) > LARGEST:
        raise DomainError("draft.too_large", str(path), facts)
    return text


def _inside(folder: Path, file: str, where: str) -> Path:
    try:
        found = (folder / file).resolve()
    except (OSError, RuntimeError):  # links that go round in circles
        found = None
    # From Python 3.13 on such links are no error any more, but stay what they are.
    if found is None or found.is_symlink() or not found.is_relative_to(folder):
        raise DomainError("draft.file_outside", where, {"file": file})
    return found

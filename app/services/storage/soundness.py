"""Whether the file of a database is sound."""

import sqlite3
from pathlib import Path
from typing import Final

from app.services.storage.failures import damaged
from app.services.storage.leaves import PAGE_SIZE

SIDE_FILES: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database: endings of its name."""
_EMPTY_LOG: Final = 32
"""Bytes of a log without a page."""


def check_pages(connection: sqlite3.Connection, path: Path, *, thorough: bool = False) -> None:
    """Raise DamagedDatabase unless every page is where it belongs.

    100 MB take some hundredths of a second; `thorough` compares the indexes too.
    """
    check = "integrity_check" if thorough else "quick_check"
    if connection.execute(f"PRAGMA {check}(1)").fetchone()[0] != "ok":
        raise damaged(path)


def side_files(path: Path) -> tuple[Path, ...]:
    """The files beside a database that are there."""
    beside = (path.with_name(path.name + ending) for ending in SIDE_FILES)
    return tuple(file for file in beside if file.exists())


def was_emptied(path: Path, backups: Path) -> bool:
    """Whether a file without a whole page was a database once.

    SQLite takes it for a new one, and throws the log beside it away.
    """
    journal, log = (path.with_name(path.name + ending) for ending in ("-journal", "-wal"))
    size = path.stat().st_size if path.exists() else 0
    if size:
        return size < PAGE_SIZE and not journal.exists()  # which undoes what was begun
    if log.exists() and log.stat().st_size > _EMPTY_LOG:
        return True
    return path.exists() and next(backups.glob(f"{path.stem}-v*.db"), None) is not None


def set_aside(path: Path) -> None:
    """Rename the files of a database that is made anew; older ones go. Raises OSError."""
    for file in (path, *side_files(path)):
        if file.exists():
            ending = file.name.removeprefix(path.name)
            file.replace(file.with_name(f"{path.stem}-set-aside{path.suffix}{ending}"))

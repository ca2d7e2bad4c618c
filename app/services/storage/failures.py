"""Failures of a database, in sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.services.errors import LocalError


class NewerDatabase(LocalError):
    """A newer version of the program wrote the database; this one must not touch it."""

    code = "newer_database"


class DamagedDatabase(LocalError):
    """The file is no sound SQLite database."""

    code = "damaged_database"


_SENTENCES: Final = {
    sqlite3.SQLITE_FULL: ("The disk is full.", "Make room, then try again."),
    sqlite3.SQLITE_IOERR: ("The disk could not be read or written.", "Look at the disk."),
    sqlite3.SQLITE_READONLY: ("It may only be read.", "Allow writing to its folder."),
    sqlite3.SQLITE_PERM: ("It may not be opened.", "Allow reading and writing its folder."),
    sqlite3.SQLITE_CANTOPEN: ("It cannot be opened.", "Allow reading and writing its folder."),
    sqlite3.SQLITE_BUSY: (
        "Another program keeps it locked.",
        "Close other windows of Countersign, then try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "Another program keeps it locked.",
        "Close other windows of Countersign, then try again.",
    ),
    sqlite3.SQLITE_TOOBIG: ("What should be kept is too large.", "Make it smaller."),
}
"""What happened and what to do, by SQLite's primary result code."""
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_LOCKED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY: Final = 0xFF
"""Extended result codes keep the primary one in the lowest byte."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise LocalError for what the computer does to a database; bugs stay what they are."""
    try:
        yield
    except sqlite3.Error as error:
        failure = _failure(path, getattr(error, "sqlite_errorcode", None))
        if failure is None:
            raise
        raise failure from error


def unusable(path: Path, error: OSError) -> LocalError:
    """What is said when the file system does not let us have the database at all."""
    return LocalError(
        f"{path} cannot be used.",
        f"{error.strerror or error}.",
        "Choose another profile folder, or allow reading and writing this one.",
    )


def damaged(path: Path) -> DamagedDatabase:
    """What is said of a file that is no sound database."""
    return DamagedDatabase(
        f"{path} is damaged.",
        "It is not a sound database any more, and nothing in it was changed.",
        "Try again: what can be read is then put into a new one.",
    )


def tells_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite found the file damaged."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY in _DAMAGED


def tells_others(error: sqlite3.Error) -> bool:
    """Whether another program keeps the file locked."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY in _LOCKED


def still_in_use(path: Path) -> LocalError:
    """What is said when a file that has to be opened anew is still being read here."""
    return LocalError(
        f"{path} cannot be used.",
        "It was replaced or damaged while it was being read.",
        "Try again.",
    )


def occupied(path: Path) -> LocalError:
    """What is said when somebody else takes long with opening a file."""
    return LocalError(
        f"{path} cannot be used.",
        "Another window of Countersign is opening or repairing it.",
        "Wait until that is done, then try again.",
    )


def _failure(path: Path, code: int | None) -> LocalError | None:
    primary = None if code is None else code & _PRIMARY
    if primary in _DAMAGED:
        return damaged(path)
    if primary in _SENTENCES:
        detail, next_step = _SENTENCES[primary]
        return LocalError(f"{path} cannot be used.", detail, next_step)
    return None

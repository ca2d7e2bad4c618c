"""Putting another file in the place of a database, while nobody uses it."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from app.services.errors import LocalError
from app.services.storage.connecting import file_id
from app.services.storage.files import sync_folder
from app.services.storage.soundness import side_files

_LOCKS_FROM: Final = 0x40000000
_LOCKS: Final = 512
"""The bytes that SQLite's locks lie on (File Format 1.4, the lock-byte page).

Whoever has a database with a log open holds a shared one, from the first look at it to the end.
"""
_BETWEEN_TRIES: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class SoleUse:
    """A database that no other process has open."""

    path: Path
    same: bool
    """Whether it is still the file of that name; another process may have replaced it meanwhile."""
    handle: int | None = None
    """What the lock is on; None on Windows."""

    @contextmanager
    def content(self) -> Iterator[BinaryIO]:
        """Its bytes, from the start. Raises OSError.

        They must be read in no other way: a process loses all its locks on a file as soon as it
        closes any handle of that file.
        """
        if self.handle is None:
            with self.path.open("rb") as file:
                yield file
            return
        with open(self.handle, "rb", closefd=False) as file:
            file.seek(0)
            yield file


@contextmanager
def sole_use(path: Path, patience: float) -> Iterator[SoleUse]:
    """Keep every other process from the database at `path`, which is there, for the block.

    That holds for any program, since the lock is SQLite's own. This process must not have the
    database open. Raises LocalError when others do not let go of it within `patience` seconds.
    Windows itself refuses to replace what is open.
    """
    if sys.platform == "win32":
        yield SoleUse(path=path, same=True)
        return
    import fcntl

    handle = os.open(path, os.O_RDWR)
    try:
        turn = threading.Event()
        for tries in range(int(patience / _BETWEEN_TRIES) + 1):
            turn.wait(_BETWEEN_TRIES if tries else 0)
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS, _LOCKS_FROM)
                break
            except OSError:
                continue
        else:
            raise _in_use(path)
        found = os.fstat(handle)
        same = file_id(path) == (found.st_dev, found.st_ino)
        yield SoleUse(path=path, same=same, handle=handle)
    finally:
        os.close(handle)


def waiting_place(path: Path) -> Path:
    """Where a database that is complete waits to take the place of `path`."""
    return path.with_name(f"{path.name}.rescued")


def take_place(path: Path) -> None:
    """Finish the replacement, also one that a power cut interrupted. Raises OSError."""
    for file in side_files(path):
        file.unlink()
    # The old log must be gone before: SQLite would play it into the new file.
    sync_folder(path.parent)
    waiting_place(path).replace(path)
    sync_folder(path.parent)


def _in_use(path: Path) -> LocalError:
    return LocalError(
        f"{path} is damaged.",
        "It can be repaired as soon as no other program uses it.",
        "Close other windows of Countersign, then try again.",
    )

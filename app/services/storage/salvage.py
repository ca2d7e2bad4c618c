"""What is done with a database that can be made anew: it is looked at, and set aside."""

import sqlite3
from pathlib import Path
from typing import Final

from app.services.storage.failures import damaged

_SIDE_FILES: Final = ("", "-wal", "-shm", "-journal")


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Raise DamagedDatabase unless every page is where it belongs.

    100 MB take some hundredths of a second.
    """
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged(path)


def set_aside(path: Path) -> None:
    """Rename the files of a database; older ones that were set aside go. Raises OSError."""
    for ending in _SIDE_FILES:
        file = path.with_name(path.name + ending)
        if file.exists():
            file.replace(file.with_name(f"{path.stem}-set-aside{path.suffix}{ending}"))

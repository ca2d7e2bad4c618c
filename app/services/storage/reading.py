"""A database in a place where nothing can be written: read as well as it goes."""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.services.errors import LocalError
from app.services.storage.connecting import Opening
from app.services.storage.files import make_private_file

_REFUSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

BringUpToDate = Callable[[sqlite3.Connection], None]
"""Makes a writable database one of today; raises LocalError."""


def may_write(path: Path) -> bool:
    """Make the file of a database unless it is there; whether it may be written to.

    Raises OSError where it can neither be written nor read.
    """
    try:
        make_private_file(path)
    except OSError as error:
        if error.errno not in _REFUSED or not os.access(path.parent, os.R_OK | os.X_OK):
            raise
        if path.exists() and not os.access(path, os.R_OK):
            raise
        return False
    return os.access(path.parent, os.W_OK | os.X_OK)  # for the files that stand beside it


def read_only() -> LocalError:
    """What is said to whoever wants to write."""
    return LocalError(
        "This profile can only be read.",
        "Nothing can be saved and nothing can be sent from it.",
        "Allow writing to the profile folder, or choose another one with --profile.",
    )


class ReadOnlyCopy:
    """Where a database is read that nobody here may write to.

    The file itself, where it is of today's version and whole without files beside it that only a
    writer can make; else a copy in a private folder, brought up to date, for as long as this lives.
    """

    def __init__(
        self, path: Path, opening: Opening, version: int, bring_up_to_date: BringUpToDate
    ) -> None:
        """Look for a way to read `path`; `version` is today's. Raises sqlite3.Error, LocalError."""
        self._opening = opening
        self._path = path
        self._immutable = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        ways = (False, True) if _has_no_log(path) else (False,)
        if not any(self._is_current(immutable, version) for immutable in ways):
            self._copy(bring_up_to_date)

    def connect(self) -> sqlite3.Connection:
        """A connection. Raises sqlite3.Error."""
        if self._folder is not None:
            return self._opening.for_writing(self._path)
        return self._opening.for_reading(self._path, immutable=self._immutable)

    def close(self) -> None:
        """Remove the copy, if there is one."""
        if self._folder is not None:
            self._folder.cleanup()

    def _is_current(self, immutable: bool, version: int) -> bool:  # noqa: FBT001 - mapped over
        self._immutable = immutable
        try:
            connection = self.connect()
            try:
                found = connection.execute("PRAGMA user_version").fetchone()[0]
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                connection.close()
        except sqlite3.Error:
            return False
        return bool(found == version)

    def _copy(self, bring_up_to_date: BringUpToDate) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="countersign-read-")
        copy = Path(self._folder.name) / self._path.name
        for ending in ("", "-wal", "-journal"):
            source = self._path.with_name(self._path.name + ending)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        self._path = copy
        connection = self._opening.for_writing(copy)
        try:
            bring_up_to_date(connection)
        finally:
            connection.close()


def _has_no_log(path: Path) -> bool:
    return not any(
        path.with_name(path.name + ending).exists()
        and path.with_name(path.name + ending).stat().st_size
        for ending in ("-wal", "-journal")
    )

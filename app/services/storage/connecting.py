"""Connections to the file of a database, for writing or for reading alone."""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.services.ports import Clock
from app.services.storage.files import is_on_network

_BETWEEN_TRIES: Final = 0.02
"""Seconds between two attempts at what SQLite does not wait for by itself."""

Tune = Callable[[sqlite3.Connection], None]
"""Does something to every new connection."""

FileId = tuple[int, int]
"""Device and number of a file: another one under the same name has another id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How the connections of a database are made."""

    clock: Clock
    precious: bool
    """Synced at every commit."""
    patience: float
    """Seconds for another process to finish writing."""
    tune: Tune | None = None

    def for_writing(self, path: Path) -> sqlite3.Connection:
        """A connection that reads and writes; the file is there. Raises sqlite3.Error."""
        connection = sqlite3.connect(
            path, timeout=self.patience, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            # A WAL is shared memory, which network file systems do not share.
            self._keep_journal(connection, "delete" if is_on_network(path) else "wal")
            connection.execute(f"PRAGMA synchronous={'FULL' if self.precious else 'NORMAL'}")
            connection.execute("PRAGMA foreign_keys=ON")
            if self.tune is not None:
                self.tune(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def for_reading(self, path: Path, *, immutable: bool) -> sqlite3.Connection:
        """A connection that touches nothing. Raises sqlite3.Error.

        `immutable` needs no side files beside the database, and must have no log there.
        """
        asked = "immutable=1" if immutable else "mode=ro"
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?{asked}",
            timeout=self.patience,
            isolation_level=None,
            check_same_thread=False,
            uri=True,
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _keep_journal(self, connection: sqlite3.Connection, mode: str) -> None:
        """Switch the kind of journal; SQLite itself does not wait for others when it does that."""
        end = self.clock.monotonic() + self.patience
        while connection.execute("PRAGMA journal_mode").fetchone()[0] != mode:
            try:
                connection.execute(f"PRAGMA journal_mode={mode}")
            except sqlite3.OperationalError:
                if self.clock.monotonic() > end:
                    raise
                threading.Event().wait(_BETWEEN_TRIES)


def file_id(path: Path) -> FileId | None:
    """Which file it is; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

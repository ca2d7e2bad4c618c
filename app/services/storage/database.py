"""One SQLite database of a profile: opened, brought up to date, read and written safely."""

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from app.services.ports import Clock
from app.services.storage.failures import DamagedDatabase, NewerDatabase, translated, unusable
from app.services.storage.files import is_on_network, make_private_file, make_private_folder
from app.services.storage.migrating import bring_up_to_date
from app.services.storage.salvage import check_pages, set_aside

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""Holds one folder of numbered `.sql` files for each database."""
_PATIENCE: Final = 15.0
"""Seconds for another process to finish writing."""
_BETWEEN_TRIES: Final = 0.02
"""Seconds between two attempts at what SQLite does not wait for by itself."""


class Database:
    """A file that any thread may read and write; sqlite's failures come out as LocalError.

    Reading and writing use connections that nobody else uses meanwhile. Writing happens in one lane
    per process; between processes SQLite's own lock decides.
    """

    def __init__(
        self, path: Path, migrations: Path, clock: Clock, *, precious: bool = True
    ) -> None:
        """Touches nothing yet.

        `precious` data is synced at every commit, copied before a migration, and never given up.
        What can be fetched again is none of that: where its file cannot be used, it is set aside
        for an empty one.
        """
        self.path = path
        self._migrations = migrations
        self._clock = clock
        self._precious = precious
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._idle: list[sqlite3.Connection] = []
        self._ready = False
        # Whoever forgets to close leaves no open file behind; in use are none by then.
        weakref.finalize(self, _close_all, self._idle)

    def prepare(self) -> None:
        """Make the file and bring it up to date, once; otherwise the first use does it.

        Raises NewerDatabase, DamagedDatabase or another LocalError.
        """
        with self._lock:
            if self._ready:
                return
            try:
                self._idle.append(self._prepared() if self._precious else self._prepared_or_new())
            except OSError as error:
                raise unusable(self.path, error) from error
            self._ready = True

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the database, from first to last statement."""
        with self._transaction("BEGIN", "ROLLBACK") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are all kept, durably, or none when the block raises."""
        if self._writer == threading.get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        with self._writing:
            self._writer = threading.get_ident()
            try:
                with self._transaction("BEGIN IMMEDIATE", "COMMIT") as connection:
                    yield connection
            finally:
                self._writer = None

    def close(self) -> None:
        """Let go of the file; it is opened again when it is used again."""
        with self._lock:
            _close_all(self._idle)
            self._ready = False

    def _prepared(self) -> sqlite3.Connection:
        make_private_folder(self.path.parent)
        make_private_file(self.path)
        with translated(self.path):
            connection = self._connect()
            try:
                bring_up_to_date(
                    connection,
                    self._migrations,
                    backups=self.path.parent / "backups" if self._precious else None,
                    now=self._clock.now(),
                )
                if not self._precious:
                    check_pages(connection, self.path)
            except BaseException:
                connection.close()
                raise
        return connection

    def _prepared_or_new(self) -> sqlite3.Connection:
        try:
            return self._prepared()
        except (DamagedDatabase, NewerDatabase):
            set_aside(self.path)
            return self._prepared()

    @contextmanager
    def _transaction(self, begin: str, end: str) -> Iterator[sqlite3.Connection]:
        self.prepare()
        with translated(self.path):
            connection = self._borrow()
            try:
                connection.execute(begin)
                yield connection
                connection.execute(end)
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.rollback()
                raise
            finally:
                self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if self._ready and not connection.in_transaction:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            # A WAL is shared memory, which network file systems do not share.
            self._keep_journal(connection, "delete" if is_on_network(self.path) else "wal")
            connection.execute(f"PRAGMA synchronous={'FULL' if self._precious else 'NORMAL'}")
            connection.execute("PRAGMA foreign_keys=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _keep_journal(self, connection: sqlite3.Connection, mode: str) -> None:
        """Switch the kind of journal; SQLite itself does not wait for others when it does that."""
        end = self._clock.monotonic() + _PATIENCE
        while connection.execute("PRAGMA journal_mode").fetchone()[0] != mode:
            try:
                connection.execute(f"PRAGMA journal_mode={mode}")
            except sqlite3.OperationalError:
                if self._clock.monotonic() > end:
                    raise
                threading.Event().wait(_BETWEEN_TRIES)


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()

"""One SQLite database of a profile: opened, brought up to date, read and written safely."""

import functools
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from app.services.ports import Clock
from app.services.storage.connecting import FileId, Opening, Tune, file_id
from app.services.storage.failures import (
    DamagedDatabase,
    NewerDatabase,
    damaged,
    still_in_use,
    tells_damage,
    tells_others,
    translated,
    unusable,
)
from app.services.storage.files import make_private_file, make_private_folder
from app.services.storage.migrating import bring_up_to_date, newest_version
from app.services.storage.reading import ReadOnlyCopy, may_write, read_only
from app.services.storage.rescue import finish_rescue, rescue
from app.services.storage.soundness import check_pages, set_aside, was_emptied
from app.services.storage.turns import Turn, turn_at

_P = ParamSpec("_P")
_R = TypeVar("_R")

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""Holds one folder of numbered `.sql` files for each database."""
_PATIENCE: Final = 15.0
"""Seconds for another process to finish writing."""
_SHORT_PATIENCE: Final = 1.0
"""The same for what can be fetched again: sending must not wait for a cache."""


class Database:
    """A file that any thread may read and write; sqlite's failures come out as LocalError.

    Reading and writing use connections that nobody else uses meanwhile. Writing happens in one lane
    per process; between processes SQLite's own lock decides. The file is opened, rescued and
    replaced by one at a time. A process has one such object for a file.
    """

    def __init__(
        self,
        path: Path,
        migrations: Path,
        clock: Clock,
        *,
        precious: bool = True,
        patience: float | None = None,
        tune: Tune | None = None,
    ) -> None:
        """Touches nothing yet.

        `precious` data is synced at every commit, copied before a migration, and rescued where its
        file is damaged. What can be fetched again is none of that: where its file cannot be used,
        it is set aside for an empty one. `patience` are the seconds for other processes to finish
        writing; `tune` is called with each new connection.
        """
        self.path = path
        self._migrations = migrations
        self._backups = path.parent / "backups"
        self._clock = clock
        self._precious = precious
        self._patience = patience or (_PATIENCE if precious else _SHORT_PATIENCE)
        self._opening = Opening(clock=clock, precious=precious, patience=self._patience, tune=tune)
        self._free = threading.Condition()
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._idle: list[sqlite3.Connection] = []
        self._in_use = 0
        self._ready = False
        self._suspect = False
        self._file: FileId | None = None
        self._reading: ReadOnlyCopy | None = None
        # Whoever forgets to close leaves no open file behind; in use are none by then.
        weakref.finalize(self, _close_all, self._idle)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here. Raises LocalError like `prepare`."""
        self.prepare()
        return self._reading is not None

    def prepare(self) -> None:
        """Make the file and bring it up to date, once; otherwise the first use does it.

        Raises NewerDatabase, DamagedDatabase or another LocalError.
        """
        with self._free:
            # Without an open connection nothing keeps others from replacing the file.
            if self._ready and (self._idle or self._in_use) and not self._was_replaced():
                return
            self._let_go()
            try:
                with translated(self.path):
                    self._idle.append(self._prepared())
            except OSError as error:
                raise unusable(self.path, error) from error
            self._file = file_id(self.path)
            self._ready, self._suspect = True, False

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
                if self.read_only:
                    raise read_only()
                with self._transaction("BEGIN IMMEDIATE", "COMMIT") as connection:
                    yield connection
            finally:
                self._writer = None

    def close(self) -> None:
        """Let go of the file; it is opened again when it is used again."""
        with self._free:
            _close_all(self._idle)
            self._ready = False
            if self._reading is not None:
                self._reading.close()

    # ── opening ──────────────────────────────────────────────────────────────────────────────────

    def _prepared(self) -> sqlite3.Connection:
        make_private_folder(self.path.parent)
        with turn_at(self.path, self._patience) as turn:
            return self._prepared_alone(turn)

    def _prepared_alone(self, turn: Turn) -> sqlite3.Connection:
        if self._precious:
            if was_emptied(self.path, self._backups):
                make_private_file(self.path)
                self._rescue(turn)
            finish_rescue(turn, self._patience)
        if not may_write(self.path):
            version = newest_version(self._migrations)
            update = functools.partial(self._bring_up_to_date, backups=None)
            self._reading = ReadOnlyCopy(self.path, self._opening, version, update)
            return self._reading.connect()
        self._reading = None
        try:
            return self._opened()
        except DamagedDatabase:
            self._make_anew(turn)
        except NewerDatabase:
            if self._precious:
                raise
            self._make_anew(turn)
        return self._opened()

    def _opened(self) -> sqlite3.Connection:
        with translated(self.path):
            checked = self._check()
            connection = self._opening.for_writing(self.path)
            try:
                if not checked:
                    check_pages(connection, self.path)
                backups = self._backups if self._precious else None
                self._bring_up_to_date(connection, backups=backups)
            except BaseException:
                connection.close()
                raise
        return connection

    def _check(self) -> bool:
        """Look for damage without touching anything; False where only a writer can look.

        Whoever writes puts the log into the file when he leaves, be it damaged.
        """
        if self._suspect and not self._precious:
            raise damaged(self.path)
        try:
            connection = self._opening.for_reading(self.path, immutable=False)
            try:
                check_pages(connection, self.path, thorough=self._suspect)
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            if tells_others(error):
                raise
            return False  # e.g. a write was interrupted and has to be undone
        return True

    def _bring_up_to_date(self, connection: sqlite3.Connection, *, backups: Path | None) -> None:
        bring_up_to_date(connection, self._migrations, backups=backups, now=self._clock.now())

    def _make_anew(self, turn: Turn) -> None:
        self._suspect = False
        if self._precious:
            self._rescue(turn)
        else:
            turn.must_be_alone()
            set_aside(self.path)

    def _rescue(self, turn: Turn) -> None:
        rescue(turn, self._migrations, self._backups, self._clock.now(), self._patience)

    def _was_replaced(self) -> bool:
        """Whether another process put another file in the place of ours, or somebody removed it."""
        return self._reading is None and file_id(self.path) != self._file

    def _let_go(self) -> None:
        """Close every connection, once those in use are given back."""
        self._ready = False
        _close_all(self._idle)
        self._free.wait_for(lambda: not self._in_use, timeout=self._patience)
        if self._in_use:
            raise still_in_use(self.path)
        if self._reading is not None:
            self._reading.close()

    # ── using ────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _transaction(self, begin: str, end: str) -> Iterator[sqlite3.Connection]:
        with translated(self.path):
            connection = self._begun(begin)
            try:
                yield connection
                connection.execute(end)
            except BaseException as error:
                self._note_damage(error)
                with suppress(sqlite3.Error):
                    connection.rollback()
                raise
            finally:
                self._give_back(connection)

    def _begun(self, begin: str) -> sqlite3.Connection:
        """A connection in a transaction on the file that is there now."""
        while True:
            connection = self._borrow()
            try:
                connection.execute(begin)
            except BaseException as error:
                self._note_damage(error)
                self._give_back(connection)
                raise
            if not self._was_replaced():
                return connection
            connection.rollback()
            self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection:
        with self._free:
            self.prepare()
            connection = self._idle.pop() if self._idle else self._connect()
            self._in_use += 1
            return connection

    def _connect(self) -> sqlite3.Connection:
        if self._reading is not None:
            return self._reading.connect()
        return self._opening.for_writing(self.path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._free:
            self._in_use -= 1
            self._free.notify_all()
            if self._ready and not connection.in_transaction:
                self._idle.append(connection)
                return
        connection.close()

    def _note_damage(self, error: BaseException) -> None:
        """Look at the file more closely before it is used again."""
        if isinstance(error, sqlite3.Error) and tells_damage(error):
            with self._free:
                self._ready, self._suspect = False, True


def once_more(use: Callable[_P, _R]) -> Callable[_P, _R]:
    """A use of what can be made anew, done a second time where it found the file damaged."""

    @functools.wraps(use)
    def twice(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return use(*args, **kwargs)
        except DamagedDatabase:
            return use(*args, **kwargs)

    return twice


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()

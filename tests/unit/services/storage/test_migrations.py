"""Every earlier version of every database, full of rows, opened by the program of today."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.services.errors import LocalError
from app.services.storage.connecting import Tune
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.migrating import newest_version, version_of
from app.services.storage.salvage import Layout, layout_of
from tests.support.clocks import TurnableClock
from tests.support.stored_rows import Contents, build_version, contents, fill_tables

ROWS = 12
EARLIER = [
    (folder.name, version)
    for folder in sorted(MIGRATIONS.iterdir())
    for version in range(1, newest_version(folder) + 1)
]
CREATES = {
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_CREATE_INDEX,
    sqlite3.SQLITE_ALTER_TABLE,
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_UPDATE,
    sqlite3.SQLITE_DELETE,
    sqlite3.SQLITE_DROP_TABLE,
}
"""What migrations do."""


class Old:
    """A database that a program of an earlier version left."""

    def __init__(self, folder: Path, name: str, version: int) -> None:
        self.migrations = MIGRATIONS / name
        self.version = version
        self.precious = name == "countersign"
        self.path = folder / "profile" / f"{name}.db"
        build_version(self.path, self.migrations, version)
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            fill_tables(connection, ROWS)
            self.layout: Layout = layout_of(connection)
            self.rows: Contents = contents(connection, self.layout)

    def open(self, tune: Tune | None = None) -> Database:
        return Database(
            self.path, self.migrations, TurnableClock(), precious=self.precious, tune=tune
        )

    def assert_whole(self) -> None:
        """Whatever happened, the file has all rows of then."""
        with closing(sqlite3.connect(self.path)) as connection:
            assert contents(connection, self.layout) == self.rows


@pytest.fixture(params=EARLIER, ids=lambda each: f"{each[0]}-{each[1]}")
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Old:
    return Old(tmp_path, *request.param)


def test_nothing_of_an_earlier_version_is_lost(old: Old) -> None:
    with closing(old.open()) as database, database.read() as connection:
        assert version_of(connection) == newest_version(old.migrations)
        assert contents(connection, old.layout) == old.rows
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_database_is_copied_as_it_was_before_it_is_changed(old: Old) -> None:
    with closing(old.open()) as database:
        database.prepare()
    copies = list((old.path.parent / "backups").glob("*.db"))
    changed = old.version < newest_version(old.migrations)
    assert len(copies) == (changed and old.precious)
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert version_of(connection) == old.version
            assert contents(connection, old.layout) == old.rows


def _denied(number: int) -> tuple[Tune, list[int]]:
    """Makes the change of that number impossible; the changes that were tried."""
    tried: list[int] = []

    def allow(action: int, *_about: object) -> int:
        if action in CREATES:
            tried.append(action)
        return sqlite3.SQLITE_DENY if len(tried) > number else sqlite3.SQLITE_OK

    return lambda connection: connection.set_authorizer(allow), tried


def test_an_update_that_fails_anywhere_changes_nothing(old: Old) -> None:
    for number in range(1_000):
        tune, tried = _denied(number)
        with closing(old.open(tune)) as database:
            try:
                database.prepare()
            except (sqlite3.DatabaseError, LocalError):
                old.assert_whole()
                with closing(sqlite3.connect(old.path)) as connection:
                    assert version_of(connection) == old.version
                continue
        assert len(tried) <= number
        assert (number > 0) == (old.version < newest_version(old.migrations))
        break
    with closing(old.open()) as database, database.read() as connection:
        assert contents(connection, old.layout) == old.rows


START = """
import sys
from pathlib import Path
from app.services.clock import SystemClock
from app.services.storage.database import Database

path, migrations, precious = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
Database(Path(path), Path(migrations), SystemClock(), precious=precious == "True").prepare()
"""


@pytest.fixture
def oldest(tmp_path: Path) -> Old:
    return Old(tmp_path, "countersign", 1)


def test_programs_that_start_together_update_once(oldest: Old) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [str(oldest.path), str(oldest.migrations), str(oldest.precious)]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", START, *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write(b"go\n")
        program.stdin.flush()
    assert [program.communicate()[0] for program in programs] == [b""] * 4
    assert [program.returncode for program in programs] == [0] * 4
    oldest.assert_whole()
    assert len(list((oldest.path.parent / "backups").iterdir())) == 1


def test_a_full_disk_stops_an_update_without_harm(oldest: Old) -> None:
    size = oldest.path.stat().st_size // 4096
    full = oldest.open(lambda each: _limit(each, size))
    with closing(full), pytest.raises(LocalError) as caught:
        full.prepare()
    assert caught.value.detail == "The disk is full."
    oldest.assert_whole()
    with closing(oldest.open()) as database, database.read() as connection:
        assert contents(connection, oldest.layout) == oldest.rows


def _limit(connection: sqlite3.Connection, count: int) -> None:
    connection.execute(f"PRAGMA max_page_count={count}")

"""A database of a profile."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import UserCancelled
from app.services.errors import LocalError
from app.services.storage.database import Database
from app.services.storage.failures import NewerDatabase
from app.services.storage.opening import cache_database, countersign_database
from tests.support.clocks import TurnableClock

FIRST = "CREATE TABLE notes (text TEXT NOT NULL);\nCREATE TABLE marks (note TEXT);\n"
SECOND = "ALTER TABLE notes ADD COLUMN author TEXT;\n"


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_notes.sql").write_text(FIRST)
    return folder


@pytest.fixture
def database(tmp_path: Path, migrations: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "profile" / "a.db", migrations, TurnableClock())) as opened:
        yield opened


def _notes(database: Database) -> list[str]:
    with database.read() as connection:
        return [row["text"] for row in connection.execute("SELECT text FROM notes ORDER BY text")]


def _add(database: Database, text: str) -> None:
    with database.write() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (?)", (text,))


def test_what_was_written_is_there_after_opening_again(
    database: Database, migrations: Path
) -> None:
    _add(database, "kept")
    database.close()
    with closing(Database(database.path, migrations, TurnableClock())) as again:
        assert _notes(again) == ["kept"]


def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    def break_off() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO notes (text) VALUES ('half')")
            raise UserCancelled

    with pytest.raises(UserCancelled):
        break_off()
    assert _notes(database) == []


def test_a_failure_in_the_block_is_not_blamed_on_the_database(database: Database) -> None:
    with pytest.raises(FileNotFoundError), database.write():
        Path("/nonexistent/file").read_bytes()


def test_a_wrong_statement_stays_a_bug(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError), database.read() as connection:
        connection.execute("SELECT * FROM nowhere")


def test_a_reader_sees_one_moment_and_is_not_held_up_by_a_writer(database: Database) -> None:
    with database.read() as reader:
        before = reader.execute("SELECT count(*) FROM notes").fetchone()[0]
        _add(database, "new")
        assert reader.execute("SELECT count(*) FROM notes").fetchone()[0] == before
    assert _notes(database) == ["new"]


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_ever(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError), database.write():
        pass
    _add(database, "afterwards")
    assert _notes(database) == ["afterwards"]


def test_threads_write_one_after_the_other(database: Database) -> None:
    def add_many(name: str) -> None:
        for number in range(20):
            _add(database, f"{name}{number:02}")

    threads = [threading.Thread(target=add_many, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_notes(database)) == 80


PREPARE = """
import os, sys
from pathlib import Path
from app.services.clock import SystemClock
from app.services.storage.database import Database

database = Database(Path(sys.argv[1]), Path(sys.argv[2]), SystemClock())
"""
ADD_TEN = """
for number in range(10):
    with database.write() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (?)", (f"{sys.argv[3]}{number}",))
"""
DIE_HALF_WAY = """
with database.write() as connection:
    connection.execute("INSERT INTO notes (text) VALUES ('kept')")
with database.write() as connection:
    connection.execute("INSERT INTO notes (text) VALUES ('half')")
    os.kill(os.getpid(), 9)
"""


def _started(script: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", PREPARE + script, *arguments], env=environment)


def test_processes_that_start_together_prepare_the_database_once(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "together.db"
    processes = [_started(ADD_TEN, path, migrations, name) for name in "abcd"]
    assert [process.wait() for process in processes] == [0] * 4
    with closing(Database(path, migrations, TurnableClock())) as database:
        assert len(_notes(database)) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
def test_a_process_that_is_killed_keeps_what_it_committed_and_nothing_else(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "killed.db"
    assert _started(DIE_HALF_WAY, path, migrations).wait() == -9
    with closing(Database(path, migrations, TurnableClock())) as database:
        assert _notes(database) == ["kept"]


def test_only_the_owner_may_read_the_files(database: Database) -> None:
    _add(database, "private")
    folder = database.path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_precious_data_is_synced_at_every_commit(database: Database, migrations: Path) -> None:
    full, normal = 2, 1
    with database.write() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == full
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    cache = Database(database.path.with_name("b.db"), migrations, TurnableClock(), precious=False)
    with closing(cache), cache.write() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == normal


# ── migrations ───────────────────────────────────────────────────────────────────────────────────


def test_an_older_database_is_copied_and_then_brought_up_to_date(
    database: Database, migrations: Path
) -> None:
    _add(database, "old")
    database.close()
    (migrations / "0002_author.sql").write_text(SECOND)
    with closing(Database(database.path, migrations, TurnableClock())) as newer:
        with newer.read() as connection:
            row = connection.execute("SELECT text, author FROM notes").fetchone()
        assert tuple(row) == ("old", None)
    (backup,) = (database.path.parent / "backups").iterdir()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT * FROM notes").fetchall() == [("old",)]
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)


def test_copies_of_the_last_two_versions_are_kept(database: Database, migrations: Path) -> None:
    database.prepare()
    for number in range(2, 6):
        database.close()
        (migrations / f"{number:04}_step.sql").write_text(f"CREATE TABLE t{number} (x TEXT);")
        database.prepare()
    names = sorted(each.name for each in (database.path.parent / "backups").iterdir())
    assert [name[:7] for name in names] == ["a-v0003", "a-v0004"]


def test_a_migration_that_fails_changes_nothing(database: Database, migrations: Path) -> None:
    _add(database, "old")
    database.close()
    broken = migrations / "0002_broken.sql"
    broken.write_text("DROP TABLE notes;\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError):
        database.prepare()
    broken.unlink()
    assert _notes(database) == ["old"]


def test_a_migration_that_orphans_rows_is_refused(database: Database, migrations: Path) -> None:
    _add(database, "old")
    database.close()
    broken = migrations / "0002_orphans.sql"
    broken.write_text(
        "CREATE TABLE a (id TEXT PRIMARY KEY);\n"
        "CREATE TABLE b (a TEXT REFERENCES a (id));\n"
        "INSERT INTO b VALUES ('nobody');\n"
    )
    with pytest.raises(ValueError, match="without their parents"):
        database.prepare()
    broken.unlink()
    assert _notes(database) == ["old"]


def test_migrations_with_a_gap_are_refused(database: Database, migrations: Path) -> None:
    (migrations / "0003_gap.sql").write_text(SECOND)
    with pytest.raises(ValueError, match="numbered"):
        database.prepare()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    database: Database, migrations: Path
) -> None:
    with database.write() as connection:
        connection.execute("PRAGMA user_version=7")
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        database.prepare()
    assert database.path.read_bytes() == before


# ── what the computer does to a database ─────────────────────────────────────────────────────────


def test_a_file_in_place_of_the_profile_folder_is_told(tmp_path: Path, migrations: Path) -> None:
    (tmp_path / "profile").write_text("in the way")
    database = Database(tmp_path / "profile" / "a.db", migrations, TurnableClock())
    with pytest.raises(LocalError, match="cannot be used"):
        database.prepare()


@pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc")
def test_threads_that_come_and_go_leave_no_connection_behind(database: Database) -> None:
    """The outbox begins a thread for each of its turns."""

    def open_files() -> int:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    _add(database, "first")
    in_the_beginning = open_files()
    for number in range(100):
        thread = threading.Thread(target=_add, args=(database, str(number)))
        thread.start()
        thread.join()
    assert len(_notes(database)) == 101
    assert open_files() <= in_the_beginning  # what earlier tests left may go


def test_a_full_disk_is_told_and_keeps_what_was_there(database: Database) -> None:
    _add(database, "kept")
    with database.write() as connection:
        connection.execute("PRAGMA max_page_count=1")
    with pytest.raises(LocalError, match="cannot be used") as caught:
        _add(database, "x" * 100_000)
    assert caught.value.detail == "The disk is full."
    assert _notes(database) == ["kept"]


def test_a_cache_that_is_damaged_is_set_aside_for_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(b"not a database" * 500)
    with closing(cache_database(path, TurnableClock())) as cache, cache.read() as connection:
        assert connection.execute("SELECT count(*) FROM observations").fetchone()[0] == 0
    assert (tmp_path / "cache-set-aside.db").read_bytes().startswith(b"not a database")


def test_a_cache_with_a_damaged_page_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(cache_database(path, TurnableClock())) as cache, cache.write() as connection:
        for number in range(200):
            connection.execute(
                "INSERT INTO observations VALUES (?, '', 'ok', ?, NULL, NULL)",
                (str(number), "x" * 500),
            )
    with path.open("r+b") as file:
        file.seek(20_000)
        file.write(b"\xff" * 20_000)
    with closing(cache_database(path, TurnableClock())) as cache, cache.read() as connection:
        assert connection.execute("SELECT count(*) FROM observations").fetchone()[0] == 0


def test_a_cache_of_a_newer_version_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(cache_database(path, TurnableClock())) as cache, cache.write() as connection:
        connection.execute("PRAGMA user_version=99")
    with closing(cache_database(path, TurnableClock())) as cache, cache.read() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] < 99


def test_the_shipped_migrations_make_the_tables(tmp_path: Path) -> None:
    opened = countersign_database(tmp_path / "countersign.db", TurnableClock())
    with closing(opened) as database, database.read() as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert {"accounts", "drafts", "draft_files", "followed"} <= names

"""Who gets at the file of a database while it is opened, rescued or replaced: one at a time."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from app.services.clock import SystemClock
from app.services.errors import LocalError
from app.services.storage import replacing
from app.services.storage import rescue as rescue_room
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.migrating import newest_version
from app.services.storage.opening import cache_database
from app.services.storage.rescue_report import RescueNotes
from app.services.storage.turns import turn_at
from tests.support.damage import overwrite
from tests.support.stored_rows import build_version, fill_tables

ROWS = 10
COUNTERSIGN = MIGRATIONS / "countersign"
OCCUPIED = "Another window of Countersign is opening or repairing it."
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has locks of its own")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of today with rows in every table, cleanly closed."""
    path = tmp_path_factory.mktemp("sound") / "countersign.db"
    build_version(path, COUNTERSIGN, newest_version(COUNTERSIGN))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        fill_tables(connection, ROWS)
        connection.execute("COMMIT")
    return path


@pytest.fixture
def damaged(tmp_path: Path, sound: Path) -> Path:
    path = tmp_path / "profile" / "countersign.db"
    path.parent.mkdir()
    shutil.copyfile(sound, path)
    overwrite(path, 0, b"garbled garbled!")
    return path


def opened(path: Path, patience: float = 15.0) -> Database:
    return Database(path, COUNTERSIGN, SystemClock(), patience=patience)


def accounts(path: Path) -> int:
    with closing(opened(path)) as database, database.read() as connection:
        return int(connection.execute("SELECT count(*) FROM accounts").fetchone()[0])


def rescues(path: Path) -> int:
    reports = len(RescueNotes(path.parent).unseen())
    assert reports == len(list(path.parent.glob("countersign-damaged-*.db")))
    return reports


# ── another process ──────────────────────────────────────────────────────────────────────────────

_BEGIN = """
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from app.services.clock import SystemClock
from app.services.errors import LocalError
from app.services.storage import rescue
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.replacing import sole_use

path, patience = Path(sys.argv[1]), float(sys.argv[2])
database = Database(path, MIGRATIONS / "countersign", SystemClock(), patience=patience)
"""
WRITE = f"""{_BEGIN}
try:
    with database.write() as connection:
        connection.execute("CREATE TABLE what_the_second_window_wrote (x TEXT)")
    print("written", flush=True)
except LocalError as error:
    print(error.detail, flush=True)
os._exit(0)  # as a window that is killed: its log stays beside the database
"""
REPLACE = f"""{_BEGIN}
try:
    with sole_use(path, patience):
        print("got in", flush=True)
except LocalError as error:
    print(error.next_step, flush=True)
"""
READ_WITH_ANY_PROGRAM = f"""{_BEGIN}
with closing(sqlite3.connect(path, timeout=patience)) as connection:
    try:
        connection.execute("PRAGMA schema_version").fetchone()
        print("got in", flush=True)
    except sqlite3.Error as error:
        print(error, flush=True)
"""
COUNT = f"""{_BEGIN}
print("here", flush=True)
with closing(database), database.read() as connection:
    print(connection.execute("SELECT count(*) FROM accounts").fetchone()[0], flush=True)
"""  # noqa: S608 - a program
DIE_DURING_THE_RESCUE = f"""{_BEGIN}
rescue.salvage = lambda *_: os._exit(9)
database.prepare()
"""


def process(script: str, path: Path, patience: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, str(path), str(patience)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def said(script: str, path: Path, patience: float = 0.2) -> str:
    with process(script, path, patience) as other:
        return other.communicate(timeout=60)[0].strip()


# ── during a rescue ──────────────────────────────────────────────────────────────────────────────


Step = tuple[ModuleType, str]
SALVAGE: Step = (rescue_room, "salvage")
TAKE_PLACE: Step = (replacing, "sync_folder")
"""When the old log is gone and the new file is not there yet."""
steps = pytest.mark.parametrize("step", [SALVAGE, TAKE_PLACE], ids=["salvage", "take place"])


def just_before(monkeypatch: pytest.MonkeyPatch, step: Step, act: Callable[[], None]) -> None:
    """Do something once, before a step of the rescue."""
    room, name = step
    real = getattr(room, name)
    acts = [act]

    def with_act(*arguments: object) -> object:
        if acts:
            acts.pop()()
        return real(*arguments)

    monkeypatch.setattr(room, name, with_act)


@steps
def test_a_window_that_starts_during_a_rescue_is_told_to_wait(
    damaged: Path, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    told: list[str] = []
    just_before(monkeypatch, step, lambda: told.append(said(WRITE, damaged)))
    with closing(opened(damaged)) as first:
        first.prepare()
    assert told == [OCCUPIED]
    assert accounts(damaged) == ROWS
    assert said(WRITE, damaged) == "written"
    with closing(opened(damaged)) as later, later.read() as connection:
        connection.execute("SELECT * FROM what_the_second_window_wrote").fetchall()
    assert rescues(damaged) == 1


@unix_only
@steps
@pytest.mark.parametrize(
    ("script", "answer"),
    [(REPLACE, "Close other windows"), (READ_WITH_ANY_PROGRAM, "database is locked")],
    ids=["replace", "read"],
)
def test_programs_that_know_only_the_locks_of_sqlite_are_kept_out_of_a_rescue(
    damaged: Path, monkeypatch: pytest.MonkeyPatch, step: Step, script: str, answer: str
) -> None:
    told: list[str] = []
    just_before(monkeypatch, step, lambda: told.append(said(script, damaged)))
    with closing(opened(damaged)) as first:
        first.prepare()
    assert [answer in each for each in told] == [True], told
    assert accounts(damaged) == ROWS


@unix_only
def test_reading_what_is_damaged_lets_nobody_else_in(damaged: Path) -> None:
    content = damaged.read_bytes()
    with replacing.sole_use(damaged, 1.0) as use:
        for _ in range(2):
            with use.content() as file:
                assert file.read() == content
        assert "Close other windows" in said(REPLACE, damaged)
    assert said(REPLACE, damaged) == "got in"


def test_another_thread_is_kept_out_of_a_rescue(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def second() -> None:
        try:
            opened(damaged, 0.1).prepare()
        except LocalError as error:
            told.append(error.detail)

    def in_a_thread() -> None:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    just_before(monkeypatch, SALVAGE, in_a_thread)
    with closing(opened(damaged)) as first:
        first.prepare()
    assert told == [OCCUPIED]
    assert rescues(damaged) == 1


def test_a_patient_window_goes_on_as_soon_as_the_rescue_is_done(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[subprocess.Popen[str]] = []

    def start_one() -> None:
        other = process(COUNT, damaged, 60)
        assert other.stdout is not None
        assert other.stdout.readline() == "here\n"
        others.append(other)

    just_before(monkeypatch, SALVAGE, start_one)
    with closing(opened(damaged)) as first:
        first.prepare()
        assert others[0].communicate(timeout=60)[0] == f"{ROWS}\n"
    assert rescues(damaged) == 1


def test_windows_that_find_the_damage_at_the_same_time_rescue_once(damaged: Path) -> None:
    windows = [process(COUNT, damaged, 60) for _ in range(3)]
    answers = [each.communicate(timeout=90)[0] for each in windows]
    assert answers == [f"here\n{ROWS}\n"] * 3
    assert rescues(damaged) == 1


def test_a_killed_rescue_keeps_nobody_out(damaged: Path) -> None:
    with process(DIE_DURING_THE_RESCUE, damaged, 1) as killed:
        killed.communicate(timeout=60)
    assert killed.returncode == 9
    with closing(opened(damaged, 0.1)) as database:
        database.prepare()
    assert accounts(damaged) == ROWS
    assert not list(damaged.parent.glob(".rescue-*"))


# ── the lock itself ──────────────────────────────────────────────────────────────────────────────


def test_a_cache_is_not_set_aside_while_somebody_else_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(cache_database(path, SystemClock())) as cache:
        cache.prepare()
    overwrite(path, 0, b"garbled garbled!")
    impatient = Database(path, MIGRATIONS / "cache", SystemClock(), precious=False, patience=0.1)
    with closing(impatient):
        told: list[str] = []

        def open_it() -> None:
            try:
                impatient.prepare()
            except LocalError as error:
                told.append(error.detail)

        with turn_at(path, 1.0):
            thread = threading.Thread(target=open_it)
            thread.start()
            thread.join()
        assert told == [OCCUPIED]
        assert not list(tmp_path.glob("*set-aside*"))
        impatient.prepare()
    assert list(tmp_path.glob("*set-aside*"))


@unix_only
def test_nobody_else_can_read_the_file_of_the_lock(damaged: Path) -> None:
    before = os.umask(0)
    try:
        with turn_at(damaged, 1.0):
            pass
    finally:
        os.umask(before)
    [lock] = damaged.parent.glob("*.lock")
    assert lock.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def no_lock(damaged: Path) -> Path:
    """Where the lock cannot be had, as in a folder in which nothing can be written."""
    lock = damaged.with_name("countersign.db.lock")
    lock.mkdir()
    return lock


def test_where_no_lock_can_be_had_what_is_sound_is_opened_all_the_same(
    damaged: Path, no_lock: Path, sound: Path
) -> None:
    shutil.copyfile(sound, damaged)
    assert accounts(damaged) == ROWS
    assert no_lock.is_dir()


def test_where_no_lock_can_be_had_nothing_is_replaced(damaged: Path, no_lock: Path) -> None:
    before = damaged.read_bytes()
    with pytest.raises(LocalError, match="cannot be used") as caught:
        opened(damaged).prepare()
    assert "allow reading and writing" in caught.value.next_step
    assert damaged.read_bytes() == before
    no_lock.rmdir()
    assert accounts(damaged) == ROWS


def test_where_no_lock_can_be_had_no_rescue_is_finished(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rescue_room, "take_place", cut)
    with pytest.raises(KeyboardInterrupt):
        opened(damaged).prepare()
    monkeypatch.undo()
    lock = damaged.with_name("countersign.db.lock")
    lock.unlink()
    lock.mkdir()
    with pytest.raises(LocalError, match="cannot be used"):
        opened(damaged).prepare()
    lock.rmdir()
    assert accounts(damaged) == ROWS
    assert rescues(damaged) == 1


@unix_only
def test_a_rescue_that_another_program_made_meanwhile_is_not_made_again(
    damaged: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an older version of the program does it, which knows no turns."""
    replacement = damaged.with_name("theirs.db")
    shutil.copyfile(sound, replacement)
    real = os.open

    def replaced_behind_us(name: Path, *arguments: int) -> int:
        handle = real(name, *arguments)
        if name == damaged:
            replacement.replace(damaged)
        return handle

    monkeypatch.setattr("app.services.storage.replacing.os.open", replaced_behind_us)
    with turn_at(damaged, 1.0) as turn:
        now = datetime.now(tz=UTC)
        rescue_room.rescue(turn, COUNTERSIGN, damaged.parent / "backups", now, 1.0)
    monkeypatch.undo()
    assert rescues(damaged) == 0
    assert accounts(damaged) == ROWS

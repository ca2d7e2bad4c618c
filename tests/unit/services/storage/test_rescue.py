"""A damaged database: what is rescued, what is said, and what stays where it was."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.actions import ActionKind
from app.services.actions.journal_rows import record_of
from app.services.actions.records import ActionState
from app.services.errors import LocalError
from app.services.storage import rescue as rescue_room
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.failures import DamagedDatabase, NewerDatabase
from app.services.storage.migrating import newest_version
from app.services.storage.opening import countersign_database
from app.services.storage.rescue_report import RescueNotes, RescueReport
from app.services.storage.salvage import layout_of
from tests.support.clocks import TurnableClock
from tests.support.damage import PAGE, break_table, overwrite
from tests.support.stored_rows import Contents, build_version, contents, fill_tables

ROWS = 40
COUNTERSIGN = MIGRATIONS / "countersign"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of today, full of rows, cleanly closed."""
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "countersign.db"
    build_version(path, COUNTERSIGN, newest_version(COUNTERSIGN))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        fill_tables(connection, ROWS)
        connection.execute("COMMIT")
    return folder


@pytest.fixture
def path(tmp_path: Path, sound: Path) -> Path:
    folder = tmp_path / "profile"
    shutil.copytree(sound, folder)
    return folder / "countersign.db"


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Database]]:
    databases: list[Database] = []

    def open_one(path: Path) -> Database:
        databases.append(countersign_database(path, TurnableClock()))
        return databases[-1]

    yield open_one
    for each in databases:
        each.close()


def pages(path: Path) -> int:
    return path.stat().st_size // PAGE


def counts(database: Database) -> dict[str, int]:
    with database.read() as connection:
        return {table: len(rows) for table, rows in everything(connection).items()}


def everything(connection: sqlite3.Connection) -> Contents:
    return contents(connection, layout_of(connection))


def report(path: Path) -> RescueReport:
    [found] = RescueNotes(path.parent).unseen()
    return found


def phases(database: Database) -> dict[str, int]:
    with database.read() as connection:
        query = "SELECT phase, count(*) FROM outbox_items GROUP BY phase"
        return {row[0]: row[1] for row in connection.execute(query)}


Open = Callable[[Path], Database]


def test_a_sound_database_is_left_alone(path: Path, opened: Open) -> None:
    assert set(counts(opened(path)).values()) == {ROWS}
    assert RescueNotes(path.parent).unseen() == ()
    assert not list(path.parent.glob("*damaged*"))


def test_an_overwritten_header_costs_nothing(path: Path, opened: Open) -> None:
    overwrite(path, 0, b"\xff" * 100)
    database = opened(path)
    assert set(counts(database).values()) == {ROWS}
    assert phases(database) == {"waiting": ROWS}
    assert report(path).doubtful == 0


def test_without_its_first_page_all_rows_are_back_but_what_is_open_is_found_out(
    path: Path, opened: Open
) -> None:
    overwrite(path, 0, os.urandom(PAGE))
    database = opened(path)
    assert (
        counts(database).items() >= {"drafts": ROWS, "accounts": ROWS, "outbox_items": ROWS}.items()
    )
    assert phases(database) == {"finding_out": ROWS}
    assert report(path).doubtful == ROWS


def test_whatever_page_is_damaged_the_program_goes_on_and_says_what_is_lost(
    tmp_path: Path, sound: Path, opened: Open
) -> None:
    """Every single page, one after the other: nothing is lost but what lay on it."""
    before_all = countersign_contents(sound / "countersign.db")
    total = sum(map(len, before_all.values()))
    worst = 0
    for page in range(1, pages(sound / "countersign.db") + 1):
        folder = tmp_path / str(page)
        shutil.copytree(sound, folder)
        path = folder / "countersign.db"
        overwrite(path, (page - 1) * PAGE, bytes(PAGE) if page % 2 else b"\x7f" * PAGE)
        database = opened(path)
        found = counts(database)
        missing = {table: ROWS - count for table, count in found.items() if count < ROWS}
        for table, count in missing.items():
            assert report(path).lost(table) >= count or report(path).incomplete(table), page
        assert set(phases(database)) <= {"waiting", "finding_out"}
        if report(path).incomplete("outbox_items") or report(path).incomplete("outbox_steps"):
            assert set(phases(database)) <= {"finding_out"}, page
        worst = max(worst, sum(missing.values()))
        database.close()
    assert 0 < worst < total // 3


def countersign_contents(path: Path) -> Contents:
    with closing(sqlite3.connect(path)) as connection:
        return everything(connection)


def test_a_truncated_file_gives_what_is_left(path: Path, opened: Open) -> None:
    os.truncate(path, (pages(path) - 3) * PAGE + 100)
    found = counts(opened(path))
    assert found["accounts"] == ROWS
    assert sum(found.values()) < len(found) * ROWS


@pytest.mark.parametrize("content", [b"this is no database " * 900, b"\0" * 20_000, b"x"])
def test_what_is_no_database_is_set_aside_for_an_empty_one(
    path: Path, opened: Open, content: bytes
) -> None:
    path.write_bytes(content)
    assert set(counts(opened(path)).values()) == {0}
    assert Path(report(path).damaged).read_bytes() == content
    assert all(report(path).incomplete(each.table) for each in report(path).tables)


def test_an_emptied_file_is_rebuilt_from_its_log(path: Path, tmp_path: Path, opened: Open) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE accounts SET scope = 'changed'")
        connection.execute("VACUUM")
        copied = tmp_path / "left"
        shutil.copytree(path.parent, copied)
    left = copied / "countersign.db"
    left.write_bytes(b"")
    log = left.with_name("countersign.db-wal").read_bytes()
    database = opened(left)
    assert set(counts(database).values()) == {ROWS}
    assert phases(database) == {"waiting": ROWS}
    assert Path(f"{report(left).damaged}-wal").read_bytes() == log


def test_a_log_without_its_database_is_not_thrown_away(path: Path, opened: Open) -> None:
    path.unlink()
    path.with_name("countersign.db-wal").write_bytes(b"log of something" * 300)
    assert set(counts(opened(path)).values()) == {0}
    assert Path(f"{report(path).damaged}-wal").exists()


def test_the_damaged_file_is_kept_for_ever_and_never_written_over(path: Path, opened: Open) -> None:
    kept = []
    for content in (b"first damage " * 400, b"second damage " * 400):
        database = opened(path)
        database.close()
        path.write_bytes(content)
        opened(path).prepare()
        kept.append(content)
        opened(path).close()
    found = sorted(path.parent.glob("countersign-damaged-*.db"))
    assert sorted(each.read_bytes() for each in found) == kept
    assert len(RescueNotes(path.parent).unseen()) == 2


def test_what_is_lost_comes_back_from_the_copy_before_the_last_update(
    path: Path, sound: Path, opened: Open
) -> None:
    backups = path.parent / "backups"
    backups.mkdir()
    build_version(backups / "countersign-v0002-20310101T080000Z.db", COUNTERSIGN, 2)
    [backup] = backups.glob("*.db")
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        fill_tables(connection, ROWS)
        connection.execute("UPDATE outbox_items SET phase = 'queued' WHERE rowid <= 5")
        connection.execute("UPDATE outbox_items SET phase = 'sent' WHERE rowid > 35")
        connection.execute("PRAGMA journal_mode=DELETE")
    path.write_bytes(b"no database" * 1000)
    database = opened(path)
    assert counts(database)["drafts"] == ROWS
    assert phases(database) == {"finding_out": ROWS - 5, "sent": 5}
    assert report(path).copied_at == "20310101T080000Z"
    assert report(path).doubtful == ROWS - 5


def test_a_draft_that_was_deleted_does_not_come_back_from_an_older_copy(
    path: Path, opened: Open
) -> None:
    backups = path.parent / "backups"
    backups.mkdir()
    shutil.copy(path, backups / "countersign-v0001-20310101T080000Z.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM drafts WHERE rowid > 3")
        connection.commit()
    break_table(path, "followed")
    assert counts(opened(path))["drafts"] == 3


def test_a_lost_part_of_the_log_puts_everything_open_in_doubt(
    path: Path, tmp_path: Path, opened: Open
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        for number in range(8):
            connection.execute(
                "UPDATE outbox_items SET updated_at = ?", (f"2031-03-0{number + 1}",)
            )
        left = tmp_path / "left"
        shutil.copytree(path.parent, left)
    log = left / "countersign.db-wal"
    overwrite(log, log.stat().st_size // 2, b"\0" * 64)
    overwrite(left / "countersign.db", PAGE, bytes(PAGE))
    database = opened(left / "countersign.db")
    assert phases(database) == {"finding_out": ROWS}


def test_a_start_that_may_have_left_is_never_called_not_sent(path: Path, opened: Open) -> None:
    break_table(path, "outbox_steps")
    with opened(path).read() as connection:
        steps = connection.execute(
            "SELECT state, doubtful, doubt_since FROM outbox_steps"
        ).fetchall()
        looks = connection.execute("SELECT sentence FROM outbox_looks").fetchall()
    assert {tuple(step)[:2] for step in steps} == {("uncertain", 1)}
    assert all(step["doubt_since"] for step in steps)
    assert any("was damaged while this was on its way" in look[0] for look in looks)


@pytest.mark.parametrize(
    "garbled",
    [
        "phase = 'wa\x01ting'",
        "message = '{'",
        "files = '['",
        "enqueued_at = 'x'",
        "updated_at = 'x'",
        "service = 'scrixe'",
        "way = 'fluw'",
    ],
)
def test_a_garbled_agreement_on_its_way_is_found_out(
    path: Path, opened: Open, garbled: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE outbox_items SET {garbled} WHERE rowid = 7")  # noqa: S608
        connection.commit()
    break_table(path, "followed")
    found = phases(opened(path))
    assert found == {"finding_out": 1, "waiting": ROWS - 1}


def test_a_garbled_version_is_left_out_and_its_draft_stays(path: Path, opened: Open) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE draft_versions SET saved_at = 'no time' WHERE rowid = 7")
        connection.commit()
    break_table(path, "followed")
    found = counts(opened(path))
    assert (found["draft_versions"], found["drafts"]) == (ROWS - 1, ROWS)


@pytest.mark.parametrize("garbled", ["request = '{'", "began_at = 'x'", "state = 'mayhap'"])
def test_what_may_have_been_done_is_not_forgotten_though_its_words_are_garbled(
    path: Path, opened: Open, garbled: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE actions SET kind = 'remind'")
        wish = json.dumps({"kind": "remind", "agreement_id": "a"})
        connection.execute("UPDATE actions SET state = 'maybe', request = ?", (wish,))
        connection.execute(f"UPDATE actions SET {garbled} WHERE rowid = 7")  # noqa: S608
        connection.commit()
    break_table(path, "followed")
    with opened(path).read() as connection:
        rows = connection.execute("SELECT * FROM actions WHERE family = 'rescued'").fetchall()
        [record] = map(record_of, rows)
    assert (record.kind, record.state) == (ActionKind.REMIND, ActionState.MAYBE)


def test_damage_in_the_middle_of_a_run_is_mended_at_the_next_use(path: Path, opened: Open) -> None:
    database = opened(path)
    database.prepare()
    break_table(path, "drafts")
    with pytest.raises(DamagedDatabase), database.read() as connection:
        connection.execute("SELECT * FROM drafts").fetchall()
    assert counts(database)["drafts"] == ROWS
    assert report(path).incomplete("drafts")


def test_a_newer_database_is_never_rescued(path: Path, opened: Open) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=77")
    overwrite(path, 5 * PAGE, bytes(PAGE))
    before = path.read_bytes()
    with pytest.raises(NewerDatabase):
        opened(path).prepare()
    assert path.read_bytes() == before


def test_a_window_that_is_open_keeps_others_from_replacing_the_file(
    path: Path, opened: Open
) -> None:
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('SELECT count(*) FROM accounts').fetchone(); print('open', flush=True);"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        overwrite(path, 5 * PAGE, bytes(PAGE))
        before = path.read_bytes()
        impatient = Database(path, COUNTERSIGN, TurnableClock(), patience=0.1)
        with pytest.raises(LocalError, match="is damaged") as caught:
            impatient.prepare()
        assert "Close other windows" in caught.value.next_step
        assert path.read_bytes() == before
        other.communicate(b"")
    with closing(impatient):
        assert counts(impatient)["accounts"] == ROWS


@pytest.mark.parametrize("after", ["evidence", "waiting", "log"])
def test_a_rescue_that_is_interrupted_is_finished_at_the_next_start(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    overwrite(path, 5 * PAGE, bytes(PAGE))
    path.with_name("countersign.db-wal").write_bytes(b"")
    (path.parent / ".rescue-killed").mkdir()

    class Cut(BaseException):
        pass

    def cut(*_arguments: object) -> None:
        if after == "log":
            for each in path.parent.glob("countersign.db-*"):
                each.unlink()
        raise Cut

    monkeypatch.setattr(rescue_room, "salvage" if after == "evidence" else "take_place", cut)
    with pytest.raises(Cut):
        opened(path).prepare()
    monkeypatch.undo()
    assert counts(opened(path))["accounts"] == ROWS
    assert RescueNotes(path.parent).unseen()
    assert not list(path.parent.glob("*.rescued"))
    assert not list(path.parent.glob(".rescue-*"))


def test_a_full_disk_leaves_the_damaged_file_where_it_is(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    overwrite(path, 5 * PAGE, bytes(PAGE))
    before = path.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rescue_room, "copy_file", full)
    with pytest.raises(LocalError, match="cannot be used"):
        opened(path).prepare()
    assert path.read_bytes() == before
    monkeypatch.undo()
    assert counts(opened(path))["accounts"] == ROWS


def test_reports_are_told_until_somebody_has_seen_them(path: Path, opened: Open) -> None:
    overwrite(path, 5 * PAGE, bytes(PAGE))
    opened(path).prepare()
    notes = RescueNotes(path.parent)
    assert notes.unseen() == RescueNotes(path.parent).unseen() != ()
    notes.seen()
    assert notes.unseen() == ()
    (path.parent / "rescue.json").write_text("{")
    assert notes.unseen() == ()

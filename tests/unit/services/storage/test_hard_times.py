"""A disk that is full, a file that others keep locked, and a cache that breaks during a run."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.agreement import Agreement
from app.services.clock import SystemClock
from app.services.drafts import DraftBook
from app.services.errors import LocalError
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import Phase, SendState
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.observations import ObservationTable
from app.services.storage.opening import cache_database, countersign_database
from app.services.timing import Timing
from tests.support.agreements import an_agreement
from tests.support.clocks import TurnableClock
from tests.support.damage import break_table, overwrite
from tests.support.observations import NOW, an_observation
from tests.support.outbox_bench import ACCOUNT
from tests.support.post_office import PostCarrier, PostOffice


class SmallDisk:
    """Has room for as many pages as a test says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(path, MIGRATIONS / "countersign", SystemClock(), tune=self._tune)
        self._limit = 0

    def fill(self) -> None:
        """No page can be added from here on."""
        with self.database.read() as connection:
            self._limit = connection.execute("PRAGMA page_count").fetchone()[0]
        self.database.close()

    def make_room(self) -> None:
        self._limit = 0
        self.database.close()

    def _tune(self, connection: sqlite3.Connection) -> None:
        if self._limit:
            connection.execute(f"PRAGMA max_page_count={self._limit}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    made = SmallDisk(tmp_path / "countersign.db")
    yield made
    made.database.close()


# ── full ─────────────────────────────────────────────────────────────────────────────────────────


def test_drafts_survive_a_full_disk_and_are_saved_again_afterwards(
    disk: SmallDisk, tmp_path: Path
) -> None:
    book = DraftBook(disk.database, tmp_path / "drafts", SystemClock())
    draft = book.create(Agreement(title="Lease"))
    disk.fill()
    longer = replace(draft.agreement, message="Please sign. " * 2_000)
    with pytest.raises(LocalError, match="cannot be used") as caught:
        book.save(draft.id, longer, None)
    assert (caught.value.detail, caught.value.next_step) == (
        "The disk is full.",
        "Make room, then try again.",
    )
    assert book.get(draft.id).agreement == draft.agreement
    disk.make_room()
    assert book.save(draft.id, longer, None).agreement.message == longer.message


@pytest.mark.parametrize("lines", range(40))
def test_an_outbox_whose_disk_fills_up_after_any_line_ends_with_one_agreement(
    tmp_path: Path, lines: int
) -> None:
    """The journal cannot be written from some line on; after room was made everything is true."""
    office = PostOffice()
    disk = FillingDisk(tmp_path / "countersign.db", lines)
    paths = {"contract": tmp_path / "contract.pdf"}
    paths["contract"].write_bytes(b"%PDF-1.4 lease")
    outbox = Outbox(
        disk,
        tmp_path / "outbox",
        tmp_path / "lock",
        lambda _account, /: PostCarrier(office),
        SystemClock(),
        lambda: Timing(scale=0.0005),
        lambda _item, _arrival: None,
    )
    with closing(disk):
        disk.filling = True
        with suppress(LocalError):
            item = outbox.run(outbox.enqueue(an_agreement(), paths, ACCOUNT).id, wait=1)
            if office.started:
                assert item.state is not SendState.NOT_SENT
            else:
                assert item.state is not SendState.SENT
        disk.filling = False
        item = outbox.run(outbox.enqueue(an_agreement(), paths, ACCOUNT).id, wait=3000)
        assert item.state is SendState.SENT
        assert item.phase is Phase.SENT
        assert len(office.started) == 1


class FillingDisk(Database):
    """SQLite itself finds no room for the line of the journal after so many."""

    def __init__(self, path: Path, lines: int) -> None:
        super().__init__(path, MIGRATIONS / "countersign", SystemClock())
        self.filling = False
        self._lines = lines

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        with super().write() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            if self.filling:
                self._lines -= 1
            full = self.filling and self._lines < 0
            limit = pages if full else 1_000_000
            connection.execute(f"PRAGMA max_page_count={limit}")
            yield connection
            if full:  # this line needs a page of its own
                connection.execute("CREATE TABLE a_line_that_needs_a_page (x TEXT)")


# ── locked ───────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def locked(path: Path, *, wholly: bool = False) -> Iterator[None]:
    """Another program writes and does not end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        if wholly:
            other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("PRAGMA user_version").fetchone()
        if wholly:
            other.execute("CREATE TABLE IF NOT EXISTS theirs (x TEXT)")
        yield
        other.execute("ROLLBACK")


def test_what_others_keep_locked_can_be_read_and_is_written_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "countersign.db"
    impatient = Database(path, MIGRATIONS / "countersign", SystemClock(), patience=0.05)
    with closing(impatient) as database:
        book = DraftBook(database, tmp_path / "drafts", SystemClock())
        draft = book.create(Agreement(title="Lease"))
        with locked(path):
            assert book.get(draft.id) == draft
            with pytest.raises(LocalError, match="cannot be used") as caught:
                book.save(draft.id, replace(draft.agreement, title="Rent"), None)
            assert caught.value.detail == "Another program keeps it locked."
        book.save(draft.id, replace(draft.agreement, title="Rent"), None)
        assert book.get(draft.id).agreement.title == "Rent"


def test_nobody_waits_long_for_a_cache(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(cache_database(path, SystemClock())) as cache:
        cache.prepare()
    with closing(cache_database(path, SystemClock())) as cache, locked(path, wholly=True):
        begin = time.monotonic()
        with pytest.raises(LocalError, match="cannot be used") as caught:
            ObservationTable(cache).get("a")
        assert time.monotonic() - begin < 3
        assert caught.value.detail == "Another program keeps it locked."


# ── broken during a run ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Database]:
    with closing(cache_database(tmp_path / "cache.db", TurnableClock())) as opened:
        yield opened


def test_a_cache_that_breaks_during_a_run_is_made_anew_without_a_word(cache: Database) -> None:
    table = ObservationTable(cache)
    table.keep("a", NOW, an_observation(), "[]")
    break_table(cache.path, "observations")
    assert table.all() == {}
    table.keep("b", NOW, an_observation(), "[]")
    assert set(ObservationTable(cache).all()) == {"b"}
    assert cache.path.with_name("cache-set-aside.db").exists()


def test_a_cache_that_is_no_database_any_more_is_made_anew(cache: Database) -> None:
    table = ObservationTable(cache)
    table.keep("a", NOW, an_observation(), "[]")
    cache.close()
    overwrite(cache.path, 0, b"something else " * 400)
    table.keep("b", NOW, an_observation(), "[]")
    assert set(table.all()) == {"b"}


def test_a_cache_that_somebody_deletes_during_a_run_is_made_anew(cache: Database) -> None:
    table = ObservationTable(cache)
    table.keep("a", NOW, an_observation(), "[]")
    for file in cache.path.parent.glob("cache.db*"):
        file.unlink()
    table.keep("b", NOW, an_observation(), "[]")
    assert set(table.all()) == {"b"}


def test_another_process_that_replaced_the_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "countersign.db"
    with closing(countersign_database(path, SystemClock())) as database:
        book = DraftBook(database, tmp_path / "drafts", SystemClock())
        book.create(Agreement(title="Lease"))
        other = tmp_path / "other" / "countersign.db"
        with closing(countersign_database(other, SystemClock())) as replacement:
            DraftBook(replacement, tmp_path / "drafts", SystemClock()).create(Agreement(title="B"))
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink()
        other.replace(path)
        book.create(Agreement(title="C"))
        assert {each.agreement.title for each in book.all()} == {"B", "C"}

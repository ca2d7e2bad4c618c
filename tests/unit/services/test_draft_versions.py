"""Earlier versions of drafts: which are kept, and going back to one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.agreement import Agreement
from app.domain.editing import with_document, without_that_document
from app.domain.errors import DomainError
from app.services.drafts import DraftBook, StoredDraft
from app.services.errors import LocalError
from app.services.storage.database import MIGRATIONS, Database
from app.services.storage.draft_versions import APART, MOST_VERSIONS
from app.services.storage.opening import countersign_database
from app.services.texts import domain_error_text
from tests.support.agreements import an_agreement
from tests.support.clocks import TurnableClock

MINUTE = 60.0


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock()


@pytest.fixture
def database(tmp_path: Path, clock: TurnableClock) -> Iterator[Database]:
    with closing(countersign_database(tmp_path / "countersign.db", clock)) as opened:
        yield opened


@pytest.fixture
def book(tmp_path: Path, database: Database, clock: TurnableClock) -> DraftBook:
    return DraftBook(database, tmp_path / "drafts", clock)


def titled(book: DraftBook, draft: StoredDraft, title: str) -> StoredDraft:
    return book.save(draft.id, replace(draft.agreement, title=title), draft.account_id)


def titles(book: DraftBook, draft: StoredDraft) -> list[str]:
    return [each.agreement.title for each in book.versions(draft.id)]


def many_versions(book: DraftBook, count: int) -> StoredDraft:
    draft = book.create()
    for number in range(count):
        draft = titled(book, draft, str(number))
        book.keep_version(draft.id)
    return draft


def add_pdf(book: DraftBook, draft: StoredDraft, source: Path) -> StoredDraft:
    source.write_bytes(b"%PDF-1.7 " + source.name.encode())
    agreement, _ = with_document(draft.agreement, book.add_file(draft.id, source).file, source.stem)
    return book.save(draft.id, agreement, None)


# ── which are kept ───────────────────────────────────────────────────────────────────────────────


def test_of_half_an_hour_of_typing_a_few_versions_are_kept(
    book: DraftBook, clock: TurnableClock
) -> None:
    draft = book.create()
    for second in range(0, 30 * 60, 10):
        clock.turn(10)
        draft = titled(book, draft, f"second {second}")
    kept = book.versions(draft.id)
    assert len(kept) in range(4, 7)
    gaps = [after.saved_at - before.saved_at for after, before in pairwise(kept)]
    assert all(gap >= APART for gap in gaps)


def test_what_stood_for_some_minutes_is_kept_before_it_is_changed(
    book: DraftBook, clock: TurnableClock
) -> None:
    draft = titled(book, book.create(), "Agreed on Monday")
    clock.turn(MINUTE)
    draft = titled(book, draft, "Agreed on Monday at last")
    assert titles(book, draft) == []
    clock.turn(6 * MINUTE)
    draft = titled(book, draft, "spoiled")
    clock.turn(1)
    draft = titled(book, draft, "spoiled more")
    [version] = book.versions(draft.id)
    assert version.agreement == replace(draft.agreement, title="Agreed on Monday at last")
    assert clock.now() - version.saved_at > APART


def test_of_many_versions_the_last_twenty_are_kept(book: DraftBook) -> None:
    draft = many_versions(book, 25)
    assert MOST_VERSIONS == 20
    assert titles(book, draft) == [str(number) for number in range(24, 4, -1)]


def test_who_goes_back_and_forth_finds_each_version_once(book: DraftBook) -> None:
    draft = book.create()
    for title in ("a", "b", "a", "b", "b"):
        draft = titled(book, draft, title)
        book.keep_version(draft.id)
    assert titles(book, draft) == ["b", "a"]


def test_nothing_and_another_account_make_no_version(book: DraftBook, clock: TurnableClock) -> None:
    draft = book.create()
    book.keep_version(draft.id)
    clock.turn(10 * MINUTE)
    draft = titled(book, draft, "Lease")
    clock.turn(10 * MINUTE)
    book.save(draft.id, draft.agreement, "another account")
    assert titles(book, draft) == []
    book.keep_version("no such draft")


def test_a_clock_that_was_set_back_does_not_end_the_keeping(
    book: DraftBook, clock: TurnableClock
) -> None:
    draft = many_versions(book, 1)
    clock.turn(-365 * 24 * 60 * MINUTE)
    draft = titled(book, draft, "just after the clock was set")
    for second in range(0, 360, 20):
        clock.turn(20)
        draft = titled(book, draft, f"second {second}")
    assert titles(book, draft) == ["second 260", "0"]


def test_versions_survive_the_program_and_go_with_their_draft(
    book: DraftBook, database: Database
) -> None:
    draft = many_versions(book, 3)
    database.close()
    assert titles(book, draft) == ["2", "1", "0"]
    book.delete(draft.id)
    assert book.versions(draft.id) == ()


def test_one_unreadable_version_does_not_hide_the_others(
    book: DraftBook, database: Database
) -> None:
    draft = many_versions(book, 2)
    with database.write() as connection:
        connection.execute("UPDATE draft_versions SET agreement = '{' WHERE agreement LIKE '%1%'")
        connection.execute("INSERT INTO draft_versions VALUES (99, ?, '', '', '{')", (draft.id,))
    assert titles(book, draft) == []
    book.keep_version(draft.id)
    assert titles(book, draft) == ["1"]


# ── going back ───────────────────────────────────────────────────────────────────────────────────


def test_going_back_restores_what_was_said_and_keeps_what_is_said_now(book: DraftBook) -> None:
    first = book.save(book.create().id, an_agreement(id=""), "account")
    book.keep_version(first.id)
    draft = titled(book, first, "spoiled")
    draft = book.save(draft.id, draft.agreement, "another account")
    restored = book.restore(draft.id, book.versions(draft.id)[0].id)
    assert restored.agreement == first.agreement
    assert restored.account_id == "another account"
    assert book.get(draft.id) == restored
    again = book.restore(draft.id, book.versions(draft.id)[0].id)
    assert again.agreement == draft.agreement


def test_the_oldest_of_twenty_can_be_restored_and_nothing_newer_is_lost(book: DraftBook) -> None:
    draft = titled(book, many_versions(book, 20), "now")
    restored = book.restore(draft.id, book.versions(draft.id)[-1].id)
    assert restored.agreement.title == "0"
    assert titles(book, draft) == ["now", *(str(number) for number in range(19, 0, -1))]


def test_a_version_that_went_meanwhile_is_told(book: DraftBook) -> None:
    draft, other = many_versions(book, 1), many_versions(book, 1)
    for version_id in (book.versions(other.id)[0].id, 99):
        with pytest.raises(DomainError) as caught:
            book.restore(draft.id, version_id)
        assert caught.value.code == "draft.unknown_version"
        assert domain_error_text(caught.value).title == "This version is not kept any more."
    with pytest.raises(DomainError, match=r"draft\.unknown at"):
        book.restore("no such draft", 1)
    assert book.get(draft.id) == draft


def test_a_full_disk_leaves_draft_and_versions_as_they_are(
    book: DraftBook, database: Database
) -> None:
    draft = many_versions(book, 2)
    draft = book.save(draft.id, replace(draft.agreement, message="long " * 20_000), None)
    before = (book.get(draft.id), book.versions(draft.id))
    with database.write() as connection:
        [(pages,)] = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    changes: tuple[Callable[[], StoredDraft], ...] = (
        lambda: book.restore(draft.id, before[1][-1].id),
        lambda: book.save(draft.id, replace(draft.agreement, message="more " * 50_000), None),
    )
    for change in changes:
        with pytest.raises(LocalError) as caught:
            change()
        assert caught.value.detail == "The disk is full."
    assert (book.get(draft.id), book.versions(draft.id)) == before


# ── their files ──────────────────────────────────────────────────────────────────────────────────


def test_a_version_brings_its_files_back(book: DraftBook, tmp_path: Path) -> None:
    draft = add_pdf(book, book.create(), tmp_path / "contract.pdf")
    full = add_pdf(book, draft, tmp_path / "terms.pdf")
    book.keep_version(draft.id)
    book.save(draft.id, without_that_document(full.agreement, "terms"), None)
    book.remove_unused_files(draft.id)
    other = tmp_path / "other"
    other.mkdir()
    add_pdf(book, book.get(draft.id), other / "terms.pdf")
    restored = book.restore(draft.id, book.versions(draft.id)[0].id)
    assert restored.agreement == full.agreement
    assert restored.digests == full.digests
    assert book.paths(restored)["terms"].read_bytes() == b"%PDF-1.7 terms.pdf"


def test_files_that_no_version_names_any_more_go(book: DraftBook, tmp_path: Path) -> None:
    draft = add_pdf(book, book.create(), tmp_path / "contract.pdf")
    book.keep_version(draft.id)
    draft = book.save(draft.id, without_that_document(draft.agreement, "contract"), None)
    for number in range(MOST_VERSIONS):
        book.remove_unused_files(draft.id)
        assert [each.name for each in book.folder(draft.id).iterdir()] == ["contract.pdf"]
        draft = titled(book, draft, str(number))
        book.keep_version(draft.id)
    book.remove_unused_files(draft.id)
    assert list(book.folder(draft.id).iterdir()) == []
    assert book.get(draft.id).files == ()


# ── drafts that never held anything ──────────────────────────────────────────────────────────────


def test_a_draft_that_never_held_anything_may_vanish(book: DraftBook) -> None:
    draft = book.create()
    book.save(draft.id, draft.agreement, "the only account")
    assert book.drop_if_untouched(draft.id)
    assert book.all() == ()
    assert not book.drop_if_untouched(draft.id)


def test_a_draft_that_ever_held_anything_stays(book: DraftBook, tmp_path: Path) -> None:
    typed = titled(book, book.create(), "typed")
    cleared = titled(book, typed, "")
    assert cleared.agreement == Agreement(id=cleared.agreement.id)
    added = book.create()
    (tmp_path / "contract.pdf").write_bytes(b"%PDF-1.7")
    book.add_file(added.id, tmp_path / "contract.pdf")
    book.remove_unused_files(added.id)
    copied = book.create(an_agreement())
    for draft in (cleared, added, copied):
        assert not book.drop_if_untouched(draft.id)
        assert book.get(draft.id).id == draft.id


def test_an_empty_draft_from_before_the_program_knew_stays(
    tmp_path: Path, clock: TurnableClock
) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for script in sorted((MIGRATIONS / "countersign").iterdir())[:3]:
        shutil.copy(script, older)
    path = tmp_path / "old.db"
    with closing(Database(path, older, clock)) as database, database.write() as connection:
        connection.execute(
            "INSERT INTO drafts VALUES ('d', ?, 'a', NULL, ?, ?)",
            ('{"format": "agreement", "version": 1}', *[clock.now().isoformat()] * 2),
        )
    with closing(countersign_database(path, clock)) as database:
        book = DraftBook(database, tmp_path / "drafts", clock)
        assert not book.drop_if_untouched("d")
        assert book.get("d").agreement == Agreement(id="a")

"""Drafts that cannot be read: never lost, and saved as they are stored."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.editing import with_document
from app.services.drafts import DraftBook, StoredDraft
from app.services.storage.database import Database
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock

CONTRACT = b"%PDF-1.7 contract"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = countersign_database(tmp_path / "profile" / "countersign.db", TurnableClock())
    with closing(opened):
        yield opened


@pytest.fixture
def book(tmp_path: Path, database: Database) -> DraftBook:
    return DraftBook(database, tmp_path / "profile" / "drafts", TurnableClock())


@pytest.fixture
def damaged(book: DraftBook, database: Database, tmp_path: Path) -> StoredDraft:
    """A draft with a PDF whose row says something that this program cannot read."""
    source = tmp_path / "contract.pdf"
    source.write_bytes(CONTRACT)
    draft = book.create(Agreement(title="Lease"))
    agreement, _ = with_document(draft.agreement, book.add_file(draft.id, source).file, "contract")
    draft = book.save(draft.id, agreement, None)
    text = '{"format": "agreement", "version": 2, "title": "Lease"}'
    with database.write() as connection:
        connection.execute("UPDATE drafts SET agreement = ? WHERE id = ?", (text, draft.id))
    return draft


def test_a_draft_that_cannot_be_read_stays_listed_with_what_is_wrong(
    book: DraftBook, damaged: StoredDraft
) -> None:
    listing = book.listing()
    [told] = listing.damaged
    assert (listing.drafts, told.id, told.title) == ((), damaged.id, "Lease")
    assert (told.problem.code, told.problem.where) == ("draft.newer_version", "/version")
    book.delete(damaged.id)
    assert book.listing().damaged == ()


def test_what_is_stored_of_it_can_be_saved_with_its_files(
    book: DraftBook, damaged: StoredDraft, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    book.export(damaged.id, out / "copy.agreement")
    assert '"version": 2' in (out / "copy.agreement").read_text()
    assert (out / "contract.pdf").read_bytes() == CONTRACT


def test_a_corrected_copy_becomes_a_draft_beside_it(
    book: DraftBook, damaged: StoredDraft, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.agreement"
    copy.write_text(draft_format.render(replace(damaged.agreement, documents=())))
    corrected = book.import_file(copy)
    assert corrected.id != damaged.id
    assert corrected.agreement.id != damaged.agreement.id
    assert len(book.listing().damaged) == 1

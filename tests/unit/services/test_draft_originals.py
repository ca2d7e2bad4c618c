"""The originals of a draft's PDFs: what became of them, and which of the copies count."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.editing import with_changed_document, with_document
from app.services.drafts import DraftBook, SourceState, StoredDraft
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock

CONTRACT = b"%PDF-1.7 contract"
TERMS = b"%PDF-1.7 terms"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[DraftBook]:
    clock, profile = TurnableClock(), tmp_path / "profile"
    with closing(countersign_database(profile / "countersign.db", clock)) as database:
        yield DraftBook(database, profile / "drafts", clock)


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    folder = tmp_path / "desktop"
    folder.mkdir()
    (folder / "contract.pdf").write_bytes(CONTRACT)
    (folder / "terms.pdf").write_bytes(TERMS)
    return folder


def _with_pdf(book: DraftBook, draft: StoredDraft, source: Path) -> StoredDraft:
    file = book.add_file(draft.id, source)
    agreement, _ = with_document(draft.agreement, file.file, source.stem)
    return book.save(draft.id, agreement, draft.account_id)


def test_a_document_with_another_file_is_known_by_that_one_until_it_is_undone(
    book: DraftBook, desktop: Path
) -> None:
    first = _with_pdf(book, book.create(), desktop / "contract.pdf")
    other = book.add_file(first.id, desktop / "terms.pdf")
    document = replace(first.agreement.documents[0], file=other.file)
    changed = book.save(first.id, with_changed_document(first.agreement, document), None)
    assert changed.digests == {"contract": hashlib.sha256(TERMS).hexdigest()}
    undone = book.save(first.id, first.agreement, None)
    assert undone.digests == {"contract": hashlib.sha256(CONTRACT).hexdigest()}
    book.remove_unused_files(first.id)
    assert [each.name for each in book.folder(first.id).iterdir()] == ["contract.pdf"]
    assert [each.file for each in book.get(first.id).files] == ["contract.pdf"]


def test_who_keeps_the_copy_hears_no_more_of_the_original(book: DraftBook, desktop: Path) -> None:
    draft = _with_pdf(book, book.create(), desktop / "contract.pdf")
    (desktop / "contract.pdf").write_bytes(TERMS)
    book.forget_source(draft.id, "contract")
    assert book.source_states(draft.id) == {"contract": SourceState.SAME}
    assert book.get(draft.id).digests == draft.digests


def test_what_was_pasted_has_no_original(book: DraftBook, desktop: Path) -> None:
    draft = book.create()
    file = book.add_file(draft.id, desktop / "contract.pdf", watched=False)
    agreement, _ = with_document(draft.agreement, file.file, "Pasted")
    book.save(draft.id, agreement, None)
    (desktop / "contract.pdf").unlink()
    assert book.source_states(draft.id) == {"pasted": SourceState.SAME}


def test_it_is_known_what_became_of_the_originals(book: DraftBook, desktop: Path) -> None:
    draft = book.create()
    (desktop / "third.pdf").write_bytes(b"%PDF-1.7 third")
    for name in ("contract.pdf", "terms.pdf", "third.pdf"):
        draft = _with_pdf(book, draft, desktop / name)
    (desktop / "terms.pdf").write_bytes(b"%PDF-1.7 TERMS")
    (desktop / "third.pdf").unlink()
    assert book.source_states(draft.id) == {
        "contract": SourceState.SAME,
        "terms": SourceState.CHANGED,
        "third": SourceState.GONE,
    }

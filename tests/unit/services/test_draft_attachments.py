"""What goes along with the documents of a draft: kept, versioned and handed on like these."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.agreement import Agreement
from app.domain.attachments import (
    attachments_of,
    with_attachment,
    with_attachment_moved,
    without_attachment,
)
from app.domain.editing import with_document
from app.domain.errors import DomainError
from app.services.agreement_files import load
from app.services.draft_copies import copied_draft
from app.services.drafts import DraftBook, StoredDraft
from app.services.storage.opening import countersign_database
from app.services.stored_drafts import SourceState
from tests.support.clocks import TurnableClock

NAMES = ("contract", "terms", "plan")
CONTRACT, TERMS, PLAN = b"%PDF-1.7 contract", b"%PDF-1.7 terms", b"%PDF-1.7 plan"


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    folder = tmp_path / "desktop"
    folder.mkdir()
    for name, content in (("contract", CONTRACT), ("terms", TERMS), ("plan", PLAN)):
        (folder / f"{name}.pdf").write_bytes(content)
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Iterator[DraftBook]:
    clock = TurnableClock()
    opened = countersign_database(tmp_path / "profile" / "countersign.db", clock)
    with closing(opened):
        yield DraftBook(opened, tmp_path / "profile" / "drafts", clock)


def composed(book: DraftBook, desktop: Path) -> StoredDraft:
    """A contract with terms and a plan that go along."""
    draft = book.create()
    files = {name: book.add_file(draft.id, desktop / f"{name}.pdf").file for name in NAMES}
    agreement, _ = with_document(draft.agreement, files["contract"], "Contract")
    for name in NAMES[1:]:
        agreement = with_attachment(agreement, files[name], name.title())
    return book.save(draft.id, agreement, None)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_each_file_is_known_by_its_key_with_its_digest(book: DraftBook, desktop: Path) -> None:
    draft = composed(book, desktop)
    assert draft.digests == {
        "contract": sha(CONTRACT),
        "attachments/0": sha(TERMS),
        "attachments/1": sha(PLAN),
    }
    assert book.paths(draft)["attachments/1"].read_bytes() == PLAN
    (desktop / "plan.pdf").write_bytes(b"%PDF-1.7 another plan")
    assert book.source_states(draft.id)["attachments/1"] is SourceState.CHANGED


def test_digests_follow_their_files_when_places_change(book: DraftBook, desktop: Path) -> None:
    draft = composed(book, desktop)
    last = attachments_of(draft.agreement)[1].file
    draft = book.save(draft.id, with_attachment_moved(draft.agreement, last, -1), None)
    assert draft.digests["attachments/0"] == sha(PLAN)
    assert draft.digests["attachments/1"] == sha(TERMS)


def test_a_version_brings_back_what_was_taken_away(book: DraftBook, desktop: Path) -> None:
    draft = composed(book, desktop)
    book.keep_version(draft.id)
    terms = attachments_of(draft.agreement)[0].file
    book.save(draft.id, without_attachment(draft.agreement, terms), None)
    book.remove_unused_files(draft.id)
    [version, *_] = book.versions(draft.id)
    again = book.restore(draft.id, version.id)
    assert [each.name for each in attachments_of(again.agreement)] == ["Terms", "Plan"]
    assert book.paths(again)["attachments/0"].read_bytes() == TERMS


def test_an_exported_draft_brings_its_files_and_comes_back_as_the_same(
    book: DraftBook, desktop: Path, tmp_path: Path
) -> None:
    draft = composed(book, desktop)
    target = tmp_path / "out" / "lease.agreement"
    target.parent.mkdir()
    book.export(draft.id, target)
    assert sorted(each.name for each in target.parent.iterdir()) == [
        "contract.pdf",
        "lease.agreement",
        "plan.pdf",
        "terms.pdf",
    ]
    assert book.import_file(target).id == draft.id
    (target.parent / "terms.pdf").write_bytes(b"%PDF-1.7 other terms")
    assert book.import_file(target).id != draft.id


def test_a_copy_has_files_of_its_own(book: DraftBook, desktop: Path) -> None:
    draft = composed(book, desktop)
    copy = copied_draft(book, draft.agreement, book.paths(draft), None)
    assert copy.id != draft.id
    assert copy.digests == draft.digests
    assert attachments_of(copy.agreement) == attachments_of(draft.agreement)


def test_a_mailed_draft_cannot_attach_a_private_file(desktop: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF-1.7 private")
    (desktop / "link.pdf").symlink_to(secret)
    text = draft_text({"file": "link.pdf"})
    (desktop / "mailed.agreement").write_text(text)
    with pytest.raises(DomainError) as caught:
        load(desktop / "mailed.agreement")
    assert caught.value.code == "draft.file_outside"
    assert caught.value.where == "/scrive/attachments/0/file"


def test_a_missing_file_stays_to_be_added(book: DraftBook, desktop: Path) -> None:
    (desktop / "half.agreement").write_text(draft_text({"file": "lost.pdf", "name": "Lost"}))
    draft = book.import_file(desktop / "half.agreement")
    assert [each.shown_name for each in attachments_of(draft.agreement)] == ["Lost"]
    assert draft.files == ()


def draft_text(entry: dict[str, str]) -> str:
    """The text of a draft with one attachment and nothing else."""
    scrive = {"attachments": [entry]}
    return json.dumps({"format": "agreement", "version": 1, "scrive": scrive})


def test_a_draft_that_only_holds_attachments_is_not_blank(book: DraftBook, desktop: Path) -> None:
    draft = book.create()
    file = book.add_file(draft.id, desktop / "terms.pdf").file
    book.save(draft.id, with_attachment(Agreement(), file, "Terms"), None)
    assert not book.drop_if_untouched(draft.id)

"""From the user's disk through a draft to the service: the very file that was added, or a word."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.errors import DomainError
from app.services.clock import SystemClock
from app.services.drafts import DraftBook, StoredDraft
from app.services.outbox.records import OutboxItem, SendState
from app.services.storage.opening import countersign_database
from app.services.texts import domain_error_text
from tests.support.agreements import an_agreement
from tests.support.emulator import GUIDE_PDF
from tests.support.flow_office import Office


@pytest.fixture
def book(tmp_path: Path) -> Iterator[DraftBook]:
    clock = SystemClock()
    with closing(countersign_database(tmp_path / "profile" / "d.db", clock)) as database:
        yield DraftBook(database, tmp_path / "profile" / "drafts", clock)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "contract.pdf"
    path.write_bytes(GUIDE_PDF)
    return path


@pytest.fixture
def draft(book: DraftBook, source: Path) -> StoredDraft:
    made = book.create(replace(an_agreement(), documents=()))
    file = book.add_file(made.id, source)
    document = replace(an_agreement().documents[0], file=file.file)
    return book.save(made.id, replace(an_agreement(), documents=(document,)), None)


def put_on_its_way(office: Office, book: DraftBook, draft: StoredDraft) -> OutboxItem:
    """As the window does it."""
    return office.outbox.enqueue(
        draft.agreement, book.paths(draft), office.account, expected=draft.digests
    )


def arrived(office: Office, item: OutboxItem) -> bytes:
    """What the service gives back as the document of a sent agreement."""
    assert item.state is SendState.SENT, item.message
    [document_id] = item.document_ids
    sink = BytesIO()
    office.client.main_file(document_id, sink)
    return sink.getvalue()


def test_a_draft_whose_source_was_moved_reaches_the_service(
    office: Office, book: DraftBook, draft: StoredDraft, source: Path
) -> None:
    source.rename(source.with_name("elsewhere.pdf"))
    item = office.outbox.run(put_on_its_way(office, book, draft).id, wait=3000)
    assert arrived(office, item) == GUIDE_PDF


def test_what_becomes_of_the_copy_after_send_changes_nothing(
    office: Office, book: DraftBook, draft: StoredDraft
) -> None:
    queued = put_on_its_way(office, book, draft)
    book.paths(draft)["contract"].write_bytes(b"%PDF-1.7 damaged")
    item = office.outbox.run(queued.id, wait=3000)
    assert arrived(office, item) == GUIDE_PDF


def test_a_damaged_copy_is_told_and_not_one_request_leaves(
    office: Office, book: DraftBook, draft: StoredDraft
) -> None:
    copy = book.paths(draft)["contract"]
    copy.write_bytes(copy.read_bytes().replace(b"%%EOF", b"%%EOG"))
    with pytest.raises(DomainError) as caught:
        put_on_its_way(office, book, draft)
    said = domain_error_text(caught.value)
    assert said.title == "contract.pdf was changed or damaged after you added it."
    assert said.next_step == "Choose “Replace file…” under Documents, then send."
    assert office.requests("/") == []
    assert office.outbox.items() == ()

"""Our marks on drafts at Scrive: written, told from others, and found again."""

import io
from datetime import datetime, timedelta

import pytest

from app.services.scrive.client import ScriveClient
from app.services.scrive.marks import is_marked, marked_drafts, tags_of, upload_name
from app.services.scrive.wire import Document, Tag
from tests.support.emulator import GUIDE_PDF
from tests.support.scrive_server import ScriveServer

REF = "0123456789"
OTHER = "abcdef0123"


@pytest.fixture
def client(scrive: ScriveServer) -> ScriveClient:
    return scrive.client()


def _now(scrive: ScriveServer) -> datetime:
    return scrive.desk.world.clock.now()


def _upload(client: ScriveClient, ref: str = REF, number: int = 1) -> Document:
    return client.new_document(io.BytesIO(GUIDE_PDF), upload_name("Lease 2031", ref, number))


def _found(scrive: ScriveServer, client: ScriveClient, number: int | None = None) -> list[str]:
    return [each.id for each in marked_drafts(client, REF, _now(scrive), number)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lease 2031", "Lease-2031-0123456789-2.pdf"),
        ("Hyreskontrakt för Åre/Östra", "Hyreskontrakt-for-Are-Ostra-0123456789-2.pdf"),
        ("合同", "agreement-0123456789-2.pdf"),
        ("", "agreement-0123456789-2.pdf"),
        ("x" * 300, f"{'x' * 40}-0123456789-2.pdf"),
    ],
)
def test_the_name_of_an_upload_is_plain_and_ends_with_the_mark(title: str, name: str) -> None:
    assert upload_name(title, REF, 2) == name


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("Lease-0123456789-1", True),
        ("Lease-0123456789-1.pdf", True),
        ("Lease-0123456789-11", False),
        ("Lease-0123456789-2", False),
        ("Lease-abcdef0123-1", False),
        ("Lease-0123456789-1 (copy)", False),
        ("0123456789", False),
    ],
)
def test_a_title_is_a_mark_only_as_the_upload_left_it(title: str, marked: bool) -> None:
    assert is_marked(Document(title=title), REF, 1) is marked


@pytest.mark.parametrize(
    ("ref", "number", "marked"),
    [(REF, 1, True), (REF, 2, False), (OTHER, 1, False), (REF, None, True), (OTHER, None, False)],
)
def test_tags_are_a_mark_whatever_the_title_became(
    ref: str, number: int | None, marked: bool
) -> None:
    tags = tuple(Tag(name=str(each["name"]), value=str(each["value"])) for each in tags_of(REF, 1))
    assert is_marked(Document(title="Contract", tags=tags), ref, number) is marked


def test_a_draft_is_found_from_the_moment_of_its_creation(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    _upload(client, OTHER)
    document = _upload(client)
    assert _found(scrive, client) == [document.id]
    assert _found(scrive, client, 1) == [document.id]
    assert _found(scrive, client, 2) == []


def test_a_prepared_draft_is_found_by_its_tags(scrive: ScriveServer, client: ScriveClient) -> None:
    document = _upload(client)
    client.update(document.id, {"title": "Contract", "tags": list(tags_of(REF, 1))})
    assert _found(scrive, client, 1) == [document.id]


def test_several_are_told_oldest_first_over_all_pages(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    scrive.configure(list_cap=2)
    made = []
    for _ in range(5):
        made.append(_upload(client).id)
        _upload(client, OTHER)
        scrive.desk.wait(1)
    assert _found(scrive, client) == made


def test_what_is_in_the_trash_or_was_started_is_no_draft_of_ours(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    trashed, kept = _upload(client), _upload(client)
    client.trash(trashed.id)
    assert _found(scrive, client) == [kept.id]
    client.trash(kept.id)
    client.delete(kept.id)
    assert _found(scrive, client) == []


@pytest.mark.parametrize("apart", [timedelta(hours=25), timedelta(hours=-25)])
def test_a_clock_that_is_a_day_wrong_hides_no_draft(
    scrive: ScriveServer, client: ScriveClient, apart: timedelta
) -> None:
    document = _upload(client)
    found = marked_drafts(client, REF, _now(scrive) + apart)
    assert [each.id for each in found] == [document.id]


@pytest.mark.parametrize("years", [-5, 5])
def test_a_draft_is_found_although_our_clock_is_wrong_by_years(
    scrive: ScriveServer, client: ScriveClient, years: int
) -> None:
    document = _upload(client)
    since = _now(scrive) + timedelta(days=365 * years)
    assert [each.id for each in marked_drafts(client, REF, since)] == [document.id]

"""Our drafts at Scrive: what counts as a change by somebody else."""

import msgspec
import pytest

from app.domain.json_value import JsonObject, JsonValue
from app.services.errors import Gone
from app.services.outbox.carrier import Changed, Fence, Parcel
from app.services.outbox.records import StepClass, StepRecord, StepState
from app.services.scrive.carrying import Drafts, fingerprint
from app.services.scrive.client import ScriveClient
from app.services.scrive.wire import Document
from tests.support.agreements import an_agreement
from tests.support.observations import NOW
from tests.support.scrive_documents import a_document, bodil

COMPOSED: list[tuple[str, JsonValue]] = [
    ("title", "Another lease"),
    ("file", {"id": "8", "name": "other.pdf"}),
    ("author_attachments", [{"name": "Terms", "file_id": "9"}]),
    ("tags", [{"name": "case", "value": "7"}]),
    ("lang", "sv"),
    ("days_to_sign", 5),
    ("days_to_remind", 2),
    ("display_options", {"show_arrow": False}),
    ("invitation_message", "Sign at once."),
    ("sms_invitation_message", "Sign."),
    ("api_callback_url", "https://example.com/hook"),
]
COMPOSED_OF_PARTY: list[tuple[str, JsonValue]] = [
    ("id", "909"),
    ("signatory_role", "viewer"),
    ("fields", []),
    ("sign_order", 3),
    ("consent_module", {"title": "House", "questions": []}),
    ("delivery_method", "pad"),
    ("confirmation_delivery_method", "none"),
    ("authentication_method_to_view", "sms_pin"),
    ("authentication_method_to_sign", "sms_pin"),
    ("attachments", [{"name": "ID"}]),
]


class Archive(ScriveClient):
    """Tells documents by their ids, and notes what is done to them."""

    def __init__(self, *documents: Document) -> None:
        self.documents = {each.id: each for each in documents}
        self.done: list[tuple[str, str]] = []

    def get(self, document_id: str, *, within: float | None = None) -> Document:
        if document_id not in self.documents:
            raise Gone("There is no such document.")
        return self.documents[document_id]

    def trash(self, document_id: str, object_version: int | None = None) -> None:
        self.done.append(("trash", document_id))
        self.documents[document_id] = msgspec.structs.replace(
            self.documents[document_id], is_trashed=True
        )

    def delete(self, document_id: str, object_version: int | None = None) -> None:
        self.done.append(("delete", document_id))


def uploaded(*ids: str) -> Parcel:
    """An agreement whose files are at Scrive under these ids."""
    steps = tuple(
        StepRecord(
            position=place,
            kind="upload",
            klass=StepClass.CREATING,
            subject=f"d{place}",
            sentence="",
            state=StepState.DONE,
            result={"document_id": each},
        )
        for place, each in enumerate(ids)
    )
    return Parcel(
        agreement=an_agreement(), files=(), paths={}, ref="0a", enqueued_at=NOW, steps=steps
    )


class Telling(ScriveClient):
    """Tells one document, or that there is none."""

    def __init__(self, document: Document | None) -> None:
        self.document = document

    def get(self, document_id: str, *, within: float | None = None) -> Document:
        if self.document is None:
            raise Gone("There is no such document.")
        return self.document


@pytest.mark.parametrize(("name", "value"), COMPOSED)
def test_whatever_somebody_composes_is_a_change(name: str, value: JsonValue) -> None:
    before = a_document(bodil(), file={"id": "5", "name": "lease.pdf"})
    told: JsonObject = {"file": {"id": "5", "name": "lease.pdf"}, name: value}
    assert fingerprint(a_document(bodil(), **told)) != fingerprint(before)


@pytest.mark.parametrize(("name", "value"), COMPOSED_OF_PARTY)
def test_whatever_somebody_composes_of_a_party_is_a_change(name: str, value: JsonValue) -> None:
    changed = {**bodil(), name: value}
    assert fingerprint(a_document(changed)) != fingerprint(a_document(bodil()))


def test_what_merely_happens_to_a_draft_is_no_change() -> None:
    moved = a_document(bodil(seen_time="2031-03-01T13:00:00Z"), mtime="2031-03-01T13:00:00Z")
    assert fingerprint(moved) == fingerprint(a_document(bodil()))


@pytest.mark.parametrize(
    "members",
    [{"status": "pending"}, {"status": "closed"}, {"is_trashed": True}, {"is_deleted": True}],
)
def test_only_a_draft_is_a_draft(members: JsonObject) -> None:
    document = a_document(bodil(), **{"status": "preparation", **members})
    with pytest.raises(Changed):
        Drafts(Telling(document)).read(document.id)


def test_a_draft_is_read_and_one_that_is_gone_was_changed() -> None:
    document = a_document(bodil(), status="preparation")
    assert Drafts(Telling(document)).read(document.id) is document
    with pytest.raises(Changed):
        Drafts(Telling(None)).read(document.id)


def a_draft(document_id: str, status: str = "preparation", **members: JsonValue) -> Document:
    return a_document(bodil(), id=document_id, status=status, **members)


def test_a_fence_deletes_every_draft() -> None:
    archive = Archive(a_draft("81"), a_draft("82", is_trashed=True), a_draft("83", is_deleted=True))
    drafts, parcel = Drafts(archive), uploaded("81", "82", "83")
    assert drafts.fence(parcel, held=False) is Fence.HELD
    assert archive.done == [("trash", "81")]
    assert drafts.fence(parcel, held=True) is Fence.CLOSED
    assert archive.done[1:] == [("delete", "81"), ("delete", "82")]


@pytest.mark.parametrize(("status", "fence"), [("pending", Fence.STARTED), ("", Fence.IMPOSSIBLE)])
def test_a_fence_touches_nothing_where_anything_runs(status: str, fence: Fence) -> None:
    archive = Archive(a_draft("81"), a_draft("82", status))
    for held in (False, True):
        assert Drafts(archive).fence(uploaded("81", "82"), held=held) is fence
    assert archive.done == []


def test_documents_that_cannot_be_seen_make_no_fence_unless_they_were_in_the_trash_here() -> None:
    assert Drafts(Archive()).fence(uploaded("81"), held=False) is Fence.IMPOSSIBLE
    assert Drafts(Archive()).fence(uploaded("81"), held=True) is Fence.CLOSED

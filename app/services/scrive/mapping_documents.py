"""From Scrive documents to observed documents: what state they are in, what belongs to them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.domain.json_value import JsonObject
from app.domain.observation import ObservedDocument
from app.domain.observed_parts import Attachment, DocumentNote
from app.domain.status import OVER, scrive_document_status
from app.services.dates import read_moment
from app.services.scrive.mapping_seats import Seat
from app.services.scrive.secrecy import without_query, without_secrets
from app.services.scrive.wire import Document

_SIGNATORY: Final = "signatory"


def observed_documents(
    documents: Iterable[Document], seats: Sequence[Seat]
) -> tuple[ObservedDocument, ...]:
    """The documents of an agreement; `seats` are those who take part in it."""
    return tuple(_observed(each, seats) for each in documents)


def versions_of(documents: Sequence[Document]) -> JsonObject:
    """By what a list of changed documents tells that these have changed.

    Empty where one of them may be somebody else's: the list leaves it out (Document API v2,
    documents/list, `is_author`).
    """
    if not documents or not all(map(_is_surely_ours, documents)):
        return {}
    return {each.id: version_of(each) for each in documents}


def version_of(document: Document) -> str:
    """What differs as soon as anything happens to a document."""
    return f"{document.object_version} {document.mtime}"


def is_foreign(document: Document) -> bool:
    """Whether somebody else made the document (Document API v2, Document, `viewer`)."""
    viewer = document.viewer
    if viewer.role != _SIGNATORY or not viewer.signatory_id:
        return viewer.role not in {"", _SIGNATORY}
    return viewer.signatory_id not in _authors(document)


def _is_surely_ours(document: Document) -> bool:
    viewer = document.viewer
    return not viewer.role or viewer.signatory_id in _authors(document)


def _authors(document: Document) -> set[str]:
    return {each.id for each in document.parties if each.is_author}


def _observed(document: Document, seats: Sequence[Seat]) -> ObservedDocument:
    apart = {name: value for name, value in document.raw.items() if name != "parties"}
    status = scrive_document_status(document.status)
    runs = status not in OVER
    return ObservedDocument(
        key=document.id,
        service_id=document.id,
        name=document.title,
        status=status,
        raw_status=document.status,
        notes=tuple(_notes(document, seats)),
        viewed_as=document.viewer.role if is_foreign(document) else "",
        attachments=tuple(
            Attachment(
                name=each.name,
                required=each.required is True,
                merged=each.add_to_sealed_file is True,
            )
            for each in document.author_attachments
        ),
        deadline=read_moment(document.timeout_time),
        remind_at=read_moment(document.auto_remind_time) if runs else None,
        tags=tuple(f"{tag.name}: {tag.value}" for tag in document.tags if tag.name),
        callback=without_query(document.api_callback_url),
        folder=document.folder_id,
        details=without_secrets(apart),
    )


def _notes(document: Document, seats: Sequence[Seat]) -> Iterator[DocumentNote]:
    if document.status == "awaiting_start":
        yield DocumentNote.NOT_STARTED
    if document.status == "pending" and _all_signed(document, seats):
        yield DocumentNote.ALL_SIGNED
    if document.status == "closed" and document.sealed_file is None:
        yield DocumentNote.SEALING
    if document.status == "document_error":
        yield DocumentNote.SEAL_FAILED
    if document.is_deleted:
        yield DocumentNote.DELETED
    elif document.is_trashed or document.is_in_trash:
        yield DocumentNote.TRASHED
    if is_foreign(document):
        yield DocumentNote.NOT_OURS


def _all_signed(document: Document, seats: Sequence[Seat]) -> bool:
    """Whether nobody has to do anything with this document any more."""
    signed = [
        bool(party.sign_time)
        for seat in seats
        if seat.acts
        for place, party in seat.places
        if place is document
    ]
    return bool(signed) and all(signed)

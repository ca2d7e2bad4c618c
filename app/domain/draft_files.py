"""Every PDF of an agreement: the documents to sign, and the attachments that go along."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.domain.agreement import Agreement
from app.domain.attachments import (
    MEMBER,
    attachments_of,
    with_attachment,
    with_attachments,
    without_attachment,
)
from app.domain.editing import with_document, without_that_document

_KEY: Final = "attachments/{position}"
"""No label of a document can read like this: labels have no slash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFile:
    """One file that an agreement needs."""

    key: str
    """The label of its document, or the place of its attachment: unique in the agreement."""
    file: str
    """Path relative to the folder of the draft."""
    name: str
    """What people read."""
    where: str
    """JSON pointer to the member `file`."""


def files_of(agreement: Agreement) -> tuple[AgreementFile, ...]:
    """The files of all documents, then of what goes along."""
    documents = tuple(
        AgreementFile(
            key=each.label,
            file=each.file,
            name=each.shown_name,
            where=f"/documents/{position}/file",
        )
        for position, each in enumerate(agreement.documents)
    )
    along = tuple(
        AgreementFile(
            key=attachment_key(position),
            file=each.file,
            name=each.shown_name,
            where=f"/scrive/{MEMBER}/{position}/file",
        )
        for position, each in enumerate(attachments_of(agreement))
    )
    return documents + along


def attachment_key(position: int) -> str:
    """The key of the attachment at a place, from 0."""
    return _KEY.format(position=position)


def as_attachment(agreement: Agreement, label: str) -> Agreement:
    """The agreement in which a document only goes along: nobody acts on it any more."""
    document = agreement.document(label)
    if document is None:
        return agreement
    rest = without_that_document(agreement, label)
    return with_attachment(rest, document.file, document.shown_name)


def as_document(agreement: Agreement, file: str) -> Agreement:
    """The agreement in which an attachment, by its stored file, is acted on by everybody."""
    found = next((each for each in attachments_of(agreement) if each.file == file), None)
    if found is None:
        return agreement
    return with_document(without_attachment(agreement, file), file, found.shown_name)[0]


def with_files(agreement: Agreement, files: Mapping[str, str]) -> Agreement:
    """The agreement whose files lie elsewhere, by key; what people read stays the same."""
    documents = tuple(
        replace(each, file=files.get(each.label, each.file), name=each.shown_name)
        for each in agreement.documents
    )
    attachments = tuple(
        replace(each, file=files.get(attachment_key(place), each.file), name=each.shown_name)
        for place, each in enumerate(attachments_of(agreement))
    )
    moved = replace(agreement, documents=documents)
    return with_attachments(moved, attachments) if attachments else moved

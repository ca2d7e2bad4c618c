"""The templates of an account at Scrive: listing them, and fetching one with its files."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from app.domain.agreement import Agreement
from app.domain.attachments import Attachment
from app.domain.draft_files import attachment_key
from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.dates import read_moment
from app.services.errors import LocalError
from app.services.ports import Progress
from app.services.scrive.client import ScriveClient
from app.services.scrive.template_mapping import template_agreement
from app.services.scrive.wire import AuthorAttachment, Document
from app.services.templates import FetchedTemplate, MeasurePages, Remark, Template

_FILTERS: Final[tuple[JsonObject, ...]] = (
    {"filter_by": "is_template"},
    {"filter_by": "is_not_in_trash"},
)
_PAGE: Final = 100
_MOST_PAGES: Final = 50
_START: Final = 1024
"""Readers of PDF look for its mark in this many bytes."""


def templates_of(client: ScriveClient, cancel: CancelToken) -> tuple[Template, ...]:
    """Every template that the account may use, also those that others share (documents/list)."""
    found = {each.id: each for each in _walk(client, cancel) if each.is_template is not False}
    return tuple(_listed(each) for each in found.values())


def fetched_template(
    client: ScriveClient,
    template_id: str,
    folder: Path,
    measure: MeasurePages,
    *,
    progress: Progress | None,
    cancel: CancelToken,
) -> FetchedTemplate:
    """A template as it is now, with its PDFs in `folder`; nothing is created at Scrive.

    Raises ServiceError, UserCancelled, and DomainError `template.none` for a document that is not
    a template.
    """
    document = client.get(template_id)
    if document.is_template is not True:
        raise DomainError("template.none", facts={"id": template_id})
    paths: dict[str, Path] = {}
    main = folder / "template.pdf"
    if document.file is not None:
        with _opened(main) as sink:
            client.main_file(template_id, sink, progress=progress, cancel=cancel)
    attachments: list[Attachment] = []
    remarks: list[Remark] = []
    for number, each in enumerate(document.author_attachments, start=1):
        cancel.raise_if_cancelled()
        path = folder / f"attachment-{number}.pdf"
        if not _is_fetched(client, template_id, each, path, cancel):
            remarks.append(Remark(code="attachment", subject=each.name))
            continue
        paths[attachment_key(len(attachments))] = path
        attachments.append(_attachment(each, path))
    pages = measure(main) if document.file is not None else ()
    mapped = template_agreement(document, tuple(pages), attachments)
    return FetchedTemplate(
        agreement=mapped.agreement,
        paths=paths | _main(mapped.agreement, main),
        remarks=(*mapped.remarks, *remarks),
    )


def _walk(client: ScriveClient, cancel: CancelToken) -> Iterator[Document]:
    """Page after page until one is empty; totals are capped by the service and not looked at."""
    offset = 0
    for _ in range(_MOST_PAGES):
        cancel.raise_if_cancelled()
        page = client.listed(
            _FILTERS,
            sorting=[{"sort_by": "title", "order": "ascending"}],
            offset=offset,
            most=_PAGE,
        )
        if not page.documents:
            return
        yield from page.documents
        offset += len(page.documents)


def _listed(document: Document) -> Template:
    others = [each for each in document.parties if not each.is_author]
    changed = read_moment(document.mtime)
    return Template(
        id=document.id,
        title=document.title,
        people=len(others),
        fields=sum(len(field.placements) for each in others for field in each.fields),
        changed_at=changed.at if changed is not None else None,
    )


def _main(agreement: Agreement, path: Path) -> dict[str, Path]:
    return {each.label: path for each in agreement.documents}


def _is_fetched(
    client: ScriveClient,
    template_id: str,
    attachment: AuthorAttachment,
    path: Path,
    cancel: CancelToken,
) -> bool:
    """Whether the file that goes along could be had and is a PDF."""
    if not attachment.file_id:
        return False
    with _opened(path) as sink:
        client.related_file(template_id, attachment.file_id, sink, cancel=cancel)
        sink.seek(0)
        return b"%PDF-" in sink.read(_START)


def _attachment(told: AuthorAttachment, path: Path) -> Attachment:
    return Attachment(
        file=path.name,
        name=told.name,
        required=told.required is True,
        add_to_sealed_file=told.add_to_sealed_file is True,
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("w+b")
    except OSError as error:
        raise LocalError(
            "The template could not be saved on this computer.",
            f"{error.strerror or error}.",
            "Make room, then try again.",
        ) from error

"""Pages of a document that are left out when it is sent (Document API, `removepages`)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from app.domain.agreement import Agreement, Field
from app.domain.draft_reader import Reader
from app.domain.editing import with_changed_document
from app.domain.json_value import JsonObject

MEMBER: Final = "remove_pages"
"""The member of `scrive.documents.LABEL` in a draft that lists them."""
MOST: Final = 100
"""Scrive takes so many pages to remove, and never all."""

T = TypeVar("T")


def read_removed_pages(scrive: JsonObject) -> dict[str, tuple[int, ...]]:
    """Pages to leave out (from 1, in rising order), by label of the document.

    Raises DomainError `draft.*` for what is no list of whole numbers from 1, and for any other
    member of a document, because nothing else is known there.
    """
    documents = Reader.of_object(
        Reader(scrive, "/scrive").mapping("documents"), "/scrive/documents"
    )
    found: dict[str, tuple[int, ...]] = {}
    for label in documents.names():
        own = Reader.of_object(documents.raw(label), f"/scrive/documents/{label}")
        pages = own.integers(MEMBER, least=1)
        own.finish()
        if pages:
            found[label] = tuple(sorted(set(pages)))
    return found


def removed_pages(agreement: Agreement, label: str) -> tuple[int, ...]:
    """The pages of a document that are left out, from 1."""
    return read_removed_pages(agreement.scrive).get(label, ())


def with_removed_pages(agreement: Agreement, label: str, pages: Sequence[int]) -> Agreement:
    """The agreement in which exactly these pages of a document are left out."""
    found = dict(read_removed_pages(agreement.scrive))
    found.pop(label, None)
    if pages:
        found[label] = tuple(sorted(set(pages)))
    rest = {name: value for name, value in agreement.scrive.items() if name != "documents"}
    if found:
        rest["documents"] = {label: {MEMBER: list(pages)} for label, pages in found.items()}
    return replace(agreement, scrive=rest)


def with_other_file(agreement: Agreement, label: str, file: str) -> Agreement:
    """The agreement whose document has another file: the pages of the old one say nothing of it."""
    document = agreement.document(label)
    if document is None:
        return agreement
    changed = with_changed_document(agreement, replace(document, file=file))
    return with_removed_pages(changed, label, ())


def with_page_toggled(agreement: Agreement, label: str, page: int) -> Agreement:
    """The page (from 1) left out, or taken back where it was."""
    before = removed_pages(agreement, label)
    after = set(before) - {page} if page in before else {*before, page}
    return with_removed_pages(agreement, label, tuple(after))


def as_sent(agreement: Agreement) -> Agreement:
    """The agreement whose fields count pages as the document has them when some are left out.

    Fields on a page that is left out are gone, as they are at Scrive.
    """
    removed = read_removed_pages(agreement.scrive)
    if not removed:
        return agreement
    fields = (_counted(each, removed.get(each.document, ())) for each in agreement.fields)
    return replace(agreement, fields=tuple(each for each in fields if each is not None))


def without_pages(pages: Sequence[T], removed: Sequence[int]) -> tuple[T, ...]:
    """What belongs to the pages that are left, of a list with one entry for each page."""
    return tuple(each for number, each in enumerate(pages, start=1) if number not in removed)


def _counted(field: Field, removed: Sequence[int]) -> Field | None:
    if field.page in removed:
        return None
    return replace(field, page=field.page - sum(page < field.page for page in removed))

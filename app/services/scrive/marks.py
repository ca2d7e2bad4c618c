"""Our marks on drafts at Scrive: in the file name, then in tags; and finding them again."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject, JsonValue
from app.services.dates import read_moment
from app.services.scrive.client import ScriveClient
from app.services.scrive.wire import Document

REF_TAG: Final = "countersign-ref"
DOCUMENT_TAG: Final = "countersign-doc"
_PAGE: Final = 100
_MOST_PAGES: Final = 50
_CLOCKS_APART: Final = timedelta(hours=26)
"""How far this computer's clock may be from the service's: a wrong day, or a wrong time zone."""


def upload_name(title: str, ref: str, number: int) -> str:
    """The file name of an upload, ASCII: the draft's title at Scrive until it is prepared."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:40] or "agreement"
    return f"{stem}-{ref}-{number}.pdf"


def tags_of(ref: str, number: int) -> list[JsonObject]:
    """The tags that mark a prepared document (Document API v2, Document, `tags`)."""
    return [
        {"name": REF_TAG, "value": ref},
        {"name": DOCUMENT_TAG, "value": str(number)},
    ]


def all_tags(agreement: Agreement, ours: list[JsonObject]) -> list[JsonValue]:
    """The draft's tags, without any that is called like one of our marks, then these marks."""
    reserved = {tag["name"] for tag in ours}
    told = agreement.scrive.get("tags")
    own = told if isinstance(told, list) else []
    kept = [tag for tag in own if not (isinstance(tag, dict) and tag.get("name") in reserved)]
    return [*kept, *ours]


def is_marked(document: Document, ref: str, number: int | None = None) -> bool:
    """Whether a document carries our mark, by its title or by its tags."""
    tags = {tag.name: tag.value for tag in document.tags}
    if tags.get(REF_TAG) == ref and (number is None or tags.get(DOCUMENT_TAG) == str(number)):
        return True
    ending = rf"-{re.escape(ref)}-{r'[0-9]+' if number is None else number}(\.pdf)?"
    return re.search(f"{ending}$", document.title) is not None


def marked_drafts(
    client: ScriveClient,
    ref: str,
    since: datetime,
    number: int | None = None,
    *,
    trashed: bool = False,
    within: float | None = None,
) -> tuple[Document, ...]:
    """Our drafts with that mark, oldest first: all of the account's since then are looked at.

    `trashed`: also those in the trash, which are still to be deleted. The text search of the
    service may lag behind, so the marks are compared here.
    """
    found = {
        document.id: document
        for document in _drafts_since(client, since, within)
        if is_marked(document, ref, number) and (trashed or not document.is_trashed)
    }
    return tuple(sorted(found.values(), key=lambda each: (each.ctime, each.id)))


def _drafts_since(
    client: ScriveClient, since: datetime, within: float | None
) -> Iterator[Document]:
    """The newest drafts first, and at least a page of them: our clock may be wrong by years."""
    filters: list[JsonObject] = [
        {"filter_by": "status", "statuses": ["preparation"]},
        {"filter_by": "is_author"},
    ]
    offset = 0
    for _ in range(_MOST_PAGES):
        page = client.listed(
            filters,
            sorting=[{"sort_by": "mtime", "order": "descending"}],
            offset=offset,
            most=_PAGE,
            within=within,
        )
        if not page.documents:
            return
        yield from page.documents
        oldest = read_moment(page.documents[-1].mtime)
        if oldest is not None and oldest.at < since - _CLOCKS_APART:
            return
        offset += len(page.documents)

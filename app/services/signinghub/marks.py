"""Our marks on what we make at SigningHub, and finding it again by them."""

import re
import unicodedata
from typing import Final

from app.domain.status import normal_word
from app.services.errors import BadAnswer
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.listing import listed
from app.services.signinghub.wire import Document, WorkflowDetails

_LONGEST_NAME: Final = 100
"""Characters of a package's name; the service's own limit is not known."""
_DRAFT: Final = "DRAFT"
_SOURCE: Final = "Countersign/"


def clean_name(title: str) -> str:
    """The name that people read."""
    return " ".join(title.split())[:_LONGEST_NAME].strip()


def marked_name(title: str, ref: str) -> str:
    """The name of a package until it is sent."""
    mark = f" ~{ref}"
    return clean_name(title)[: _LONGEST_NAME - len(mark)] + mark


def name_bears(name: str, ref: str) -> bool:
    """Whether a package's name is one that we gave it."""
    return name.strip().endswith(f"~{ref}")


def upload_name(title: str, ref: str, number: int) -> str:
    """The file name of an upload, ASCII: it travels in a header."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:40] or "document"
    return f"{stem}-{ref}-{number}.pdf"


def source_mark(ref: str, number: int) -> str:
    """The header `x-source` of an upload, which comes back as `document_source`."""
    return f"{_SOURCE}{ref}-{number}"


def bears_mark(document: Document, ref: str, number: int | None = None) -> bool:
    """Whether a document is an upload of ours, by its source or its first name."""
    which = r"\d+" if number is None else str(number)
    by_source = re.fullmatch(rf"{_SOURCE}{ref}-{which}", document.document_source.strip())
    by_name = re.search(rf"-{ref}-{which}(\.pdf)?$", document.document_name, re.IGNORECASE)
    return bool(by_source or by_name)


def bears_foreign_mark(document: Document, ref: str) -> bool:
    """Whether Countersign made it for another agreement."""
    return document.document_source.startswith(_SOURCE) and not bears_mark(document, ref)


def ref_in(document: Document) -> str:
    """Which agreement of Countersign it was made for, as far as its source says."""
    found = re.fullmatch(rf"{_SOURCE}(.+)-\d+", document.document_source.strip())
    return "" if found is None else found[1]


def same_stem(one: str, other: str) -> bool:
    """Whether two document names are the same but for the extension, which servers strip."""
    return _stem(one) == _stem(other)


def is_draft(details: WorkflowDetails) -> bool:
    """Whether a package is still a draft. Raises BadAnswer where the service does not say."""
    word = normal_word(details.workflow.workflow_status) or normal_word(details.package_status)
    if not word:
        raise BadAnswer("SigningHub does not say how the agreement stands.")
    return word == _DRAFT


def marked_packages(
    client: SigningHubClient, ref: str, *, within: float | None = None
) -> tuple[str, ...]:
    """Ids of drafts whose name bears our mark, the oldest first."""
    found = {
        each.package_id
        for each in listed(client, _DRAFT, within=within)
        if name_bears(each.package_name, ref) and each.package_id.isdigit()
    }
    return tuple(sorted(found, key=int))


def _stem(name: str) -> str:
    return re.sub(r"\.pdf$", "", name.strip(), flags=re.IGNORECASE).casefold()

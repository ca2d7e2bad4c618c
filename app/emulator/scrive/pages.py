"""Pages that come to the file of a draft, and those that go with what was placed on them."""

from collections.abc import Collection

from app.emulator import page_tree, sealing
from app.emulator.json_value import JsonValue
from app.emulator.scrive.checks import Unacceptable
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import Document, Party, StoredFile, objects
from app.emulator.scrive.state import State

_MOST = 100


def append(state: State, document: Document, more: StoredFile) -> None:
    """Put the pages of `more` behind the file, or instead of it where there is none.

    Each page that comes is a stand-in with its number; the emulator does not merge contents.
    """
    if document.file is None:
        document.file = more
        return
    data, count = document.file.data, page_tree.count(more.data)
    for page in range(1, count + 1):
        data = sealing.extended(data, f"{more.name}, page {page} of {count}")
    document.file = state.store(document.file.name, data)


def remove(state: State, document: Document, value: JsonValue) -> None:
    """Take the pages that `value` lists out of the file; raises Unacceptable or ApiError."""
    if document.file is None:
        raise ApiError("document_state_error", "The document has no file.")
    pages = _listed(value, page_tree.count(document.file.data))
    data = page_tree.without(document.file.data, pages)
    document.file = state.store(document.file.name, data)
    for party in document.parties:
        _shift(party, pages)


def _listed(value: JsonValue, count: int) -> list[int]:
    where = "pages"
    found = value if isinstance(value, list) else []
    pages = [one for one in found if isinstance(one, int) and not isinstance(one, bool)]
    if not pages or pages != value or len(pages) > _MOST or len(set(pages)) != len(pages):
        raise Unacceptable(where, f"must be 1 to {_MOST} different numbers")
    if not all(1 <= page <= count for page in pages):
        raise Unacceptable(where, f"must be from 1 to {count}")
    if len(pages) == count:
        raise Unacceptable(where, "must leave one page")
    return pages


def _shift(party: Party, pages: Collection[int]) -> None:
    """Placements on removed pages go away; those behind them move to the new numbers."""
    for field in party.fields:
        kept: list[JsonValue] = []
        for placement in objects(field["placements"]):
            page = placement.get("page")
            if not isinstance(page, int):
                kept.append(placement)
            elif page not in pages:
                kept.append({**placement, "page": page - sum(one < page for one in pages)})
        field["placements"] = kept

"""From the histories of Scrive documents to one timeline, newest first."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from app.domain.observation import HistoryEvent
from app.services.dates import read_moment
from app.services.scrive.wire import Document, Event, History

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


def timeline(
    documents: Sequence[Document], histories: Sequence[History]
) -> tuple[HistoryEvent, ...]:
    """All that happened to any of the documents.

    What happened to several of them at the same moment is one event that names them.
    """
    merged: dict[HistoryEvent, tuple[str, ...]] = {}
    for document_id, event in _events(documents, histories):
        met = merged.get(event, ())
        merged[event] = met if document_id in met else (*met, document_id)
    if len(documents) < 2:  # noqa: PLR2004
        return tuple(merged)
    events = [replace(event, documents=places) for event, places in merged.items()]
    # Stable: what has no time stays behind what has one, in its order.
    events.sort(key=lambda each: each.at.at if each.at else _EARLIEST, reverse=True)
    return tuple(events)


def plain(text: str) -> str:
    """Prose of the service without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def _events(
    documents: Sequence[Document], histories: Sequence[History]
) -> Iterator[tuple[str, HistoryEvent]]:
    for document, history in zip(documents, histories, strict=False):
        for event in history.events:
            yield document.id, _event(event)


def _event(event: Event) -> HistoryEvent:
    return HistoryEvent(
        at=read_moment(event.time),
        text=plain(event.text),
        who=event.party,
        raw_type=event.status,
    )

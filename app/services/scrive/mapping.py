"""From Scrive's answers to an observation: pure.

An agreement is one document, or several that one Flow instance carries. Flow is
followed through its documents alone: no way to read an instance is documented.
"""

import html
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.domain.kinds import ServiceKind
from app.domain.observation import HistoryEvent, Moment, Observation, ObservedDocument
from app.domain.status import (
    OVER,
    AgreementStatus,
    scrive_document_status,
    scrive_flow_status,
)
from app.services.dates import read_moment
from app.services.ports import KnownParticipant
from app.services.scrive.mapping_parties import Party, observed_participants, person_of
from app.services.scrive.secrecy import without_secrets
from app.services.scrive.wire import Document, Event, History

_SENT = "sent"
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def observation_of(
    documents: Sequence[Document],
    *,
    service_id: str,
    observed_at: datetime,
    known: Sequence[KnownParticipant] = (),
    histories: Sequence[History] = (),
) -> Observation:
    """What Scrive says about an agreement, from documents/{id}/get and .../history of each.

    `known` tells who stands behind the parties, where we sent them: in Flow they are blank.
    """
    status = scrive_flow_status(scrive_document_status(each.status) for each in documents)
    events = _events(histories)
    return Observation(
        service=ServiceKind.SCRIVE,
        service_id=service_id,
        title=_distinct(each.title for each in documents),
        status=status,
        raw_status=_distinct(each.status for each in documents),
        observed_at=observed_at,
        documents=tuple(map(_document, documents)),
        participants=observed_participants(documents, known),
        owner=_owner(documents).name,
        owner_email=_owner(documents).email,
        sent_at=_first(each.at for each in events if each.raw_type == _SENT),
        modified_at=_last(read_moment(each.mtime) for each in documents),
        deadline=_deadline(documents, status),
        completed_at=_completed_at(documents, status),
        message=_distinct(_plain(each.invitation_message) for each in documents),
        history=events,
        details={"documents": [without_secrets(each.raw) for each in documents]},
    )


def _document(document: Document) -> ObservedDocument:
    apart = {name: value for name, value in document.raw.items() if name != "parties"}
    return ObservedDocument(
        key=document.id,
        service_id=document.id,
        name=document.title,
        status=scrive_document_status(document.status),
        raw_status=document.status,
        details=without_secrets(apart),
    )


def _owner(documents: Sequence[Document]) -> Party:
    """The author: the account that made the document."""
    authors = (party for each in documents for party in each.parties if party.is_author)
    return next((person_of(author) for author in authors), Party())


def _deadline(documents: Iterable[Document], status: AgreementStatus) -> Moment | None:
    if status in OVER:
        return None
    return _first(read_moment(each.timeout_time) for each in documents)


def _completed_at(documents: Iterable[Document], status: AgreementStatus) -> Moment | None:
    if status is not AgreementStatus.COMPLETED:
        return None
    return _last(read_moment(party.sign_time) for each in documents for party in each.parties)


def _events(histories: Sequence[History]) -> tuple[HistoryEvent, ...]:
    """All that happened to any of the documents, newest first as Scrive gives it."""
    events = dict.fromkeys(_event(each) for history in histories for each in history.events)
    if len(histories) > 1:
        # Stable: what has no time stays behind what has one, in its order.
        by_time = sorted(
            events, key=lambda each: each.at.at if each.at else _EARLIEST, reverse=True
        )
        return tuple(by_time)
    return tuple(events)


def _event(event: Event) -> HistoryEvent:
    return HistoryEvent(
        at=read_moment(event.time),
        text=_plain(event.text),
        who=event.party,
        raw_type=event.status,
    )


def _plain(text: str) -> str:
    """Prose of the service without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def _distinct(texts: Iterable[str]) -> str:
    """Each text once, as one line."""
    return ", ".join(dict.fromkeys(filter(None, texts)))


def _first(moments: Iterable[Moment | None]) -> Moment | None:
    return min(filter(None, moments), key=lambda moment: moment.at, default=None)


def _last(moments: Iterable[Moment | None]) -> Moment | None:
    return max(filter(None, moments), key=lambda moment: moment.at, default=None)

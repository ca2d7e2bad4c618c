"""From Scrive's answers to an observation: pure.

An agreement is one document, or several that one Flow instance carries. Flow is
followed through its documents alone: no way to read an instance is documented.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.kinds import ServiceKind
from app.domain.observation import Moment, Observation
from app.domain.status import (
    OVER,
    Access,
    AgreementStatus,
    scrive_document_status,
    scrive_flow_status,
)
from app.services.dates import read_moment
from app.services.ports import KnownParticipant
from app.services.scrive.mapping_documents import observed_documents, versions_of
from app.services.scrive.mapping_history import plain, timeline
from app.services.scrive.mapping_parties import observed_participants
from app.services.scrive.mapping_seats import Party, person_of, seats_of
from app.services.scrive.secrecy import without_secrets
from app.services.scrive.wire import Document, History

_SENT = "sent"


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
    events = timeline(documents, histories)
    seats = seats_of(documents, known)
    owner = _owner(documents)
    return Observation(
        service=ServiceKind.SCRIVE,
        service_id=service_id,
        title=_distinct(each.title for each in documents),
        status=status,
        raw_status=_distinct(each.status for each in documents),
        observed_at=observed_at,
        documents=observed_documents(documents, seats),
        participants=observed_participants(documents, seats),
        owner=owner.name,
        owner_email=owner.email,
        sent_at=_first(each.at for each in events if each.raw_type == _SENT),
        modified_at=_last(read_moment(each.mtime) for each in documents),
        deadline=_deadline(documents, status),
        completed_at=_completed_at(documents, status),
        message=_distinct(plain(each.invitation_message) for each in documents),
        history=events,
        details={"documents": [without_secrets(each.raw) for each in documents]},
        access=Access.GONE if any(each.is_deleted for each in documents) else Access.OK,
        versions=versions_of(documents),
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


def _distinct(texts: Iterable[str]) -> str:
    """Each text once, as one line."""
    return ", ".join(dict.fromkeys(filter(None, texts)))


def _first(moments: Iterable[Moment | None]) -> Moment | None:
    return min(filter(None, moments), key=lambda moment: moment.at, default=None)


def _last(moments: Iterable[Moment | None]) -> Moment | None:
    return max(filter(None, moments), key=lambda moment: moment.at, default=None)

"""An observation: what a service said about an agreement at one moment."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ParticipantKind, ServiceKind
from app.domain.observed_parts import (
    Attachment,
    ConsentAnswer,
    DeliveryReport,
    DocumentNote,
    DocumentPart,
    Letter,
    Moment,
    RequestedFile,
)
from app.domain.status import Access, AgreementStatus, ParticipantStatus

__all__ = [
    "HistoryEvent",
    "Moment",
    "Observation",
    "ObservedDocument",
    "ObservedParticipant",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedDocument:
    """One document as the service has it."""

    key: str
    """Unlike any other in this observation; services repeat ids and names."""
    service_id: str
    name: str
    status: AgreementStatus | None = None
    """None where the service has no status of its own for a document."""
    raw_status: str = ""
    pages: int | None = None
    notes: tuple[DocumentNote, ...] = ()
    viewed_as: str = ""
    """Who this account is to a document of somebody else, in the service's word."""
    attachments: tuple[Attachment, ...] = ()
    deadline: Moment | None = None
    remind_at: Moment | None = None
    """When those who have not acted are reminded by themselves."""
    tags: tuple[str, ...] = ()
    callback: str = ""
    """The address that the service tells of changes, without its query."""
    folder: str = ""
    """The service's id of the folder in which it lies."""
    details: JsonObject = field(default_factory=dict)
    """All the service said about it, secrets taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedParticipant:
    """One participant as the service has it."""

    key: str
    """Unlike any other in this observation."""
    name: str
    email: str = ""
    phone: str = ""
    kind: ParticipantKind = ParticipantKind.PERSON
    role: str = ""
    """Our role word (`signer`, `approver` ...) where known, else the service's."""
    raw_role: str = ""
    status: ParticipantStatus = ParticipantStatus.UNKNOWN
    raw_status: str = ""
    signing_order: int = 1
    """The stage in which the participant acts; equal numbers act at once."""
    delivery: Delivery | None = None
    raw_delivery: str = ""
    confirmation: str = ""
    """How the signed copy arrives, in the service's word."""
    deliveries: tuple[DeliveryReport, ...] = ()
    invited_at: Moment | None = None
    delivered_at: Moment | None = None
    invitation_read_at: Moment | None = None
    opened_at: Moment | None = None
    authenticated_at: Moment | None = None
    authenticated: bool = False
    """The service says that the identity was proven, with or without a time."""
    acted_at: Moment | None = None
    """When signed, approved, declined ..., as far as told."""
    acted_by: str = ""
    """Who acted for the participant, where that was somebody else."""
    reason: str = ""
    """Why declined, as plain text."""
    documents_done: int | None = None
    documents_total: int | None = None
    authentication_to_view: str = ""
    """The service's word for what is asked to open; empty where nothing is."""
    authentication_to_sign: str = ""
    authentication_to_view_archived: str = ""
    """What is asked to open it after the end."""
    parts: tuple[DocumentPart, ...] = ()
    """What was done with each document, where the service tells."""
    requested_files: tuple[RequestedFile, ...] = ()
    answers: tuple[ConsentAnswer, ...] = ()
    deadline: Moment | None = None
    """When access ends for this participant."""
    members: tuple[str, ...] = ()
    """Names or addresses of a group."""
    details: JsonObject = field(default_factory=dict)
    """All the service said about them, secrets taken out."""

    @property
    def delivered(self) -> bool:
        """Whether an invitation arrived, with or without a time."""
        return self.delivered_at is not None or any(
            each.letter is Letter.INVITATION and each.arrived for each in self.deliveries
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One line of the service's own history, its text shown as text."""

    at: Moment | None
    text: str
    who: str = ""
    raw_type: str = ""
    """The service's own word for the event."""
    documents: tuple[str, ...] = ()
    """The keys of the documents to which it happened; empty where there is nothing to tell."""
    service_id: str = ""
    """The service's id of it, where more can be asked for."""
    is_kept: bool = False
    """Whether the service told it once and does not any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a service said about an agreement at one moment."""

    service: ServiceKind
    service_id: str
    """A SigningHub package id, or Scrive document ids joined by `,`."""
    title: str
    status: AgreementStatus
    raw_status: str
    observed_at: datetime
    """When we asked; aware, UTC."""
    documents: tuple[ObservedDocument, ...] = ()
    participants: tuple[ObservedParticipant, ...] = ()
    waiting_for_names: tuple[str, ...] = ()
    """Who is next by the service's own word; empty where it has none."""
    owner: str = ""
    owner_email: str = ""
    sent_at: Moment | None = None
    modified_at: Moment | None = None
    deadline: Moment | None = None
    completed_at: Moment | None = None
    ended_early: bool = False
    message: str = ""
    history: tuple[HistoryEvent, ...] = ()
    history_kept_at: datetime | None = None
    """When the service last told what it has left out of its history since; None: it tells all."""
    details: JsonObject = field(default_factory=dict)
    """The service's whole answer as decoded, secrets and signing links taken out."""
    copy_of: str = ""
    """The same in all copies of an agreement of which everybody has their own; else empty."""
    versions: JsonObject = field(default_factory=dict)
    """Ids and versions by which a list of changes tells that this is not the latest any more; empty
    where no list would tell."""
    access: Access = Access.OK

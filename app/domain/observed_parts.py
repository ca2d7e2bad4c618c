"""Parts of an observation: what somebody was asked for and gave, and what belongs to a document."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time that a service told."""

    at: datetime
    """Aware, in UTC."""
    zone_known: bool = True
    """False where the service gave no zone: shown with a mark, never compared finely."""


class DocumentNote(StrEnum):
    """Something about a document beside its status that its owner should know."""

    NOT_STARTED = "not_started"
    """Sent, but the service holds it back for now."""
    ALL_SIGNED = "all_signed"
    """Signed by all, while the rest of the process is not done."""
    SEALING = "sealing"
    """Complete; the service is still making the signed file."""
    SEAL_FAILED = "seal_failed"
    """The service could not finish it: there is no signed file."""
    TRASHED = "trashed"
    DELETED = "deleted"
    NOT_OURS = "not_ours"
    """Made by somebody else: this account may only look."""


class Channel(StrEnum):
    """By which way a message goes."""

    EMAIL = "email"
    SMS = "sms"


class Letter(StrEnum):
    """What a message is for."""

    INVITATION = "invitation"
    CONFIRMATION = "confirmation"
    """The signed copy, at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """Whether one message arrived."""

    channel: Channel
    letter: Letter
    arrived: bool | None
    """None while that is not decided."""
    raw_status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """What one participant did with one document."""

    document: str
    """The key of the document in the observation."""
    opened_at: Moment | None = None
    acted_at: Moment | None = None
    declined_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedFile:
    """A file that a participant was asked to hand in."""

    name: str
    description: str = ""
    required: bool = True
    file_name: str = ""
    """Of what was handed in; empty until then, and where the service names no file."""
    handed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer:
    """A question that a participant answers before signing."""

    question: str
    answer: str = ""
    """The option that was chosen; empty until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes along with a document."""

    name: str
    required: bool = False
    """Whether the participants must accept it."""
    merged: bool = False
    """Whether it becomes part of the signed file."""

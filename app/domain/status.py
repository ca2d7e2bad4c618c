"""Status words: ours, and the tables that lead from each service's words to ours."""

import re
from collections.abc import Iterable
from enum import StrEnum


class AgreementStatus(StrEnum):
    """Where an agreement stands; the service's own word is always kept beside it."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"
    UNKNOWN = "unknown"


class ParticipantStatus(StrEnum):
    """Where one participant stands."""

    NOT_YET = "not_yet"
    INVITED = "invited"
    OPENED = "opened"
    ACTED = "acted"
    DECLINED = "declined"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    """Their time to act ended before they acted; nobody refused anything."""
    FAILED = "failed"
    UNKNOWN = "unknown"


class Access(StrEnum):
    """Whether the service still shows the agreement to this account."""

    OK = "ok"
    GONE = "gone"
    FORBIDDEN = "forbidden"


STOPPED = frozenset(
    {
        AgreementStatus.DECLINED,
        AgreementStatus.CANCELLED,
        AgreementStatus.EXPIRED,
        AgreementStatus.FAILED,
    }
)
OVER = STOPPED | {AgreementStatus.COMPLETED}

SCRIVE_DOCUMENT = {
    "preparation": AgreementStatus.DRAFT,
    "awaiting_start": AgreementStatus.IN_PROGRESS,
    "pending": AgreementStatus.IN_PROGRESS,
    "closed": AgreementStatus.COMPLETED,
    "rejected": AgreementStatus.DECLINED,
    "canceled": AgreementStatus.CANCELLED,
    "timedout": AgreementStatus.EXPIRED,
    "document_error": AgreementStatus.FAILED,
}
"""Document API v2, member `status` of a document."""

SIGNINGHUB_WORKFLOW = {
    "DRAFT": AgreementStatus.DRAFT,
    "SHARED": AgreementStatus.IN_PROGRESS,
    "INPROGRESS": AgreementStatus.IN_PROGRESS,
    "INPRGORESS": AgreementStatus.IN_PROGRESS,
    "COMPLETED": AgreementStatus.COMPLETED,
    "DECLINED": AgreementStatus.DECLINED,
}
"""SigningHub REST, Get Workflow Details, `workflow_status` after `normal_word`."""

SIGNINGHUB_PROCESS = {
    "": ParticipantStatus.NOT_YET,
    "UNPROCESSED": ParticipantStatus.NOT_YET,
    "INPROGRESS": ParticipantStatus.INVITED,
    "INPRGORESS": ParticipantStatus.INVITED,
    "PENDING": ParticipantStatus.INVITED,
    "SIGNED": ParticipantStatus.ACTED,
    "REVIEWED": ParticipantStatus.ACTED,
    "APPROVED": ParticipantStatus.ACTED,
    "EDITED": ParticipantStatus.ACTED,
    "UPDATED": ParticipantStatus.ACTED,
    "PROCESSED": ParticipantStatus.ACTED,
    "DECLINED": ParticipantStatus.DECLINED,
    "INVALID": ParticipantStatus.FAILED,
}
"""SigningHub REST, Get Workflow Details, `users[].process_status` after `normal_word`."""


def normal_word(raw: str) -> str:
    """A service's word without case, blanks and punctuation, for looking it up."""
    return re.sub(r"[^A-Z0-9]", "", raw.upper())


def scrive_document_status(raw: str) -> AgreementStatus:
    """Our word for the status of one Scrive document."""
    return SCRIVE_DOCUMENT.get(raw.strip().lower(), AgreementStatus.UNKNOWN)


def scrive_flow_status(documents: Iterable[AgreementStatus]) -> AgreementStatus:
    """Our word for a Flow agreement, rolled up from its documents.

    The first of declined, cancelled, expired, failed wins.
    """
    found = list(documents)
    for stopped in (
        AgreementStatus.DECLINED,
        AgreementStatus.CANCELLED,
        AgreementStatus.EXPIRED,
        AgreementStatus.FAILED,
    ):
        if stopped in found:
            return stopped
    for all_same in (AgreementStatus.COMPLETED, AgreementStatus.DRAFT):
        if found and all(each is all_same for each in found):
            return all_same
    if not found or all(each is AgreementStatus.UNKNOWN for each in found):
        return AgreementStatus.UNKNOWN
    return AgreementStatus.IN_PROGRESS


def signinghub_workflow_status(raw: str) -> AgreementStatus:
    """Our word for a SigningHub workflow; one that its owner ended is completed."""
    if signinghub_ended_by_owner(raw):
        return AgreementStatus.COMPLETED
    return SIGNINGHUB_WORKFLOW.get(normal_word(raw), AgreementStatus.UNKNOWN)


def signinghub_ended_by_owner(raw: str) -> bool:
    """Whether SigningHub's word says that the owner ended the workflow; its ending is not known."""
    return normal_word(raw).startswith("TERMINAT")


def signinghub_process_status(raw: str, workflow: AgreementStatus) -> ParticipantStatus:
    """Our word for a SigningHub recipient; who has not acted when it is over was skipped."""
    word = normal_word(raw)
    if "COPY" in word or word.startswith("CARBONCOP"):
        return ParticipantStatus.ACTED
    status = SIGNINGHUB_PROCESS.get(word, ParticipantStatus.UNKNOWN)
    if status in {ParticipantStatus.NOT_YET, ParticipantStatus.INVITED} and workflow in OVER:
        return ParticipantStatus.SKIPPED
    return status

"""Which view an agreement belongs to, and why it may need its owner."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.observation import Observation
from app.domain.progress import must_act, waiting_for
from app.domain.status import OVER, STOPPED, Access, AgreementStatus, ParticipantStatus

DEADLINE_NEAR = timedelta(days=4)
"""From here on a deadline is shown as needing attention."""


class View(StrEnum):
    """The views on the left of the window."""

    NEEDS_YOU = "needs_you"
    WAITING = "waiting"
    OUTBOX = "outbox"
    DRAFTS = "drafts"
    COMPLETED = "completed"
    STOPPED = "stopped"


class Reason(StrEnum):
    """Why an agreement needs its owner."""

    YOUR_TURN = "your_turn"
    NOT_DELIVERED = "not_delivered"
    DEADLINE_NEAR = "deadline_near"
    NO_ACCESS = "no_access"


def reason(observation: Observation, now: datetime, own_email: str = "") -> Reason | None:
    """Why the owner is needed now; None when nothing is asked of them."""
    if observation.access is not Access.OK:
        return Reason.NO_ACCESS
    if observation.status is not AgreementStatus.IN_PROGRESS:
        return None
    waiting = waiting_for(observation)
    if own_email and any(each.email.lower() == own_email.lower() for each in waiting):
        return Reason.YOUR_TURN
    if any(
        each.status is ParticipantStatus.FAILED and must_act(each)
        for each in observation.participants
    ):
        return Reason.NOT_DELIVERED
    end = observation.deadline
    if end is not None and end.at - now <= DEADLINE_NEAR:
        return Reason.DEADLINE_NEAR
    return None


def view_of(observation: Observation, now: datetime, own_email: str = "") -> View:
    """The one view in which a tracked agreement stands."""
    if reason(observation, now, own_email) is not None:
        return View.NEEDS_YOU
    if observation.status is AgreementStatus.DRAFT:
        return View.DRAFTS
    if observation.status in STOPPED:
        return View.STOPPED
    if observation.status in OVER:
        return View.COMPLETED
    return View.WAITING

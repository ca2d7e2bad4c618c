"""The roll-up of an observation: how far it is, and who is next."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.kinds import Delivery, Role
from app.domain.observation import Observation, ObservedParticipant
from app.domain.status import AgreementStatus, ParticipantStatus

_PASSIVE_ROLES = frozenset({Role.VIEWER.value, Role.COPY.value})
_UNTOLD = frozenset({Delivery.LINK, Delivery.IN_PERSON, Delivery.NONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of those who must act have acted."""

    done: int
    total: int
    opened: int = 0
    declined: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """Those for whom everybody waits, and since when."""

    participants: tuple[ObservedParticipant, ...]
    since: datetime | None
    """When it became their turn, as far as known; aware, UTC."""


def must_act(participant: ObservedParticipant) -> bool:
    """Whether the agreement waits for this participant at some point; viewers never block."""
    return participant.role not in _PASSIVE_ROLES


def is_written_to(participant: ObservedParticipant) -> bool:
    """Whether the service sends messages to this participant, as far as it tells.

    Who has a link from the owner, signs in person or was not invited hears nothing of it.
    """
    return participant.delivery not in _UNTOLD


def progress(observation: Observation) -> Progress:
    """How far the agreement is."""
    acting = [each for each in observation.participants if must_act(each)]
    return Progress(
        done=sum(each.status is ParticipantStatus.ACTED for each in acting),
        total=len(acting),
        opened=sum(each.status is ParticipantStatus.OPENED for each in acting),
        declined=sum(each.status is ParticipantStatus.DECLINED for each in acting),
    )


def stages(observation: Observation) -> tuple[tuple[ObservedParticipant, ...], ...]:
    """The participants stage by stage, each stage in the service's order."""
    numbers = sorted({each.signing_order for each in observation.participants})
    return tuple(
        tuple(each for each in observation.participants if each.signing_order == number)
        for number in numbers
    )


def waiting_for(observation: Observation) -> tuple[ObservedParticipant, ...]:
    """Those whose turn it is; empty when the agreement is not in progress."""
    if observation.status is not AgreementStatus.IN_PROGRESS:
        return ()
    turn = {ParticipantStatus.INVITED, ParticipantStatus.OPENED, ParticipantStatus.FAILED}
    return tuple(
        each for each in observation.participants if must_act(each) and each.status in turn
    )


def waiting_names(observation: Observation) -> tuple[str, ...]:
    """Names of those whose turn it is, by our reading or else by the service's own word."""
    people = waiting_for(observation)
    if people:
        return tuple(each.name or each.email for each in people)
    if observation.status is AgreementStatus.IN_PROGRESS:
        return observation.waiting_for_names
    return ()


def blocker(observation: Observation) -> Blocker | None:
    """For whom everybody waits, with the time since when; None when nobody holds it up."""
    people = waiting_for(observation)
    if not people:
        return None
    return Blocker(participants=people, since=_turn_began(observation, people))


def _turn_began(
    observation: Observation, people: tuple[ObservedParticipant, ...]
) -> datetime | None:
    """When the earliest was up: by invitation, else by the last act before, else by sending."""
    invited = [each.invited_at.at for each in people if each.invited_at]
    if invited:
        return min(invited)
    stage = min(each.signing_order for each in people)
    acted = [
        each.acted_at.at
        for each in observation.participants
        if each.acted_at and each.signing_order < stage
    ]
    if acted:
        return max(acted)
    return observation.sent_at.at if observation.sent_at else None

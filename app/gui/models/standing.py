"""Where an agreement or a person stands: word, glyph and colour, always together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.attention import Reason
from app.domain.kinds import Role
from app.domain.observation import Moment, Observation, ObservedParticipant
from app.domain.progress import is_written_to, must_act
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.gui.when import Times
from app.gui.widgets.pips import Pip
from app.gui.widgets.states import State
from app.services.texts import agreement_word, participant_word

NO_EVENT: Final = "text-2"
"""Colour of what is neither good nor bad, e.g. somebody whose turn has not come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementStanding:
    """How an agreement is shown at a glance."""

    state: State
    word: str
    glyph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStanding:
    """How one participant is shown."""

    word: str
    glyph: str
    token: str
    """The colour: a state or `text-2`."""
    moment: Moment | None = None
    """When it came to that, as far as told."""


NOT_ASKED: Final = AgreementStanding(
    state=State.OFFLINE, word="Not asked yet", glyph=State.OFFLINE.glyph
)
"""An agreement of which the service has not been asked anything."""


def agreement_standing(
    observation: Observation, reason: Reason | None, times: Times
) -> AgreementStanding:
    """Why the owner is needed, else how far the agreement is."""
    if reason is not None:
        return _needing(observation, reason, times)
    if observation.status is AgreementStatus.COMPLETED and observation.ended_early:
        return AgreementStanding(state=State.DONE, word="Ended early", glyph="circle-check")
    return status_standing(observation.status, observation.raw_status)


def status_standing(status: AgreementStatus, raw_status: str = "") -> AgreementStanding:
    """How far something is by its status alone, e.g. one document of several."""
    word = agreement_word(status)
    if status is AgreementStatus.UNKNOWN:
        word = raw_status or word
    state, glyph = _STANDING[status]
    return AgreementStanding(state=state, word=word, glyph=glyph)


def person_standing(participant: ObservedParticipant) -> PersonStanding:
    """What the participant did last, or what is waited for."""
    status, role = participant.status, participant.role
    if status is ParticipantStatus.INVITED:
        return _invited(participant)
    word = participant_word(status, role)
    if status is ParticipantStatus.NOT_YET and role == Role.COPY.value:
        word = "At the end"
    elif status is ParticipantStatus.OPENED and role != Role.SIGNER.value:
        word = "Opened"
    elif status is ParticipantStatus.UNKNOWN:
        word = participant.raw_status or word
    glyph, token = _PERSON[status]
    moment = {
        ParticipantStatus.OPENED: participant.opened_at,
        ParticipantStatus.ACTED: participant.acted_at,
        ParticipantStatus.DECLINED: participant.acted_at,
        ParticipantStatus.EXPIRED: participant.acted_at or participant.deadline,
    }.get(status)
    return PersonStanding(word=word, glyph=glyph, token=token, moment=moment)


def pips_of(observation: Observation) -> tuple[Pip, ...]:
    """One pip for each who must act, in the service's order."""
    return tuple(
        _PIPS.get(each.status, Pip.NONE) for each in observation.participants if must_act(each)
    )


def deadline_is_near(deadline: datetime, times: Times, days: int = 4) -> bool:
    """Whether a deadline is close enough to be shown as needing attention."""
    return (deadline - times.now).total_seconds() <= days * 86_400


def capital(words: str) -> str:
    """The words with a capital at the beginning and the rest as it is."""
    return words[:1].upper() + words[1:]


_STANDING: Final = {
    AgreementStatus.DRAFT: (State.DRAFT, "pencil-line"),
    AgreementStatus.IN_PROGRESS: (State.WAITING, "hourglass"),
    AgreementStatus.COMPLETED: (State.DONE, "circle-check"),
    AgreementStatus.DECLINED: (State.STOPPED, "circle-x"),
    AgreementStatus.CANCELLED: (State.STOPPED, "ban"),
    AgreementStatus.EXPIRED: (State.STOPPED, "calendar-x-2"),
    AgreementStatus.FAILED: (State.STOPPED, "circle-x"),
    AgreementStatus.UNKNOWN: (State.OFFLINE, "circle-alert"),
}

_PERSON: Final = {
    ParticipantStatus.NOT_YET: ("circle-dashed", NO_EVENT),
    ParticipantStatus.OPENED: ("hourglass", State.WAITING),
    ParticipantStatus.ACTED: ("circle-check", State.DONE),
    ParticipantStatus.DECLINED: ("circle-x", State.STOPPED),
    ParticipantStatus.SKIPPED: ("circle-minus", NO_EVENT),
    ParticipantStatus.EXPIRED: ("calendar-x-2", State.STOPPED),
    ParticipantStatus.FAILED: ("mail-x", State.NEEDS),
    ParticipantStatus.UNKNOWN: ("circle-alert", NO_EVENT),
}

_PIPS: Final = {
    ParticipantStatus.ACTED: Pip.ACTED,
    ParticipantStatus.OPENED: Pip.OPENED,
    ParticipantStatus.DECLINED: Pip.DECLINED,
}


def _invited(participant: ObservedParticipant) -> PersonStanding:
    word = participant_word(ParticipantStatus.INVITED, "", participant.delivery)
    moment = participant.invited_at if is_written_to(participant) else None
    if participant.authenticated_at is not None:
        word, moment = "Identity proven", participant.authenticated_at
    elif participant.delivered:
        word, moment = "Delivered", participant.delivered_at
    return PersonStanding(word=word, glyph="hourglass", token=State.WAITING, moment=moment)


def _needing(observation: Observation, reason: Reason, times: Times) -> AgreementStanding:
    if reason is Reason.DEADLINE_NEAR and observation.deadline is not None:
        word = capital(times.until(observation.deadline.at))
        return AgreementStanding(state=State.NEEDS, word=word, glyph="calendar-clock")
    if reason is Reason.NO_ACCESS and observation.access is Access.GONE:
        return AgreementStanding(state=State.OFFLINE, word="Gone", glyph="circle-alert")
    word, glyph = {
        Reason.YOUR_TURN: ("Your turn", "pen-line"),
        Reason.NOT_DELIVERED: ("Not delivered", "mail-x"),
        Reason.NO_ACCESS: ("No access", "lock-keyhole"),
    }.get(reason, (State.NEEDS.word, State.NEEDS.glyph))
    return AgreementStanding(state=State.NEEDS, word=word, glyph=glyph)

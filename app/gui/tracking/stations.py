"""The stations of the person for whom everybody waits, from what the service really told."""

from app.domain.kinds import Role
from app.domain.observation import Moment, ObservedParticipant
from app.domain.progress import is_written_to
from app.domain.status import ParticipantStatus
from app.gui.when import Times
from app.gui.widgets.blocker_card import Station, StationState
from app.services.texts import participant_word, provider_word


def stations(participant: ObservedParticipant, times: Times) -> tuple[Station, ...]:
    """Invited, delivered, opened, proven, signed: those of which the service knows.

    A station is passed when its time is known or when a later one was passed; a service that
    never tells of deliveries has no such station.
    """
    way = [
        *_invited(participant, times),
        *_delivered(participant, times),
        _station("Opened", participant.opened_at, times, passed=_is_opened(participant)),
        *_proven(participant, times),
        _acted(participant, times),
    ]
    return tuple(way)


def asked_proof(participant: ObservedParticipant) -> str:
    """What the participant proves their identity with, in words; empty where nothing is asked."""
    asked = participant.authentication_to_view or participant.authentication_to_sign
    if asked in ("", "standard"):
        asked = participant.authentication_to_sign
    if asked in ("", "standard"):
        return ""
    return " + ".join(provider_word(each.strip()) for each in asked.split(","))


def _station(name: str, at: Moment | None, times: Times, *, passed: bool) -> Station:
    if at is not None:
        return Station(name=name, detail=times.moment(at), state=StationState.PASSED)
    if passed:
        return Station(name=name, detail="Time not told", state=StationState.PASSED)
    return Station(name=name, detail="Not yet", state=StationState.AHEAD)


def _invited(participant: ObservedParticipant, times: Times) -> tuple[Station, ...]:
    if not is_written_to(participant):
        return ()
    passed = _is_invited(participant)
    return (_station("Invited", participant.invited_at, times, passed=passed),)


def _delivered(participant: ObservedParticipant, times: Times) -> tuple[Station, ...]:
    if participant.status is ParticipantStatus.FAILED:
        return (Station(name="Delivered", detail="Did not arrive", state=StationState.PROBLEM),)
    if not participant.delivered:
        return ()
    return (_station("Delivered", participant.delivered_at, times, passed=True),)


def _proven(participant: ObservedParticipant, times: Times) -> tuple[Station, ...]:
    name = asked_proof(participant)
    if not name:
        return ()
    if participant.authenticated or participant.authenticated_at is not None:
        return (_station(name, participant.authenticated_at, times, passed=True),)
    stuck = participant.status is ParticipantStatus.OPENED
    detail = "Not given yet" if stuck else "Not yet"
    state = StationState.PROBLEM if stuck else StationState.AHEAD
    return (Station(name=name, detail=detail, state=state),)


def _acted(participant: ObservedParticipant, times: Times) -> Station:
    if participant.status is ParticipantStatus.DECLINED:
        detail = times.moment(participant.acted_at)
        return Station(name="Declined", detail=detail, state=StationState.PROBLEM)
    acts = participant.role in {role.value for role in Role}
    name = participant_word(ParticipantStatus.ACTED, participant.role) if acts else "Done"
    has_acted = participant.status is ParticipantStatus.ACTED
    return _station(name, participant.acted_at if has_acted else None, times, passed=has_acted)


def _is_invited(participant: ObservedParticipant) -> bool:
    return participant.status not in {ParticipantStatus.NOT_YET, ParticipantStatus.UNKNOWN}


def _is_opened(participant: ObservedParticipant) -> bool:
    return participant.status in {ParticipantStatus.OPENED, ParticipantStatus.ACTED}

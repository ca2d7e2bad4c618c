"""What the card above the workflow says: for whom everybody waits, or why it stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.contacts import spaced_phone
from app.domain.kinds import Delivery, ParticipantKind
from app.domain.observation import Observation, ObservedParticipant
from app.domain.progress import Blocker as Waiting
from app.domain.progress import blocker
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.tracking.details import plain_text
from app.gui.tracking.opening_rows import ACCESS_ENDED
from app.gui.tracking.stations import asked_proof, stations
from app.gui.when import Times
from app.gui.widgets.blocker_card import Blocker, NextStep

_UNINVITED: Final[Mapping[Delivery | None, str]] = {
    Delivery.LINK: "Waits until you hand over the link: nobody else writes to them.",
    Delivery.IN_PERSON: "Signs in person, with you; nobody writes to them.",
    Delivery.NONE: "Was not invited: nobody writes to them.",
}

_NOBODY: Final = "Nobody is named for this place, so nobody can act. Put a person there."


def card_words(
    observation: Observation, times: Times, steps: Sequence[NextStep] = ()
) -> Blocker | None:
    """The card of an agreement; None when nobody holds it up. `steps` become its buttons."""
    decliner = _decliner(observation)
    if decliner is not None:
        return _declined(observation, decliner, times)
    late = _late(observation)
    if late is not None:
        return _ran_out(observation, late, times)
    if observation.status is AgreementStatus.DRAFT and observation.sent_at is not None:
        return _recalled(steps)
    waiting = blocker(observation)
    if waiting is None:
        return None
    waiting = replace(waiting, participants=_open_places_first(waiting.participants))
    first = waiting.participants[0]
    stuck = first.status is ParticipantStatus.FAILED
    return Blocker(
        name=_names(waiting.participants),
        first=first.name or first.email,
        person=_place(observation, first),
        kind=first.kind,
        intro="Everybody waits for",
        since=times.since(waiting.since) if waiting.since else "",
        stations=stations(first, times),
        sentence=" ".join(filter(None, (_why(waiting, times), _later(observation, waiting)))),
        steps=tuple(steps),
        stopped=stuck,
    )


def first_waiting(observation: Observation) -> ObservedParticipant | None:
    """The participant whom the card is about."""
    waiting = blocker(observation)
    return _open_places_first(waiting.participants)[0] if waiting else None


def _decliner(observation: Observation) -> ObservedParticipant | None:
    if observation.status is not AgreementStatus.DECLINED:
        return None
    return next(
        (p for p in observation.participants if p.status is ParticipantStatus.DECLINED), None
    )


def _declined(observation: Observation, participant: ObservedParticipant, times: Times) -> Blocker:
    quoted = plain_text(participant.reason)
    what = f"“{quoted}”" if quoted else "No reason was given."
    return Blocker(
        name=participant.name or participant.email,
        person=_place(observation, participant),
        intro="Declined by",
        since=times.moment(participant.acted_at),
        sentence=f"{what} A declined agreement cannot be continued.",
        stopped=True,
    )


def _late(observation: Observation) -> ObservedParticipant | None:
    if observation.status is not AgreementStatus.EXPIRED:
        return None
    return next(
        (p for p in observation.participants if p.status is ParticipantStatus.EXPIRED), None
    )


def _ran_out(observation: Observation, participant: ObservedParticipant, times: Times) -> Blocker:
    return Blocker(
        name=participant.name or participant.email,
        person=_place(observation, participant),
        intro="Time ran out for",
        since=times.moment(participant.deadline or participant.acted_at),
        sentence=f"{ACCESS_ENDED} To go on, send it again with a longer access.",
        stopped=True,
    )


def _recalled(steps: Sequence[NextStep]) -> Blocker:
    return Blocker(
        name="Recalled",
        person=None,
        sentence="Nobody can open it now. It waits to be corrected and sent again, or deleted.",
        steps=tuple(steps),
    )


def _names(people: Sequence[ObservedParticipant]) -> str:
    first = people[0].name or people[0].email
    others = len(people) - 1
    if others == 0:
        return first
    return f"{first} and {others} other{'s' if others > 1 else ''}"


def _place(observation: Observation, participant: ObservedParticipant) -> int:
    return observation.participants.index(participant)


def _open_places_first(people: Sequence[ObservedParticipant]) -> tuple[ObservedParticipant, ...]:
    """Where nobody is named, nobody can act: the owner has to do something about these first."""
    return tuple(sorted(people, key=lambda each: each.kind is not ParticipantKind.PLACEHOLDER))


def _later(observation: Observation, waiting: Waiting) -> str:
    """A place that will stop everybody when its turn comes."""
    names = [
        f"“{each.name}”"
        for each in observation.participants
        if each.kind is ParticipantKind.PLACEHOLDER
        and each.status is ParticipantStatus.NOT_YET
        and each not in waiting.participants
    ]
    return f"Later nobody is named for {', '.join(names)} yet." if names else ""


def _why(waiting: Waiting, times: Times) -> str:
    """One sentence about the first, one about the others."""
    first, *others = waiting.participants
    kept = first.kind is ParticipantKind.PLACEHOLDER
    sentences = [_NOBODY if kept else _about(first, times)]
    if others:
        names = ", ".join(each.name or each.email for each in others)
        sentences.append(f"It is the turn of {names} too.")
    return " ".join(sentences)


def _about(participant: ObservedParticipant, times: Times) -> str:
    if participant.status is ParticipantStatus.FAILED:
        where = participant.email or participant.phone
        return f"The invitation to {where} did not arrive." if where else "It did not arrive."
    proof = asked_proof(participant)
    if participant.status is ParticipantStatus.OPENED:
        if proof and not participant.authenticated:
            number = spaced_phone(participant.phone).replace(" ", "\N{NO-BREAK SPACE}")
            goes = f" The code goes to {number}." if "SMS" in proof and number else ""
            return f"Opened, but identity not proven yet: {proof}.{goes}"
        return f"Opened {times.moment(participant.opened_at)} and not signed yet.".replace(
            "  ", " "
        )
    if participant.invitation_read_at is not None:
        return "The invitation was read, the documents were not opened yet."
    if participant.delivered:
        return "The invitation arrived and was not opened yet."
    return _UNINVITED.get(participant.delivery, "Invited; nothing more is known yet.")

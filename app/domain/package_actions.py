"""What can be done with a SigningHub package as it stands, and why the rest cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.actions import (
    KINDS_OF_SIGNINGHUB,
    PERSON_KINDS,
    ActionKind,
    Offer,
    Situation,
    WhyNot,
)
from app.domain.json_value import JsonObject
from app.domain.kinds import ParticipantKind, Role
from app.domain.observation import Observation, ObservedParticipant
from app.domain.package_stages import PackageType
from app.domain.status import STOPPED, Access, AgreementStatus, ParticipantStatus, normal_word

_FIRST_WITH_REMINDING: Final = 4
"""Version of the interface from which people are reminded at once (workflow/{order}/remind)."""
_FITTING: Final[Mapping[ActionKind, tuple[frozenset[AgreementStatus], WhyNot]]] = {
    ActionKind.RECALL: (frozenset({AgreementStatus.IN_PROGRESS}), WhyNot.NOT_PENDING),
    ActionKind.COMPLETE_EARLY: (frozenset({AgreementStatus.IN_PROGRESS}), WhyNot.NOT_PENDING),
    ActionKind.REMIND_PERSON: (frozenset({AgreementStatus.IN_PROGRESS}), WhyNot.NOT_PENDING),
    ActionKind.REPLACE_PERSON: (frozenset({AgreementStatus.IN_PROGRESS}), WhyNot.NOT_PENDING),
    ActionKind.CORRECT: (frozenset({AgreementStatus.DRAFT}), WhyNot.NOT_DRAFT),
    ActionKind.RESTART: (STOPPED, WhyNot.NOT_STOPPED),
}
"""The statuses in which each can be done (REST API, "State and calls"); the others in any."""
_OF_ANYBODY: Final = frozenset({ActionKind.DELETE, ActionKind.RESTART})
_TURN: Final = frozenset(
    {ParticipantStatus.INVITED, ParticipantStatus.OPENED, ParticipantStatus.FAILED}
)
_DONE: Final = frozenset({ParticipantStatus.ACTED, ParticipantStatus.DECLINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSeat:
    """A place in the workflow, and who is there (Get Workflow Details, `users`)."""

    order: int
    """The position, by which the service is asked."""
    email: str
    group: str
    placeholder: str
    """What stands there while nobody is named."""
    role: str
    stage: int | None
    mobile: str
    by_sms: bool
    notified: bool
    """False where nobody ever writes to them."""


def package_offers(situation: Situation) -> tuple[Offer, ...]:
    """Every action on a package, first on the whole, then on each person in their order."""
    kinds = [each for each in ActionKind if each in KINDS_OF_SIGNINGHUB]
    whole = (_on_whole(situation, kind) for kind in kinds if kind not in PERSON_KINDS)
    people = (
        _on_person(situation, kind, person)
        for person in situation.observation.participants
        for kind in kinds
        if kind in PERSON_KINDS
    )
    return (*whole, *people)


def seat_of(observation: Observation, person: ObservedParticipant) -> PackageSeat:
    """The place of a participant; a server that tells no `order` means the one in the list."""
    told, place = person.details, observation.participants.index(person) + 1
    order, stage = told.get("order"), told.get("signing_order")
    open_ = person.kind is ParticipantKind.PLACEHOLDER
    return PackageSeat(
        order=order if isinstance(order, int) else place,
        email=person.email,
        group=_text(told, "group_name"),
        placeholder=person.name.strip() if open_ else "",
        role=person.raw_role,
        stage=stage if isinstance(stage, int) else None,
        mobile=person.phone,
        by_sms="SMS" in _text(told, "delivery_method"),
        notified=told.get("email_notification") is not False,
    )


def workflow_of(observation: Observation) -> JsonObject:
    """What the service says of the workflow as a whole."""
    told = observation.details.get("workflow")
    return told if isinstance(told, dict) else {}


def is_locked(observation: Observation) -> bool:
    """Whether a template that must not be changed was applied."""
    return workflow_of(observation).get("read_only") is True


def is_one_of_copies(observation: Observation) -> bool:
    """Whether it is the package of one person, of several that were shared at once."""
    return normal_word(_text(workflow_of(observation), "workflow_type")) == PackageType.INDIVIDUAL


def waits_for_account(observation: Observation) -> bool:
    """Whether it is the turn of whoever is signed in (`package_status`)."""
    return normal_word(_text(observation.details, "package_status")) == "PENDING"


def is_guest(situation: Situation) -> bool:
    """Whether somebody else owns the package; unknown is taken as ours: the service decides."""
    owner, mine = situation.observation.owner_email, situation.account_email
    return bool(owner and mine) and owner.strip().casefold() != mine.strip().casefold()


def _on_whole(situation: Situation, kind: ActionKind) -> Offer:
    why_not = _hindered(situation, kind)
    now: dict[str, str] = {}
    if kind is ActionKind.CHANGE_OWNER and why_not is None:
        now = {"email": situation.observation.owner_email}
    return Offer(kind=kind, why_not=why_not, now=now)


def _on_person(situation: Situation, kind: ActionKind, person: ObservedParticipant) -> Offer:
    why_not = _hindered(situation, kind) or _lacking(situation, kind)
    why_not = why_not or _hindered_by(situation, kind, person)
    now: dict[str, str] = {}
    if kind is ActionKind.REPLACE_PERSON and why_not is None:
        now = {"name": person.name, "email": person.email}
        if _may_set_number(situation, person):
            now["mobile"] = person.phone
    return Offer(kind=kind, person=person.key, why_not=why_not, now=now)


def _may_set_number(situation: Situation, person: ObservedParticipant) -> bool:
    seat = seat_of(situation.observation, person)
    return seat.by_sms and situation.api_version >= _FIRST_WITH_REMINDING


def _hindered(situation: Situation, kind: ActionKind) -> WhyNot | None:
    """What about the whole package stands in the way."""
    seen = situation.observation
    if seen.access is not Access.OK:
        return WhyNot.NO_ACCESS
    if kind not in _OF_ANYBODY and is_guest(situation):
        return WhyNot.NOT_OWNER
    fitting = _FITTING.get(kind)
    if fitting is not None and seen.status not in fitting[0]:
        return fitting[1]
    return WhyNot.LOCKED if kind is ActionKind.CORRECT and is_locked(seen) else None


def _lacking(situation: Situation, kind: ActionKind) -> WhyNot | None:
    """What the server, or the version with which it is used, lacks."""
    if kind is not ActionKind.REMIND_PERSON:
        return None
    if situation.api_version < _FIRST_WITH_REMINDING:
        return WhyNot.NEEDS_V4
    return None if situation.reminds else WhyNot.NOT_AT_SERVER


def _hindered_by(
    situation: Situation, kind: ActionKind, person: ObservedParticipant
) -> WhyNot | None:
    """What about a person stands in the way."""
    if person.status in _DONE:
        copied = person.role == Role.COPY and person.status is ParticipantStatus.ACTED
        return WhyNot.ONLY_COPY if copied else WhyNot.ACTED
    if kind is ActionKind.REPLACE_PERSON:
        return _kept(situation, person)
    if person.kind is ParticipantKind.PLACEHOLDER:
        return WhyNot.NO_MESSAGE
    if person.role == Role.COPY:
        return WhyNot.ONLY_COPY
    if person.status not in _TURN:
        return WhyNot.NOT_THEIR_TURN
    return None if seat_of(situation.observation, person).notified else WhyNot.NO_MESSAGE


def _kept(situation: Situation, person: ObservedParticipant) -> WhyNot | None:
    """Why nobody else takes a place; a template that locks the rest leaves open ones to fill."""
    if person.kind is ParticipantKind.PLACEHOLDER:
        return None
    if is_locked(situation.observation):
        return WhyNot.LOCKED
    return WhyNot.IS_GROUP if person.kind is ParticipantKind.GROUP else None


def _text(told: JsonObject, name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""

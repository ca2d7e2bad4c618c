"""What an action on a SigningHub package will cause, said before it is done."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from app.domain.actions import ActionEffect, ActionKind, ActionRequest, Cause, Situation
from app.domain.kinds import ParticipantKind
from app.domain.observation import ObservedParticipant
from app.domain.package_actions import (
    is_guest,
    is_locked,
    is_one_of_copies,
    waits_for_account,
)
from app.domain.package_values import person_of, replaced_members
from app.domain.progress import must_act, waiting_for
from app.domain.status import AgreementStatus, ParticipantStatus

_OPEN: Final = frozenset(
    {
        ParticipantStatus.INVITED,
        ParticipantStatus.OPENED,
        ParticipantStatus.NOT_YET,
        ParticipantStatus.FAILED,
        ParticipantStatus.UNKNOWN,
    }
)


def package_effects(request: ActionRequest, situation: Situation) -> tuple[ActionEffect, ...]:
    """What a request will cause, the gravest first, what is kept last."""
    return tuple(_CAUSES[request.kind](request, situation))


def _recall(_request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    seen = situation.observation
    yield named(Cause.ACCESS_ENDS, _open(situation))
    yield named(Cause.RECALL_TOLD, waiting_for(seen))
    signed = _acted(situation)
    if signed:
        yield named(Cause.SIGNATURES_UNSURE, signed)
    yield ActionEffect(cause=Cause.QUOTA_AGAIN)
    if is_one_of_copies(seen):
        yield ActionEffect(cause=Cause.COPY_ALONE)
    again = Cause.LOCKED_DRAFT if is_locked(seen) else Cause.DRAFT_AGAIN
    yield ActionEffect(cause=again)


def _correct(_request: ActionRequest, _situation: Situation) -> Iterator[ActionEffect]:
    yield ActionEffect(cause=Cause.NEW_DRAFT)
    yield ActionEffect(cause=Cause.SAME_PACKAGE)


def _restart(_request: ActionRequest, _situation: Situation) -> Iterator[ActionEffect]:
    yield ActionEffect(cause=Cause.NEW_DRAFT)
    yield ActionEffect(cause=Cause.OLD_STAYS)


def _complete_early(_request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    yield named(Cause.ENDED_EARLY, [each for each in _open(situation) if must_act(each)])
    yield named(Cause.ACCESS_ENDS, _open(situation))
    signed = _acted(situation)
    if signed:
        yield named(Cause.WORK_KEPT, signed)
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _change_owner(request: ActionRequest, _situation: Situation) -> Iterator[ActionEffect]:
    yield ActionEffect(
        cause=Cause.OWNER_CHANGES, facts={"address": " ".join((request.email or "").split())}
    )
    yield ActionEffect(cause=Cause.MAY_BE_HIDDEN)
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _delete(_request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    seen = situation.observation
    if is_guest(situation):
        if waits_for_account(seen):
            yield ActionEffect(cause=Cause.DECLINED_FOR_YOU)
        yield ActionEffect(cause=Cause.LEAVES_LISTS)
    elif seen.status is AgreementStatus.DRAFT:
        yield ActionEffect(cause=Cause.DELETED_FOR_GOOD)
    elif seen.status is AgreementStatus.IN_PROGRESS:
        yield named(Cause.RECALLED_FIRST, [each for each in _open(situation) if must_act(each)])
        yield named(Cause.RECALL_TOLD, waiting_for(seen))
        signed = _acted(situation)
        if signed:
            yield named(Cause.SIGNATURES_LAPSE, signed)
        yield ActionEffect(cause=Cause.DELETED_FOR_GOOD)
    else:
        yield ActionEffect(cause=Cause.LEAVES_LISTS)
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _remind_person(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    person = person_of(request, situation.observation)
    yield named(Cause.REMINDER_TO, [] if person is None else [person])
    yield ActionEffect(cause=Cause.IRREVERSIBLE)


def _replace_person(request: ActionRequest, situation: Situation) -> Iterator[ActionEffect]:
    person = person_of(request, situation.observation)
    changed = {} if person is None else replaced_members(request, person)
    if person is None or not changed:
        return
    new = changed.get("name", person.name)
    address = changed.get("email", person.email)
    facts = {"name": person.name or person.email, "new": new, "address": address}
    if "email" not in changed:
        yield ActionEffect(cause=Cause.REPLACED_BY, facts=facts)
        yield ActionEffect(cause=Cause.REVERSIBLE)
        return
    if person.kind is not ParticipantKind.PLACEHOLDER:
        yield named(Cause.ACCESS_ENDS, [person])
    yield ActionEffect(cause=Cause.REPLACED_BY, facts=facts)
    turn = person.status is not ParticipantStatus.NOT_YET
    invited = Cause.INVITED_NOW if turn else Cause.INVITED_LATER
    yield ActionEffect(cause=invited, facts={"name": new, "address": address})
    yield ActionEffect(cause=Cause.PLACE_STAYS, facts={"name": new})
    signed = _acted(situation)
    if signed:
        yield named(Cause.WORK_KEPT, signed)
    yield ActionEffect(cause=Cause.CHANGE_BACK if turn else Cause.REVERSIBLE)


_CAUSES: Final[
    Mapping[ActionKind, Callable[[ActionRequest, Situation], Iterator[ActionEffect]]]
] = {
    ActionKind.RECALL: _recall,
    ActionKind.CORRECT: _correct,
    ActionKind.RESTART: _restart,
    ActionKind.COMPLETE_EARLY: _complete_early,
    ActionKind.CHANGE_OWNER: _change_owner,
    ActionKind.DELETE: _delete,
    ActionKind.REMIND_PERSON: _remind_person,
    ActionKind.REPLACE_PERSON: _replace_person,
}


def named(cause: Cause, people: Iterable[ObservedParticipant]) -> ActionEffect:
    """A cause that names people and says how many they are."""
    names = [each.name or each.email or each.phone or each.key for each in people]
    return ActionEffect(cause=cause, facts={"names": ", ".join(names), "count": str(len(names))})


def _open(situation: Situation) -> tuple[ObservedParticipant, ...]:
    """Everybody who has not acted, whether or not their turn has come."""
    return tuple(each for each in situation.observation.participants if each.status in _OPEN)


def _acted(situation: Situation) -> tuple[ObservedParticipant, ...]:
    people = situation.observation.participants
    return tuple(
        each for each in people if must_act(each) and each.status is ParticipantStatus.ACTED
    )

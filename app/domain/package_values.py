"""What is wished of a SigningHub package: can it be used, does it change anything, was it done."""

from collections.abc import Iterator
from typing import Final

from app.domain.actions import ActionFinding, ActionKind, ActionRequest, Situation
from app.domain.contacts import e164, normal_email
from app.domain.observation import Observation, ObservedParticipant
from app.domain.package_actions import seat_of
from app.domain.status import AgreementStatus, normal_word

REMINDED: Final = "REMIND"
"""In the word of an entry of the history; the words themselves are not published."""


def package_findings(request: ActionRequest, situation: Situation) -> Iterator[ActionFinding]:
    """What has to be corrected before a request can be carried out."""
    if request.kind is ActionKind.CHANGE_OWNER:
        yield from _address(request.email)
    elif request.kind is ActionKind.REPLACE_PERSON:
        person = person_of(request, situation.observation)
        if person is None:
            yield ActionFinding(code="person.unknown", member="person")
            return
        if not (request.name if request.name is not None else person.name).strip():
            yield ActionFinding(code="name.missing", member="name")
        yield from _address(person.email if request.email is None else request.email)
        if request.mobile is not None and e164(request.mobile) is None:
            code = "mobile.malformed" if request.mobile.strip() else "mobile.cleared"
            facts = {"typed": request.mobile}
            yield ActionFinding(code=code, member="mobile", facts=facts)


def is_package_unchanged(request: ActionRequest, situation: Situation) -> bool:
    """Whether all that is wished is so already."""
    seen = situation.observation
    if request.kind is ActionKind.RECALL:
        return seen.status is AgreementStatus.DRAFT
    if request.kind is ActionKind.CHANGE_OWNER:
        return bool(request.email) and _is_owner(request, seen)
    if request.kind is ActionKind.REPLACE_PERSON:
        person = person_of(request, seen)
        return person is not None and not replaced_members(request, person)
    return False


def replaced_members(request: ActionRequest, person: ObservedParticipant) -> dict[str, str]:
    """The values that differ from those of the person, by their name in a request."""
    typed = (request.email, request.name, request.mobile)
    email, name, mobile = (None if each is None else " ".join(each.split()) for each in typed)
    found: dict[str, str] = {}
    if email is not None and email.casefold() != person.email.strip().casefold():
        found["email"] = email
    if name is not None and name != person.name.strip():
        found["name"] = name
    if mobile is not None and (e164(mobile) or mobile) != (e164(person.phone) or person.phone):
        found["mobile"] = e164(mobile) or mobile
    return found


def is_package_as_wished(request: ActionRequest, seen: Observation, order: str) -> bool:
    """Whether it is as a request wants it; `order`: the position of the person when it began."""
    match request.kind:
        case ActionKind.RECALL:
            return seen.status is AgreementStatus.DRAFT
        case ActionKind.COMPLETE_EARLY:
            return seen.status is AgreementStatus.COMPLETED and seen.ended_early
        case ActionKind.CHANGE_OWNER:
            return _is_owner(request, seen)
        case ActionKind.REPLACE_PERSON:
            there = (each for each in seen.participants if str(seat_of(seen, each).order) == order)
            person = next(there, None)
            return person is not None and not replaced_members(request, person)
        case _:
            return False


def reminders(observation: Observation) -> int:
    """Of how many reminders the history tells."""
    return sum(REMINDED in normal_word(each.raw_type) for each in observation.history)


def person_of(request: ActionRequest, seen: Observation) -> ObservedParticipant | None:
    """The participant whom a request is about."""
    return next((each for each in seen.participants if each.key == request.person), None)


def _is_owner(request: ActionRequest, seen: Observation) -> bool:
    return (request.email or "").strip().casefold() == seen.owner_email.strip().casefold()


def _address(typed: str | None) -> Iterator[ActionFinding]:
    if typed is None or not typed.strip():
        yield ActionFinding(code="email.missing", member="email")
    elif normal_email(typed) is None:
        yield ActionFinding(code="email.malformed", member="email", facts={"typed": typed.strip()})

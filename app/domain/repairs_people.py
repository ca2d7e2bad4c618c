"""Repairs of what Scrive is told of people, and of how they prove who they are."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.agreement import Agreement, AuthenticationMethod, Participant
from app.domain.editing import DEFAULT_ATTEMPTS, with_changed_participant
from app.domain.findings import Repair
from app.domain.json_value import JsonObject, JsonValue
from app.domain.personal_numbers import bare
from app.domain.scrive_needs import own_members
from app.domain.scrive_people_editing import with_editable_fields, with_member
from app.domain.scrive_proofs import proof_of
from app.domain.web_addresses import with_https

_SCRIVE = "/scrive/"


def repaired(agreement: Agreement, repair: Repair) -> Agreement | None:
    """The agreement after the repair; None where it is not one of these."""
    facts = repair.facts
    if repair.code == "leave_out" and facts["where"].startswith(_SCRIVE):
        path = facts["where"].removeprefix(_SCRIVE).split("/")
        return replace(agreement, scrive=_without(agreement.scrive, path))
    if repair.code == "with_https":
        *_, label, member = facts["where"].split("/")
        url = own_members(agreement, label).get(member)
        return with_member(
            agreement, label, member, with_https(url) if isinstance(url, str) else url
        )
    person = agreement.participant(facts.get("label", ""))
    if person is None:
        return None
    match repair.code:
        case "bare_personal_number":
            number = own_members(agreement, person.label).get("personal_number")
            shorter = bare(number) if isinstance(number, str) else number
            return with_member(agreement, person.label, "personal_number", shorter)
        case "fixed_mobile":
            return with_editable_fields(agreement, person.label, mobile=False)
    changed = _person_repaired(person, repair)
    return None if changed is None else with_changed_participant(agreement, changed)


def _person_repaired(person: Participant, repair: Repair) -> Participant | None:
    place = repair.facts.get("place", "")
    match repair.code:
        case "use_provider":
            return _with_provider(person, place, repair.facts["provider"])
        case "use_flow_word":
            known = proof_of(_method(person, place).provider)
            return person if known is None else _with_provider(person, place, known.in_flow)
        case "usual_attempts":
            method = replace(_method(person, place), max_attempts=DEFAULT_ATTEMPTS)
            return _with_method(person, place, method)
        case "same_proof":
            return _with_provider(person, "view", person.authentication.sign[0].provider)
        case _:
            return None


def _with_provider(person: Participant, place: str, provider: str) -> Participant:
    return _with_method(person, place, replace(_method(person, place), provider=provider))


def _method(person: Participant, place: str) -> AuthenticationMethod:
    """The method at `view` or `sign/0`; a place that is gone asks nothing."""
    methods = _methods(person, place)
    number = _number(place)
    return methods[number] if number < len(methods) else AuthenticationMethod(provider="")


def _with_method(person: Participant, place: str, method: AuthenticationMethod) -> Participant:
    methods = list(_methods(person, place))
    if _number(place) >= len(methods):
        return person
    methods[_number(place)] = method
    changed = (
        replace(person.authentication, view=method)
        if place == "view"
        else replace(person.authentication, sign=tuple(methods))
    )
    return replace(person, authentication=changed)


def _methods(person: Participant, place: str) -> Sequence[AuthenticationMethod]:
    view = person.authentication.view
    if place == "view":
        return () if view is None else (view,)
    return person.authentication.sign


def _number(place: str) -> int:
    return 0 if place == "view" else int(place.rpartition("/")[2])


def _without(settings: JsonObject, path: Sequence[str]) -> JsonObject:
    """The settings without a member or an entry of a list; what is empty then goes too."""
    name, *below = path
    inner = settings.get(name)
    rest: JsonValue = None
    if below and isinstance(inner, dict):
        rest = _without(inner, below)
    elif below and isinstance(inner, list) and below[0].isdigit():
        rest = [each for place, each in enumerate(inner) if place != int(below[0])]
    if rest:
        return {**settings, name: rest}
    return {key: value for key, value in settings.items() if key != name}

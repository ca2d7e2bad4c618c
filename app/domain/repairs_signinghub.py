"""Repairs of what a SigningHub package does not carry."""

from dataclasses import replace

from app.domain.agreement import Agreement, Participant
from app.domain.editing import authentication_to_view, with_changed_participant
from app.domain.field_kinds import PACKAGE_KINDS
from app.domain.findings import Repair
from app.domain.json_value import JsonObject
from app.domain.kinds import Role
from app.domain.part_members import path_of


def repaired(agreement: Agreement, repair: Repair) -> Agreement | None:
    """The agreement after the repair; None where it is not one of these."""
    if repair.code == "leave_out":
        _, *path = path_of(repair.facts["where"])
        return replace(agreement, signinghub=_without(agreement.signinghub, path))
    if repair.code == "only_package_fields":
        kept = tuple(each for each in agreement.fields if each.type in PACKAGE_KINDS)
        return replace(agreement, fields=kept)
    person = agreement.participant(repair.facts.get("label", ""))
    if person is None:
        return None
    changed = _person_repaired(person, repair.code)
    return None if changed is None else with_changed_participant(agreement, changed)


def _person_repaired(person: Participant, code: str) -> Participant | None:
    match code:
        case "make_copy":
            return replace(person, role=Role.COPY)
        case "open_without_proof":
            return authentication_to_view(person, "")
        case "sign_without_proof":
            return replace(person, authentication=replace(person.authentication, sign=()))
        case _:
            return None


def _without(settings: JsonObject, path: list[str]) -> JsonObject:
    """The settings without a member; a group that is empty then goes too."""
    name, *below = path
    inner = settings.get(name)
    if not below or not isinstance(inner, dict):
        return {key: value for key, value in settings.items() if key != name}
    rest = _without(inner, below)
    if not rest:
        return {key: value for key, value in settings.items() if key != name}
    return {**settings, name: rest}

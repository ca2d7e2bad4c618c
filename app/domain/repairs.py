"""Repairs: the changes that mend findings with one click."""

from dataclasses import replace

from app.domain import repairs_fields, repairs_people, repairs_scrive, repairs_signinghub
from app.domain.agreement import Agreement, Participant
from app.domain.editing import (
    DEFAULT_ATTEMPTS,
    authentication_to_sign,
    with_changed_participant,
)
from app.domain.findings import Repair
from app.domain.kinds import STEP_OF_ROLE, Delivery, Role, SendWith, ServiceKind, StepType
from app.domain.labels import new_label
from app.domain.process import Step, walk_steps
from app.domain.process_editing import appended, replaced

_DELIVERIES = {
    "deliver_by_sms": Delivery.SMS,
    "deliver_by_email": Delivery.EMAIL,
    "deliver_as_reachable": None,
}
_WAYS = {"send_with_flow": SendWith.FLOW, "send_with_documents": SendWith.DOCUMENTS}


def repaired(agreement: Agreement, repair: Repair) -> Agreement:
    """The agreement after the repair; unchanged where the repair no longer fits."""
    if repair.code in _WAYS:
        return _sent_with(agreement, _WAYS[repair.code])
    changed = repairs_people.repaired(agreement, repair)
    if changed is None:
        changed = repairs_signinghub.repaired(agreement, repair)
    if changed is None:
        changed = repairs_scrive.repaired(agreement, repair)
    if changed is None:
        changed = repairs_fields.repaired(agreement, repair)
    if changed is not None:
        return changed
    person = agreement.participant(repair.facts.get("label", ""))
    if person is None:
        return agreement
    if repair.code in ("add_step", "step_all_documents", "use_authentication"):
        return _process_repaired(agreement, person, repair.code)
    return with_changed_participant(agreement, _person_repaired(agreement, person, repair))


def _sent_with(agreement: Agreement, way: SendWith) -> Agreement:
    """A way is only written down where the program would not choose it."""
    rest = {name: value for name, value in agreement.scrive.items() if name != "send_with"}
    freely = replace(agreement, scrive=rest)
    if freely.send_with(ServiceKind.SCRIVE) is way:
        return freely
    return replace(agreement, scrive={**rest, "send_with": way.value})


def _process_repaired(agreement: Agreement, person: Participant, code: str) -> Agreement:
    if code == "use_authentication":
        agreement, person = _with_labels(agreement, person)
    documents = tuple(each.label for each in agreement.documents)
    methods = person.authentication.sign
    chosen = methods[0].label if methods else ""
    if code == "add_step":
        step = Step(
            type=STEP_OF_ROLE[person.role],
            participant=person.label,
            documents=documents,
            authentication=chosen if person.role is Role.SIGNER else "",
        )
        return replace(agreement, process=appended(agreement.process, step))
    process = agreement.process
    if process is None:
        return agreement
    for path, step in walk_steps(process):
        if step.participant != person.label:
            continue
        if code == "step_all_documents" and not step.documents:
            process = replaced(process, path, replace(step, documents=documents))
        elif (
            code == "use_authentication" and step.type is StepType.SIGN and not step.authentication
        ):
            process = replaced(process, path, replace(step, authentication=chosen))
    return replace(agreement, process=process)


def _person_repaired(agreement: Agreement, person: Participant, repair: Repair) -> Participant:
    if repair.code == "use_sms_code":
        return _with_sms_code(agreement, person, repair.facts.get("place", ""))
    if repair.code == "use_phone":
        return replace(person, phone=repair.facts["phone"])
    if repair.code == "make_signer":
        return replace(person, role=Role.SIGNER)
    if repair.code in _DELIVERIES:
        return replace(person, delivery=_DELIVERIES[repair.code])
    return person


def _with_sms_code(agreement: Agreement, person: Participant, place: str) -> Participant:
    """`place`: `view`, or `sign/` and the number of the method."""
    view = person.authentication.view
    if place == "view" and view is not None:
        changed = replace(person.authentication, view=replace(view, provider="sms_otp"))
        return replace(person, authentication=changed)
    number = int(place.partition("/")[2] or 0)
    if number == 0:
        attempts = next((each.max_attempts for each in person.authentication.sign[:1]), None)
        return authentication_to_sign(agreement, person, "sms_otp", attempts or DEFAULT_ATTEMPTS)
    methods = tuple(
        replace(each, provider="sms_otp") if position == number else each
        for position, each in enumerate(person.authentication.sign)
    )
    return replace(person, authentication=replace(person.authentication, sign=methods))


def _with_labels(agreement: Agreement, person: Participant) -> tuple[Agreement, Participant]:
    """The participant whose first way to sign has a label, by which a step can ask for it."""
    methods = person.authentication.sign
    if not methods or methods[0].label:
        return agreement, person
    label = new_label(f"{person.label}_sign_auth", agreement.labels())
    named = (replace(methods[0], label=label), *methods[1:])
    changed = replace(person, authentication=replace(person.authentication, sign=named))
    people = tuple(changed if each is person else each for each in agreement.participants)
    return replace(agreement, participants=people), changed

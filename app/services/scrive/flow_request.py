"""The Flow request of an agreement, and the parties of its documents (Flow API, `instances`)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.agreement import Agreement, AuthenticationMethod, Document, Participant
from app.domain.contacts import e164
from app.domain.editing import DEFAULT_ATTEMPTS
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Delivery, Role, StepType
from app.domain.process import Branch, Node, OtherStep
from app.domain.scrive_members import FLOW_SETTINGS
from app.domain.sign_orders import acting_part, sign_orders
from app.services.ports import KnownParticipant

_VIEWERS = frozenset({Role.VIEWER, Role.COPY})
_BY_EMAIL = frozenset({Delivery.EMAIL, Delivery.EMAIL_SMS})
_BY_SMS = frozenset({Delivery.SMS, Delivery.EMAIL_SMS})


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDocument:
    """A document at Scrive, ready for Flow."""

    document_id: str
    signatories: Mapping[str, str]
    """Signatory id by label of the participant, from the last answer about the document."""


def people_of(agreement: Agreement, document: Document) -> tuple[Participant, ...]:
    """The participants of one document, in the order of its parties behind the author.

    Viewers without a step see every document.
    """
    with_step = {step.participant for step in agreement.steps()}
    return tuple(
        person
        for person in agreement.participants
        if document.label in agreement.documents_of(person.label)
        or (person.role in _VIEWERS and person.label not in with_step)
    )


def party_of(agreement: Agreement, person: Participant, document: Document) -> JsonObject:
    """The party of a participant: blank as in the Flow guide; a viewer must be called one.

    In each document somebody is what the steps let them do: Flow takes a signer only with a step
    to sign, and a viewer only without.

    Flow fills in names and addresses from its own participants; a blank party cannot contradict
    them (Flow guide, "Creating a Flow instance").
    """
    return {} if signs(agreement, person, document.label) else {"signatory_role": "viewer"}


def signs(agreement: Agreement, person: Participant, document: str) -> bool:
    """Whether a step lets a participant sign the document of that label."""
    return any(
        step.type is StepType.SIGN and step.participant == person.label
        for step in agreement.steps()
        if document in step.documents
    )


def instance_request(agreement: Agreement, documents: Mapping[str, PreparedDocument]) -> bytes:
    """The exact body of `POST /flow/instances`; `documents` by label of the draft."""
    body: JsonObject = {
        "title": agreement.title,
        "documents": [
            _document(document, documents[document.label]) for document in agreement.documents
        ],
        "participants": [_participant(person) for person in agreement.participants],
        "process": _process(agreement),
        **_as_it_is(agreement),
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _as_it_is(agreement: Agreement) -> JsonObject:
    """What a draft may bring for Flow that is not composed here (Flow API, `forms`, `settings`)."""
    told = agreement.scrive
    found: JsonObject = {"forms": told["forms"]} if told.get("forms") else {}
    settings = told.get("settings")
    if isinstance(settings, dict):
        known: JsonObject = {name: settings[name] for name in FLOW_SETTINGS if name in settings}
        found |= {"settings": known} if known else {}
    return found


def known_participants(
    agreement: Agreement, documents: Mapping[str, PreparedDocument]
) -> tuple[KnownParticipant, ...]:
    """Who stands behind the signatories, for tracking: Scrive tells no names of blank parties."""
    turn = sign_orders(agreement.process)
    return tuple(
        KnownParticipant(
            label=person.label,
            name=person.name,
            email=person.email,
            phone=person.phone,
            role=person.role,
            delivery=person.effective_delivery,
            signing_order=turn.get(person.label, 1),
            authentication_to_view=_provider(person.authentication.view),
            authentication_to_sign=_provider(next(iter(person.authentication.sign), None)),
            signatory_ids=tuple(
                each.signatories[person.label]
                for each in documents.values()
                if person.label in each.signatories
            ),
        )
        for person in agreement.participants
    )


def _provider(method: AuthenticationMethod | None) -> str:
    return "" if method is None else method.provider


def _document(document: Document, prepared: PreparedDocument) -> JsonObject:
    return {
        "document_id": prepared.document_id,
        "label": document.label,
        "type": "esign",
        "parties": [
            {"participant": label, "signatory_id": signatory}
            for label, signatory in prepared.signatories.items()
        ],
    }


def _participant(person: Participant) -> JsonObject:
    """Flow invites by whatever address is present, so only what is wanted or needed is given."""
    delivery = person.effective_delivery
    methods = [person.authentication.view, *person.authentication.sign]
    needs_phone = any(method is not None and method.provider == "sms_otp" for method in methods)
    found: JsonObject = {"label": person.label, "name": person.name}
    if person.email and delivery in _BY_EMAIL:
        found["emails"] = [{"email": person.email.strip()}]
    if person.phone and (delivery in _BY_SMS or needs_phone):
        found["phones"] = [{"phone": e164(person.phone) or person.phone.strip()}]
    authentication = _authentication(person)
    if authentication:
        found["authentication"] = authentication
    return found


def _authentication(person: Participant) -> JsonObject:
    """Only a way to sign that has a label can be asked for by a step."""
    found: JsonObject = {}
    view = person.authentication.view
    if view is not None:
        found["view"] = {"provider": view.provider, "max_attempts": _attempts(view)}
    sign: list[JsonValue] = [
        {
            "label": method.label,
            "provider": method.provider,
            "max_attempts": _attempts(method),
        }
        for method in person.authentication.sign
        if method.label
    ]
    if sign:
        found["sign"] = sign
    return found


def _attempts(method: AuthenticationMethod) -> int:
    return DEFAULT_ATTEMPTS if method.max_attempts is None else method.max_attempts


def _process(agreement: Agreement) -> JsonValue:
    node = acting_part(agreement.process)
    if node is None:
        return {"type": "parallel_all", "steps": []}
    return _node(node)


def _node(node: Node) -> JsonValue:
    if isinstance(node, Branch):
        return {"type": node.order.value, "steps": [_node(child) for child in node.steps]}
    if isinstance(node, OtherStep):
        return dict(node.members)
    step: JsonObject = {"type": "sign", "participant": node.participant}
    if node.authentication:
        step["authentication"] = node.authentication
    step["documents"] = list(node.documents)
    return step

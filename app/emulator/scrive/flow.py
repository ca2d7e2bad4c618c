"""A Flow instance: bound to its documents, then run step by step to its end."""

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import flow_matching, letters, lifecycle
from app.emulator.scrive.errors import FlowError
from app.emulator.scrive.flow_records import Instance, Participant
from app.emulator.scrive.flow_request import FlowRequest
from app.emulator.scrive.moments import written
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import NAME, State

_ENDS = {
    "rejected": "failed",
    "canceled": "canceled",
    "timedout": "failed",
    "document_error": "failed",
}


def create(state: State, request: FlowRequest) -> Instance:
    """Check the request against the documents, then start everything; FlowError changes nothing."""
    flow_matching.check(state, request)
    instance = Instance(
        id=state.ids.uuid(),
        title=request.title,
        documents=request.documents,
        participants=request.participants,
        process=request.process,
        forms=request.forms,
        started=state.now,
    )
    state.instances[instance.id] = instance
    for participant in instance.participants.values():
        participant.link_token = state.ids.secret(32)
    for document in documents(state, instance):
        document.flow_id = instance.id
        lifecycle.begin(state, document)
    if state.settings.copies_participants:
        for participant in instance.participants.values():
            _copy(state, instance, participant)
    _announce(state, instance)
    return instance


def documents(state: State, instance: Instance) -> list[Document]:
    """The documents of an instance, in the order of the request."""
    return [state.documents[part.document_id] for part in instance.documents.values()]


def parties_of(state: State, instance: Instance, label: str) -> list[tuple[Document, Party]]:
    """What a participant is in each document that he is mapped to."""
    found = []
    for part in instance.documents.values():
        document = state.documents[part.document_id]
        party = document.party(part.parties.get(label, ""))
        if party is not None:
            found.append((document, party))
    return found


def sign(state: State, instance: Instance, participant: Participant) -> None:
    """The participant signs everything whose turn it is; the process goes on from there."""
    for step in list(instance.process.open_steps()):
        if step.participant == participant.label and not step.form:
            step.done = True
            for label in step.documents:
                part = instance.documents[label]
                document = state.documents[part.document_id]
                party = document.party(part.parties[participant.label])
                if party is not None:
                    lifecycle.sign_by(state, document, party)
    _go_on(state, instance)


def fill_in(state: State, instance: Instance, participant: Participant) -> None:
    """The participant fills in every form whose turn it is; the process goes on from there."""
    for step in list(instance.process.open_steps()):
        if step.participant == participant.label and step.form:
            step.done = True
    _go_on(state, instance)


def cancel(state: State, instance: Instance) -> None:
    """Take a running instance back, with all its documents; FlowError for one that has ended."""
    if instance.status != "in_progress":
        raise FlowError(409, f"Instance {instance.id} has ended.")
    for document in documents(state, instance):
        if document.status == "pending":
            lifecycle.cancel(state, document)
    instance.status = "canceled"


def decline(state: State, instance: Instance, participant: Participant, reason: str) -> None:
    """The participant refuses: his pending documents are rejected, the others cancelled."""
    participant.declined_at = state.now
    for document, party in parties_of(state, instance, participant.label):
        if document.status == "pending" and not party.sign_time:
            lifecycle.reject_by(state, document, party, reason)
    for document in documents(state, instance):
        if document.status == "pending":
            lifecycle.cancel(state, document)
    instance.status = "failed"
    text = f"{participant.name} declined. {reason}".strip()
    letters.tell_author(state, f"Declined: {instance.title}", text)


def tick(state: State) -> None:
    """An instance ends when one of its documents ended by itself."""
    for instance in state.instances.values():
        if instance.status != "in_progress":
            continue
        for document in documents(state, instance):
            instance.status = _ENDS.get(document.status, instance.status)


def instance_json(state: State, instance: Instance) -> JsonObject:
    """The instance as the older version of the API described it (the body is undocumented)."""
    base = state.world.urls.get(NAME, "")
    actions: list[JsonValue] = [
        {"type": "sign", "participant": step.participant, "document": label}
        for step in instance.process.open_steps()
        for label in step.documents
    ]
    actions += [step.json() for step in instance.process.open_steps() if step.form]
    links: JsonObject = {
        one.label: f"{base}/flow/overview/{instance.id}/{one.label}/{one.link_token}"
        for one in instance.participants.values()
    }
    return {
        "id": instance.id,
        "title": instance.title,
        "status": state.settings.flow_status or instance.status,
        "started": written(instance.started),
        "author_id": state.account.user_id,
        "documents": [
            {"label": label, "document_id": part.document_id}
            for label, part in instance.documents.items()
        ],
        "participants": [
            {"label": one.label, "name": one.name} for one in instance.participants.values()
        ],
        "process": instance.process.json(),
        "forms": [{"label": label} for label in instance.forms],
        "state": {"available_actions": actions},
        "access_links": links,
    }


def _copy(state: State, instance: Instance, participant: Participant) -> None:
    first, _, last = participant.name.rpartition(" ")
    for _, party in parties_of(state, instance, participant.label):
        if not party.name:
            party.fill("name", first or last, 1)
            party.fill("name", last if first else "", 2)
        party.fill("email", participant.email)
        party.fill("mobile", participant.phone)


def _announce(state: State, instance: Instance) -> None:
    """Tell everybody whose turn has come, and at the beginning the viewers."""
    with_steps = {step.participant for step in instance.process.all_steps()}
    due = {label for label in instance.participants if label not in with_steps}
    due = {label for label in due if instance.participants[label].invited_at is None}
    for step in instance.process.open_steps():
        if not step.announced:
            step.announced = True
            due.add(step.participant)
    for label, participant in instance.participants.items():
        if label not in due:
            continue
        subject = "Please sign" if label in with_steps else "For your information"
        letters.invite_participant(state, instance, participant, subject)
        participant.invited_at = participant.invited_at or state.now
        for document, party in parties_of(state, instance, label):
            party.email_delivery_status = "delivered" if participant.email else "unknown"
            party.mobile_delivery_status = "delivered" if participant.phone else "unknown"
            document.note("delivered", state.now, "The invitation was delivered.", participant.name)


def _go_on(state: State, instance: Instance) -> None:
    if any(True for _ in instance.process.open_steps()):
        _announce(state, instance)
    else:
        _complete(state, instance)


def _complete(state: State, instance: Instance) -> None:
    instance.status = "completed"
    for document in documents(state, instance):
        lifecycle.close(state, document)
    for participant in instance.participants.values():
        letters.confirm(state, instance.title, participant.email, participant.phone)
    account = state.account
    letters.confirm(state, instance.title, account.email, "")

"""The short ways in which the demo's agreements are made and played."""

from collections.abc import Sequence

from app.emulator import sealing
from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.scrive import flow, lifecycle, playing, updating
from app.emulator.scrive.demo_people import Guest
from app.emulator.scrive.document_roles import DocumentRole
from app.emulator.scrive.flow_records import Instance
from app.emulator.scrive.flow_request import read_request
from app.emulator.scrive.flow_roles import FlowRole
from app.emulator.scrive.records import Document
from app.emulator.scrive.state import State


def a_draft(state: State, title: str, guests: Sequence[Guest]) -> Document:
    """A document that these are to sign and the author only views."""
    text = [f"{guest.first} {guest.last}" for guest in guests]
    pdf = sealing.write_pdf([(title, ["Between", state.account.company, "and", *text])])
    document = state.new_document(title, state.store(f"{title}.pdf", pdf))
    parties: list[JsonValue] = [{"signatory_role": "viewer", "is_signatory": False}]
    parties += [guest.party() for guest in guests]
    updating.apply(document, {"parties": parties}, state.account, state.ids)
    document.touch(state.now)
    return document


def send(state: State, document: Document) -> None:
    """Start a document by the Document API."""
    lifecycle.begin(state, document)
    lifecycle.invite_next(state, document)


def a_process(
    state: State,
    titles: Sequence[str],
    guests: Sequence[Guest],
    process: JsonObject,
    forms: Sequence[JsonValue] = (),
) -> Instance:
    """A running Flow instance, called as the first of its one or two documents."""
    labels = ["lease", "house-rules"][: len(titles)]
    documents: list[JsonValue] = []
    for label, own_title in zip(labels, titles, strict=True):
        document = a_draft(state, own_title, guests)
        mapped: list[JsonValue] = [
            {"participant": guest.label, "signatory_id": party.id}
            for guest, party in zip(guests, document.parties[1:], strict=True)
        ]
        documents.append(
            {"document_id": document.id, "label": label, "type": "esign", "parties": mapped}
        )
    participants: list[JsonValue] = [guest.participant() for guest in guests]
    body: JsonObject = {
        "title": titles[0],
        "documents": documents,
        "participants": participants,
        "process": process,
        "forms": list(forms),
    }
    return flow.create(state, read_request(body))


def play(state: State, document: Document, name: str, *actions: str) -> DocumentRole:
    """Let the party of that name do these things."""
    party = next(one for one in document.parties if one.name == name)
    role = DocumentRole(state, document, party)
    for action in actions:
        playing.act(state, role, action, {})
    return role


def play_in_flow(state: State, instance: Instance, guest: Guest, *actions: str) -> None:
    """Let a participant do these things."""
    role = FlowRole(state, instance, instance.participants[guest.label])
    for action in actions:
        playing.act(state, role, action, {})

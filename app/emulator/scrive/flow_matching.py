"""Whether the documents that a Flow request names are fit for it."""

from app.emulator.scrive.errors import FlowError
from app.emulator.scrive.flow_records import Participant
from app.emulator.scrive.flow_request import FlowRequest
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import State


def check(state: State, request: FlowRequest) -> None:
    """Raise FlowError for a document that is missing, in use, or at odds with the request."""
    for label, part in request.documents.items():
        document = state.documents.get(part.document_id)
        if document is None or document.is_deleted:
            raise FlowError(404, f"Document {part.document_id} was not found.")
        _check_document(document)
        _check_parties(request, label, document)


def _check_document(document: Document) -> None:
    if document.status != "preparation" or document.is_trashed or document.flow_id:
        raise FlowError(
            409,
            f"Document {document.id} cannot be used.",
            "A document must be in preparation and must not belong to another instance.",
        )
    if document.settings["is_template"] or document.file is None:
        raise FlowError(
            409, f"Document {document.id} cannot be started.", "It is a template or has no file."
        )
    if document.settings["days_to_remind"] is not None:
        raise FlowError(400, f"Document {document.id}: days_to_remind must not be set in Flow.")


def _check_parties(request: FlowRequest, label: str, document: Document) -> None:
    part = request.documents[label]
    signs = {step.participant for step in request.process.all_steps() if label in step.documents}
    for participant, party_id in part.parties.items():
        party = document.party(party_id)
        if party is None:
            raise FlowError(400, f"{label}: there is no party {party_id}.")
        if party.is_author:
            raise FlowError(400, f"{label}: the author takes no part in an instance.")
        if party.role == "approver":
            raise FlowError(400, f"{label}: approvers are not supported.")
        if (party.role == "signing_party") != (participant in signs):
            wanted = "exactly one sign step" if party.acts else "no sign step"
            raise FlowError(400, f"{label}: {participant} needs {wanted}.")
        _check_agreeing(label, party, request.participants[participant])
    for party in document.parties[1:]:
        if party.id not in part.parties.values():
            raise FlowError(400, f"{label}: party {party.id} is not mapped to a participant.")


def _check_agreeing(label: str, party: Party, participant: Participant) -> None:
    """What a party says about a person must not contradict the participant."""
    pairs = (
        (party.name, participant.name),
        (party.value("email"), participant.email),
        (party.value("mobile"), participant.phone),
    )
    for own, wanted in pairs:
        if own and own != wanted:
            raise FlowError(400, f"{label}: “{own}” contradicts participant {participant.label}.")

"""The conditions under which a call may change a document."""

from collections.abc import Collection

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import Document
from app.emulator.scrive.state import State


def guarded(state: State, call: Call, document_id: str) -> Document:
    """The document of a changing call, if it has the version that the client expects."""
    version = call.whole("object_version")
    document = state.document(document_id)
    if call.text("document_id") not in (None, document_id):
        raise ApiError("request_parameters_invalid", "document_id is another document's.")
    if version is not None and version != document.object_version:
        raise ApiError(
            "document_object_version_mismatch",
            f"The document has version {document.object_version}, not {version}.",
        )
    return document


def only_in_preparation(document: Document) -> None:
    """Refuse what has been started, and what lies in the trash."""
    if document.status != "preparation" or document.is_trashed:
        raise ApiError("document_state_error", "The document is not in preparation.")


def only_outside_flow(document: Document, statuses: Collection[str]) -> None:
    """Refuse documents that a Flow instance manages, and those in no fitting status."""
    if document.flow_id is not None:
        raise ApiError("action_not_permitted", "The document is managed by a Flow instance.")
    if document.status not in statuses or document.is_trashed:
        wanted = " or ".join(sorted(statuses))
        raise ApiError("document_state_error", f"The document is not {wanted}.")


def only_pending(document: Document) -> None:
    """Refuse what is not being signed, or by way of a Flow instance."""
    only_outside_flow(document, {"pending"})


def changed(state: State, document: Document) -> Response:
    """Count one action, and answer with the document."""
    document.touch(state.now)
    return json_answer(document_json(document))

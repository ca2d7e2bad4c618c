"""What the endpoints do that put documents in the trash and delete them."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive import checks
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.guarding import changed, guarded
from app.emulator.scrive.records import Document
from app.emulator.scrive.state import State


def trash_document(state: State, call: Call, document_id: str) -> Response:
    """Put a document in the trash, unless it is being signed."""
    document = guarded(state, call, document_id)
    _refuse_trash(document)
    document.is_trashed = True
    return changed(state, document)


def delete_document(state: State, call: Call, document_id: str) -> Response:
    """Delete a document in the trash for good."""
    document = guarded(state, call, document_id)
    _refuse_deletion(document)
    document.is_deleted = True
    return changed(state, document)


def trash_documents(state: State, call: Call) -> Response:
    """Put several documents in the trash: all of them or, when one must not, none."""
    documents = documents_of(state, call)
    for document in documents:
        _refuse_trash(document)
    for document in documents:
        document.is_trashed = True
        document.touch(state.now)
    return _several("trashed", documents)


def delete_documents(state: State, call: Call) -> Response:
    """Delete several documents for good: all of them or, when one must not, none."""
    documents = documents_of(state, call)
    for document in documents:
        _refuse_deletion(document)
    for document in documents:
        document.is_deleted = True
        document.touch(state.now)
    return _several("deleted", documents)


def documents_of(state: State, call: Call) -> list[Document]:
    """The documents that the parameter `document_ids` lists."""
    listed = checks.items(call.needed_json("document_ids"), "document_ids")
    ids = [checks.filled(one, "document_ids") for one in listed]
    if not ids or len(set(ids)) != len(ids):
        raise checks.Unacceptable("document_ids", "must be different ids, at least one")
    return [state.document(document_id) for document_id in ids]


def _refuse_trash(document: Document) -> None:
    if document.status == "pending":
        raise ApiError("document_state_error", "A pending document has to be cancelled first.")
    if document.is_trashed:
        raise ApiError("document_state_error", "The document is in the trash already.")


def _refuse_deletion(document: Document) -> None:
    if not document.is_trashed:
        raise ApiError("document_state_error", "The document is not in the trash.")


def _several(done: str, documents: list[Document]) -> Response:
    found = [document_json(document) for document in documents]
    return json_answer({done: len(found), "documents": found})


HANDLERS: dict[str, Callable[..., Response]] = {
    "trash_document": trash_document,
    "delete_document": delete_document,
    "trash_documents": trash_documents,
    "delete_documents": delete_documents,
}

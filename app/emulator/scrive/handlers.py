"""What each endpoint of the Document API does."""

from collections.abc import Callable
from pathlib import PurePosixPath

from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from app.emulator import sealing
from app.emulator.json_answer import json_answer
from app.emulator.scrive import checks, lifecycle, listing, starting, updating
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json, events_json
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import Document, StoredFile
from app.emulator.scrive.state import State

_PAGE = 100


def monitor_status(_state: State, _call: Call) -> Response:
    """The server can be reached."""
    return json_answer({"status": "ok"})


def get_profile(state: State, _call: Call) -> Response:
    """Who the credentials belong to."""
    account = state.account
    return json_answer(
        {
            "id": account.user_id,
            "fstname": account.first_name,
            "sndname": account.last_name,
            "email": account.email,
            "phone": account.phone,
            "personalnumber": "",
            "companyposition": "",
            "companyadmin": True,
            "role": "admin",
            "lang": "en",
            "twofactor_active": False,
            "company": {"companyid": account.company_id, "companyname": account.company},
        }
    )


def list_documents(state: State, call: Call) -> Response:
    """A page of the account's documents."""
    most = call.whole("max")
    total, documents = listing.page(
        state,
        call.json("filter") or [],
        call.json("sorting") or [],
        call.whole("offset") or 0,
        _PAGE if most is None else most,
    )
    found = [document_json(document) for document in documents]
    return json_answer({"total_matching": total, "documents": found})


def new_document(state: State, call: Call) -> Response:
    """A fresh draft, named after the file; each call makes another one."""
    file = _uploaded(state, call.file("file"))
    title = PurePosixPath(file.name).stem if file else f"Untitled {state.now:%Y-%m-%d %H:%M}"
    document = state.new_document(title, file, saved=call.flag("saved", default=True))
    return json_answer(document_json(document), 201)


def update_document(state: State, call: Call, document_id: str) -> Response:
    """Change a draft by the members that were sent."""
    document = _guarded(state, call, document_id)
    if call.text("document") is None:
        raise ApiError("request_parameters_missing", "The parameter document is missing.")
    changes = checks.record(call.json("document"), "document")
    _only_in_preparation(document)
    updating.apply(document, changes, state.account, state.ids)
    return _changed(state, document)


def set_file(state: State, call: Call, document_id: str) -> Response:
    """Replace or remove the file of a draft."""
    document = _guarded(state, call, document_id)
    file = _uploaded(state, call.file("file"))
    _only_in_preparation(document)
    document.file = file
    return _changed(state, document)


def start_document(state: State, call: Call, document_id: str) -> Response:
    """Send a document that no Flow manages."""
    document = _guarded(state, call, document_id)
    if document.is_trashed:
        raise ApiError("document_state_error", "The document is in the trash.")
    starting.refuse_if_not_startable(document)
    lifecycle.begin(state, document)
    lifecycle.invite_next(state, document)
    return json_answer(document_json(document))


def can_be_started(state: State, _call: Call, document_id: str) -> Response:
    """Whether `start` would succeed, and why not."""
    document = state.document(document_id)
    found = starting.obstacles(document)
    if found:
        return json_answer({"can_start": False, **starting.details(document, found)})
    return json_answer({"can_start": True})


def cancel_document(state: State, call: Call, document_id: str) -> Response:
    """Take a pending document back."""
    document = _guarded(state, call, document_id)
    _only_pending_outside_flow(document)
    lifecycle.cancel(state, document)
    return json_answer(document_json(document))


def remind_parties(state: State, call: Call, document_id: str) -> Response:
    """Send everybody who still has to sign another message."""
    document = _guarded(state, call, document_id)
    _only_pending_outside_flow(document)
    lifecycle.remind(state, document)
    document.touch(state.now)
    return Response(status=202)


def trash_document(state: State, call: Call, document_id: str) -> Response:
    """Put a document in the trash, unless it is being signed."""
    document = _guarded(state, call, document_id)
    if document.status == "pending":
        raise ApiError("document_state_error", "A pending document has to be cancelled first.")
    if document.is_trashed:
        raise ApiError("document_state_error", "The document is in the trash already.")
    document.is_trashed = True
    return _changed(state, document)


def delete_document(state: State, call: Call, document_id: str) -> Response:
    """Delete a document in the trash for good."""
    document = _guarded(state, call, document_id)
    if not document.is_trashed:
        raise ApiError("document_state_error", "The document is not in the trash.")
    document.is_deleted = True
    return _changed(state, document)


def get_document(state: State, _call: Call, document_id: str) -> Response:
    """The complete document."""
    return json_answer(document_json(state.document(document_id)))


def get_history(state: State, _call: Call, document_id: str) -> Response:
    """What happened to a document, newest first."""
    return json_answer(events_json(state.document(document_id)))


def get_main_file(state: State, _call: Call, document_id: str, filename: str = "") -> Response:
    """The sealed PDF of a closed document, the working PDF of any other; any name will do."""
    del filename
    document = state.document(document_id)
    file = document.sealed_file if document.status == "closed" else document.file
    if document.status == "closed" and file is None:
        raise ApiError("request_failed", "The sealed document is not ready yet.")
    return _download(file)


def get_file(
    state: State, _call: Call, document_id: str, file_id: str, filename: str = ""
) -> Response:
    """One of the files that belong to a document; any name will do."""
    del filename
    document = state.document(document_id)
    files = (file for file in (document.file, document.sealed_file) if file)
    return _download(next((file for file in files if file.id == file_id), None))


def _uploaded(state: State, part: FileStorage | None) -> StoredFile | None:
    if part is None:
        return None
    data = part.read()
    if not sealing.is_pdf(data):
        raise ApiError("request_parameters_parse_error", "The file is not a readable PDF.")
    return state.store(part.filename or "document.pdf", data)


def _guarded(state: State, call: Call, document_id: str) -> Document:
    """The document of a changing call, if it has the version that the client expects."""
    version = call.whole("object_version")
    document = state.document(document_id)
    if version is not None and version != document.object_version:
        raise ApiError(
            "document_object_version_mismatch",
            f"The document has version {document.object_version}, not {version}.",
        )
    return document


def _only_in_preparation(document: Document) -> None:
    if document.status != "preparation" or document.is_trashed:
        raise ApiError("document_state_error", "The document is not in preparation.")


def _only_pending_outside_flow(document: Document) -> None:
    if document.flow_id is not None:
        raise ApiError("action_not_permitted", "The document is managed by a Flow instance.")
    if document.status != "pending":
        raise ApiError("document_state_error", "The document is not pending.")


def _changed(state: State, document: Document) -> Response:
    document.touch(state.now)
    return json_answer(document_json(document))


def _download(file: StoredFile | None) -> Response:
    if file is None:
        raise ApiError("resource_not_found", "There is no such file.")
    return Response(file.data, content_type="application/pdf")


HANDLERS: dict[str, Callable[..., Response]] = {
    "monitor_status": monitor_status,
    "get_profile": get_profile,
    "list_documents": list_documents,
    "new_document": new_document,
    "update_document": update_document,
    "set_file": set_file,
    "start_document": start_document,
    "can_be_started": can_be_started,
    "cancel_document": cancel_document,
    "remind_parties": remind_parties,
    "trash_document": trash_document,
    "delete_document": delete_document,
    "get_document": get_document,
    "get_history": get_history,
    "get_main_file": get_main_file,
    "get_main_file_named": get_main_file,
    "get_file": get_file,
    "get_file_named": get_file,
}

"""What the endpoints that only read documents do."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote, urlsplit

from werkzeug.wrappers import Response

from app.emulator import qr_code
from app.emulator.json_answer import json_answer
from app.emulator.scrive import checks, listing, vocabulary
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json, events_json, signing_path
from app.emulator.scrive.endpoints import DOCUMENT_API
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.records import StoredFile
from app.emulator.scrive.state import NAME, State

_PAGE = 100
_SHORT = 6
_SHORT_LIFE = timedelta(hours=72)


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


def get_document(state: State, _call: Call, document_id: str) -> Response:
    """The complete document."""
    return json_answer(document_json(state.document(document_id)))


def get_by_short_id(state: State, _call: Call, short_id: str) -> Response:
    """The young pending document whose id ends like this."""
    if not short_id.isdecimal() or len(short_id) != _SHORT:
        raise ApiError("request_parameters_invalid", f"A short id has {_SHORT} digits.")
    for document in state.documents.values():
        young = state.now - document.ctime <= _SHORT_LIFE
        if document.id.endswith(short_id) and document.status == "pending" and young:
            return json_answer(document_json(state.document(document.id)))
    raise ApiError("resource_not_found", f"No document is called {short_id}.")


def get_history(state: State, call: Call, document_id: str) -> Response:
    """What happened to a document, newest first."""
    language = checks.one_of(call.text("lang") or "en", "lang", vocabulary.LANGUAGES)
    return json_answer(events_json(state.document(document_id), language))


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
    files = state.document(document_id).files()
    return _download(next((file for file in files if file.id == file_id), None))


def list_evidence(state: State, _call: Call, document_id: str) -> Response:
    """What the service wrote down about the signing; empty until the seal is on."""
    document = state.document(document_id)
    base = f"{DOCUMENT_API}/documents/{document.id}/files"
    found = [
        {"name": one.name, "download_url": f"{base}/{one.id}/{quote(one.name)}"}
        for one in document.evidence
    ]
    return json_answer({"attachments": found})


def get_qr_code(state: State, _call: Call, document_id: str, party_id: str) -> Response:
    """The signing link of a party as a picture, for the app on a telephone."""
    document = state.document(document_id)
    party = state.party(document, party_id)
    if document.status != "pending":
        raise ApiError("document_state_error", "The document is not pending.")
    host = urlsplit(state.world.urls.get(NAME, "")).netloc
    picture = qr_code.png(f"scrive://{host}{signing_path(document, party)}")
    return Response(picture, content_type="image/png")


def _download(file: StoredFile | None) -> Response:
    if file is None:
        raise ApiError("resource_not_found", "There is no such file.")
    return Response(file.data, content_type=file.content_type)


HANDLERS: dict[str, Callable[..., Response]] = {
    "list_documents": list_documents,
    "get_document": get_document,
    "get_by_short_id": get_by_short_id,
    "get_history": get_history,
    "get_main_file": get_main_file,
    "get_main_file_named": get_main_file,
    "get_file": get_file,
    "get_file_named": get_file,
    "list_evidence": list_evidence,
    "get_qr_code": get_qr_code,
}

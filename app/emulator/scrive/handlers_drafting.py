"""What the endpoints that prepare a document do, up to its start."""

from collections.abc import Callable
from pathlib import PurePosixPath

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive import checks, lifecycle, starting, updating
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.guarding import changed, guarded, only_in_preparation
from app.emulator.scrive.state import State
from app.emulator.scrive.uploads import uploaded


def new_document(state: State, call: Call) -> Response:
    """A fresh draft, named after the file; each call makes another one."""
    file = uploaded(state, call.file("file"))
    title = PurePosixPath(file.name).stem if file else f"Untitled {state.now:%Y-%m-%d %H:%M}"
    document = state.new_document(title, file, saved=call.flag("saved", default=True))
    return json_answer(document_json(document), 201)


def update_document(state: State, call: Call, document_id: str) -> Response:
    """Change a draft by the members that were sent."""
    document = guarded(state, call, document_id)
    changes = checks.record(call.needed_json("document"), "document")
    only_in_preparation(document)
    updating.apply(document, changes, state.account, state.ids)
    return changed(state, document)


def set_file(state: State, call: Call, document_id: str) -> Response:
    """Replace or remove the file of a draft."""
    document = guarded(state, call, document_id)
    file = uploaded(state, call.file("file"))
    only_in_preparation(document)
    document.file = file
    return changed(state, document)


def start_document(state: State, call: Call, document_id: str) -> Response:
    """Send a document that no Flow manages."""
    document = guarded(state, call, document_id)
    if document.is_trashed:
        raise ApiError("document_state_error", "The document is in the trash.")
    starting.refuse_if_not_startable(document, state.settings.enabled_authentication)
    lifecycle.begin(state, document)
    lifecycle.invite_next(state, document)
    return json_answer(document_json(document))


def can_be_started(state: State, _call: Call, document_id: str) -> Response:
    """Whether `start` would succeed, and why not."""
    document = state.document(document_id)
    found = starting.obstacles(document, state.settings.enabled_authentication)
    if found:
        return json_answer({"can_start": False, **starting.details(document, found)})
    return json_answer({"can_start": True})


HANDLERS: dict[str, Callable[..., Response]] = {
    "new_document": new_document,
    "update_document": update_document,
    "set_file": set_file,
    "start_document": start_document,
    "can_be_started": can_be_started,
}

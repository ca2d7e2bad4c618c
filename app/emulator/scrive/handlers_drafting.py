"""What the endpoints that prepare a document do, up to its start."""

from collections.abc import Callable
from pathlib import PurePosixPath

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive import (
    author_attachments,
    checks,
    copies,
    lifecycle,
    pages,
    starting,
    updating,
)
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.guarding import changed, guarded, only_in_preparation
from app.emulator.scrive.handlers_archive import documents_of
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


def append_file(state: State, call: Call, document_id: str) -> Response:
    """Add pages to the file of a draft (known by its name only)."""
    document = guarded(state, call, document_id)
    file = uploaded(state, call.file("file"))
    if file is None:
        raise ApiError("request_parameters_missing", "The parameter file is missing.")
    only_in_preparation(document)
    pages.append(state, document, file)
    return changed(state, document)


def set_attachments(state: State, call: Call, document_id: str) -> Response:
    """Replace or add to what the author sends along."""
    document = guarded(state, call, document_id)
    made = author_attachments.replaced(state, call, document)
    only_in_preparation(document)
    document.attachments = made
    return changed(state, document)


def remove_pages(state: State, call: Call, document_id: str) -> Response:
    """Take pages out of the file of a draft."""
    document = guarded(state, call, document_id)
    listed = call.needed_json("pages")
    only_in_preparation(document)
    pages.remove(state, document, listed)
    return changed(state, document)


def clone_document(state: State, call: Call, document_id: str) -> Response:
    """Another draft like a document of any status; a template's copy is a template."""
    document = guarded(state, call, document_id)
    return json_answer(document_json(copies.fresh_copy(state, document)), 201)


def new_from_template(state: State, call: Call, document_id: str) -> Response:
    """A draft made from a template."""
    template = guarded(state, call, document_id)
    if not template.settings["is_template"] or template.is_trashed:
        raise ApiError("document_state_error", "The document is not a template.")
    return json_answer(document_json(copies.from_template(state, template)), 201)


def share_templates(state: State, call: Call) -> Response:
    """Show templates to the others of the account, or hide them."""
    templates = documents_of(state, call)
    call.needed("shared")
    shared = call.flag("shared", default=False)
    if not all(one.settings["is_template"] for one in templates):
        raise ApiError("document_state_error", "Only templates are shared.")
    for template in templates:
        template.is_shared = shared
        template.touch(state.now)
    return Response(status=202)


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
    "append_file": append_file,
    "set_attachments": set_attachments,
    "remove_pages": remove_pages,
    "clone_document": clone_document,
    "new_from_template": new_from_template,
    "share_templates": share_templates,
    "start_document": start_document,
    "can_be_started": can_be_started,
}

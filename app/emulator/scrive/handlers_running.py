"""What the endpoints do that act on a document after its start."""

from collections.abc import Callable
from datetime import timedelta

from werkzeug.wrappers import Response

from app.emulator.json_answer import json_answer
from app.emulator.scrive import callbacks, copies, letters, lifecycle, updating, vocabulary
from app.emulator.scrive.call import Call
from app.emulator.scrive.document_json import document_json
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.guarding import changed, guarded, only_outside_flow, only_pending
from app.emulator.scrive.state import State

_MOST_DAYS = 90
_RESTARTABLE = frozenset({"canceled", "timedout", "rejected"})
_STARTED = vocabulary.STATUSES - {"preparation"}


def cancel_document(state: State, call: Call, document_id: str) -> Response:
    """Take a pending document back."""
    document = guarded(state, call, document_id)
    only_pending(document)
    lifecycle.cancel(state, document)
    return json_answer(document_json(document))


def remind_parties(state: State, call: Call, document_id: str) -> Response:
    """Send everybody who still has to sign another message."""
    document = guarded(state, call, document_id)
    only_pending(document)
    lifecycle.remind(state, document)
    document.touch(state.now)
    return Response(status=202)


def set_auto_reminder(state: State, call: Call, document_id: str) -> Response:
    """Remind after some days by itself; without days: do not."""
    document = guarded(state, call, document_id)
    days = call.whole("days")
    only_pending(document)
    if days is None:
        document.remind_at = None
        return changed(state, document)
    left = (document.timeout_time - state.now).days if document.timeout_time else _MOST_DAYS
    if not 1 <= days <= left:
        raise ApiError("request_parameters_invalid", f"days must be from 1 to {left}.")
    document.remind_at = state.now + timedelta(days=days)
    return changed(state, document)


def prolong_document(state: State, call: Call, document_id: str) -> Response:
    """Give a document that ran out of time more of it."""
    document = guarded(state, call, document_id)
    call.needed("days")
    days = call.whole("days") or 0
    if not 1 <= days <= _MOST_DAYS:
        raise ApiError("request_parameters_invalid", f"days must be from 1 to {_MOST_DAYS}.")
    only_outside_flow(document, {"timedout"})
    lifecycle.prolong(state, document, days)
    return json_answer(document_json(document))


def forward_document(state: State, call: Call, document_id: str) -> Response:
    """Send a signed document to somebody else."""
    document = guarded(state, call, document_id)
    email = call.needed("email")
    if not vocabulary.EMAIL.fullmatch(email):
        raise ApiError("request_parameters_invalid", "email is not an e-mail address.")
    without_content = call.flag("no_content", default=True)
    without_attachments = call.flag("no_attachments", default=False)
    only_outside_flow(document, {"closed"})
    names = [f"{document.title}.pdf"]
    if not without_attachments:
        names += [one.name for one in document.attachments if not one.add_to_sealed_file]
    letters.forward(state, document, email, names, with_content=not without_content)
    document.touch(state.now)
    return Response(status=202)


def restart_document(state: State, call: Call, document_id: str) -> Response:
    """A new draft like a document that came to nothing."""
    document = guarded(state, call, document_id)
    only_outside_flow(document, _RESTARTABLE)
    return json_answer(document_json(copies.fresh_copy(state, document)), 201)


def call_back(state: State, call: Call, document_id: str) -> Response:
    """Ask for one callback; the journal notes where it would go."""
    document = guarded(state, call, document_id)
    if document.status not in _STARTED:
        raise ApiError("document_state_error", "The document is in preparation.")
    callbacks.note(state, document)
    return Response(status=202)


def update_tags(state: State, call: Call, document_id: str) -> Response:
    """Set tags in any status (known by its name only)."""
    document = guarded(state, call, document_id)
    document.tags = updating.merged_tags(document.tags, call.needed_json("tags"), "tags")
    return changed(state, document)


HANDLERS: dict[str, Callable[..., Response]] = {
    "cancel_document": cancel_document,
    "remind_parties": remind_parties,
    "set_auto_reminder": set_auto_reminder,
    "prolong_document": prolong_document,
    "forward_document": forward_document,
    "restart_document": restart_document,
    "call_back": call_back,
    "update_tags": update_tags,
}

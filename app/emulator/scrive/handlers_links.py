"""Where the links in messages and answers lead: to the page on which the person is played."""

from collections.abc import Callable

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.emulator.scrive.call import Call
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.state import NAME, State


def open_document_page(state: State, _call: Call, document_id: str) -> Response:
    """The document in the service's own web pages."""
    document = state.document(document_id)
    return _to_page(state, document.flow_id or document.id)


def open_signing_page(
    state: State, _call: Call, document_id: str, party_id: str, token: str
) -> Response:
    """A party's signing link."""
    party = state.document(document_id).party(party_id)
    if party is None or party.link_token != token:
        raise ApiError("resource_not_found", "There is no such link.")
    return _to_page(state, document_id, party_id)


def open_overview(state: State, _call: Call, instance_id: str, label: str, token: str) -> Response:
    """A participant's access link."""
    instance = state.instances.get(instance_id)
    participant = instance.participants.get(label) if instance else None
    if participant is None or participant.link_token != token:
        raise ApiError("resource_not_found", "There is no such link.")
    return _to_page(state, instance_id, label)


def _to_page(state: State, agreement: str, person: str = "") -> Response:
    return redirect(state.world.play_link(NAME, agreement, person), 302)


HANDLERS: dict[str, Callable[..., Response]] = {
    "open_document_page": open_document_page,
    "open_signing_page": open_signing_page,
    "open_overview": open_overview,
}

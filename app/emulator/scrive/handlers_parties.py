"""What the endpoints do that act on one party of a pending document."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from app.emulator.scrive import lifecycle, reauthentication, vocabulary
from app.emulator.scrive.call import Call
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.guarding import changed, guarded, only_pending
from app.emulator.scrive.records import Document, Party
from app.emulator.scrive.state import State

_CONTACTS = (
    ("email", "email", vocabulary.EMAIL),
    ("mobile_number", "mobile", vocabulary.MOBILE),
)


def set_authentication_to_view(
    state: State, call: Call, document_id: str, party_id: str
) -> Response:
    """Change how a party proves who he is before he sees the document."""
    return _set_authentication(state, call, document_id, party_id, "view")


def set_authentication_to_sign(
    state: State, call: Call, document_id: str, party_id: str
) -> Response:
    """Change how a party proves who he is when he signs."""
    return _set_authentication(state, call, document_id, party_id, "sign")


def set_authentication_to_view_archived(
    state: State, call: Call, document_id: str, party_id: str
) -> Response:
    """Change how a party will prove who he is once all have signed (known by its name only)."""
    return _set_authentication(state, call, document_id, party_id, "view_archived")


def change_email_and_mobile(state: State, call: Call, document_id: str, party_id: str) -> Response:
    """Give a party other contacts: the old link dies and a new invitation goes out."""
    document = guarded(state, call, document_id)
    party = state.party(document, party_id)
    wanted = {field: call.text(name) for name, field, _ in _CONTACTS if call.text(name) is not None}
    if not wanted:
        raise ApiError("request_parameters_missing", "email or mobile_number is missing.")
    for _, field, pattern in _CONTACTS:
        if field in wanted and not pattern.fullmatch(wanted[field] or ""):
            raise ApiError("request_parameters_invalid", f"{field} is not valid.")
    only_pending(document)
    _refuse_author_and_signed(party)
    for field, value in wanted.items():
        if not party.has(field):
            raise ApiError("request_parameters_invalid", f"The party has no field {field}.")
        party.write(field, value or "")
    party.link_token = state.ids.secret()
    party.email_delivery_status = party.mobile_delivery_status = "unknown"
    state.challenges.pop((document.id, party.id), None)
    if party.invited_at is not None:
        lifecycle.invite(state, document, party)
    return changed(state, document)


def resend_invitation(state: State, call: Call, document_id: str, party_id: str) -> Response:
    """Send a party the invitation once more (known by its name only)."""
    document = guarded(state, call, document_id)
    party = state.party(document, party_id)
    only_pending(document)
    _refuse_author_and_signed(party)
    if party.invited_at is None:
        raise ApiError("signatory_state_error", "It is not the party's turn yet.")
    lifecycle.invite(state, document, party)
    document.touch(state.now)
    return Response(status=202)


def _set_authentication(
    state: State, call: Call, document_id: str, party_id: str, purpose: str
) -> Response:
    document: Document = guarded(state, call, document_id)
    party = state.party(document, party_id)
    method = call.needed("authentication_type")
    only_pending(document)
    values = {
        "mobile": call.text("mobile_number"),
        "personal_number": call.text("personal_number"),
        "company_number": call.text("company_number"),
    }
    enabled = state.settings.enabled_authentication
    reauthentication.change(party, purpose, method, values, enabled)
    state.challenges.pop((document.id, party.id), None)
    return changed(state, document)


def _refuse_author_and_signed(party: Party) -> None:
    if party.is_author:
        raise ApiError("signatory_state_error", "The author's contacts are the account's.")
    if party.sign_time is not None:
        raise ApiError("signatory_state_error", "The party has signed already.")


HANDLERS: dict[str, Callable[..., Response]] = {
    "set_authentication_to_view": set_authentication_to_view,
    "set_authentication_to_sign": set_authentication_to_sign,
    "set_authentication_to_view_archived": set_authentication_to_view_archived,
    "change_email_and_mobile": change_email_and_mobile,
    "resend_invitation": resend_invitation,
}

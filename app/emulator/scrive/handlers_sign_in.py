"""What the endpoints do that give out access tokens and sessions."""

import base64
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.emulator import qr_code
from app.emulator.json_answer import json_answer
from app.emulator.scrive import checks
from app.emulator.scrive.call import Call
from app.emulator.scrive.errors import ApiError
from app.emulator.scrive.state import State

_FOUR = ("apitoken", "apisecret", "accesstoken", "accesssecret")
_MINUTES = 5
_MOST_MINUTES = 30


def get_personal_token(state: State, call: Call) -> Response:
    """The four values for e-mail and password, or for a login token, which works once."""
    token = call.text("login_token")
    if token is not None:
        ends = state.sign_ins.login_tokens.pop(token, None)
        if ends is None or ends <= state.now:
            raise ApiError("invalid_authorisation", "The login token is not valid.")
        return json_answer(asdict(state.credentials))
    email, password = call.needed("email"), call.needed("password")
    if (email.casefold(), password) != (state.account.email, state.settings.password):
        raise ApiError("invalid_authorisation", "The e-mail address or the password is wrong.")
    if state.settings.two_factor:
        raise ApiError("action_not_permitted", "The user signs in with two-factor authentication.")
    return json_answer(asdict(state.credentials))


def issue_login_token(state: State, call: Call, user_id: str) -> Response:
    """A token with which a user of the account gets his four values."""
    if user_id != state.account.user_id:
        raise ApiError("resource_not_found", f"No user with id {user_id} was found.")
    asked = call.whole("minutes")
    minutes = _MINUTES if asked is None else asked
    if not 1 <= minutes <= _MOST_MINUTES:
        raise ApiError("request_parameters_invalid", f"minutes must be from 1 to {_MOST_MINUTES}.")
    token, ends = state.ids.secret(32), state.now + timedelta(minutes=minutes)
    state.sign_ins.login_tokens[token] = ends
    return json_answer(
        {
            "login_token": token,
            "qr_code": base64.b64encode(qr_code.png(token)).decode("ascii"),
            "expiration_time": f"{ends:%Y-%m-%d %H:%M:%S}.{ends.microsecond // 1000:03d} UTC",
        }
    )


def log_in(state: State, call: Call) -> Response:
    """A browser session for the owner of the four values in `personal_token`."""
    values = checks.exactly(call.needed_json("personal_token"), "personal_token", _FOUR)
    grant = state.grants.get(checks.text(values["accesstoken"], "personal_token.accesstoken"))
    if grant is None or values != asdict(grant.credentials):
        raise ApiError("invalid_authorisation", "The personal token is not valid.")
    session = state.ids.secret(32)
    state.sign_ins.sessions.add(session)
    return json_answer({"session_id": session})


def open_with_session(state: State, call: Call) -> Response:
    """A page of the service, opened by somebody who need not sign in."""
    address = call.needed("url")
    if call.needed("session_id") not in state.sign_ins.sessions:
        raise ApiError("invalid_authorisation", "The session has ended.")
    if not address.startswith("/") or address.startswith("//"):
        raise ApiError("request_parameters_invalid", "url must be a path.")
    return redirect(address, 302)


HANDLERS: dict[str, Callable[..., Response]] = {
    "get_personal_token": get_personal_token,
    "issue_login_token": issue_login_token,
    "log_in": log_in,
    "open_with_session": open_with_session,
}

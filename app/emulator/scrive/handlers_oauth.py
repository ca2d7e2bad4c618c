"""What the three steps of OAuth do, in which a user lets a program act for him."""

from collections.abc import Callable
from html import escape
from urllib.parse import unquote, urlencode, urlsplit

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from app.emulator.scrive.authorization import Credentials, Grant, parameters
from app.emulator.scrive.call import Call
from app.emulator.scrive.endpoints import PRIVILEGES
from app.emulator.scrive.errors import ApiError, unauthorized
from app.emulator.scrive.sign_in import Wish
from app.emulator.scrive.state import State

_WORDS = {
    "DOC_CREATE": "prepare documents",
    "DOC_SEND": "send documents",
    "DOC_CHECK": "read documents",
    "FULL_ACCESS": "do everything that you can do",
}


def get_temporary_credentials(state: State, call: Call) -> Response:
    """Step 1: a program says what it wants, and where the user's answer goes."""
    header = parameters(call.authorization) or {}
    own, _, _ = header.get("oauth_signature", "").partition("&")
    if not _is_registered(state, header) or own != state.credentials.apisecret:
        return unauthorized()
    callback = _callback(header)
    privileges = frozenset(call.needed("privileges").split("+"))
    if not privileges <= PRIVILEGES:
        raise ApiError("request_parameters_invalid", "privileges are not known.")
    wish = Wish(
        token=f"{state.ids.secret()}_{state.ids.small()}",
        secret=state.ids.secret(),
        callback=callback,
        privileges=privileges,
    )
    state.sign_ins.wishes[wish.token] = wish
    return _form(
        oauth_token=wish.token, oauth_token_secret=wish.secret, oauth_callback_confirmed="true"
    )


def show_authorization(state: State, call: Call) -> Response:
    """Step 2: the page on which the user agrees or not."""
    wish = _wish(state, call)
    wanted = "".join(f"<li>{escape(_WORDS[each])}" for each in sorted(wish.privileges))
    buttons = "".join(
        f'<button name="answer" value="{value}">{label}</button> '
        for value, label in (("grant", "Allow"), ("deny", "Deny"))
    )
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Allow access?</title>'
        f"<h1>Allow access?</h1><p>A program wants to act for {escape(state.account.email)}:"
        f'<ul>{wanted}</ul><form method="post" action="/oauth/authorization">'
        f'<input type="hidden" name="oauth_token" value="{escape(wish.token)}">{buttons}</form>'
    )
    return Response(page, content_type="text/html; charset=utf-8")


def answer_authorization(state: State, call: Call) -> Response:
    """The user's answer, brought to the program by his browser."""
    wish = _wish(state, call)
    answer = call.needed("answer")
    if answer not in ("grant", "deny"):
        raise ApiError("request_parameters_invalid", "answer must be grant or deny.")
    told = {"oauth_token": wish.token}
    if answer == "deny":
        del state.sign_ins.wishes[wish.token]
        told["denied"] = "true"
    else:
        wish.verifier = told["oauth_verifier"] = state.ids.secret()
    # The service's own addresses begin their query with an empty parameter.
    return redirect(f"{wish.callback}?=&{urlencode(told)}", 302)


def get_token_credentials(state: State, call: Call) -> Response:
    """Step 3: the program gets an access token; each agreement works once."""
    header = parameters(call.authorization) or {}
    wish = state.sign_ins.wishes.get(header.get("oauth_token", ""))
    if wish is None or not wish.verifier or not _is_registered(state, header):
        return unauthorized()
    signature = f"{state.credentials.apisecret}&{wish.secret}"
    if header.get("oauth_signature") != signature:
        return unauthorized()
    if header.get("oauth_verifier") != wish.verifier:
        return unauthorized()
    del state.sign_ins.wishes[wish.token]
    credentials = Credentials(
        apitoken=state.credentials.apitoken,
        apisecret=state.credentials.apisecret,
        accesstoken=f"{state.ids.secret()}_{state.ids.small()}",
        accesssecret=state.ids.secret(),
    )
    grant = Grant(credentials=credentials, privileges=wish.privileges)
    state.grants[credentials.accesstoken] = grant
    return _form(oauth_token=credentials.accesstoken, oauth_token_secret=credentials.accesssecret)


def _is_registered(state: State, header: dict[str, str]) -> bool:
    """Whether the header is of the one program that the account has registered."""
    return (
        header.get("oauth_signature_method") == "PLAINTEXT"
        and header.get("oauth_consumer_key") == state.credentials.apitoken
    )


def _callback(header: dict[str, str]) -> str:
    if "oauth_callback" not in header:
        raise ApiError("request_parameters_missing", "oauth_callback is missing.")
    callback = unquote(header["oauth_callback"])
    parts = urlsplit(callback)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query:
        raise ApiError("request_parameters_invalid", "oauth_callback is not a web address.")
    return callback


def _wish(state: State, call: Call) -> Wish:
    wish = state.sign_ins.wishes.get(call.needed("oauth_token"))
    if wish is None or wish.verifier:
        raise ApiError("resource_not_found", "Nobody asks for that, or it was answered already.")
    return wish


def _form(**values: str) -> Response:
    return Response(urlencode(values), content_type="application/x-www-form-urlencoded")


HANDLERS: dict[str, Callable[..., Response]] = {
    "get_temporary_credentials": get_temporary_credentials,
    "show_authorization": show_authorization,
    "answer_authorization": answer_authorization,
    "get_token_credentials": get_token_credentials,
}

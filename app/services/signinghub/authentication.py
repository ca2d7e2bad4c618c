"""Signing in at SigningHub: one request for tokens, one answer or one explained refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from app.domain.json_value import JsonObject
from app.services.errors import AccountDisabled, BadAnswer, ServiceError, Unauthorized
from app.services.http.answers import json_or_none
from app.services.http.client import HttpClient
from app.services.http.masking import quotable
from app.services.http.request import Effect, Reply, Request, post_form, send_json
from app.services.lenient import lenient
from app.services.ports import Clock
from app.services.secrets.secret import Secret
from app.services.signinghub.refusals import (
    ACCOUNT_DISABLED,
    known_refusal,
    refusal_reasons,
    refusal_text,
    text_in,
)
from app.services.signinghub.wire_account import TokenAnswer
from app.services.words.signinghub_refusals import refusal_words
from app.services.words.signinghub_sign_in import ONE_TIME_CODE, sign_in_words

_OK: Final = 200
_UNAUTHORIZED: Final = 401
_FORBIDDEN: Final = 403
_NOT_SIGNED_IN: Final = "not_signed_in"
_SCOPE_BY_EXCHANGE: Final = 4
"""From this API version on a token is exchanged for that of a scope; before, the form names it."""
_READABLE: Final = frozenset({_OK}) | frozenset(range(400, 500)) - {408, 429}
"""Refusals whose header and body say why; which status wrong credentials get is not documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who signs in, and for whom."""

    client_id: Secret
    client_secret: Secret
    username: Secret | None = None
    """None or empty: the client signs in alone (`client_credentials`)."""
    password: Secret | None = None
    scope: str = ""
    """E-mail address of the user to act for."""
    api_version: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The tokens of one sign-in."""

    access: Secret
    refresh: Secret | None = None
    """None for a scope or a client alone."""
    expires_in: int | None = None
    """Seconds; None where the service did not say."""
    must_change_password: bool = False
    """The service wants a new password (header `x-change-password`); it still works."""


class Authentication:
    """Asks `/authenticate` for tokens; keeps nothing.

    Every method raises Unauthorized (AccountDisabled) with the service's own words when the sign-in
    is not accepted, and never another kind of Refused: no agreement is gone or forbidden by that.
    """

    def __init__(self, http: HttpClient, credentials: Credentials, clock: Clock) -> None:
        """`http` must not sign requests by itself."""
        self._http = http
        self._credentials = credentials
        self._clock = clock

    def sign_in(self) -> Grant:
        """Tokens for the credentials, acting for the scope if there is one."""
        own = self._credentials
        fields: dict[str, str] = {}
        if own.username and own.password is not None:
            fields = {"username": own.username.reveal(), "password": own.password.reveal()}
        grant_type = "password" if fields else "client_credentials"
        exchange = bool(own.scope) and own.api_version >= _SCOPE_BY_EXCHANGE
        if own.scope and not exchange:
            fields["scope"] = own.scope
        grant = self._granted(self._form(grant_type, fields))
        return self._exchanged(grant) if exchange else grant

    def refresh(self, token: Secret) -> Grant:
        """New tokens for a refresh token, which is used up by it."""
        return self._granted(self._form("refresh_token", {"refresh_token": token.reveal()}))

    def _exchanged(self, grant: Grant) -> Grant:
        """The token of the user to act for (v4, `authenticate/scope`)."""
        body = msgspec.json.encode({"user_email": self._credentials.scope})
        request = send_json("POST", "/v4/authenticate/scope", body)
        headers = {"Authorization": f"Bearer {grant.access.reveal()}"}
        exchanged = self._granted(replace(request, headers=headers))
        must_change = grant.must_change_password or exchanged.must_change_password
        return replace(exchanged, must_change_password=must_change)

    def _form(self, grant_type: str, fields: Mapping[str, str]) -> Request:
        own = self._credentials
        return post_form(
            "/authenticate",
            {
                "grant_type": grant_type,
                "client_id": own.client_id.reveal(),
                "client_secret": own.client_secret.reveal(),
                **fields,
            },
        )

    def _granted(self, request: Request) -> Grant:
        reply = self._http.send(
            replace(
                request,
                headers={**request.headers, "Accept": "application/json"},
                expect=_READABLE,
                effect=Effect.NONE,
            )
        )
        told = json_or_none(reply.body)
        if reply.status != _OK:
            raise self._refused(reply, told if isinstance(told, dict) else {})
        answer = lenient(told, TokenAnswer)
        if not answer.access_token:
            raise reply.unreadable("It holds no access token.")
        return Grant(
            access=Secret(answer.access_token),
            refresh=Secret(answer.refresh_token) if answer.refresh_token else None,
            expires_in=answer.expires_in,
            must_change_password="x-change-password" in reply.headers,
        )

    def _refused(self, reply: Reply, told: JsonObject) -> ServiceError:
        text, code = quotable(refusal_text(reply.body)), known_refusal(reply.body)
        if reply.status == _FORBIDDEN and "x-otp" in reply.headers:
            words = ONE_TIME_CODE
        elif code not in ("", _NOT_SIGNED_IN):
            words = refusal_words(code) or sign_in_words("")
        elif text_in(told) or reply.status == _UNAUTHORIZED:
            error = told.get("error")
            words = sign_in_words(error if isinstance(error, str) else "")
        else:
            # Whatever stands there does not speak for the service: a proxy, or another web server.
            return BadAnswer(
                f"{reply.host} has no sign-in at this address ({reply.status}).",
                "What answers there is not SigningHub, or not SigningHub alone.",
                "Check the address of the service; if it is right, try again later.",
                service_text=text,
                status=reply.status,
                correlation_id=reply.correlation_id,
            )
        family = AccountDisabled if code == ACCOUNT_DISABLED else Unauthorized
        refusal = family(
            words.title,
            words.detail,
            words.next_step,
            service_text=text,
            status=reply.status,
            correlation_id=reply.correlation_id,
        )
        refusal.reasons = refusal_reasons(reply.body)
        return refusal

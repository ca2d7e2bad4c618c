"""Three-legged OAuth 1.0: the user permits this program in the browser."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from app.services.cancel import CancelToken
from app.services.errors import LocalError, Refused, Unauthorized
from app.services.http.client import HttpClient, Transport
from app.services.http.request import Reply, get
from app.services.scrive.auth import HeaderAuth, checked_value
from app.services.scrive.browser_return import BrowserReturn
from app.services.scrive.refusals import refusal_text
from app.services.secrets.secret import Secret
from app.services.sign_ins import OpenBrowser

_PRIVILEGES: Final = "FULL_ACCESS"
"""Everything: Flow and the look at who is signed in need more than those for documents."""
_FILLER: Final = "aaaaaa"
"""Scrive wants some text in the place of a secret that does not exist yet."""
_IN_TIME: Final = 300.0
"""Seconds for signing in and permitting it in the browser."""


class _Signature(HeaderAuth):
    """The header of one leg: as for every request, with other parameters."""

    def __init__(self, consumer: str, signature: str, **more: str) -> None:
        parameters = {
            "oauth_signature_method": "PLAINTEXT",
            "oauth_consumer_key": consumer,
            "oauth_signature": signature,
            **more,
        }
        super().__init__(Secret(", ".join(f'{name}="{each}"' for name, each in parameters.items())))


class BrowserWay:
    """Gets the four values of a user who permits it, for a program that Scrive knows."""

    def __init__(
        self, base_url: str, identifier: Secret, secret: Secret, transport: Transport
    ) -> None:
        """`identifier` and `secret`: the client credentials of this program at the service.

        Raises DomainError `credentials.missing` and `credentials.unusable`.
        """
        self._base_url = base_url
        self._identifier = checked_value("apitoken", identifier)
        self._secret = checked_value("apisecret", secret)
        self._transport = transport

    def values(
        self, open_browser: OpenBrowser, cancel: CancelToken, *, seconds: float = _IN_TIME
    ) -> Mapping[str, Secret]:
        """Ask, wait for the user, and answer with the values of `SCRIVE_SECRETS`.

        Raises Unauthorized where the program is not known, Refused where the user declines or does
        not come back in `seconds`, LocalError where no browser opens, UserCancelled and what else
        ServiceError says.
        """
        with _listening() as back:
            token, secret = self._temporary(back.address)
            back.expect(token)
            query = urlencode({"oauth_token": token})
            if not open_browser(f"{self._base_url}/oauth/authorization?{query}"):
                raise LocalError(
                    "No browser could be opened.",
                    "Without one this way to sign in does not work.",
                    "Sign in with the four values instead.",
                )
            answer = back.wait(seconds, cancel)
        if answer is None:
            raise Refused(
                "Nobody came back from the browser.",
                "The sign-in was not permitted in time.",
                "Try again.",
            )
        if not answer.verifier:
            raise Refused("The sign-in was declined in the browser.", "", "Try again.")
        return self._lasting(token, secret, answer.verifier)

    def _temporary(self, address: str) -> tuple[str, str]:
        """GET oauth/temporarycredentials: a token to ask the user about, and its secret."""
        auth = _Signature(self._identifier, f"{self._secret}&{_FILLER}", oauth_callback=address)
        try:
            return self._leg("temporarycredentials", auth, {"privileges": _PRIVILEGES})
        except Unauthorized as error:
            raise Unauthorized(
                "Scrive does not know these client credentials.",
                "",
                "Compare them with what your administrator gave you.",
                service_text=error.service_text,
                status=error.status,
                correlation_id=error.correlation_id,
            ) from error

    def _lasting(self, token: str, secret: str, verifier: str) -> Mapping[str, Secret]:
        """GET oauth/tokencredentials: what stays valid until the user takes it back."""
        auth = _Signature(
            self._identifier,
            f"{self._secret}&{secret}",
            oauth_token=token,
            oauth_verifier=verifier,
        )
        access, access_secret = self._leg("tokencredentials", auth, {})
        return {
            "apitoken": Secret(self._identifier),
            "apisecret": Secret(self._secret),
            "accesstoken": Secret(access),
            "accesssecret": Secret(access_secret),
        }

    def _leg(self, name: str, auth: HeaderAuth, query: Mapping[str, str]) -> tuple[str, str]:
        """One request, tried once: what it gives out is given out only once."""
        http = HttpClient(self._base_url, auth, self._transport, read_text=refusal_text)
        try:
            reply = http.send(replace(get(f"/oauth/{name}", query=query), pauses=()))
        finally:
            http.close()
        return _token_in(reply)


def _token_in(reply: Reply) -> tuple[str, str]:
    """A token and its secret, in a body like a form."""
    told = dict(parse_qsl(reply.body.decode("ascii", "replace").strip()))
    token, secret = told.get("oauth_token", ""), told.get("oauth_token_secret", "")
    if not token or not secret:
        raise reply.unreadable("It does not hold a token.")
    return token, secret


def _listening() -> BrowserReturn:
    try:
        return BrowserReturn()
    except OSError as error:
        raise LocalError(
            "This computer does not let Countersign wait for the browser.",
            f"{error.strerror or error}.",
            "Sign in with the four values instead.",
        ) from error

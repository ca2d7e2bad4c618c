"""Calls below /v3 or /v4, signed with the token of the account."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO, Final

from app.services.cancel import CancelToken
from app.services.errors import (
    AccountDisabled,
    BadAnswer,
    ServiceError,
    Throttled,
    Unauthorized,
    Unreachable,
)
from app.services.http.client import HttpClient
from app.services.http.request import Fields, Reply, Request, get
from app.services.ports import Progress
from app.services.secrets.secret import Secret
from app.services.signinghub.ids import checked_id
from app.services.signinghub.refusals import explained
from app.services.signinghub.tokens import Tokens

_JSON: Final = {"Accept": "application/json"}


class Calls:
    """Sends requests for one account; usable from any thread.

    A read whose token is rejected is repeated once with another. Nothing else ever is: whoever asks
    for a change looks whether it took effect before it leaves again.
    """

    def __init__(self, http: HttpClient, tokens: Tokens, api_version: int) -> None:
        """`http` must not sign requests by itself."""
        self.http = http
        self.tokens = tokens
        self.api_version = api_version

    def path(self, path: str) -> str:
        """The path below the version."""
        return f"/v{self.api_version}{path}"

    def package(self, package_id: str, part: str = "") -> str:
        """The path of a package, or of a part of it."""
        return self.path(f"/packages/{checked_id(package_id)}{part}")

    def document(self, package_id: str, document_id: str, part: str = "") -> str:
        """The path of a document, or of a part of it."""
        return self.package(package_id, f"/documents/{checked_id(document_id)}{part}")

    def read(
        self,
        path: str,
        within: float | None = None,
        *,
        headers: Fields | None = None,
        query: Fields | None = None,
    ) -> Reply:
        """GET; `within` limits the wait, see `Request`."""
        request = get(path, query=query, headers={**_JSON, **(headers or {})})
        return self._read(self.http.send, replace(request, within=within))

    def read_without_token(self, path: str) -> Reply:
        """GET of what everybody may know."""
        with explaining():
            return self.http.send(get(path, headers=_JSON))

    def save(
        self,
        request: Request,
        sink: BinaryIO,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Reply:
        """GET into a file."""

        def download(signed: Request) -> Reply:
            return self.http.download(signed, sink, progress=progress, cancel=cancel)

        return self._read(download, request)

    def change(self, request: Request, cancel: CancelToken | None = None) -> Reply:
        """Create, change or fire something, once.

        Raises Unauthorized when the token was rejected; the next call gets another one.
        """
        token = self._token_to_change()
        headers = {**_JSON, **request.headers}
        try:
            with explaining():
                return self.http.send(
                    _with(token, replace(request, headers=headers)), cancel=cancel
                )
        except Unauthorized as error:
            if not isinstance(error, AccountDisabled):
                self.tokens.reject(token)
            raise

    def _token_to_change(self) -> Secret:
        """A token; without one nothing of the request has left."""
        try:
            return self.tokens.current()
        except (BadAnswer, Throttled) as error:
            raise nothing_left(error) from error

    def _read(self, send: Callable[[Request], Reply], request: Request) -> Reply:
        token = self.tokens.current()
        with explaining():
            try:
                return send(_with(token, request))
            except Unauthorized:
                return send(_with(self.tokens.renew(token), request))


def _with(token: Secret, request: Request) -> Request:
    headers = {**request.headers, "Authorization": f"Bearer {token.reveal()}"}
    return replace(request, headers=headers)


def nothing_left(error: ServiceError) -> Unreachable:
    """What kept a change from even being asked for: nothing of it has left."""
    return Unreachable(
        error.title,
        error.detail,
        error.next_step,
        service_text=error.service_text,
        status=error.status,
        correlation_id=error.correlation_id,
    )


@contextmanager
def explaining() -> Iterator[None]:
    """Give the known refusals of SigningHub their sentences."""
    try:
        yield
    except ServiceError as error:
        told = explained(error)
        if told is error:
            raise
        raise told from error

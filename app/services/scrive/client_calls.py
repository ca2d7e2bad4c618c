"""One call of a Scrive endpoint: its address, its form and what counts as success."""

import logging
from dataclasses import replace
from typing import Final

from app.services.errors import BadAnswer, Gone, Refused, ServiceError, Uncertain
from app.services.http.answers import looks_like_html, object_in
from app.services.http.client import HttpClient
from app.services.http.request import Effect, Fields, Reply, Request, get, post_form
from app.services.http.upload import UploadBody
from app.services.lenient import lenient
from app.services.scrive.ids import checked_id
from app.services.scrive.wire import Document

log = logging.getLogger(__name__)

API: Final = "/api/v2"
SUCCESS: Final = frozenset(range(200, 300))
"""The Document API lists one status for each call and asks clients to accept the others."""
_NOT_FOUND: Final = 404
_NOT_OFFERED: Final = frozenset({405, 501})


class Calls:
    """What every group of endpoints is made with; usable from any thread."""

    def __init__(self, http: HttpClient) -> None:
        """`http` signs with `PlaintextAuth` and reads refusals with `refusal_text`."""
        self._http = http

    @property
    def host(self) -> str:
        """The host that is asked."""
        return self._http.host

    @property
    def base_url(self) -> str:
        """The address of the service, without a slash at the end."""
        return self._http.base_url

    def _get(self, path: str, query: Fields | None = None, *, within: float | None = None) -> Reply:
        return self._http.send(replace(get(path, query=query), within=within))

    def _post(
        self,
        path: str,
        fields: Fields,
        *,
        version: int | None = None,
        listed: int = 200,
        effect: Effect = Effect.CHANGES,
    ) -> Reply:
        """Send a form, guarded by `object_version` where one is given; `listed` is expected."""
        form = dict(fields)
        if version is not None:
            form["object_version"] = str(version)
        return self._expected(
            self._http.send(post_form(path, form, expect=SUCCESS, effect=effect)), listed
        )

    def _upload(self, path: str, body: UploadBody, content_type: str, *, listed: int) -> Reply:
        """Send a form with files; it can be cancelled while bytes are missing."""
        request = Request(
            method="POST", path=path, body=body, content_type=content_type, expect=SUCCESS
        )
        return self._expected(self._http.send(request), listed)

    def _expected(self, reply: Reply, listed: int) -> Reply:
        if reply.status != listed:
            log.info("%d where %d is documented [%s]", reply.status, listed, reply.correlation_id)
        return reply


def path_of(document_id: str, action: str) -> str:
    """The address of something about a document. Raises DomainError `service_id.malformed`."""
    return f"{API}/documents/{checked_id(document_id)}/{action}"


def party_path(document_id: str, signatory_id: str, action: str) -> str:
    """The address of something about a party. Raises DomainError `service_id.malformed`."""
    return path_of(document_id, f"{checked_id(signatory_id)}/{action}")


def document_in(reply: Reply) -> Document:
    """The document in an answer, whichever it is."""
    document = lenient(object_in(reply, "id"), Document)
    if not document.id:
        raise reply.unreadable("It does not name the document.")
    return document


def same_document(reply: Reply, document_id: str) -> Document:
    """The document in an answer, which must be the one that was asked about."""
    document = document_in(reply)
    if document.id != checked_id(document_id):
        raise reply.unreadable("It is about another document.")
    return document


def no_page(reply: Reply) -> None:
    """Accept an answer without looking at it, as long as it is no web page of a proxy."""
    if looks_like_html(reply.body):
        raise reply.unreadable("It is a web page instead of data.")


def is_not_offered(error: ServiceError) -> bool:
    """Whether an endpoint that not every server has is missing on this one."""
    if isinstance(error, Gone) or error.status == _NOT_FOUND:
        return True
    return isinstance(error, Refused | BadAnswer | Uncertain) and error.status in _NOT_OFFERED

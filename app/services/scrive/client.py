"""The endpoints of Scrive: one method each, answers as typed structs."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Gone, Refused
from app.services.http.answers import json_or_none, looks_like_html, object_in
from app.services.http.client import HttpClient
from app.services.http.masking import quotable
from app.services.http.multipart import FilePart, multipart
from app.services.http.request import Effect, Reply, Request, get, post_form, send_json
from app.services.lenient import lenient
from app.services.ports import Progress
from app.services.scrive.ids import checked_id
from app.services.scrive.refusals import refusal_text
from app.services.scrive.wire import (
    CanStart,
    Document,
    DocumentPage,
    FlowInstanceNames,
    History,
    Profile,
)

_API: Final = "/api/v2"
_SUCCESS: Final = frozenset({200, 201, 202})
"""The Document API lists one of these for each call and asks clients to accept the others."""
_CREATED: Final = frozenset({201})
_CONFLICT: Final = 409
_SEALING: Final = (2.0, 4.0, 8.0, 16.0)
"""Seconds between tries while a file is being sealed (documents/{id}/files/main, 503)."""
_START: Final = 1024
"""Readers of PDF look for its mark in this many bytes."""


class ScriveClient:
    """Requests for one account; usable from any thread. Every method raises ServiceError."""

    def __init__(self, http: HttpClient) -> None:
        """`http` signs with `PlaintextAuth` and reads refusals with `refusal_text`."""
        self._http = http

    @property
    def host(self) -> str:
        """The host that is asked."""
        return self._http.host

    def status(self) -> None:
        """Whether the server answers at all: GET monitor/status, needs no sign-in."""
        object_in(self._http.send(get(f"{_API}/monitor/status")), "status")

    def profile(self) -> Profile:
        """Who is signed in: GET getprofile."""
        reply = self._http.send(get(f"{_API}/getprofile"))
        return lenient(object_in(reply, "id", "email"), Profile)

    def flow_ready(self) -> None:
        """Whether Flow accepts the sign-in: GET /flow/folders/home/data_retention.

        The body is undocumented and therefore not looked at, as long as it is no web page.
        """
        reply = self._http.send(get("/flow/folders/home/data_retention"))
        if looks_like_html(reply.body):
            raise reply.unreadable("It is a web page instead of data.")

    def new_document(
        self,
        stream: BinaryIO,
        file_name: str,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Document:
        """Create a draft from a PDF: POST documents/new, 201.

        Its title becomes the file name without its ending, which carries our mark from the very
        moment of creation. Raises UserCancelled while bytes are still missing.
        """
        body, content_type = multipart(
            {"saved": "true"},
            [FilePart(name="file", file_name=file_name, stream=stream)],
            progress=progress,
            cancel=cancel,
        )
        request = Request(
            method="POST",
            path=f"{_API}/documents/new",
            body=body,
            content_type=content_type,
            expect=_SUCCESS,
        )
        return _document(self._http.send(request, cancel=cancel))

    def update(
        self, document_id: str, document: JsonObject, object_version: int | None = None
    ) -> Document:
        """Change a draft: POST documents/{id}/update, a form with the member `document`.

        Members left out keep their value; `parties` replaces the whole list, the author first.
        With `object_version` it is refused (409) when anything has happened to the draft since.
        """
        fields = {"document": json.dumps(document, ensure_ascii=False)}
        if object_version is not None:
            fields["object_version"] = str(object_version)
        path = self._path(document_id, "update")
        return _document(self._http.send(post_form(path, fields, expect=_SUCCESS)))

    def get(self, document_id: str, *, within: float | None = None) -> Document:
        """A document as it is now: GET documents/{id}/get; see `Request.within`."""
        request = replace(get(self._path(document_id, "get")), within=within)
        return _document(self._http.send(request))

    def listed(
        self,
        filters: Sequence[JsonObject] = (),
        *,
        sorting: Sequence[JsonObject] = (),
        offset: int = 0,
        most: int = 50,
        within: float | None = None,
    ) -> DocumentPage:
        """One page of documents that match all filters: GET documents/list.

        The service may send fewer than `most`; a walk ends at an empty page.
        """
        query = {"offset": str(offset), "max": str(most)}
        if filters:
            query["filter"] = json.dumps(list(filters), ensure_ascii=False)
        if sorting:
            query["sorting"] = json.dumps(list(sorting), ensure_ascii=False)
        request = replace(get(f"{_API}/documents/list", query=query), within=within)
        reply = self._http.send(request)
        return lenient(object_in(reply, "documents"), DocumentPage)

    def obstacles(self, document_id: str) -> str:
        """Why a draft could not be started, empty where it could: GET documents/{id}/canbestarted.

        Empty also where the server does not understand the question.
        """
        try:
            reply = self._http.send(get(self._path(document_id, "canbestarted")))
        except (Gone, BadAnswer):
            return ""
        except Refused as error:
            if error.status != _CONFLICT:
                raise
            return error.service_text
        told = json_or_none(reply.body)
        answer = lenient(told if isinstance(told, dict) else {}, CanStart)
        return quotable(refusal_text(reply.body)) if answer.can_start is False else ""

    def start(self, document_id: str, form: bytes) -> Document:
        """Send a document to its parties: POST documents/{id}/start.

        `form` is sent as it is; it names the `object_version` that is to be started, so that it is
        refused (409) once anything else has happened to the draft. A document starts only once.
        """
        request = Request(
            method="POST",
            path=self._path(document_id, "start"),
            body=form,
            content_type="application/x-www-form-urlencoded",
            expect=_SUCCESS,
            effect=Effect.FIRES,
        )
        reply = self._http.send(request)
        document = _document(reply)
        if document.id != document_id or document.status in ("", "preparation"):
            raise reply.unreadable("It does not say that the document was started.")
        return document

    def trash(self, document_id: str) -> None:
        """Put a draft, or one that is over, into the trash: POST documents/{id}/trash.

        Refused with 409 when the document is pending.
        """
        self._http.send(post_form(self._path(document_id, "trash"), {}, expect=_SUCCESS))

    def delete(self, document_id: str) -> None:
        """Delete for good what is in the trash: POST documents/{id}/delete."""
        self._http.send(post_form(self._path(document_id, "delete"), {}, expect=_SUCCESS))

    def create_flow_instance(self, body: bytes) -> str:
        """Create an instance, which starts at once and invites people: POST /flow/instances, 201.

        Sends exactly these bytes. A 201 took effect whether its body is empty, JSON or cut off;
        any other success, or a web page, is Uncertain. The answer is the instance's id, empty where
        none was told: the agreement is sent nevertheless. Nothing else is taken from the body,
        which is not documented and holds everybody's signing link.
        """
        request = send_json("POST", "/flow/instances", body, expect=_CREATED, effect=Effect.FIRES)
        return _instance_id(self._http.send(request))

    def main_file(
        self,
        document_id: str,
        sink: BinaryIO,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """The PDF, sealed once the document is closed: GET documents/{id}/files/main.

        Just after closing the service answers 503 for some seconds; that is waited out.
        """
        request = replace(
            get(
                self._path(document_id, "files/main/document.pdf"),
                headers={"Accept-Encoding": "identity"},
            ),
            pauses=_SEALING,
        )
        reply = self._http.download(request, sink, progress=progress, cancel=cancel)
        sink.seek(0)
        if b"%PDF-" not in sink.read(_START):
            raise reply.unreadable("It is not a PDF.")
        sink.seek(0, io.SEEK_END)

    def history(self, document_id: str, language: str = "en") -> History:
        """What happened, newest first, as prose: GET documents/{id}/history."""
        request = get(self._path(document_id, "history"), query={"lang": language})
        return lenient(object_in(self._http.send(request), "events"), History)

    def _path(self, document_id: str, action: str) -> str:
        return f"{_API}/documents/{checked_id(document_id)}/{action}"


def _document(reply: Reply) -> Document:
    document = lenient(object_in(reply, "id"), Document)
    if not document.id:
        raise reply.unreadable("It does not name the document.")
    return document


def _instance_id(reply: Reply) -> str:
    body = reply.body.strip()
    told = json_or_none(body)
    if told is None and body != b"null" and body[:1] not in {b"", b"{", b"[", b'"'}:
        raise reply.unreadable("It is not what Flow sends.")
    names = lenient(told if isinstance(told, dict) else {}, FlowInstanceNames)
    location = urlsplit(reply.headers.get("Location", "")).path.rstrip("/")
    place, _, last = location.rpartition("/")
    located = last if place.endswith("/instances") else ""
    known = (names.id, names.instance_id, names.flow_id, names.instance.id, located)
    return next(filter(None, known), "")

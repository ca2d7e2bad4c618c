"""The endpoints of Scrive's Document API that read."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, Final

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Gone, Reason, Refused
from app.services.http.answers import json_or_none, object_in
from app.services.http.masking import quotable
from app.services.http.request import get
from app.services.lenient import lenient
from app.services.ports import Progress
from app.services.scrive.client_calls import API, Calls, document_in, party_path, path_of
from app.services.scrive.ids import checked_id
from app.services.scrive.refusals import refusal_reasons, refusal_text
from app.services.scrive.wire import (
    CanStart,
    Document,
    DocumentPage,
    Evidence,
    EvidenceFile,
    History,
    Profile,
)

_CONFLICT: Final = 409
_SEALING: Final = (2.0, 4.0, 8.0, 16.0)
"""Seconds between tries while a file is being sealed (documents/{id}/files/main, 503)."""
_START: Final = 1024
"""Readers of PDF look for its mark in this many bytes."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SHORT: Final = 6


class ReadingCalls(Calls):
    """Whatever changes nothing. Every method raises ServiceError."""

    def status(self) -> None:
        """Whether the server answers at all: GET monitor/status, needs no sign-in."""
        object_in(self._get(f"{API}/monitor/status"), "status")

    def profile(self) -> Profile:
        """Who is signed in: GET getprofile."""
        return lenient(object_in(self._get(f"{API}/getprofile"), "id", "email"), Profile)

    def get(self, document_id: str, *, within: float | None = None) -> Document:
        """A document as it is now: GET documents/{id}/get; see `Request.within`."""
        return document_in(self._get(path_of(document_id, "get"), within=within))

    def by_short_id(self, digits: str) -> Document:
        """The document whose id ends with six digits: GET documents/{short}/getbyshortid.

        Only pending ones of the last 72 hours are found. Raises DomainError
        `service_id.malformed`.
        """
        short = checked_id(digits)
        if len(short) != _SHORT:
            raise DomainError("service_id.malformed", facts={"id": digits, "service": "Scrive"})
        return document_in(self._get(path_of(short, "getbyshortid")))

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
        reply = self._get(f"{API}/documents/list", query, within=within)
        return lenient(object_in(reply, "documents"), DocumentPage)

    def obstacles(self, document_id: str) -> tuple[Reason, ...]:
        """Why a draft could not be started, none where it could: GET documents/{id}/canbestarted.

        None also where the server does not understand the question.
        """
        try:
            reply = self._get(path_of(document_id, "canbestarted"))
        except (Gone, BadAnswer):
            return ()
        except Refused as error:
            if error.status != _CONFLICT:
                raise
            return error.reasons or (Reason(text=error.service_text),)
        told = json_or_none(reply.body)
        if lenient(told if isinstance(told, dict) else {}, CanStart).can_start is not False:
            return ()
        return tuple(
            replace(each, text=quotable(each.text))
            for each in refusal_reasons(reply.body) or (Reason(text=refusal_text(reply.body)),)
        )

    def history(self, document_id: str, language: str = "en") -> History:
        """What happened, newest first, as prose: GET documents/{id}/history."""
        reply = self._get(path_of(document_id, "history"), {"lang": language})
        return lenient(object_in(reply, "events"), History)

    def qr_code(self, document_id: str, signatory_id: str) -> bytes:
        """A picture (PNG) of a party's signing link: GET documents/{id}/{party}/getqrcode.

        It opens the document for whoever scans it, so it is a secret. Pending documents only.
        """
        reply = self._get(party_path(document_id, signatory_id, "getqrcode"))
        if not reply.body.startswith(_PNG):
            raise reply.unreadable("It is not a picture.")
        return reply.body

    def evidence(self, document_id: str) -> tuple[EvidenceFile, ...]:
        """The files of evidence, often none: GET documents/{id}/evidenceattachments."""
        reply = self._get(path_of(document_id, "evidenceattachments"))
        return lenient(object_in(reply, "attachments"), Evidence).attachments

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
        path = path_of(document_id, "files/main/document.pdf")
        self._download(path, sink, progress, cancel, must_be_pdf=True)

    def related_file(
        self,
        document_id: str,
        file_id: str,
        sink: BinaryIO,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """An attachment or another file, of any kind: GET documents/{id}/files/{file}."""
        path = path_of(document_id, f"files/{checked_id(file_id)}/file")
        self._download(path, sink, progress, cancel, must_be_pdf=False)

    def evidence_file(
        self,
        file: EvidenceFile,
        sink: BinaryIO,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """One file of evidence, at the address that was told for it.

        Raises BadAnswer for an address that is not below the service's own.
        """
        path = file.download_url
        if not path.startswith("/") or path.startswith("//") or not path.isprintable():
            raise BadAnswer("Scrive told an address for the evidence that is not its own.")
        self._download(path, sink, progress, cancel, must_be_pdf=False)

    def _download(
        self,
        path: str,
        sink: BinaryIO,
        progress: Progress | None,
        cancel: CancelToken | None,
        *,
        must_be_pdf: bool,
    ) -> None:
        request = replace(get(path, headers={"Accept-Encoding": "identity"}), pauses=_SEALING)
        reply = self._http.download(request, sink, progress=progress, cancel=cancel)
        if must_be_pdf:
            sink.seek(0)
            if b"%PDF-" not in sink.read(_START):
                raise reply.unreadable("It is not a PDF.")
        sink.seek(0, io.SEEK_END)

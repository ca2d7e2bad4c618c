"""Which files of Scrive documents are saved, and under which names."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedRandom
from typing import BinaryIO, Final

from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Gone, Refused, Unauthorized
from app.services.overall_progress import OverallProgress
from app.services.ports import Progress, SavedKind
from app.services.saving import FileTray
from app.services.scrive.client import ScriveClient
from app.services.scrive.mapping_seats import person_of
from app.services.scrive.wire import Document, EvidenceFile

log = logging.getLogger(__name__)

_CLOSED: Final = "closed"
_BROKEN: Final = "document_error"
_PDF: Final = b"%PDF-"
_START: Final = 1024
"""Readers of PDF look for its mark in this many bytes."""

Fetch = Callable[[BinaryIO, Progress, CancelToken], None]
"""Writes one file into a sink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """One file that is to be fetched."""

    name: str
    kind: SavedKind
    source: str
    fetch: Fetch
    sealing: str = ""
    """The id of the document, where its seal was not told of before."""


class DocumentDownload:
    """Fetches the files of the documents of one agreement."""

    def __init__(
        self,
        client: ScriveClient,
        tray: FileTray,
        *,
        progress: Progress | None,
        cancel: CancelToken,
    ) -> None:
        """Files are put into `tray`; nothing is delivered here."""
        self._client = client
        self._tray = tray
        self._progress = progress
        self._cancel = cancel

    def run(self, ids: Sequence[str]) -> None:
        """Fetch everything. Raises Refused where Scrive has no file to give."""
        planned: list[_Planned] = []
        broken: list[Document] = []
        for document_id in ids:
            self._cancel.raise_if_cancelled()
            document = self._client.get(document_id)
            if document.status == _BROKEN:
                broken.append(document)
            else:
                planned += self._of(document)
        trouble = _unfinished(broken) if broken else None
        if not planned and trouble is not None:
            raise trouble
        overall = OverallProgress(self._progress, len(planned))
        for place, each in enumerate(planned):
            self._cancel.raise_if_cancelled()
            note = str(trouble) if trouble is not None and place == 0 else ""
            self._fetch(each, overall.next_file(), note)

    def _of(self, document: Document) -> Iterator[_Planned]:
        """The document itself first, then what belongs to it."""
        yield self._main(document)
        yield from self._attachments(document)
        yield from self._handed_in(document)
        if document.status == _CLOSED:
            yield from self._evidence(document)

    def _main(self, document: Document) -> _Planned:
        closed = document.status == _CLOSED

        def fetch(sink: BinaryIO, progress: Progress, cancel: CancelToken) -> None:
            self._client.main_file(document.id, sink, progress=progress, cancel=cancel)

        return _Planned(
            name=f"{_title(document)}.pdf" if closed else f"{_title(document)} (not complete).pdf",
            kind=SavedKind.SIGNED if closed else SavedKind.UNSIGNED,
            source=f"document {document.id}",
            fetch=fetch,
            sealing=document.id if closed and document.sealed_file is None else "",
        )

    def _attachments(self, document: Document) -> Iterator[_Planned]:
        """What the author put beside the document (Document API v2, `author_attachments`)."""
        for each in document.author_attachments:
            if each.file_id:
                name = f"{_title(document)} - {each.name or 'attachment'}"
                yield self._related(document, each.file_id, name, SavedKind.ATTACHMENT)

    def _handed_in(self, document: Document) -> Iterator[_Planned]:
        """What parties were asked for and uploaded (Document API v2, Signatory, `attachments`)."""
        for party in document.parties:
            who = person_of(party)
            person = who.name or who.email or who.phone
            for each in party.attachments:
                if each.file_id:
                    parts = (_title(document), person, each.file_name or each.name)
                    name = " - ".join(filter(None, parts))
                    yield self._related(document, each.file_id, name, SavedKind.HANDED_IN)

    def _related(self, document: Document, file_id: str, name: str, kind: SavedKind) -> _Planned:
        def fetch(sink: BinaryIO, progress: Progress, cancel: CancelToken) -> None:
            self._client.related_file(document.id, file_id, sink, progress=progress, cancel=cancel)

        source = f"document {document.id} file {file_id}"
        return _Planned(name=name, kind=kind, source=source, fetch=fetch)

    def _evidence(self, document: Document) -> Iterator[_Planned]:
        """Evidence beside the signed file, which has it inside; servers need not tell of any."""
        try:
            files = self._client.evidence(document.id)
        except Unauthorized:
            raise
        except (Refused, BadAnswer) as error:
            log.info("no evidence: %s [%s]", error.code, error.correlation_id)
            return
        for each in files:
            yield _Planned(
                name=f"{_title(document)} - evidence - {each.name or 'file'}",
                kind=SavedKind.EVIDENCE,
                source=f"document {document.id} evidence {each.name}",
                fetch=self._fetching(each),
            )

    def _fetching(self, file: EvidenceFile) -> Fetch:
        def fetch(sink: BinaryIO, progress: Progress, cancel: CancelToken) -> None:
            self._client.evidence_file(file, sink, progress=progress, cancel=cancel)

        return fetch

    def _fetch(self, planned: _Planned, progress: Progress, note: str) -> None:
        sink = self._tray.sink()
        try:
            planned.fetch(sink, progress, self._cancel)
            name = _named(planned, sink)
        except (Gone, BadAnswer) as error:
            if planned.kind is not SavedKind.EVIDENCE:
                raise
            log.info("no evidence file: %s [%s]", error.code, error.correlation_id)
            return
        kind = planned.kind
        if planned.sealing and self._client.get(planned.sealing).sealed_file is None:
            kind, name = SavedKind.UNSIGNED, name.replace(".pdf", " (not sealed yet).pdf")
        self._tray.add(sink, name, kind, planned.source, note)


def _title(document: Document) -> str:
    return document.title.removesuffix(".pdf") or document.id


def _named(planned: _Planned, sink: BufferedRandom) -> str:
    """The name, with the extension of a PDF where it is one. Raises BadAnswer for a false PDF."""
    sink.seek(0)
    is_pdf = _PDF in sink.read(_START)
    says_pdf = planned.name.lower().endswith(".pdf")
    if says_pdf and not is_pdf:
        raise BadAnswer(
            f"Scrive sent something else than the PDF “{planned.name}”.",
            "It does not begin like a PDF, so nothing was saved.",
            "Try again; if it stays so, open the agreement in Scrive.",
        )
    return f"{planned.name}.pdf" if is_pdf and not says_pdf else planned.name


def _unfinished(broken: Sequence[Document]) -> Refused:
    names = ", ".join(f"“{each.title or each.id}”" for each in broken)
    return Refused(
        f"Scrive could not finish {names}: there is no signed file.",
        "Something went wrong at Scrive, mostly while the file was being sealed.",
        f"Ask Scrive's support, and name the document: {', '.join(each.id for each in broken)}.",
    )

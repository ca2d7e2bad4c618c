"""Which files of a package are saved, and under which names."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BufferedRandom
from typing import Final

from app.domain.status import AgreementStatus, signinghub_workflow_status
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, Key, Locked, Refused, Unauthorized
from app.services.overall_progress import OverallProgress
from app.services.ports import DownloadKeys, Progress, SavedKind
from app.services.saving import FileTray
from app.services.signinghub.answers import FileKind, file_kind
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_files import Protection
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.wire import Document, WorkflowDetails
from app.services.texts import NO_EVIDENCE, NOT_UNPACKED
from app.services.unpacking import DamagedArchive, NotUnpacked, unpacked

log = logging.getLogger(__name__)

_KEYS: Final = {
    "password_required": Key.PASSWORD,
    "wrong_password": Key.PASSWORD,
    "code_required": Key.CODE,
    "wrong_code": Key.CODE,
}
"""The refusals of protected documents, with what opens them."""

_WORD: Final = frozenset({"docx", "docm"})
"""Kinds that SigningHub can keep as they are, and that are ZIP files inside."""
_EXTENSIONS: Final = _WORD | set(FileKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetched:
    """A full file that is not put down yet."""

    sink: BufferedRandom
    name: str
    note: str = ""


class PackageDownload:
    """Fetches the documents of one package, and its evidence where there is some."""

    def __init__(
        self,
        client: SigningHubClient,
        tray: FileTray,
        *,
        keys: DownloadKeys | None = None,
        progress: Progress | None,
        cancel: CancelToken,
    ) -> None:
        """Files are put into `tray`; nothing is delivered here."""
        keys = keys or DownloadKeys()
        self._client = client
        self._tray = tray
        self._code = keys.code
        self._protection = Protection(password=keys.password, code=keys.code)
        self._progress = progress
        self._cancel = cancel

    def run(self, package_id: str, details: WorkflowDetails) -> None:
        """Fetch everything. Raises Refused for a draft, which SigningHub does not give out.

        Raises Locked where the documents are protected for this account.
        """
        status = signinghub_workflow_status(details.workflow.workflow_status)
        done = status is AgreementStatus.COMPLETED
        if status is AgreementStatus.DRAFT:
            raise Refused(
                "A draft cannot be downloaded from SigningHub.",
                "It gives out documents only after they were sent.",
                "Send the agreement first.",
            )
        title = details.package_name or f"Package {package_id}"
        try:
            fetched = self._documents(package_id, title, _distinct(details.documents))
        except Refused as error:
            locked = self._locked(error)
            if locked is None:
                raise
            raise locked from error
        evidence = self._evidence(package_id, title) if done else None
        if done and evidence is None and fetched:
            fetched[0] = replace(fetched[0], note=NO_EVIDENCE)
        for each in fetched:
            kind = SavedKind.SIGNED if done else SavedKind.UNSIGNED
            self._tray.add(each.sink, each.name, kind, note=each.note)
        if evidence is not None:
            self._tray.add(evidence.sink, evidence.name, SavedKind.EVIDENCE)

    def _documents(
        self, package_id: str, title: str, documents: Sequence[Document]
    ) -> list[_Fetched]:
        """Each document by itself; as one package where there is one, or ids are not usable.

        A one-time code opens something once, so that all comes in one piece with it.
        """
        usable = all(document.document_id.isdigit() for document in documents)
        if len(documents) > 1 and usable and self._code is None:
            overall = OverallProgress(self._progress, len(documents))
            return [self._document(package_id, each, overall.next_file()) for each in documents]
        sink = self._tray.sink()
        kind = self._client.download_package(
            package_id,
            sink,
            protection=self._protection,
            progress=self._progress,
            cancel=self._cancel,
        )
        whole = documents[0] if len(documents) == 1 else Document(document_name=title)
        name = _file_name(whole, kind)
        if kind is FileKind.ZIP and name.endswith(f".{kind.value}"):
            return self._unpacked(sink, name)
        return [_Fetched(sink=sink, name=name)]

    def _document(self, package_id: str, document: Document, progress: Progress) -> _Fetched:
        sink = self._tray.sink()
        kind = self._client.download_document(
            package_id,
            document.document_id,
            sink,
            protection=self._protection,
            progress=progress,
            cancel=self._cancel,
        )
        return _Fetched(sink=sink, name=_file_name(document, kind))

    def _unpacked(self, sink: BufferedRandom, name: str) -> list[_Fetched]:
        """The documents in a ZIP; the ZIP itself where it is better left alone."""
        try:
            files = unpacked(sink, self._tray, self._cancel)
        except NotUnpacked:
            return [_Fetched(sink=sink, name=name, note=NOT_UNPACKED)]
        except DamagedArchive as error:
            raise BadAnswer(
                "The ZIP that SigningHub sent is damaged.",
                "Nothing of it was saved.",
                "Try again.",
            ) from error
        kinds = [file_kind(each.content) for each in files]
        fetched = [
            _Fetched(sink=each.content, name=_file_name(_packed(each.name), kind))
            for each, kind in zip(files, kinds, strict=True)
            if kind is not None
        ]
        if len(fetched) < len(files):
            return [_Fetched(sink=sink, name=name, note=NOT_UNPACKED)]
        return fetched

    def _evidence(self, package_id: str, title: str) -> _Fetched | None:
        """The evidence report; None where role and service plan withhold it, or not ready yet."""
        sink = self._tray.sink()
        try:
            kind = self._client.report(package_id, sink, cancel=self._cancel)
        except Unauthorized:
            raise
        except Refused as error:
            log.info("no evidence report: %s [%s]", error.code, error.correlation_id)
            return None
        return _Fetched(sink=sink, name=f"{title} - evidence.{kind.value}")

    def _locked(self, error: Refused) -> Locked | None:
        """The refusal as one that a password or a code would turn into files."""
        reason = reason_code(error)
        if reason not in _KEYS:
            return None
        needs = _KEYS[reason]
        if reason == "wrong_password" and self._code is not None:
            # The service says the same of both, and the password was believed before the code.
            needs = Key.CODE
        locked = Locked(
            error.title,
            error.detail,
            error.next_step,
            service_text=error.service_text,
            status=error.status,
            correlation_id=error.correlation_id,
        )
        locked.reasons = error.reasons
        locked.needs, locked.wrong = needs, reason.startswith("wrong")
        return locked


def _distinct(documents: Sequence[Document]) -> list[Document]:
    """One of each id, in the service's order; lists were seen that name one document twice."""
    return list({document.document_id: document for document in reversed(documents)}.values())[::-1]


def _file_name(document: Document, kind: FileKind) -> str:
    """The document's name with the extension of what it really is."""
    original = document.document_type.strip(" .").lower()
    extension = original if kind is FileKind.ZIP and original in _WORD else kind.value
    stem = document.document_name or f"document {document.document_id}"
    for ending in (f".{original}", f".{extension}"):
        if len(ending) > 1 and stem.lower().endswith(ending):
            stem = stem[: -len(ending)]
    return f"{stem}.{extension}"


def _packed(name: str) -> Document:
    """A file of a ZIP as a document of the name that the ZIP has for it."""
    extension = name.rpartition(".")[2].lower()
    kind = extension if extension in _EXTENSIONS else ""
    return Document(document_name=name, document_type=kind)

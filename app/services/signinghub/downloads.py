"""Which files of a package are saved, and under which names."""

import logging
from collections.abc import Sequence
from typing import Final

from app.domain.status import AgreementStatus, signinghub_workflow_status
from app.services.cancel import CancelToken
from app.services.errors import Forbidden, Refused, Unauthorized
from app.services.overall_progress import OverallProgress
from app.services.ports import Progress, SavedKind
from app.services.saving import FileTray
from app.services.signinghub.answers import FileKind
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.refusals import reason_code
from app.services.signinghub.wire import Document, WorkflowDetails

log = logging.getLogger(__name__)

_PROTECTED: Final = "Where SigningHub asks for a password or a code to open it, use its web page."

_WORD: Final = frozenset({"docx", "docm"})
"""Kinds that SigningHub can keep as they are, and that are ZIP files inside."""


class PackageDownload:
    """Fetches the documents of one package, and its evidence where there is some."""

    def __init__(
        self,
        client: SigningHubClient,
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
        self._kind = SavedKind.UNSIGNED

    def run(self, package_id: str, details: WorkflowDetails) -> None:
        """Fetch everything. Raises Refused for a draft, which SigningHub does not give out."""
        status = signinghub_workflow_status(details.workflow.workflow_status)
        done = status is AgreementStatus.COMPLETED
        self._kind = SavedKind.SIGNED if done else SavedKind.UNSIGNED
        if status is AgreementStatus.DRAFT:
            raise Refused(
                "A draft cannot be downloaded from SigningHub.",
                "It gives out documents only after they were sent.",
                "Send the agreement first.",
            )
        title = details.package_name or f"Package {package_id}"
        try:
            self._documents(package_id, title, _distinct(details.documents))
        except Forbidden as error:
            if not reason_code(error):
                error.next_step = f"{error.next_step} {_PROTECTED}"
            raise
        if status is AgreementStatus.COMPLETED:
            self._evidence(package_id, title)

    def _documents(self, package_id: str, title: str, documents: Sequence[Document]) -> None:
        """Each document by itself; one alone, or ones without usable ids, as the package."""
        if len(documents) > 1 and all(document.document_id.isdigit() for document in documents):
            overall = OverallProgress(self._progress, len(documents))
            for document in documents:
                sink = self._tray.sink()
                kind = self._client.download_document(
                    package_id,
                    document.document_id,
                    sink,
                    progress=overall.next_file(),
                    cancel=self._cancel,
                )
                self._tray.add(sink, _file_name(document, kind), self._kind)
            return
        sink = self._tray.sink()
        kind = self._client.download_package(
            package_id, sink, progress=self._progress, cancel=self._cancel
        )
        whole = documents[0] if len(documents) == 1 else Document(document_name=title)
        self._tray.add(sink, _file_name(whole, kind), self._kind)

    def _evidence(self, package_id: str, title: str) -> None:
        """The evidence report, which role and service plan may withhold."""
        sink = self._tray.sink()
        try:
            kind = self._client.report(package_id, sink, cancel=self._cancel)
        except Unauthorized:
            raise
        except Refused as error:
            log.info("no evidence report: %s [%s]", error.code, error.correlation_id)
            return
        self._tray.add(sink, f"{title} - evidence.{kind.value}", SavedKind.EVIDENCE)


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

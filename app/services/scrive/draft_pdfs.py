"""The files of a draft at Scrive: pages that are left out, and what goes along."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeAlias

from app.domain.attachments import Attachment, attachments_of
from app.domain.draft_files import attachment_key
from app.domain.page_removal import removed_pages
from app.services.cancel import CancelToken
from app.services.errors import Refused, Uncertain
from app.services.outbox.carrier import Parcel
from app.services.outbox.records import StepRecord
from app.services.ports import Progress
from app.services.scrive.carrying import (
    CONFLICT,
    Drafts,
    changed,
    document_id_of,
    fingerprint,
    number_of,
)
from app.services.scrive.client import ScriveClient
from app.services.scrive.client_composing import NewAttachment
from app.services.scrive.marks import upload_name
from app.services.scrive.wire import Document

_Said: TypeAlias = tuple[str, bool, bool]
"""Name, required, added to the sealed file: what Scrive tells of an attachment as it was sent
(Document API v2, `author_attachments`)."""


_FILES = frozenset({"file", "author_attachments"})


class DraftPdfs:
    """Brings the files of drafts to what an agreement says; may be repeated freely."""

    def __init__(self, client: ScriveClient, drafts: Drafts) -> None:
        """Write with `client`, read with `drafts`."""
        self._client = client
        self._drafts = drafts

    def converge(
        self,
        step: StepRecord,
        parcel: Parcel,
        label: str,
        progress: Progress,
        cancel: CancelToken,
        is_ours: Callable[[Document], bool],
    ) -> Document:
        """The draft of one document, read back with its files as they shall be started.

        Every change names the version that it is meant for, so that a late copy of a request
        whose answer was lost is refused (409) instead of taking out further pages. Such a refusal
        raises Changed where it was somebody else who wrote in between: something besides the files
        became other, and not by an earlier request (`is_ours`).
        """
        before = self._drafts.read(document_id_of(parcel, label))
        try:
            document = self._without_pages(step, parcel, label, before)
            if label != parcel.agreement.documents[0].label:
                return document
            return self._with_attachments(parcel, document, progress, cancel)
        except Uncertain as error:
            if error.status == CONFLICT:
                there = self._drafts.read(before.id)
                if _besides_files(there) != _besides_files(before) and not is_ours(there):
                    what = "One of its files was changed there while it was prepared."
                    raise changed(what) from error
            raise

    def _without_pages(
        self, step: StepRecord, parcel: Parcel, label: str, document: Document
    ) -> Document:
        """Nothing in a document tells which pages are gone: a repeat begins with the whole file."""
        pages = removed_pages(parcel.agreement, label)
        if not pages:
            return document
        if step.attempts > 1:
            name = upload_name(parcel.agreement.title, parcel.ref, number_of(parcel, label))
            with parcel.opened(label) as stream:
                self._client.set_file(document.id, stream, name, document.object_version)
            document = self._drafts.read(document.id)
        self._client.remove_pages(document.id, pages, document.object_version)
        return self._drafts.read(document.id)

    def _with_attachments(
        self, parcel: Parcel, document: Document, progress: Progress, cancel: CancelToken
    ) -> Document:
        """Only we attach files to a draft of ours, so that equal names mean equal files."""
        wanted = attachments_of(parcel.agreement)
        if _told(document) == _asked(wanted):
            return document
        with ExitStack() as opened:
            files = [
                NewAttachment(
                    name=each.shown_name,
                    required=each.required,
                    add_to_sealed_file=each.add_to_sealed_file,
                    stream=opened.enter_context(parcel.opened(attachment_key(place))),
                    file_name=f"attachment-{place + 1}.pdf",
                )
                for place, each in enumerate(wanted)
            ]
            self._client.set_attachments(
                document.id, files, document.object_version, progress=progress, cancel=cancel
            )
        written = self._drafts.read(document.id)
        if _told(written) != _asked(wanted):
            raise Refused(
                "Scrive did not take the attachments as they were sent.",
                "Nobody was notified, your draft is safe.",
                "Send again; if it stays, look at the draft in Scrive.",
            )
        return written


def _besides_files(document: Document) -> str:
    return fingerprint(document, without=_FILES)


def _asked(attachments: tuple[Attachment, ...]) -> Counter[_Said]:
    """Counted, because the order in which Scrive tells them is not documented."""
    return Counter(
        (each.shown_name, each.required, each.add_to_sealed_file) for each in attachments
    )


def _told(document: Document) -> Counter[_Said]:
    return Counter(
        (each.name, bool(each.required), bool(each.add_to_sealed_file))
        for each in document.author_attachments
    )

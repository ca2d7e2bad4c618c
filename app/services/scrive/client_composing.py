"""The endpoints of Scrive's Document API that make and change drafts, and start them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.http.multipart import FilePart, multipart
from app.services.http.request import Effect, Request
from app.services.ports import Progress
from app.services.scrive.client_calls import (
    API,
    SUCCESS,
    Calls,
    document_in,
    no_page,
    path_of,
    same_document,
)
from app.services.scrive.ids import checked_id
from app.services.scrive.wire import Document

_CREATED: Final = 201
_QUEUED: Final = 202


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttachment:
    """A file that is to go along with a document, new or already at Scrive."""

    name: str
    required: bool = False
    """The parties must accept it."""
    add_to_sealed_file: bool = False
    """Merged into the signed PDF; otherwise delivered beside it."""
    stream: BinaryIO | None = None
    """A PDF, read from its start; None where `file_id` names it."""
    file_name: str = "attachment.pdf"
    file_id: str = ""


class ComposingCalls(Calls):
    """Whatever concerns drafts and notifies nobody, but for `start`.

    Every method raises ServiceError. With `object_version` a call is refused (409, `Uncertain`)
    when anything has happened to the draft since.
    """

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
        reply = self._upload(f"{API}/documents/new", body, content_type, listed=_CREATED)
        return document_in(reply)

    def new_from_template(self, template_id: str, object_version: int | None = None) -> Document:
        """Create another draft from a template: POST documents/newfromtemplate/{id}, 201."""
        path = f"{API}/documents/newfromtemplate/{checked_id(template_id)}"
        return document_in(self._post(path, {}, version=object_version, listed=_CREATED))

    def clone(self, document_id: str, object_version: int | None = None) -> Document:
        """Create another draft like one of ours: POST documents/{id}/clone, 201."""
        path = path_of(document_id, "clone")
        return document_in(self._post(path, {}, version=object_version, listed=_CREATED))

    def update(
        self, document_id: str, document: JsonObject, object_version: int | None = None
    ) -> Document:
        """Change a draft: POST documents/{id}/update, a form with the member `document`.

        Members left out keep their value; `parties` replaces the whole list, the author first.
        """
        fields = {"document": json.dumps(document, ensure_ascii=False)}
        reply = self._post(path_of(document_id, "update"), fields, version=object_version)
        return document_in(reply)

    def set_file(
        self,
        document_id: str,
        stream: BinaryIO,
        file_name: str,
        object_version: int | None = None,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Document:
        """Replace the PDF of a draft: POST documents/{id}/setfile."""
        body, content_type = multipart(
            _guard(object_version),
            [FilePart(name="file", file_name=file_name, stream=stream)],
            progress=progress,
            cancel=cancel,
        )
        path = path_of(document_id, "setfile")
        return same_document(self._upload(path, body, content_type, listed=200), document_id)

    def remove_file(self, document_id: str, object_version: int | None = None) -> Document:
        """Take the PDF out of a draft: POST documents/{id}/setfile without a file."""
        reply = self._post(path_of(document_id, "setfile"), {}, version=object_version)
        return same_document(reply, document_id)

    def append_file(
        self,
        document_id: str,
        stream: BinaryIO,
        file_name: str,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Add the pages of a PDF to that of a draft: POST documents/{id}/appendfile.

        What it answers is not documented.
        """
        part = FilePart(name="file", file_name=file_name, stream=stream)
        body, content_type = multipart({}, [part], progress=progress, cancel=cancel)
        no_page(self._upload(path_of(document_id, "appendfile"), body, content_type, listed=200))

    def set_attachments(
        self,
        document_id: str,
        attachments: Sequence[NewAttachment],
        object_version: int | None = None,
        *,
        incremental: bool = False,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Document:
        """Put files beside the PDF of a draft: POST documents/{id}/setattachments.

        They replace those that were there; with `incremental`, only those of the same name.
        """
        told: list[JsonObject] = []
        files: list[FilePart] = []
        for number, each in enumerate(attachments, start=1):
            entry: JsonObject = {
                "name": each.name,
                "required": each.required,
                "add_to_sealed_file": each.add_to_sealed_file,
            }
            if each.stream is None:
                entry["file_id"] = checked_id(each.file_id)
            else:
                entry["file_param"] = f"attachment_{number}"
                files.append(
                    FilePart(
                        name=f"attachment_{number}",
                        file_name=each.file_name,
                        stream=each.stream,
                    )
                )
            told.append(entry)
        fields = {
            **_guard(object_version),
            "attachments": json.dumps(told, ensure_ascii=False),
            "incremental": _flag(incremental),
        }
        body, content_type = multipart(fields, files, progress=progress, cancel=cancel)
        path = path_of(document_id, "setattachments")
        return same_document(self._upload(path, body, content_type, listed=200), document_id)

    def remove_pages(
        self, document_id: str, pages: Sequence[int], object_version: int | None = None
    ) -> Document:
        """Take pages (from 1) out of a draft's PDF: POST documents/{id}/removepages.

        At most 100 at a time, not all of them; fields on them go away, later pages move up.
        """
        fields = {"pages": json.dumps(sorted(set(pages)))}
        reply = self._post(path_of(document_id, "removepages"), fields, version=object_version)
        return same_document(reply, document_id)

    def share_templates(self, template_ids: Sequence[str], *, shared: bool) -> None:
        """Share templates with the company, or not: POST documents/templates/setsharing, 202."""
        fields = {"document_ids": _id_list(template_ids), "shared": _flag(shared)}
        no_page(self._post(f"{API}/documents/templates/setsharing", fields, listed=_QUEUED))

    def start(self, document_id: str, form: bytes) -> Document:
        """Send a document to its parties: POST documents/{id}/start.

        `form` is sent as it is; it names the `object_version` that is to be started, so that it is
        refused (409) once anything else has happened to the draft. A document starts only once.
        """
        request = Request(
            method="POST",
            path=path_of(document_id, "start"),
            body=form,
            content_type="application/x-www-form-urlencoded",
            expect=SUCCESS,
            effect=Effect.FIRES,
        )
        reply = self._http.send(request)
        document = document_in(reply)
        if document.id != document_id or document.status in ("", "preparation"):
            raise reply.unreadable("It does not say that the document was started.")
        return document

    def trash(self, document_id: str, object_version: int | None = None) -> None:
        """Put a draft, or one that is over, into the trash: POST documents/{id}/trash.

        Refused with 409 when the document is pending.
        """
        no_page(self._post(path_of(document_id, "trash"), {}, version=object_version))

    def delete(self, document_id: str, object_version: int | None = None) -> None:
        """Delete for good what is in the trash: POST documents/{id}/delete."""
        no_page(self._post(path_of(document_id, "delete"), {}, version=object_version))

    def trash_all(self, document_ids: Sequence[str]) -> None:
        """Put several documents into the trash: POST documents/trash."""
        no_page(self._post(f"{API}/documents/trash", {"document_ids": _id_list(document_ids)}))

    def delete_all(self, document_ids: Sequence[str]) -> None:
        """Delete for good several that are in the trash: POST documents/delete."""
        no_page(self._post(f"{API}/documents/delete", {"document_ids": _id_list(document_ids)}))


def _guard(version: int | None) -> dict[str, str]:
    return {} if version is None else {"object_version": str(version)}


def _flag(value: bool) -> str:  # noqa: FBT001 - it is the whole of it
    return "true" if value else "false"


def _id_list(document_ids: Sequence[str]) -> str:
    return json.dumps([checked_id(each) for each in document_ids])

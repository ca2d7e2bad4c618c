"""The endpoints of SigningHub that add and change the documents of a package."""

from typing import TYPE_CHECKING, BinaryIO

from app.services.cancel import CancelToken
from app.services.http.answers import object_in
from app.services.http.request import Request
from app.services.http.upload import UploadBody, file_part
from app.services.lenient import lenient
from app.services.ports import Progress
from app.services.signinghub.client_calls import CREATED, SUCCESS, CallGroup, flag, id_in
from app.services.signinghub.ids import checked_id
from app.services.signinghub.wire import Document

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject


class DocumentCalls(CallGroup):
    """The documents of a draft; nothing is repeated here. Every method raises ServiceError."""

    def upload(
        self,
        package_id: str,
        stream: BinaryIO,
        *,
        file_name: str,
        source: str,
        progress: Progress,
        cancel: CancelToken,
        convert: bool = True,
    ) -> str:
        """Add a file, each time anew; the document's id: POST packages/{id}/documents, 201.

        `file_name` and `source` travel in headers: ASCII, without blanks at their ends. `convert`
        makes a PDF of it; a PDF stays as it is either way.
        """
        request = Request(
            method="POST",
            path=self.calls.package(package_id, "/documents"),
            headers={
                "x-file-name": file_name,
                "x-source": source,
                "x-convert-document": flag(value=convert),
            },
            body=UploadBody([file_part(stream)], progress=progress, cancel=cancel),
            content_type="application/octet-stream",
            expect=SUCCESS,
        )
        reply = self._expected(self.calls.change(request, cancel), CREATED)
        return id_in(reply, lenient(object_in(reply), Document).document_id)

    def add_library_document(self, package_id: str, library_id: str) -> Document:
        """Add a document of the library, each time anew: POST .../documents/library/{id}, 201."""
        path = self.calls.package(package_id, f"/documents/library/{checked_id(library_id)}")
        reply = self._change(package_id, "POST", path, documented=CREATED)
        document = lenient(object_in(reply), Document)
        id_in(reply, document.document_id)
        return document

    def rename_document(self, package_id: str, document_id: str, name: str) -> None:
        """PUT packages/{id}/documents/{id}; the same again changes nothing."""
        path = self.calls.document(package_id, document_id)
        self._change(package_id, "PUT", path, {"document_name": name})

    def delete_document(self, package_id: str, document_id: str) -> None:
        """DELETE packages/{id}/documents/{id}; only of a draft."""
        self._change(package_id, "DELETE", self.calls.document(package_id, document_id))

    def move_document(self, package_id: str, document_id: str, order: int) -> None:
        """Give a document a place among the others, from 1: PUT .../documents/{id}/reorder."""
        path = self.calls.document(package_id, document_id, "/reorder")
        self._change(package_id, "PUT", path, {"order": order})

    def certify_document(
        self,
        package_id: str,
        document_id: str,
        *,
        permission: str = "",
        lock_form_fields: bool = False,
    ) -> None:
        """Say what may change after signing: PUT .../documents/{id}/certify.

        `permission` is NO_CHANGES_ALLOWED, FORM_FILLING_ALLOWED or
        FORM_FILLING_WITH_ANNOTATIONS_ALLOWED; empty: the document is not certified.
        """
        certify: JsonObject = {"enabled": bool(permission)}
        if permission:
            certify["permission"] = permission
        path = self.calls.document(package_id, document_id, "/certify")
        body: JsonObject = {"certify": certify, "lock_form_fields": lock_form_fields}
        self._change(package_id, "PUT", path, body)

    def apply_template(
        self, package_id: str, document_id: str, name: str, *, apply_to_all: bool = False
    ) -> Document:
        """Give a document what a template has: POST .../documents/{id}/template.

        Its people and fields are added once more each time, so it must never be repeated blindly.
        """
        path = self.calls.document(package_id, document_id, "/template")
        body: JsonObject = {"template_name": name, "apply_to_all": apply_to_all}
        reply = self._change(package_id, "POST", path, body)
        return lenient(object_in(reply), Document)

"""The endpoints of SigningHub that make, change, send and delete packages: one method each."""

from typing import BinaryIO, Final

import msgspec

from app.domain.json_value import JsonObject, JsonValue
from app.services.cancel import CancelToken
from app.services.http.answers import list_in, object_in
from app.services.http.request import Effect, Reply, Request, send_json
from app.services.http.upload import UploadBody, file_part
from app.services.lenient import lenient, lenient_list
from app.services.ports import Progress
from app.services.signinghub.calls import Calls
from app.services.signinghub.wire import Document, PackageHeader
from app.services.signinghub.wire_composing import SharedPackage

_V4: Final = 4
_DONE: Final = frozenset({200, 201, 202, 204})
"""Only 200 is promised for most; what was done is read back anyway."""
_MADE: Final = frozenset({200, 201})


class Composer:
    """Changes for one account; nothing is repeated here. Every method raises ServiceError.

    Unauthorized says that the token was rejected; the next call gets another one.
    """

    def __init__(self, calls: Calls) -> None:
        """Send with `calls`."""
        self._calls = calls

    @property
    def is_v4(self) -> bool:
        """Whether the calls are those of version 4."""
        return self._calls.api_version >= _V4

    def add_package(self, name: str) -> str:
        """Make an empty draft; its id. POST packages."""
        reply = self._json("POST", self._calls.path("/packages"), {"package_name": name})
        package_id = lenient(object_in(reply), PackageHeader).package_id
        return _id_in(reply, package_id)

    def rename_package(self, package_id: str, name: str) -> None:
        """PUT packages/{id}."""
        self._json("PUT", self._calls.package(package_id), {"package_name": name})

    def delete_package(self, package_id: str) -> None:
        """DELETE packages/{id}; what is under way is called back by it."""
        self._delete(self._calls.package(package_id))

    def upload(
        self,
        package_id: str,
        stream: BinaryIO,
        *,
        file_name: str,
        source: str,
        progress: Progress,
        cancel: CancelToken,
    ) -> str:
        """Add a PDF as it is; the document's id. POST packages/{id}/documents."""
        request = Request(
            method="POST",
            path=self._calls.package(package_id, "/documents"),
            headers={"x-file-name": file_name, "x-source": source, "x-convert-document": "true"},
            body=UploadBody([file_part(stream)], progress=progress, cancel=cancel),
            content_type="application/octet-stream",
            expect=_MADE,
        )
        reply = self._calls.change(request, cancel)
        return _id_in(reply, lenient(object_in(reply), Document).document_id)

    def rename_document(self, package_id: str, document_id: str, name: str) -> None:
        """PUT packages/{id}/documents/{id}."""
        self._json("PUT", self._calls.document(package_id, document_id), {"document_name": name})

    def delete_document(self, package_id: str, document_id: str) -> None:
        """DELETE packages/{id}/documents/{id}."""
        self._delete(self._calls.document(package_id, document_id))

    def update_workflow(self, package_id: str, settings: JsonObject) -> None:
        """Write some settings; the others stay. PUT packages/{id}/workflow."""
        self._json("PUT", self._calls.package(package_id, "/workflow"), settings)

    def add_users(self, package_id: str, users: list[JsonValue]) -> None:
        """Append recipients, each time anew. POST packages/{id}/workflow/users."""
        self._json("POST", self._calls.package(package_id, "/workflow/users"), users)

    def delete_user(self, package_id: str, order: int) -> None:
        """Remove who is at a position now. DELETE packages/{id}/workflow/{order}."""
        self._delete(self._calls.package(package_id, f"/workflow/{order}"))

    def add_signature_field(
        self, package_id: str, document_id: str, kind: str, field: JsonObject
    ) -> None:
        """POST packages/{id}/documents/{id}/fields/{kind}."""
        path = self._calls.document(package_id, document_id, f"/fields/{kind}")
        self._json("POST", path, field)

    def delete_field(self, package_id: str, document_id: str, name: str) -> None:
        """DELETE packages/{id}/documents/{id}/fields."""
        path = self._calls.document(package_id, document_id, "/fields")
        self._json("DELETE", path, {"field_name": name})

    def share(self, package_id: str, body: bytes) -> tuple[SharedPackage, ...]:
        """Send; what is under way now, one or a copy for everybody. POST packages/{id}/workflow."""
        path = self._calls.package(package_id, "/workflow")
        reply = self._calls.change(send_json("POST", path, body, effect=Effect.FIRES))
        shared = lenient_list(list_in(reply), SharedPackage)
        if not any(each.package_id for each in shared):
            raise reply.unreadable("It names no package.")
        return shared

    def _json(self, method: str, path: str, body: JsonValue) -> Reply:
        encoded = msgspec.json.encode(body)
        return self._calls.change(send_json(method, path, encoded, expect=_DONE))

    def _delete(self, path: str) -> None:
        self._calls.change(Request(method="DELETE", path=path, expect=_DONE))


def _id_in(reply: Reply, told: str) -> str:
    """The id of what was made; without one nobody knows what it was."""
    if not (told.isascii() and told.isdigit()):
        raise reply.unreadable("It tells no id.")
    return told

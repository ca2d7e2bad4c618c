"""The endpoints of SigningHub that give out files."""

from dataclasses import dataclass
from typing import BinaryIO, Final

from app.services.cancel import CancelToken
from app.services.http.request import Request, get
from app.services.ports import Progress
from app.services.secrets.secret import Secret
from app.services.signinghub.answers import FileKind, file_kind
from app.services.signinghub.client_calls import CallGroup

_FILE: Final = "application/octet-stream"
_PNG: Final = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What opens documents that their owner protected for this account."""

    password: Secret | None = None
    code: Secret | None = None
    """The one-time code that came by SMS."""

    def headers(self) -> dict[str, str]:
        """As a download takes it."""
        told = {"x-password": self.password, "x-otp": self.code}
        return {name: secret.reveal() for name, secret in told.items() if secret}


class FileCalls(CallGroup):
    """Downloads; nothing is believed to be a file before it was looked at.

    Every method raises ServiceError. `protection` opens what is protected for the account.
    """

    def download_package(
        self,
        package_id: str,
        sink: BinaryIO,
        *,
        protection: Protection | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FileKind:
        """The PDF of one document or a ZIP of several: GET packages/{id}."""
        request = _file(self.calls.package(package_id), protection)
        return self._part_of(package_id, lambda: self._save(request, sink, progress, cancel))

    def download_document(
        self,
        package_id: str,
        document_id: str,
        sink: BinaryIO,
        *,
        protection: Protection | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FileKind:
        """One document: GET packages/{id}/documents/{id}."""
        request = _file(self.calls.document(package_id, document_id), protection)
        return self._part_of(package_id, lambda: self._save(request, sink, progress, cancel))

    def report(
        self, package_id: str, sink: BinaryIO, *, cancel: CancelToken | None = None
    ) -> FileKind:
        """The evidence, for the owner of a completed package: GET packages/{id}/report."""
        request = _file(self.calls.package(package_id, "/report"), None)
        return self._part_of(package_id, lambda: self._save(request, sink, None, cancel))

    def page_image(
        self,
        package_id: str,
        document_id: str,
        page: int,
        *,
        width: int,
        height: int,
        protection: Protection | None = None,
    ) -> bytes:
        """A page as a picture (PNG): GET .../documents/{id}/images/{page}/{width}x{height}."""
        part = f"/images/{page}/{width}x{height}"
        headers = {"Accept": "image/png", **(protection or Protection()).headers()}
        path = self.calls.document(package_id, document_id, part)
        reply = self._part_of(package_id, lambda: self.calls.read(path, headers=headers))
        if not reply.body.startswith(_PNG):
            raise reply.unreadable("It is not a picture.")
        return reply.body

    def _save(
        self,
        request: Request,
        sink: BinaryIO,
        progress: Progress | None,
        cancel: CancelToken | None,
    ) -> FileKind:
        reply = self.calls.save(request, sink, progress, cancel)
        kind = file_kind(sink)
        if kind is None:
            raise reply.unreadable("It is neither a PDF nor a ZIP.")
        return kind


def _file(path: str, protection: Protection | None) -> Request:
    return get(path, headers={"Accept": _FILE, **(protection or Protection()).headers()})

"""The endpoints of SigningHub that read: one method each, answers as typed structs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final, TypeVar

from app.services.cancel import CancelToken
from app.services.errors import Gone, Refused
from app.services.http.answers import list_in, object_in
from app.services.http.client import HttpClient
from app.services.http.request import Request, get
from app.services.lenient import lenient, lenient_list
from app.services.ports import Progress
from app.services.signinghub.answers import FileKind, file_kind
from app.services.signinghub.calls import Calls
from app.services.signinghub.tokens import Tokens
from app.services.signinghub.wire import (
    About,
    History,
    HistoryAction,
    PackageSummary,
    Profile,
    WorkflowDetails,
)
from app.services.signinghub.wire_composing import PlacedField, placed_fields

_JSON: Final = {"Accept": "application/json"}
_FILE: Final = {"Accept": "application/octet-stream"}
_VERSIONS: Final = (3, 4)
_LOG_PAGE: Final = 100
_LOG_PAGES: Final = 50

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePage:
    """One page of the list of packages; `total` counts all pages, None where not told."""

    entries: tuple[PackageSummary, ...]
    total: int | None = None


class SigningHubClient:
    """Reads for one account; usable from any thread.

    A rejected token is renewed and the request repeated, once. Every method raises ServiceError.
    A 404 means "gone" only where the package itself is asked for: for a part of it, the package is
    looked at before anything is called gone (SigningHub reports business rules as 404 too).
    """

    def __init__(self, http: HttpClient, tokens: Tokens, *, api_version: int = 3) -> None:
        """`http` must not sign requests by itself; `api_version` is 3 or 4."""
        self.calls = Calls(http, tokens, api_version)
        self.api_version = api_version

    @property
    def host(self) -> str:
        """The host that is asked."""
        return self.calls.http.host

    def about(self) -> tuple[int, About]:
        """The API version that the server speaks, ours if it can, and the installed product.

        GET v3/about or v4/about, without signing in.
        """
        others = [version for version in _VERSIONS if version != self.api_version]
        for version in (self.api_version, *others):
            try:
                reply = self.calls.http.send(get(f"/v{version}/about", headers=_JSON))
            except Gone as gone:
                missing = gone
            else:
                return version, lenient(object_in(reply, "version", "build"), About)
        raise Refused(
            f"{self.host} answers, but there is no SigningHub at this address.",
            next_step="Check the address: it is that of the API, such as "
            "https://api.signinghub.com, not that of the web page.",
            service_text=missing.service_text,
            status=missing.status,
            correlation_id=missing.correlation_id,
        )

    def profile(self) -> Profile:
        """Who is signed in: GET settings/profile."""
        return lenient(object_in(self.calls.read(self.calls.path("/settings/profile"))), Profile)

    def workflow(self, package_id: str, *, within: float | None = None) -> WorkflowDetails:
        """All about a package: GET packages/{id}/workflow. Raises Gone when it is not there.

        `within`: seconds for the read, see `Request`.
        """
        reply = self.calls.read(self.calls.package(package_id, "/workflow"), within)
        told = object_in(reply, "workflow", "users", "package_status", "package_id")
        return lenient(told, WorkflowDetails)

    def packages(
        self,
        *,
        status: str = "ALL",
        page: int = 1,
        records: int = 50,
        within: float | None = None,
    ) -> PackagePage:
        """One page of own packages and of those that wait for the user, in no certain order.

        GET packages/{status}/{page}/{records}; pages begin at 1. A 404 is an empty page.
        """
        try:
            reply = self.calls.read(self.calls.path(f"/packages/{status}/{page}/{records}"), within)
        except Gone:
            return PackagePage(entries=())
        total = reply.headers.get("x-total-records", "")
        return PackagePage(
            entries=lenient_list(list_in(reply), PackageSummary),
            total=int(total) if total.isascii() and total.isdigit() else None,
        )

    def fields(
        self, package_id: str, document_id: str, page: int, *, within: float | None = None
    ) -> tuple[PlacedField, ...]:
        """The fields on a page, of all kinds: GET packages/{id}/documents/{id}/fields/{page}."""
        path = self.calls.document(package_id, document_id, f"/fields/{page}")
        reply = self._part_of(package_id, lambda: self.calls.read(path, within))
        return placed_fields(object_in(reply))

    def history(self, package_id: str, *, within: float | None = None) -> History:
        """What happened: GET packages/{id}/log, which v4 answers page by page."""
        return self._part_of(package_id, lambda: self._history(package_id, within))

    def download_package(
        self,
        package_id: str,
        sink: BinaryIO,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FileKind:
        """The PDF of one document or a ZIP of several: GET packages/{id}."""
        request = get(self.calls.package(package_id), headers=_FILE)
        return self._part_of(package_id, lambda: self._save(request, sink, progress, cancel))

    def download_document(
        self,
        package_id: str,
        document_id: str,
        sink: BinaryIO,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> FileKind:
        """One document: GET packages/{id}/documents/{id}."""
        request = get(self.calls.document(package_id, document_id), headers=_FILE)
        return self._part_of(package_id, lambda: self._save(request, sink, progress, cancel))

    def report(
        self, package_id: str, sink: BinaryIO, *, cancel: CancelToken | None = None
    ) -> FileKind:
        """The evidence, for the owner of a completed package: GET packages/{id}/report."""
        request = get(self.calls.package(package_id, "/report"), headers=_FILE)
        return self._part_of(package_id, lambda: self._save(request, sink, None, cancel))

    def _history(self, package_id: str, within: float | None) -> History:
        if self.api_version < max(_VERSIONS):
            reply = self.calls.read(self.calls.package(package_id, "/log"), within)
            return lenient(object_in(reply), History)
        actions: list[HistoryAction] = []
        for page in range(1, _LOG_PAGES + 1):
            path = self.calls.package(package_id, f"/log/{page}/{_LOG_PAGE}")
            history = lenient(object_in(self.calls.read(path, within)), History)
            actions += history.actions
            if len(history.actions) < _LOG_PAGE:
                break
        return History(package_id=package_id, actions=tuple(actions))

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

    def _part_of(self, package_id: str, call: Callable[[], _Answer]) -> _Answer:
        """Ask for a part of a package; Gone only when the package is gone."""
        try:
            return call()
        except Gone as error:
            self.workflow(package_id)
            raise Refused(
                f"{self.host} does not give this for the agreement.",
                "The agreement itself is there.",
                service_text=error.service_text,
                status=error.status,
                correlation_id=error.correlation_id,
            ) from error

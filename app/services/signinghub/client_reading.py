"""The endpoints of SigningHub that read packages: one method each, answers as typed structs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from app.domain.json_value import JsonValue
from app.services.errors import BadAnswer, Gone
from app.services.http.answers import list_in, looks_like_html, object_in
from app.services.lenient import lenient, lenient_list
from app.services.signinghub.client_calls import CallGroup, flag, json_in, plain_base64, total_in
from app.services.signinghub.ids import checked_id
from app.services.signinghub.positions import Seat
from app.services.signinghub.wire import Document, History, PackageSummary
from app.services.signinghub.wire_composing import PackageDetails
from app.services.signinghub.wire_fields import PlacedField, placed_fields
from app.services.signinghub.wire_history import HistoryNode
from app.services.signinghub.wire_settings import Authentications, Permission, Reminder

_BINARY: Final = {"Accept": "application/octet-stream"}
_LOG_PAGE: Final = 100
_LOG_PAGES: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePage:
    """One page of the list of packages; `total` counts all pages, None where not told."""

    entries: tuple[PackageSummary, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFilter:
    """What a list of packages is narrowed to: never a proof that something is not there."""

    folder: str = ""
    """INBOX, ARCHIVE, or a folder of the account's own."""
    search: str = ""
    v4: Mapping[str, str] = field(default_factory=dict)
    """Further filters that only version 4 knows, such as `modified-from` or `owned-by`."""


class ReadingCalls(CallGroup):
    """Whatever reads packages and changes nothing. Every method raises ServiceError.

    A rejected token is renewed and the request repeated, once.
    """

    def packages(
        self,
        *,
        status: str = "ALL",
        page: int = 1,
        records: int = 50,
        only: PackageFilter | None = None,
        within: float | None = None,
    ) -> PackagePage:
        """One page of own packages and of those that wait for the user, in no certain order.

        GET packages/{status}/{page}/{records}; pages begin at 1. A 404 is an empty page.
        """
        only = only or PackageFilter()
        headers = {"x-folder": only.folder, "x-search-text": only.search}
        path = self.calls.path(f"/packages/{status}/{page}/{records}")
        try:
            reply = self.calls.read(
                path,
                within,
                headers={name: plain_base64(text) for name, text in headers.items() if text},
                query=only.v4 if self.is_v4 else None,
            )
        except Gone:
            return PackagePage(entries=())
        return PackagePage(
            entries=lenient_list(list_in(reply), PackageSummary), total=total_in(reply)
        )

    def package_details(self, package_id: str) -> PackageDetails:
        """Name, owner and documents: GET packages/{id}/details, v4 only."""
        if not self.is_v4:
            raise self._needs_v4("tell this about an agreement")
        return self._part(package_id, self.calls.package(package_id, "/details"), PackageDetails)

    def package_verification(self, package_id: str) -> JsonValue:
        """What the service says of the signatures: GET packages/{id}/verification.

        Its shape is not documented.
        """
        path = self.calls.package(package_id, "/verification")
        return json_in(self._part_of(package_id, lambda: self.calls.read(path)))

    def document_details(self, package_id: str, document_id: str) -> Document:
        """One document: GET packages/{id}/documents/{id}/details."""
        path = self.calls.document(package_id, document_id, "/details")
        return self._part(package_id, path, Document)

    def document_certify(self, package_id: str, document_id: str) -> Document:
        """What may change after signing: GET packages/{id}/documents/{id}/certify.

        The answer has `certify` and `lock_form_fields` only.
        """
        path = self.calls.document(package_id, document_id, "/certify")
        return self._part(package_id, path, Document)

    def document_verification(self, package_id: str, document_id: str) -> JsonValue:
        """What the service says of the signatures: GET .../documents/{id}/verification.

        Its shape is not documented.
        """
        path = self.calls.document(package_id, document_id, "/verification")
        return json_in(self._part_of(package_id, lambda: self.calls.read(path)))

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

    def history_details(
        self, package_id: str, log_id: str, *, with_certificates: bool = False
    ) -> HistoryNode:
        """All about an entry of the history: GET packages/{id}/log/{log_id}/details.

        `with_certificates`: they come inside of it, instead of an address for each.
        """
        path = self.calls.package(package_id, f"/log/{checked_id(log_id)}/details")
        headers = {"x-base64": flag(value=with_certificates)}
        reply = self._part_of(package_id, lambda: self.calls.read(path, headers=headers))
        told = object_in(reply)
        try:
            return lenient(told, HistoryNode)
        except RecursionError as error:
            raise reply.unreadable("It is nested too deeply.") from error

    def certificate(self, package_id: str, node: HistoryNode) -> bytes:
        """A certificate of the history, at the address told for it: GET .../details/{key}.

        Raises BadAnswer for an address that is not below the service's own: the token of the
        account goes nowhere else.
        """
        address, base = node.certificate_base64_url.strip(), self.calls.http.base_url
        path = address.removeprefix(base) if address.startswith(f"{base}/") else address
        if not path.startswith("/") or path.startswith("//") or not _is_plain(path):
            raise BadAnswer("SigningHub told an address for the certificate that is not its own.")
        reply = self._part_of(
            package_id,
            lambda: self.calls.read(path, headers={"Accept": "application/octet-stream"}),
        )
        if not reply.body or looks_like_html(reply.body):
            raise reply.unreadable("It is no certificate.")
        return reply.body

    def permissions(self, package_id: str, seat: Seat) -> Permission:
        """What a recipient of a draft may do: GET packages/{id}/workflow/{order}/permissions."""
        path = self._seat_path(package_id, seat, "/permissions")
        return self._part(package_id, path, Permission)

    def opening(self, package_id: str, seat: Seat) -> Authentications:
        """How a recipient of a draft opens it: GET packages/{id}/workflow/{order}/authentication.

        After sending, both are told by `workflow` only.
        """
        path = self._seat_path(package_id, seat, "/authentication")
        return self._part(package_id, path, Authentications)

    def reminders(self, package_id: str, seat: Seat) -> Reminder:
        """When a recipient is reminded: GET packages/{id}/workflow/{order}/reminders."""
        return self._part(package_id, self._seat_path(package_id, seat, "/reminders"), Reminder)

    def _history(self, package_id: str, within: float | None) -> History:
        if not self.is_v4:
            return self._log(self.calls.package(package_id, "/log"), within)
        whole = History()
        for page in range(1, _LOG_PAGES + 1):
            path = self.calls.package(package_id, f"/log/{page}/{_LOG_PAGE}")
            try:
                history = self._log(path, within)
            except Gone:
                if page > 1:
                    break
                # Some servers of version 4 still answer the path of version 3 only.
                return self._log(self.calls.package(package_id, "/log"), within)
            actions = (*whole.actions, *history.actions)
            whole = structs.replace(history if page == 1 else whole, actions=actions)
            if len(history.actions) < _LOG_PAGE:
                break
        return whole

    def _log(self, path: str, within: float | None) -> History:
        return lenient(object_in(self.calls.read(path, within)), History)


def _is_plain(path: str) -> bool:
    return path.isprintable() and path.isascii() and " " not in path and "/../" not in path

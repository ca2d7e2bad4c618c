"""The endpoints of SigningHub about the server and the account: address book, templates, usage."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from app.domain.json_value import JsonObject
from app.services.errors import Forbidden, Gone, Refused, Unauthorized
from app.services.http.answers import list_in, object_in
from app.services.lenient import Section, lenient, lenient_list
from app.services.signinghub.client_calls import CallGroup, flag, plain_base64, total_in
from app.services.signinghub.wire_account import (
    About,
    Contact,
    Group,
    LibraryDocument,
    Notification,
    Profile,
    TemplateEntry,
)

_VERSIONS: Final = (3, 4)

_Entry = TypeVar("_Entry", bound=Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[_Entry]):
    """One page of a list; `total` counts all pages, None where not told."""

    entries: tuple[_Entry, ...]
    total: int | None = None


class AccountCalls(CallGroup):
    """Whatever is not about a package. Every method raises ServiceError.

    Lists take the number of records before the page, other than the list of packages.
    """

    def about(self) -> tuple[int, About]:
        """The API version that the server speaks, ours if it can, and the installed product.

        GET v3/about or v4/about, without signing in. A server that keeps it to itself (401, 403) is
        taken at our version, or the one that it has, and tells no product.
        """
        others = [version for version in _VERSIONS if version != self.api_version]
        withheld: list[int] = []
        for version in (self.api_version, *others):
            try:
                reply = self.calls.read_without_token(f"/v{version}/about")
            except Gone as gone:
                missing = gone
            except (Unauthorized, Forbidden):
                withheld.append(version)
            else:
                return version, lenient(object_in(reply, "version", "build"), About)
        if withheld:
            return withheld[0], About()
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

    def contacts(
        self, *, page: int = 1, records: int = 50, search: str = "", enterprise: bool = False
    ) -> Page[Contact]:
        """The address book, the user's own or the enterprise's: GET settings/contacts."""
        headers = {"x-enterprise": flag(value=enterprise)}
        if search:
            headers["x-search-text"] = plain_base64(search)
        return self._listed("/settings/contacts", records, page, Contact, headers)

    def groups(self, *, page: int = 1, records: int = 50) -> Page[Group]:
        """Groups that can be recipients: GET settings/groups."""
        return self._listed("/settings/groups", records, page, Group)

    def templates(self, *, page: int = 1, records: int = 50) -> Page[TemplateEntry]:
        """Templates, which are applied by name: GET settings/templates."""
        return self._listed("/settings/templates", records, page, TemplateEntry)

    def library(self, *, page: int = 1, records: int = 50) -> Page[LibraryDocument]:
        """Documents kept for packages to come: GET settings/library."""
        return self._listed("/settings/library", records, page, LibraryDocument)

    def notifications(self, *, page: int = 1, records: int = 50) -> Page[Notification]:
        """What the service tells the user: GET account/notifications."""
        return self._listed("/account/notifications", records, page, Notification)

    def usage(self) -> JsonObject:
        """What is used up: GET account/statistics/usage; its shape is not documented."""
        return object_in(self.calls.read(self.calls.path("/account/statistics/usage")))

    def document_counts(self) -> JsonObject:
        """Documents by status: GET account/statistics/documents; its shape is not documented."""
        return object_in(self.calls.read(self.calls.path("/account/statistics/documents")))

    def _listed(
        self,
        path: str,
        records: int,
        page: int,
        shape: type[_Entry],
        headers: dict[str, str] | None = None,
    ) -> Page[_Entry]:
        """A page, from 1; a 404 is an empty one."""
        whole = self.calls.path(f"{path}/{records}/{page}")
        try:
            reply = self.calls.read(whole, headers=headers)
        except Gone:
            return Page(entries=())
        return Page(entries=lenient_list(list_in(reply), shape), total=total_in(reply))

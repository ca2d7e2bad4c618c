"""What an account keeps: contacts, groups, library and templates, read page by page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from app.domain.signinghub_library import LibraryDocument
from app.services.address_book import Contact, ContactGroup
from app.services.cancel import CancelToken
from app.services.errors import Refused, Unauthorized
from app.services.lenient import Section
from app.services.shelf import PackageTemplate
from app.services.signinghub import wire_account
from app.services.signinghub.bodies import unmasked_number
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_account import Page
from app.services.signinghub.wire import Person

_RECORDS: Final = 100
"""On a page; no maximum is documented, and this many work."""
_MOST_PAGES: Final = 100

_Entry = TypeVar("_Entry", bound=Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """What one account keeps for choosing from it."""

    client: SigningHubClient

    def contacts(self, search: str, cancel: CancelToken) -> tuple[Contact, ...]:
        """Own contacts, then colleagues as far as the account may see them; each address once."""
        found: dict[str, Contact] = {}
        for enterprise in (False, True):
            try:
                entries = self._contacts(search, cancel, enterprise=enterprise)
            except Unauthorized:
                raise
            except Refused:
                if not enterprise:
                    raise
                continue
            for each in entries:
                found.setdefault(each.email.casefold(), each)
        return tuple(found.values())

    def groups(self, search: str, cancel: CancelToken) -> tuple[ContactGroup, ...]:
        """All groups with a name; the service has no search for them."""
        found = {each.name: each for each in map(_group, _all(self.client.groups, cancel))}
        return tuple(each for each in found.values() if each.name and _fits(search, each.name))

    def library(self, cancel: CancelToken) -> tuple[LibraryDocument, ...]:
        """Every document with a number (GET settings/library)."""
        return tuple(
            LibraryDocument(id=each.document_id.strip(), name=each.document_name.strip())
            for each in _all(self.client.library, cancel)
            if each.document_id.strip().isdigit()
        )

    def templates(self, cancel: CancelToken) -> tuple[PackageTemplate, ...]:
        """Every template with a name (GET settings/templates)."""
        return tuple(
            PackageTemplate(
                name=each.template_name.strip(),
                description=each.description.strip(),
                read_only=bool(each.read_only),
            )
            for each in _all(self.client.templates, cancel)
            if each.template_name.strip()
        )

    def _contacts(
        self, search: str, cancel: CancelToken, *, enterprise: bool
    ) -> tuple[Contact, ...]:
        """Where the service's own search finds nothing, all are read: its rules are not known."""
        ask = partial(self.client.contacts, enterprise=enterprise)
        words = (search.strip(), "") if search.strip() else ("",)
        for word in words:
            entries = _all(partial(ask, search=word), cancel)
            everybody = (_contact(each, enterprise=enterprise) for each in entries)
            found = tuple(
                each for each in everybody if each.email and _fits(search, each.name, each.email)
            )
            if found:
                break
        return found


def _all(ask: Callable[..., Page[_Entry]], cancel: CancelToken) -> Iterator[_Entry]:
    """Every entry of a list; a server that knows one page only tells it once.

    Raises ServiceError and UserCancelled.
    """
    seen = 0
    before: tuple[_Entry, ...] = ()
    for page in range(1, _MOST_PAGES + 1):
        cancel.raise_if_cancelled()
        told = ask(page=page, records=_RECORDS)
        if not told.entries or told.entries == before:
            return
        yield from told.entries
        before = told.entries
        seen += len(told.entries)
        if told.total is not None and seen >= told.total:
            return


def _contact(entry: wire_account.Contact, *, enterprise: bool) -> Contact:
    email = entry.user_email.strip()
    return Contact(
        name=" ".join(entry.user_name.split()) or email,
        email=email,
        phone=unmasked_number(entry.mobile_number) or "",
        of_enterprise=enterprise,
    )


def _group(entry: wire_account.Group) -> ContactGroup:
    return ContactGroup(
        name=entry.group_name.strip(),
        description=entry.description.strip(),
        members=tuple(_members(entry.group_members)),
    )


def _members(people: Iterable[Person]) -> Iterator[Contact]:
    for each in people:
        email = each.user_email.strip()
        if email or each.user_name.strip():
            yield Contact(name=each.user_name.strip() or email, email=email)


def _fits(search: str, *texts: str) -> bool:
    wanted = search.strip().casefold()
    return any(wanted in text.casefold() for text in texts)

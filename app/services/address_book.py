"""The people and groups that an account knows at its service, for choosing from them."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.cancel import CancelToken


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody in the address book."""

    name: str
    email: str
    phone: str = ""
    """Empty where the service does not tell it, or shows only a part of it."""
    of_enterprise: bool = False
    """A colleague, as against somebody whom the user wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGroup:
    """Several people of whom any one acts for all."""

    name: str
    description: str = ""
    members: tuple[Contact, ...] = ()
    """Empty where the service does not tell them."""


@runtime_checkable
class HasAddressBook(Protocol):
    """A service with an address book. Every method raises ServiceError and UserCancelled."""

    def contacts(self, search: str, cancel: CancelToken) -> tuple[Contact, ...]:
        """Everybody whose name or address has `search` in it; each address once."""
        ...

    def groups(self, search: str, cancel: CancelToken) -> tuple[ContactGroup, ...]:
        """The groups that can be participants, with `search` in the name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBook:
    """The address books of all accounts; usable from any thread. Its methods block."""

    accounts: AccountBook

    def offered_by(self, account: Account) -> bool:
        """Whether the account's service has one; nothing is asked."""
        return account.service is ServiceKind.SIGNINGHUB

    def contacts(
        self, account: Account, search: str = "", cancel: CancelToken | None = None
    ) -> tuple[Contact, ...]:
        """People by name; an empty `search` finds all.

        Raises ServiceError, UserCancelled and DomainError `account.no_address_book`.
        """
        found = self._service(account).contacts(search, cancel or CancelToken())
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.email.casefold())))

    def groups(
        self, account: Account, search: str = "", cancel: CancelToken | None = None
    ) -> tuple[ContactGroup, ...]:
        """Groups by name; an empty `search` finds all. Raises as `contacts`."""
        found = self._service(account).groups(search, cancel or CancelToken())
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    def _service(self, account: Account) -> HasAddressBook:
        service = self.accounts.open(account)
        if not isinstance(service, HasAddressBook):
            raise DomainError("account.no_address_book", facts={"name": account.name})
        return service

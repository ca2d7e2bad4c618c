"""The documents and templates that an account keeps at its service, for choosing from them."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.domain.signinghub_library import LibraryDocument
from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.cancel import CancelToken


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTemplate:
    """A template that is applied to a package by its name."""

    name: str
    description: str = ""
    read_only: bool = False
    """Once it is applied, only its placeholders can still be filled."""


@runtime_checkable
class HasShelf(Protocol):
    """A service that keeps documents and templates. Raises ServiceError and UserCancelled."""

    def library(self, cancel: CancelToken) -> tuple[LibraryDocument, ...]:
        """Documents that can be added to a package."""
        ...

    def package_templates(self, cancel: CancelToken) -> tuple[PackageTemplate, ...]:
        """Templates that can be applied to a package."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the accounts keep; usable from any thread. Its methods block."""

    accounts: AccountBook

    def offered_by(self, account: Account) -> bool:
        """Whether the account's service has one; nothing is asked."""
        return account.service is ServiceKind.SIGNINGHUB

    def library(
        self, account: Account, cancel: CancelToken | None = None
    ) -> tuple[LibraryDocument, ...]:
        """Documents by name. Raises ServiceError, UserCancelled and DomainError."""
        found = self._service(account).library(cancel or CancelToken())
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    def templates(
        self, account: Account, cancel: CancelToken | None = None
    ) -> tuple[PackageTemplate, ...]:
        """Templates by name. Raises as `library`."""
        found = self._service(account).package_templates(cancel or CancelToken())
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    def _service(self, account: Account) -> HasShelf:
        service = self.accounts.open(account)
        if not isinstance(service, HasShelf):
            raise DomainError("account.no_shelf", facts={"name": account.name})
        return service

"""The page of an agreement at its service, for the user's browser."""

from typing import Protocol, runtime_checkable

from app.domain.errors import DomainError
from app.services.account_book import AccountBook
from app.services.secrets.secret import Secret
from app.services.tracking.tracked import TrackedAgreement


@runtime_checkable
class HasWebPages(Protocol):
    """A service whose agreements can be opened in the browser."""

    def web_page(self, service_id: str) -> Secret:
        """The address; whoever has it may be signed in as the user. Raises ServiceError."""
        ...


def web_page(accounts: AccountBook, agreement: TrackedAgreement) -> Secret:
    """Where the agreement is shown, already signed in where the service can do that.

    May ask the service. Raises ServiceError, also NoKeyring, and DomainError `account.unknown` and
    `account.no_web_pages`.
    """
    account = accounts.by_id(agreement.account_id)
    if account is None:
        raise DomainError("account.unknown", facts={"name": agreement.account_name})
    service = accounts.open(account)
    if not isinstance(service, HasWebPages):
        raise DomainError("account.no_web_pages", facts={"name": account.name})
    return service.web_page(agreement.service_id)

"""What services tell only when they are asked: details of a history, the check of signatures."""

from pathlib import Path
from typing import Protocol, runtime_checkable

from app.domain.errors import DomainError
from app.domain.event_details import EventFact
from app.services.account_book import AccountBook
from app.services.ports import DownloadedFile
from app.services.tracking.tracked import TrackedAgreement


@runtime_checkable
class HasEventDetails(Protocol):
    """A service whose histories have details, and certificates in them; it checks signatures."""

    def event_details(self, service_id: str, event_id: str) -> tuple[EventFact, ...]:
        """What is told of one event. Raises ServiceError, Gone where it is not kept any more."""
        ...

    def signature_check(self, service_id: str) -> tuple[EventFact, ...]:
        """What the service says of the signatures in the documents. Raises ServiceError."""
        ...

    def save_certificate(
        self, service_id: str, event_id: str, place: tuple[int, ...], folder: Path
    ) -> DownloadedFile:
        """Save the certificate of a fact; `place` leads to it from the top, counted from 0."""
        ...


def event_details(
    accounts: AccountBook, agreement: TrackedAgreement, event_id: str
) -> tuple[EventFact, ...]:
    """What the service tells of one event of an agreement.

    Raises ServiceError, also NoKeyring, and DomainError `account.unknown` and
    `tracking.no_event_details`.
    """
    return _service(accounts, agreement).event_details(agreement.service_id, event_id)


def signature_check(accounts: AccountBook, agreement: TrackedAgreement) -> tuple[EventFact, ...]:
    """What the service says of the signatures of an agreement; raises as `event_details`."""
    return _service(accounts, agreement).signature_check(agreement.service_id)


def save_certificate(
    accounts: AccountBook,
    agreement: TrackedAgreement,
    event_id: str,
    place: tuple[int, ...],
    folder: Path,
) -> DownloadedFile:
    """Save a certificate of the history; raises as `event_details`, and LocalError."""
    service = _service(accounts, agreement)
    return service.save_certificate(agreement.service_id, event_id, place, folder)


def _service(accounts: AccountBook, agreement: TrackedAgreement) -> HasEventDetails:
    account = accounts.by_id(agreement.account_id)
    if account is None:
        raise DomainError("account.unknown", facts={"name": agreement.account_name})
    service = accounts.open(account)
    if not isinstance(service, HasEventDetails):
        raise DomainError("tracking.no_event_details", facts={"account": account.name})
    return service

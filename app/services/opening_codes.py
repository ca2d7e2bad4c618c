"""One-time codes for opening what is protected for an account, where its service sends some."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class HasOpeningCodes(Protocol):
    """A service that sends the account a code when it is asked to."""

    def send_opening_code(self, service_id: str) -> str:
        """Have it sent, with one request that is never repeated; where it goes, if that is told.

        Raises ServiceError, Uncertain where nobody knows whether it was sent.
        """
        ...

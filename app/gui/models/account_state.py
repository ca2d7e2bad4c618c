"""How the last sign-in of an account went."""

from dataclasses import dataclass
from datetime import datetime

from app.services.errors import ServiceError


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What came of the last sign-in of an account."""

    account_id: str
    error: ServiceError | None
    at: datetime
    since: datetime
    """Since when it has been like that."""
    advice: tuple[str, ...] = ()
    """What somebody should do though it works."""

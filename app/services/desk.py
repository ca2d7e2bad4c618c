"""The desk: every service of one profile in one hand, as window and command line get it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.services.account_book import AccountBook
from app.services.accounts import Account
from app.services.actions.actions import Actions
from app.services.address_book import AddressBook
from app.services.drafts import DraftBook
from app.services.outbox.outbox import Outbox
from app.services.ports import Clock
from app.services.shelf import Shelf
from app.services.storage.health import DataHealth
from app.services.templates import Templates
from app.services.tracking.known_notices import known_notices
from app.services.tracking.tracking import Tracking


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeInfo:
    """Where the played services of practice mode can be watched."""

    inbox_url: str
    control_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a face of the program works with. Every method of the parts may block."""

    profile: Path
    accounts: AccountBook
    drafts: DraftBook
    outbox: Outbox
    tracking: Tracking
    actions: Actions
    templates: Templates
    clock: Clock
    health: DataHealth | None = None
    """What the data itself has to tell; None where nothing can befall it."""
    practice: PracticeInfo | None = None
    """None: real services."""
    wake_outbox: Callable[[], None] = lambda: None
    """Tell the background worker that something was put on its way."""

    @property
    def shelf(self) -> Shelf:
        """The documents and templates that accounts keep at their services."""
        return Shelf(accounts=self.accounts)

    def legal_notices(self, account: Account) -> tuple[str, ...]:
        """Names of the legal notices that followed packages of the account have told."""
        return known_notices(self.tracking.all(), account.id)

    @property
    def addresses(self) -> AddressBook:
        """The people and groups that accounts know at their services."""
        return AddressBook(accounts=self.accounts)

"""What the emulated Scrive keeps about the account apart from its documents."""

from dataclasses import dataclass
from datetime import datetime

from app.emulator.scrive.records import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The user whose credentials are used: the author of every document."""

    user_id: str
    first_name: str
    last_name: str
    email: str
    phone: str
    company: str
    company_id: str

    def value(self, kind: str, order: int) -> str | None:
        """What the account's settings say for a field of an author; None: nothing."""
        return {
            ("name", 1): self.first_name,
            ("name", 2): self.last_name,
            ("email", 0): self.email,
            ("mobile", 0): self.phone,
            ("company", 0): self.company,
            ("company_number", 0): "",
            ("personal_number", 0): "",
        }.get((kind, order))


@dataclass(slots=True, kw_only=True)
class Folder:
    """A folder of the account."""

    id: str
    name: str
    parent_id: str | None
    is_home: bool = False
    """Whether the user's documents are put into it."""


@dataclass(slots=True, kw_only=True)
class LibraryFile:
    """An attachment that the account keeps for its documents."""

    id: str
    title: str
    created: datetime
    file: StoredFile
    is_shared: bool = False

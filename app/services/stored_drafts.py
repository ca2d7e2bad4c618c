"""A draft as it was saved: the agreement, its account, its PDFs, and what it said earlier."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.agreement import Agreement
from app.domain.errors import DomainError


class SourceState(StrEnum):
    """What became of the file that was added, since then."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    """Moved, deleted, or not to be read at the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A PDF in the folder of a draft."""

    file: str
    """Its name there, which is `file` of the document or attachment that it belongs to."""
    label: str
    """The label of that document, or the key of that attachment; empty until a draft was saved that
    has it."""
    source: str
    """Where it was copied from; empty when the user wants to hear no more of that."""
    sha256: str
    size: int
    """Bytes."""
    pages: int | None
    """None while nobody has counted."""
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDraft:
    """A draft as it was saved last."""

    id: str
    agreement: Agreement
    """Its own `id` is the one by which sending knows the agreement again."""
    account_id: str | None
    """None while no account is chosen. One that was chosen may have been removed since."""
    files: tuple[DraftFile, ...]
    """In the order in which they were added."""
    created_at: datetime
    updated_at: datetime

    def file_of(self, label: str) -> DraftFile | None:
        """The PDF of a document, by its label, or of an attachment, by its key."""
        return next((each for each in self.files if each.label == label), None)

    @property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 of each PDF as it was added, by label or key."""
        return {each.label: each.sha256 for each in self.files if each.label}


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedDraft:
    """A draft whose text cannot be read: it is kept as it is, and never left out."""

    id: str
    agreement_id: str
    title: str
    """As far as it can be told; empty where it cannot."""
    problem: DomainError
    """What is wrong, with its place."""
    text: str
    """What is stored."""
    account_id: str | None
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftListing:
    """Every draft of a profile, the one saved last first in each group."""

    drafts: tuple[StoredDraft, ...]
    damaged: tuple[DamagedDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    """What a draft said earlier.

    The account is none of it: going back must not change with which account something is sent.
    """

    id: int
    agreement: Agreement
    """Its PDFs lie in the folder of the draft as long as the version is kept."""
    saved_at: datetime
    """When the draft was changed into this."""


def is_blank(agreement: Agreement) -> bool:
    """Whether nobody has put anything into an agreement."""
    return replace(agreement, id="") == Agreement()

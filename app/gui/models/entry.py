"""An entry of the list: one line for an agreement or a draft."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.gui.models.standing import AgreementStanding
from app.gui.widgets.pips import Pip


class EntryKind(StrEnum):
    """What stands behind an entry."""

    TRACKED = "tracked"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When an agreement ends by itself."""

    day: str
    """`27 Nov`."""
    within: str
    """`in 7 days`."""
    is_near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list."""

    kind: EntryKind
    id: str
    view: View
    title: str
    standing: AgreementStanding
    strong: str = ""
    """The beginning of the second line: for whom everybody waits."""
    line: str = ""
    """The rest of the second line: how far, how long."""
    account_id: str = ""
    account_name: str = ""
    service: ServiceKind | None = None
    is_new: bool = False
    is_damaged: bool = False
    """Whether it is a draft that cannot be read."""
    progress: str = ""
    """`2 of 4`; empty where nobody must act."""
    pips: tuple[Pip, ...] = ()
    deadline: Deadline | None = None
    members: tuple[str, ...] = ()
    """Ids of the copies, where everybody has their own; `id` is the first of them."""
    rank: tuple[float, ...] = ()
    """The smallest stands first in its view."""
    searched: str = ""
    """All that a search looks at, in small letters."""

    @property
    def key(self) -> str:
        """Unlike any other entry's, and the same after each reload."""
        return f"{self.kind}:{self.id}"

    def shows(self, tracked_id: str) -> bool:
        """Whether that tracked agreement stands behind it."""
        return self.kind is EntryKind.TRACKED and tracked_id in (self.id, *self.members)

    @property
    def spoken(self) -> str:
        """The entry in one sentence, for screen readers."""
        parts = (
            "New" if self.is_new else "",
            self.title,
            self.standing.word,
            " ".join(part for part in (self.strong, self.line) if part),
            f"{self.progress} signed" if self.progress else "",
            f"deadline {self.deadline.day}, {self.deadline.within}" if self.deadline else "",
        )
        return ", ".join(part for part in parts if part)

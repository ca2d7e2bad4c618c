"""What is kept of an action: the wish, the exact call, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.actions import ActionKind, ActionRequest
from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.words.errors import ErrorText


class ActionState(StrEnum):
    """What became of an action."""

    UNDER_WAY = "under_way"
    """The intent is on the disk; the request may be leaving now."""
    DONE = "done"
    REFUSED = "refused"
    """The service, or this computer, said no: nothing has happened."""
    NOT_DONE = "not_done"
    """The answer was lost, and it is proven that nothing has happened."""
    FINDING_OUT = "finding_out"
    """The answer was lost; the service can be asked whether it was done."""
    MAYBE = "maybe"
    """The answer was lost, and nothing at the service tells whether it was done."""
    UNCHANGED = "unchanged"
    """It was so already: nothing was asked and nothing is kept."""


OPEN = frozenset({ActionState.UNDER_WAY, ActionState.FINDING_OUT, ActionState.MAYBE})
"""What must not be done again without the user knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecord:
    """One action as this computer knows it."""

    id: str
    """A UUID."""
    request: ActionRequest
    state: ActionState
    account_id: str
    base_url: str
    service_id: str
    began_at: datetime
    updated_at: datetime
    identity: Identity = field(default_factory=Identity)
    """Who did it."""
    person_name: str = ""
    call: JsonObject = field(default_factory=dict)
    """What was sent, as the service's own room wrote it down."""
    message: ErrorText | None = None
    """Why it stands where it stands; what the service said is in it."""
    family: str = ""
    """Code of the failure behind `message`."""
    doubt_since: datetime | None = None
    """When the answer was lost."""
    doubt_ticks: float | None = None
    """The same on the clock that only grows, since this computer was started."""
    next_look_at: datetime | None = None
    draft_id: str = ""
    """The draft that it made on this computer."""
    superseded: bool = False
    """The user did the same again, knowing that nobody knew of this one."""

    @property
    def kind(self) -> ActionKind:
        """What was done."""
        return self.request.kind

    @property
    def is_open(self) -> bool:
        """Whether it may have been done, without anybody knowing yet."""
        return self.state in OPEN and not self.superseded

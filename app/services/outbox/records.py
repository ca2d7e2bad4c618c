"""What the outbox knows of an agreement on its way."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.json_value import JsonObject
from app.domain.kinds import SendWith, ServiceKind
from app.domain.labels import is_label
from app.services.accounts import Identity
from app.services.words.errors import ErrorText


class Phase(StrEnum):
    """Where an agreement on its way stands."""

    QUEUED = "queued"
    """Nothing was tried yet."""
    SENDING = "sending"
    """Steps are being taken; nobody was notified yet."""
    WAITING = "waiting"
    """Kept, because the service or the sign-in is out of reach; nobody was notified."""
    FINDING_OUT = "finding_out"
    """The firing request may have taken effect; it is being found out."""
    SENT = "sent"
    NOT_SENT = "not_sent"
    """Proven: nobody was notified, and nothing is tried again by itself."""
    GIVEN_UP = "given_up"
    """The user stopped it; nobody was notified."""
    LET_GO = "let_go"
    """The user does not want to wait any more for what nobody knows: it may have been sent."""


class SendState(StrEnum):
    """The three answers."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    FINDING_OUT = "finding_out"


class StepClass(StrEnum):
    """How a step may be repeated."""

    CREATING = "creating"
    """Marked with our reference; looked for before it is repeated."""
    CONVERGING = "converging"
    """Reads, compares and writes the difference; may be repeated."""
    FIRING = "firing"
    """Notifies people; repeated only by the rules of settling."""


HELD_AT = "held_at"
"""In the result of a doubtful start: since when it is held back, before it is fenced off."""
CLEARING = "clear"
"""Kind of the step that empties what is built anew: a late removal would hit what comes after."""
FILLING = "fill"
"""Kind of the step that names people for places: a late one would put them in another's place."""
BY_POSITION = frozenset({CLEARING, FILLING})
"""Kinds of steps of which none may be late when the next one begins."""


class StepState(StrEnum):
    """What the journal says of a step."""

    PLANNED = "planned"
    RUNNING = "running"
    """The intent is written down; the request may be under way."""
    DONE = "done"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One attempt to find out, or one thing that happened, as a person reads it."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step of a plan with what became of it."""

    position: int
    kind: str
    """`upload`, `prepare`, `tidy`, `start` ..."""
    klass: StepClass
    subject: str = ""
    """Label of the document, where the step is about one."""
    joins: bool = False
    """Whether a late effect of it would become part of what is sent."""
    guarded: bool = True
    """Whether the service carries the request out only once."""
    sentence: str = ""
    state: StepState = StepState.PLANNED
    attempts: int = 0
    """How often the request was begun."""
    doubtful: int = 0
    """How many of these attempts may have taken effect without our knowing."""
    looks_done: int = 0
    """Looks since the last doubtful attempt."""
    doubt_since: datetime | None = None
    """When the last answer was lost."""
    doubt_ticks: float | None = None
    """The same on the clock that only grows, since this computer was started."""
    pause: float = 0.0
    """Seconds after that for which the service asked to be left alone."""
    at: datetime | None = None
    """Last change."""
    request: bytes = b""
    """Firing steps: the exact body, repeated as it is."""
    request_is_whole: bool = True
    """False where the body is not any more what was written down."""
    result: JsonObject = field(default_factory=dict)
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCopy:
    """One person's own copy of an agreement that the service split when it was sent."""

    service_id: str
    participant: str
    """Name or address, as the service tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenFile:
    """A PDF as it was when Send was pressed; its copy lies in the profile."""

    label: str
    """Of its document, or the key of its attachment (`app.domain.draft_files`)."""
    file: str
    """Name of the copy in the item's folder."""
    name: str
    """What people read."""
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One agreement on its way, or arrived."""

    id: str
    key: str
    ref: str
    """Our mark at the service: 10 hexadecimal digits."""
    title: str
    account_id: str
    account_name: str
    base_url: str = ""
    """Of the account: where the agreement is."""
    identity: Identity = field(default_factory=Identity)
    """Who the account signed in as when sending began; nobody else settles it."""
    service: ServiceKind
    way: SendWith
    phase: Phase
    digest: str
    """SHA-256 of the frozen agreement and files."""
    files: tuple[FrozenFile, ...]
    enqueued_at: datetime
    updated_at: datetime
    people: int = 0
    service_id: str = ""
    """What tracking asks for: Scrive document ids joined by `,`."""
    instance_id: str = ""
    """The service's own id of the whole, where it told one."""
    document_ids: tuple[str, ...] = ()
    copies: tuple[SentCopy, ...] = ()
    message: ErrorText | None = None
    """Why it stands where it stands."""
    family: str = ""
    """Code of the ServiceError family behind `message`."""
    next_look_at: datetime | None = None
    steps: tuple[StepRecord, ...] = ()
    tidied: bool = False
    """Nothing is left to do for it: tracking knows it, or nothing of it is left at the service."""
    already: bool = False
    """Answer to a second Send of the same draft."""
    progress: tuple[int, int] | None = None
    """Bytes sent and bytes in all of the upload under way."""

    @property
    def documents(self) -> tuple[FrozenFile, ...]:
        """The files that people sign or read as documents, without what only goes along."""
        return tuple(each for each in self.files if is_label(each.label))

    @property
    def state(self) -> SendState:
        """The one of three answers that is true now.

        A start that is under way, or was when its process died, may take effect from its first
        byte on, whatever phase was written last.
        """
        if self.phase is Phase.SENT:
            return SendState.SENT
        if self.phase in (Phase.FINDING_OUT, Phase.LET_GO) or (
            self.may_have_fired and not self.settled
        ):
            return SendState.FINDING_OUT
        return SendState.NOT_SENT

    @property
    def settled(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.phase in (Phase.SENT, Phase.NOT_SENT, Phase.GIVEN_UP, Phase.LET_GO)

    @property
    def continues(self) -> bool:
        """Whether it sends again what was sent and recalled, instead of something new."""
        return any(step.kind == CLEARING for step in self.steps)

    @property
    def firing(self) -> StepRecord | None:
        """The step that notifies people."""
        return next((step for step in self.steps if step.klass is StepClass.FIRING), None)

    @property
    def is_cut_short(self) -> bool:
        """Whether what led to a start that may have left is unknown; only damaged data is so.

        Nothing of it can be looked for or repeated: what was made for it may be running already.
        """
        firing = self.firing
        if firing is None or not self.may_have_fired:
            return self.may_have_fired
        done = all(step.state is StepState.DONE for step in self.steps[: firing.position])
        return not (done and firing.position and firing.request)

    @property
    def may_have_fired(self) -> bool:
        """Whether a firing request was ever begun whose failure is not proven."""
        step = self.firing
        if step is None:  # the rows of its steps were lost with damaged data
            return self.phase in (Phase.FINDING_OUT, Phase.LET_GO)
        return (
            step.state in (StepState.RUNNING, StepState.UNCERTAIN, StepState.DONE)
            or step.doubtful > 0
        )

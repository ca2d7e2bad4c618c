"""The port between the outbox and one way of sending: it plans, performs and looks."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

from app.domain.agreement import Agreement
from app.domain.comparison import Portraits, Reading
from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.errors import LocalError, ServiceError
from app.services.outbox.records import FrozenFile, SentCopy, StepClass, StepRecord
from app.services.ports import KnownParticipant, Progress
from app.services.secrets.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step before anything happened."""

    kind: str
    klass: StepClass
    sentence: str
    subject: str = ""
    joins: bool = False
    """Creating steps: a late effect would become part of what is sent (another recipient in the
    package), so that nothing fires while a lost request may still arrive. False where it makes
    something apart (another draft), which is found and removed later."""
    guarded: bool = True
    """Firing steps: the service carries out the request once, and refuses or ignores another. False
    where it would do it again: then it is repeated only when the user wishes it."""


class Effect(StrEnum):
    """What a look at the service found of a step."""

    DONE = "done"
    NONE = "none"
    """Not there (yet)."""
    ELSEWHERE = "elsewhere"
    """Somebody else changed the remote object, so that it can no longer be told or done."""


class Changed(ServiceError):
    """What lies at the service is not what was prepared: somebody else changed it meanwhile.

    Nothing goes on before the user has said what should be done.
    """

    code = "changed"


class Fence(StrEnum):
    """What became of the attempt to make a doubtful start impossible."""

    CLOSED = "closed"
    """It can never take effect any more, and had not: nobody was notified."""
    HELD = "held"
    """It had not taken effect, and nothing was removed yet. What removing it proves is gone with
    it, so that this is written down first; then the fence is asked for again."""
    STARTED = "started"
    """It had taken effect; nothing was removed."""
    IMPOSSIBLE = "impossible"
    """This service has no such means; nothing was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """The outcome of one look."""

    effect: Effect
    sentence: str
    result: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Everything that a carrier may use: the frozen agreement and what was achieved so far."""

    agreement: Agreement
    files: Sequence[FrozenFile]
    paths: Mapping[str, Path]
    """The frozen copy of each document, by label."""
    ref: str
    enqueued_at: datetime
    steps: Sequence[StepRecord]
    earlier: Sequence[str] = ()
    """Marks of earlier attempts with the same draft: what they left behind is ours."""
    password_of: Callable[[str], Secret] = lambda _label: Secret("")
    """What was chosen at Send for a participant to open the documents. Raises ForgottenPassword."""

    def opened(self, label: str) -> BinaryIO:
        """The frozen copy of a document, at its start. Raises LocalError where it is not that."""
        [frozen] = (each for each in self.files if each.label == label)
        try:
            stream = self.paths[label].open("rb")
            found = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
        except OSError as error:
            raise _unusable("cannot be read", f"{error.strerror or error}.") from error
        if found != frozen.sha256:
            stream.close()
            raise _unusable("is not the same any more", "It was changed in the profile.")
        return stream

    def results(self, kind: str) -> dict[str, JsonObject]:
        """Results of the finished steps of a kind, by subject."""
        return {
            step.subject: step.result for step in self.steps if step.kind == kind and step.result
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a sent agreement is called at the service, for tracking it."""

    service_id: str
    instance_id: str
    document_ids: tuple[str, ...]
    known: tuple[KnownParticipant, ...]
    copies: tuple[SentCopy, ...] = ()


def _unusable(problem: str, reason: str) -> LocalError:
    return LocalError(
        f"A document that was set aside for sending {problem}.",
        f"{reason} Nobody was notified.",
        "Stop this one and send the draft again.",
    )


class Carrier(Protocol):
    """One account's way of sending. All calls block; failures are ServiceErrors."""

    def signed_in_as(self) -> Identity:
        """Who the account signs in as now, by a request; empty where the service does not tell."""
        ...

    def plan(self, parcel: Parcel) -> tuple[PlannedStep, ...]:
        """The steps from nothing to sent, one of them firing; no request is made."""
        ...

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Take the step once; what later steps need of it is returned.

        A creating step that is made of several parts (people, fields) reads first and adds only
        what is missing. A firing one sends exactly `step.request`.
        """
        ...

    def look(self, step: StepRecord, parcel: Parcel, within: float) -> Sighting:
        """Read whether a creating or firing step took effect, without changing anything.

        `within`: seconds that each read may take, after which there is no answer.
        """
        ...

    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        """The exact body of the firing step, from the results of the steps before; not empty.

        No request is made.
        """
        ...

    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        """Read back what is about to be fired, right before each attempt.

        Raises Changed where it is not what the steps before left behind: a document, recipient or
        field too many, too few or of another kind.
        """
        ...

    def portraits(self, parcel: Parcel) -> Portraits:
        """What the draft says, and what was read back of it when it was prepared; no request.

        Raises LocalError where what is needed of the files cannot be read.
        """
        ...

    def reading(self, parcel: Parcel) -> Reading:
        """Read what is at the service now, without changing anything. Raises ServiceError."""
        ...

    def fence(self, step: StepRecord, parcel: Parcel, *, held: bool) -> Fence:
        """Make sure that a doubtful start never takes effect, where the service has a means.

        `held`: it was asked before, answered HELD, and that is written down.
        """
        ...

    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """What was sent is called like this; `fired` is the result of the firing step."""
        ...

    def withdraw(self, parcel: Parcel) -> None:
        """Remove what was built and never fired, ours by its marks; never what runs by now."""
        ...

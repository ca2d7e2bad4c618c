"""A carrier whose agreements begin as drafts at Scrive: what both ways of sending share."""

from abc import ABC, abstractmethod

from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.outbox.carrier import Arrival, Fence, Parcel, PlannedStep, Sighting
from app.services.outbox.records import StepClass, StepRecord
from app.services.ports import Progress
from app.services.scrive.carrying import Drafts, converging, upload_steps
from app.services.scrive.client import ScriveClient
from app.services.scrive.draft_pdfs import DraftPdfs


class DraftCarrier(ABC):
    """Uploads, prepares, tidies, starts and confirms; a way says how it prepares and starts."""

    def __init__(self, client: ScriveClient) -> None:
        """Send with `client`."""
        self._client = client
        self._drafts = Drafts(client)
        self._pdfs = DraftPdfs(client, self._drafts)

    def signed_in_as(self) -> Identity:
        """Who the account is."""
        return self._drafts.signed_in_as()

    def plan(self, parcel: Parcel) -> tuple[PlannedStep, ...]:
        """Upload each file, prepare, look for leftovers, start, confirm."""
        return (
            *upload_steps(parcel),
            converging("prepare", "Write people and settings, read them back"),
            converging("tidy", "Make sure that nothing is there twice"),
            PlannedStep(kind="start", klass=StepClass.FIRING, sentence="Start the agreement"),
            converging("confirm", "Confirm with Scrive and begin tracking"),
        )

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Take one step."""
        match step.kind:
            case "upload":
                return self._drafts.upload(step, parcel, progress, cancel)
            case "prepare":
                return self._prepare(step, parcel, progress, cancel)
            case "tidy":
                return self._drafts.remove_duplicates(parcel)
            case "start":
                return self._start(step, parcel)
            case _:
                return self._drafts.confirm(parcel)

    def look(self, step: StepRecord, parcel: Parcel, within: float) -> Sighting:
        """Whether an upload or the start took effect; a start takes drafts out of preparation."""
        if step.kind == "upload":
            return self._drafts.look_for(step, parcel, within)
        return self._drafts.started(parcel, within)

    @abstractmethod
    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        """The exact body of the start."""

    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        """Compare the drafts with what was prepared. Raises Changed."""
        del step
        self._drafts.verify(parcel)

    def fence(self, step: StepRecord, parcel: Parcel) -> Fence:
        """Delete the drafts that the doubtful start refers to."""
        del step
        return self._drafts.fence(parcel)

    @abstractmethod
    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """What was sent is called like this."""

    def withdraw(self, parcel: Parcel) -> None:
        """Remove our drafts."""
        self._drafts.withdraw(parcel)

    @abstractmethod
    def _prepare(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Write every draft as a whole, and keep what it is afterwards."""

    @abstractmethod
    def _start(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Send the stored request once."""

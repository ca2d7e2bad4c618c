"""A carrier whose agreements begin as drafts at Scrive: what both ways of sending share."""

from abc import ABC, abstractmethod
from functools import partial

from app.domain.agreement import Document as DraftDocument
from app.domain.comparison import Portraits, Reading, There, compared
from app.domain.json_value import JsonObject
from app.domain.portrait import Aspect, Portrait, portrait_json, read_portrait
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.errors import Gone, Uncertain
from app.services.outbox.carrier import Arrival, Fence, Parcel, PlannedStep, Sighting
from app.services.outbox.records import StepClass, StepRecord
from app.services.ports import Progress
from app.services.scrive.carrying import (
    CONFLICT,
    Drafts,
    changed,
    converging,
    fingerprint,
    prepared,
    prepared_of,
    texts_of,
    upload_steps,
)
from app.services.scrive.client import ScriveClient
from app.services.scrive.draft_pdfs import DraftPdfs
from app.services.scrive.draft_portraits import asked, told
from app.services.scrive.wire import Document

_OF_FILES = frozenset({Aspect.FILE, Aspect.ATTACHMENTS})


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

    def portraits(self, parcel: Parcel) -> Portraits:
        """What every draft should say, and what it said when it was prepared."""
        kept = [read_portrait(each.get("portrait")) for each in prepared_of(parcel).values()]
        there = [each for each in kept if each is not None]
        whole = bool(kept) and len(there) == len(kept)
        return Portraits(
            ours=tuple(
                part
                for draft in parcel.agreement.documents
                for part in asked(parcel, draft, self._wanted(parcel, draft, {}))
            ),
            prepared=tuple(part for each in there for part in each) if whole else None,
        )

    def reading(self, parcel: Parcel) -> Reading:
        """Every draft as Scrive tells it now; one that was deleted is missing."""
        found: list[Portrait] = []
        for draft in parcel.agreement.documents:
            result = parcel.results("upload").get(draft.label)
            document = None if result is None else self._there(str(result["document_id"]))
            if document is not None:
                signatories = texts_of(prepared_of(parcel).get(draft.label, {}).get("signatories"))
                found.append(told(parcel, draft, document, signatories))
        if not found:
            return Reading(there=There.GONE)
        return Reading(there=There.READ, portrait=tuple(part for each in found for part in each))

    def _there(self, document_id: str) -> Document | None:
        try:
            document = self._client.get(document_id)
        except Gone:
            return None
        return None if document.is_trashed or document.is_deleted else document

    def _written(
        self, parcel: Parcel, draft: DraftDocument, document: Document, wanted: JsonObject
    ) -> Document:
        """Write a draft as a whole and read it back. Raises Changed.

        Scrive refuses (409) to write over another version than the one that was read. If nothing
        but the version is other, it is written again; if all of ours is there, an earlier copy of
        the same request has written it; else somebody else is at work, whom nothing is taken from.
        """
        try:
            self._client.update(document.id, wanted, document.object_version)
        except Uncertain as error:
            if error.status != CONFLICT:
                raise
            there = self._drafts.read(document.id)
            if fingerprint(there) == fingerprint(document):
                raise
            if not self._is_ours(parcel, draft, there):
                what = "One of its files was changed there while it was prepared."
                raise changed(what) from error
            return there
        return self._drafts.read(document.id)

    def _with_files(
        self,
        step: StepRecord,
        parcel: Parcel,
        draft: DraftDocument,
        progress: Progress,
        cancel: CancelToken,
    ) -> Document:
        """The draft with its files as they shall be started. Raises Changed."""
        is_ours = partial(self._is_ours, parcel, draft, apart_from=_OF_FILES)
        return self._pdfs.converge(step, parcel, draft.label, progress, cancel, is_ours)

    def _is_ours(
        self,
        parcel: Parcel,
        draft: DraftDocument,
        there: Document,
        *,
        apart_from: frozenset[Aspect] = frozenset(),
    ) -> bool:
        """Whether a draft says all that we write, and nothing else."""
        author = there.parties[0].raw if there.parties else {}
        ours = asked(parcel, draft, self._wanted(parcel, draft, author))
        now = Reading(there=There.READ, portrait=told(parcel, draft, there, {}))
        changes = compared(Portraits(ours=ours), now).changes
        return all(row.aspect in apart_from for row in changes)

    def _kept(
        self,
        parcel: Parcel,
        draft: DraftDocument,
        written: Document,
        signatories: dict[str, str],
    ) -> JsonObject:
        """What the result of `prepare` keeps of one draft."""
        return {
            **prepared(written),
            "signatories": dict(signatories),
            "portrait": portrait_json(told(parcel, draft, written, signatories)),
        }

    def fence(self, step: StepRecord, parcel: Parcel, *, held: bool) -> Fence:
        """Delete the drafts that the doubtful start refers to."""
        del step
        return self._drafts.fence(parcel, held=held)

    @abstractmethod
    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """What was sent is called like this."""

    def withdraw(self, parcel: Parcel) -> None:
        """Remove our drafts."""
        self._drafts.withdraw(parcel)

    @abstractmethod
    def _wanted(self, parcel: Parcel, draft: DraftDocument, author: JsonObject) -> JsonObject:
        """All that is written of one draft; `author` is its first party as Scrive told it.

        Raises LocalError where its pages cannot be measured.
        """

    @abstractmethod
    def _prepare(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Write every draft as a whole, and keep what it is afterwards."""

    @abstractmethod
    def _start(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Send the stored request once."""

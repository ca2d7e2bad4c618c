"""Sending through Scrive Flow: the carrier that takes the outbox's steps."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from app.domain.agreement import Document as DraftDocument
from app.domain.agreement import Participant
from app.domain.json_value import JsonObject, JsonValue
from app.services.cancel import CancelToken
from app.services.errors import Gone, Refused
from app.services.outbox.carrier import Arrival, Effect, Parcel, PlannedStep, Sighting
from app.services.outbox.records import FrozenFile, StepClass, StepRecord
from app.services.ports import Progress
from app.services.scrive.client import ScriveClient
from app.services.scrive.flow_request import (
    PreparedDocument,
    instance_request,
    known_participants,
    party_of,
    people_of,
)
from app.services.scrive.marks import is_marked, marked_drafts, tags_of, upload_name
from app.services.scrive.wire import Document

_PREPARATION: Final = "preparation"


class FlowCarrier:
    """Sends agreements of one account as Flow instances."""

    def __init__(self, client: ScriveClient) -> None:
        """Send with `client`."""
        self._client = client

    def plan(self, parcel: Parcel) -> tuple[PlannedStep, ...]:
        """Upload each file, prepare, look for leftovers, start, confirm."""
        uploads = (
            PlannedStep(
                kind="upload",
                klass=StepClass.CREATING,
                subject=file.label,
                sentence=f"Upload {file.name}, {_size(file)}",
            )
            for file in parcel.files
        )
        return (
            *uploads,
            _converging("prepare", "Write people and settings, read them back"),
            _converging("tidy", "Make sure that nothing is there twice"),
            PlannedStep(kind="start", klass=StepClass.FIRING, sentence="Start the agreement"),
            _converging("confirm", "Confirm with Scrive and begin tracking"),
        )

    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        """The Flow request from the documents as they are now; signatory ids are read afresh."""
        del step
        return instance_request(parcel.agreement, self._read_prepared(parcel))

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Take one step."""
        match step.kind:
            case "upload":
                return self._upload(step, parcel, progress, cancel)
            case "prepare":
                return self._prepare(parcel)
            case "tidy":
                return self._remove_duplicates(parcel)
            case "start":
                return {"instance_id": self._client.create_flow_instance(step.request)}
            case _:
                return self._confirm(parcel)

    def look(self, step: StepRecord, parcel: Parcel) -> Sighting:
        """Whether an upload or the start took effect."""
        return (
            self._look_for_draft(step, parcel) if step.kind == "upload" else self._started(parcel)
        )

    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """The documents are what can be tracked; the instance's id may be unknown."""
        prepared = _requested(parcel)
        ids = tuple(each.document_id for each in prepared.values())
        instance = fired.get("instance_id")
        return Arrival(
            service_id=",".join(ids),
            instance_id=instance if isinstance(instance, str) else "",
            document_ids=ids,
            known=known_participants(parcel.agreement, prepared),
        )

    def withdraw(self, parcel: Parcel) -> None:
        """Trash and delete our drafts; what is no draft any more is somebody else's by now."""
        ids = [str(result["document_id"]) for result in parcel.results("upload").values()]
        doubtful = any(step.attempts and not step.result for step in parcel.steps)
        if doubtful or any(step.doubtful for step in parcel.steps):
            found = marked_drafts(self._client, parcel.ref, parcel.enqueued_at)
            ids += [each.id for each in found if each.id not in ids]
        for document_id in ids:
            self._discard(document_id)

    def _upload(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        number = _number(parcel, step.subject)
        name = upload_name(parcel.agreement.title, parcel.ref, number)
        with parcel.opened(step.subject) as stream:
            document = self._client.new_document(stream, name, progress=progress, cancel=cancel)
        return {"document_id": document.id}

    def _look_for_draft(self, step: StepRecord, parcel: Parcel) -> Sighting:
        number = _number(parcel, step.subject)
        found = marked_drafts(self._client, parcel.ref, parcel.enqueued_at, number)
        if not found:
            return Sighting(effect=Effect.NONE, sentence="Asked Scrive: not there yet", result={})
        return Sighting(
            effect=Effect.DONE,
            sentence="Asked Scrive: it had arrived",
            result={"document_id": found[0].id},
        )

    def _prepare(self, parcel: Parcel) -> JsonObject:
        prepared: JsonObject = {}
        for number, draft in enumerate(parcel.agreement.documents, start=1):
            people = people_of(parcel.agreement, draft)
            document = self._draft(_document_id(parcel, draft.label))
            if not _is_prepared(document, draft, people, parcel.ref, number):
                document = self._write(document, draft, people, parcel.ref, number)
            prepared[draft.label] = {
                "document_id": document.id,
                "signatories": dict(_signatories(document, people)),
            }
        return {"documents": prepared}

    def _write(
        self,
        document: Document,
        draft: DraftDocument,
        people: tuple[Participant, ...],
        ref: str,
        number: int,
    ) -> Document:
        """The author first and as received, then a party for each participant (Flow guide)."""
        if not document.parties:
            raise Refused("Scrive told no author for a draft.", "Nobody was notified.")
        parties: list[JsonValue] = [document.parties[0].raw]
        parties += [party_of(person) for person in people]
        wanted: JsonObject = {
            "title": draft.shown_name,
            "tags": list(tags_of(ref, number)),
            "parties": parties,
        }
        written = self._client.update(document.id, wanted, document.object_version)
        if not _is_prepared(written, draft, people, ref, number):
            written = self._draft(document.id)
        if len(written.parties) != len(people) + 1:
            raise Refused(
                "Scrive did not take the people of a document as they were sent.",
                "Nobody was notified, your draft is safe.",
                "Send again; if it stays, look at the draft in Scrive.",
            )
        return written

    def _draft(self, document_id: str) -> Document:
        """A document that must still be a draft of ours."""
        document = self._client.get(document_id)
        if document.status != _PREPARATION or document.is_trashed or document.is_deleted:
            raise Refused(
                "Somebody changed this agreement in Scrive.",
                "One of its files is no draft any more, so Countersign does not go on.",
                "Look at it in Scrive.",
            )
        return document

    def _read_prepared(self, parcel: Parcel) -> dict[str, PreparedDocument]:
        found: dict[str, PreparedDocument] = {}
        for draft in parcel.agreement.documents:
            people = people_of(parcel.agreement, draft)
            document = self._draft(_document_id(parcel, draft.label))
            if len(document.parties) != len(people) + 1:
                raise Refused(
                    "Somebody changed the people of this agreement in Scrive.",
                    "Nobody was notified.",
                    "Look at it in Scrive, or send the draft again.",
                )
            found[draft.label] = PreparedDocument(
                document_id=document.id, signatories=dict(_signatories(document, people))
            )
        return found

    def _started(self, parcel: Parcel) -> Sighting:
        """Flow takes documents out of preparation: any other status proves the start."""
        removed = False
        for draft in parcel.agreement.documents:
            try:
                document = self._client.get(_document_id(parcel, draft.label))
            except Gone:
                removed = True
                continue
            if document.is_trashed or document.is_deleted:
                removed = True
            elif document.status and document.status != _PREPARATION:
                return Sighting(
                    effect=Effect.DONE,
                    sentence="Asked Scrive: it was started",
                    result={"instance_id": ""},
                )
        if removed:
            return Sighting(
                effect=Effect.ELSEWHERE,
                sentence="Somebody removed the files of this agreement in Scrive.",
                result={},
            )
        count = len(parcel.agreement.documents)
        files = "the file is still a draft" if count == 1 else f"all {count} files still drafts"
        return Sighting(effect=Effect.NONE, sentence=f"Asked Scrive: {files}", result={})

    def _remove_duplicates(self, parcel: Parcel) -> JsonObject:
        """Drafts with our mark that are not the ones we use.

        They are the late effect of a lost upload, or what a proxy made that sent it twice.
        """
        ours = {str(result["document_id"]) for result in parcel.results("upload").values()}
        for document in marked_drafts(self._client, parcel.ref, parcel.enqueued_at):
            if document.id not in ours:
                self._discard(document.id)
        return {}

    def _confirm(self, parcel: Parcel) -> JsonObject:
        if any(step.doubtful for step in parcel.steps if step.kind == "upload"):
            self._remove_duplicates(parcel)
        with suppress(Gone):
            document = self._client.get(_document_id(parcel, parcel.files[0].label))
            return {"status": document.status}
        return {"status": ""}

    def _discard(self, document_id: str) -> None:
        """Remove a draft; Scrive refuses to trash what runs (documents/{id}/trash, 409)."""
        with suppress(Gone):
            document = self._client.get(document_id)
            if document.status not in (_PREPARATION, ""):
                return
            if not document.is_trashed:
                self._client.trash(document_id)
            self._client.delete(document_id)


def _converging(kind: str, sentence: str) -> PlannedStep:
    return PlannedStep(kind=kind, klass=StepClass.CONVERGING, sentence=sentence)


def _size(file: FrozenFile) -> str:
    if file.size < 100_000:  # noqa: PLR2004 - below a tenth of a megabyte
        return f"{max(file.size // 1000, 1)} kB"
    return f"{file.size / 1_000_000:.1f} MB"


def _number(parcel: Parcel, label: str) -> int:
    labels = [file.label for file in parcel.files]
    return labels.index(label) + 1


def _document_id(parcel: Parcel, label: str) -> str:
    return str(parcel.results("upload")[label]["document_id"])


def _signatories(document: Document, people: tuple[Participant, ...]) -> Mapping[str, str]:
    """Parties keep the order in which they were sent, the author first; their ids may change."""
    others = document.parties[1:]
    return {
        person.label: party.id for person, party in zip(people, others, strict=False) if party.id
    }


def _is_prepared(
    document: Document,
    draft: DraftDocument,
    people: tuple[Participant, ...],
    ref: str,
    number: int,
) -> bool:
    roles = [party.signatory_role or "signing_party" for party in document.parties[1:]]
    wanted = [str(party_of(person).get("signatory_role", "signing_party")) for person in people]
    marked = any(tag.value == ref for tag in document.tags)
    return (
        document.title == draft.shown_name
        and marked
        and is_marked(document, ref, number)
        and roles == wanted
    )


def _requested(parcel: Parcel) -> dict[str, PreparedDocument]:
    """The documents as the stored Flow request names them."""
    request = next(step.request for step in parcel.steps if step.klass is StepClass.FIRING)
    return {
        document["label"]: PreparedDocument(
            document_id=document["document_id"],
            signatories={
                party["participant"]: party["signatory_id"] for party in document["parties"]
            },
        )
        for document in json.loads(request)["documents"]
    }

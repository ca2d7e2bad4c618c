"""Sending through Scrive Flow: the carrier that takes the outbox's steps."""

import json

from typing_extensions import override

from app.domain.agreement import Document as DraftDocument
from app.domain.agreement import Participant
from app.domain.json_value import JsonObject
from app.domain.page_removal import as_sent
from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.outbox.carrier import Arrival, Parcel
from app.services.outbox.records import StepClass, StepRecord
from app.services.ports import Progress
from app.services.scrive.author import flow_author, took_author
from app.services.scrive.carrying import (
    prepared_of,
    refused_fields,
    refused_people,
    refused_settings,
    texts_of,
)
from app.services.scrive.client import ScriveClient
from app.services.scrive.document_fields import flow_fields
from app.services.scrive.document_request import took_settings
from app.services.scrive.draft_carrier import DraftCarrier
from app.services.scrive.field_reading import objects_in, took_fields
from app.services.scrive.flow_request import (
    PreparedDocument,
    instance_request,
    known_participants,
    party_of,
    people_of,
    signs,
)
from app.services.scrive.marks import all_tags, tags_of
from app.services.scrive.placements import Measure, measured
from app.services.scrive.wire import Document


class FlowCarrier(DraftCarrier):
    """Sends agreements of one account as Flow instances."""

    def __init__(self, client: ScriveClient, measure: Measure) -> None:
        """Send with `client`; `measure` is asked where fields lie on pages."""
        super().__init__(client)
        self._measure = measure

    @override
    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        """The Flow request, with the signatory ids that were read back last."""
        del step
        documents = {
            label: PreparedDocument(
                document_id=str(result["document_id"]), signatories=texts_of(result["signatories"])
            )
            for label, result in prepared_of(parcel).items()
        }
        return instance_request(parcel.agreement, documents)

    @override
    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """The documents are what can be tracked; the instance's id may be unknown."""
        requested = _requested(parcel)
        ids = tuple(each.document_id for each in requested.values())
        instance = fired.get("instance_id")
        return Arrival(
            service_id=",".join(ids),
            instance_id=instance if isinstance(instance, str) else "",
            document_ids=ids,
            known=known_participants(parcel.agreement, requested),
        )

    @override
    def _prepare(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Write every draft as a whole, and keep what it is afterwards."""
        documents: JsonObject = {}
        for draft in parcel.agreement.documents:
            people = people_of(parcel.agreement, draft)
            document = self._with_files(step, parcel, draft, progress, cancel)
            document = self._write(parcel, document, draft)
            documents[draft.label] = self._kept(
                parcel, draft, document, _signatories(document, people)
            )
        return {"documents": documents}

    @override
    def _start(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Create the instance, which starts at once."""
        del parcel
        return {"instance_id": self._client.create_flow_instance(step.request)}

    def _parties(
        self, parcel: Parcel, draft: DraftDocument, people: tuple[Participant, ...]
    ) -> list[JsonObject]:
        """A party for each participant: blank as in the guide but for what has places."""
        pages = measured(self._measure, parcel, draft.label)
        agreement = as_sent(parcel.agreement)
        fields = (
            flow_fields(agreement, person, draft.label, pages)
            if signs(agreement, person, draft.label)
            else []
            for person in people
        )
        return [
            party_of(agreement, person, draft) | ({"fields": own} if own else {})
            for person, own in zip(people, fields, strict=True)
        ]

    @override
    def _wanted(self, parcel: Parcel, draft: DraftDocument, author: JsonObject) -> JsonObject:
        """The author first, then the parties (Flow guide)."""
        agreement = parcel.agreement
        people = people_of(agreement, draft)
        tags = all_tags(agreement, tags_of(parcel.ref, agreement.documents.index(draft) + 1))
        return {
            "title": draft.shown_name,
            "tags": tags,
            "parties": [flow_author(agreement, author), *self._parties(parcel, draft, people)],
        }

    def _write(self, parcel: Parcel, document: Document, draft: DraftDocument) -> Document:
        agreement = parcel.agreement
        if not document.parties:
            raise Refused("Scrive told no author for a draft.", "Nobody was notified.")
        wanted = self._wanted(parcel, draft, document.parties[0].raw)
        written = self._written(parcel, draft, document, wanted)
        parties = list(objects_in(wanted["parties"]))[1:]
        if not took_author(agreement, [party.raw for party in written.parties]):
            raise refused_people(draft)
        roles = [party.signatory_role or "signing_party" for party in written.parties[1:]]
        if roles != [str(party.get("signatory_role", "signing_party")) for party in parties]:
            raise refused_people(draft)
        told = [party.raw for party in written.parties[1:]]
        if not all(map(took_fields, parties, told)):
            raise refused_fields(draft)
        if not took_settings(wanted, written.raw):
            raise refused_settings(draft)
        return written


def _signatories(document: Document, people: tuple[Participant, ...]) -> dict[str, str]:
    """Parties keep the order in which they were sent, the author first; their ids may change."""
    others = document.parties[1:]
    return {
        person.label: party.id for person, party in zip(people, others, strict=False) if party.id
    }


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

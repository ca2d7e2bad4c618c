"""Sending with Scrive's Document API alone: the carrier that starts one document."""

from dataclasses import replace

from typing_extensions import override

from app.domain.agreement import Document as DraftDocument
from app.domain.agreement import Participant
from app.domain.json_value import JsonObject
from app.domain.page_removal import as_sent
from app.services.cancel import CancelToken
from app.services.errors import Reason, Refused, ServiceError, Uncertain
from app.services.outbox.carrier import Arrival, Parcel
from app.services.outbox.records import StepRecord
from app.services.ports import Progress
from app.services.scrive.carrying import (
    CONFLICT,
    PREPARATION,
    changed,
    document_id_of,
    prepared_of,
    refused_people,
    refused_settings,
    texts_of,
)
from app.services.scrive.client import ScriveClient
from app.services.scrive.document_request import (
    document_update,
    known_participants,
    took_parties,
    took_settings,
)
from app.services.scrive.draft_carrier import DraftCarrier
from app.services.scrive.flow_request import people_of
from app.services.scrive.marks import tags_of
from app.services.scrive.placements import Measure, measured


class DocumentsCarrier(DraftCarrier):
    """Sends agreements of one account as a document that is started by itself."""

    def __init__(self, client: ScriveClient, measure: Measure) -> None:
        """Send with `client`; `measure` is asked where fields lie on pages."""
        super().__init__(client)
        self._measure = measure

    @override
    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        """The form of the start: it names the version, so that nothing else is ever started."""
        del step
        return f"object_version={_prepared(parcel)['object_version']}".encode()

    @override
    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        """Compare the version with what was prepared: a start of another one is refused."""
        del step
        document = self._drafts.read(_document_id(parcel))
        if document.object_version != _prepared(parcel)["object_version"]:
            raise changed("Its file was worked on there after it was prepared.")

    @override
    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """The document is what can be tracked."""
        del fired
        document_id = _document_id(parcel)
        return Arrival(
            service_id=document_id,
            instance_id="",
            document_ids=(document_id,),
            known=known_participants(
                parcel.agreement, _people(parcel), texts_of(_prepared(parcel)["signatories"])
            ),
        )

    @override
    def _prepare(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Write the draft as a whole, read it back, and ask whether it could be started."""
        draft = parcel.agreement.documents[0]
        people = _people(parcel)
        document = self._with_files(step, parcel, draft, progress, cancel)
        if not document.parties:
            raise Refused("Scrive told no author for a draft.", "Nobody was notified.")
        wanted = self._wanted(parcel, draft, document.parties[0].raw)
        written = self._written(parcel, draft, document, wanted)
        if not took_parties(wanted, [party.raw for party in written.parties]):
            raise refused_people(draft)
        if not took_settings(wanted, written.raw):
            raise refused_settings(draft)
        self._refuse_what_cannot_start(written.id, people)
        signatories = {
            person.label: party.id
            for person, party in zip(people, written.parties[1:], strict=True)
        }
        return {"documents": {draft.label: self._kept(parcel, draft, written, signatories)}}

    @override
    def _wanted(self, parcel: Parcel, draft: DraftDocument, author: JsonObject) -> JsonObject:
        return document_update(
            as_sent(parcel.agreement),
            author,
            _people(parcel),
            tags_of(parcel.ref, 1),
            measured(self._measure, parcel, draft.label),
        )

    def _refuse_what_cannot_start(self, document_id: str, people: tuple[Participant, ...]) -> None:
        """Raise Refused with every reason that Scrive has against starting a draft."""
        reasons = self._client.obstacles(document_id)
        if reasons:
            raise _not_startable(reasons, people)

    @override
    def _start(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Start the document. Raises Refused where it is proven that it could not."""
        document_id = _document_id(parcel)
        try:
            document = self._client.start(document_id, step.request)
        except Uncertain as error:
            if error.status != CONFLICT:
                raise
            return self._after_conflict(error, document_id, parcel)
        return {"status": document.status}

    def _after_conflict(self, error: Uncertain, document_id: str, parcel: Parcel) -> JsonObject:
        """Decide by reads what a refused start means: it ran before, never can, or is in doubt."""
        try:
            document = self._client.get(document_id)
            if document.status not in (PREPARATION, ""):
                return {"status": document.status}
            as_prepared = document.object_version == _prepared(parcel)["object_version"]
            reasons = self._client.obstacles(document_id) if as_prepared else ()
        except ServiceError:
            raise error from None
        if reasons:
            raise _not_startable(error.reasons or reasons, _people(parcel)) from error
        raise error


def _document_id(parcel: Parcel) -> str:
    return document_id_of(parcel, parcel.agreement.documents[0].label)


def _prepared(parcel: Parcel) -> JsonObject:
    return prepared_of(parcel)[parcel.agreement.documents[0].label]


def _people(parcel: Parcel) -> tuple[Participant, ...]:
    return people_of(parcel.agreement, parcel.agreement.documents[0])


def _not_startable(reasons: tuple[Reason, ...], people: tuple[Participant, ...]) -> Refused:
    """Every reason, at the name of whom it concerns: Scrive counts the author as the first."""
    numbered = dict(enumerate(people, start=2))
    told = tuple(
        replace(each, label=numbered[each.participant].label)
        if each.participant in numbered
        else each
        for each in reasons
    )
    names = {1: "You", **{place: person.shown_name for place, person in numbered.items()}}
    refused = Refused(
        "Scrive cannot start this agreement as it is.",
        "Nobody was notified, your draft is safe.",
        "Change what Scrive says, then send again.",
        service_text=" ".join(
            _said(each, names.get(each.participant or 0, "")) for each in reasons
        ),
    )
    refused.reasons = told
    return refused


def _said(reason: Reason, name: str) -> str:
    text = reason.text if reason.text.endswith((".", "!", "?")) else f"{reason.text}."
    return f"{name}: {text}" if name else text

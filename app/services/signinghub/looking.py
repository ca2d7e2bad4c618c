"""Looking whether a step that makes something took effect: by reading, never by doing it again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.outbox.carrier import Effect, Parcel, Sighting
from app.services.outbox.records import CLEARING, FILLING, StepRecord
from app.services.signinghub.bound import document_ids, number_of, package_id_of, wanted_fields
from app.services.signinghub.building import Builder
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.marks import bears_mark, marked_packages
from app.services.signinghub.taking_over import TakingOver

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is there of one account's packages."""

    client: SigningHubClient
    builder: Builder
    taking_over: TakingOver

    def look(self, step: StepRecord, parcel: Parcel, within: float | None) -> Sighting:
        """Whether a creating step took effect. Raises ServiceError and Changed."""
        builder = self.builder
        looks: dict[str, Callable[[], JsonObject | None]] = {
            "package": lambda: self._marked(parcel, within),
            "upload": lambda: self._uploaded(step, parcel, within),
            "library": lambda: builder.library.added(step, parcel, within),
            "template": lambda: builder.template.applied(parcel, within),
            FILLING: lambda: builder.template.filled(parcel, CancelToken(), within),
            CLEARING: lambda: self._cleared(parcel, within),
            "people": lambda: self._has_people(parcel, within),
            "fields": lambda: {} if self._has_fields(parcel, within) else None,
            "by_text": lambda: builder.by_text.placed(step, parcel, within),
        }
        return _seen(looks[step.kind]())

    def _marked(self, parcel: Parcel, within: float | None) -> JsonObject | None:
        ids = marked_packages(self.client, parcel.ref, within=within)
        return {"package_id": ids[0]} if ids else None

    def _cleared(self, parcel: Parcel, within: float | None) -> JsonObject | None:
        return {"cleared": True} if self.taking_over.is_clear(parcel, within) else None

    def _has_people(self, parcel: Parcel, within: float | None) -> JsonObject | None:
        users = self.builder.drafts.read(parcel, within).users
        return {} if self.builder.people.is_done(parcel, users) else None

    def _uploaded(
        self, step: StepRecord, parcel: Parcel, within: float | None
    ) -> JsonObject | None:
        number = number_of(parcel, step.subject)
        details = self.builder.drafts.read(parcel, within)
        found = [
            each.document_id
            for each in details.documents
            if bears_mark(each, parcel.ref, number) and each.document_id.isdigit()
        ]
        return {"document_id": min(found, key=int)} if found else None

    def _has_fields(self, parcel: Parcel, within: float | None) -> bool:
        """Whether every field is there, and once."""
        documents = {
            each.document_id: each for each in self.builder.drafts.read(parcel, within).documents
        }
        for label, document_id in document_ids(parcel).items():
            wanted = wanted_fields(parcel, label)
            if not wanted:
                continue
            if document_id not in documents:
                return False
            counts = self.builder.fields.counts(
                package_id_of(parcel), documents[document_id], wanted, within
            )
            if any(count != 1 for count in counts.values()):
                return False
        return True


def _seen(result: JsonObject | None) -> Sighting:
    if result is None:
        return Sighting(effect=Effect.NONE, sentence="Asked SigningHub: not there yet", result={})
    return Sighting(effect=Effect.DONE, sentence="Asked SigningHub: it had arrived", result=result)

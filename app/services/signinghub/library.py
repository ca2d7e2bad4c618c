"""Documents of an account's library that are added to a package."""

from dataclasses import dataclass
from typing import Final

from app.domain.json_value import JsonObject
from app.domain.signinghub_library import library_of
from app.services.outbox.carrier import Parcel, PlannedStep
from app.services.outbox.records import StepClass, StepRecord
from app.services.signinghub.bound import document_ids, library_ids, package_id_of
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.marks import bears_mark

STEP: Final = "library"


def library_steps(parcel: Parcel) -> list[PlannedStep]:
    """One step for each document of the library."""
    return [
        PlannedStep(
            kind=STEP,
            klass=StepClass.CREATING,
            subject=str(place),
            sentence=f"Add {each.shown_name} from the library",
            joins=True,
        )
        for place, each in enumerate(library_of(parcel.agreement))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryAdder:
    """Adds documents of the library to one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def add(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Add the document of a step, unless it came already (POST documents/library/{id})."""
        there = self.added(parcel)
        if there is not None:
            return there
        wanted = library_of(parcel.agreement)[int(step.subject)]
        document = self.client.add_library_document(package_id_of(parcel), wanted.id)
        return {"document_id": document.document_id}

    def added(self, parcel: Parcel, within: float | None = None) -> JsonObject | None:
        """What came of it; None where nothing did.

        Steps follow each other: a document that is neither an upload of ours nor of an earlier step
        is of this one.
        """
        known = {*document_ids(parcel).values(), *library_ids(parcel)}
        found = [
            each.document_id
            for each in self.drafts.read(parcel, within).documents
            if each.document_id not in known
            and each.document_id.isdigit()
            and not bears_mark(each, parcel.ref)
        ]
        return {"document_id": min(found, key=int)} if found else None

"""Documents of an account's library that are added to a package."""

from dataclasses import dataclass
from typing import Final

from app.domain.json_value import JsonObject
from app.domain.signinghub_library import library_of
from app.services.outbox.carrier import Parcel, PlannedStep
from app.services.outbox.records import StepClass, StepRecord
from app.services.signinghub.bound import (
    document_ids,
    library_copies,
    library_ids,
    package_id_of,
)
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.marks import bears_mark, same_stem

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
        """Add the document of a step (POST documents/library/{id}); begun before, it is looked for.

        At first nothing of it can be there: what is, came by others or is a double.
        """
        there = self.added(step, parcel) if step.attempts > 1 else None
        if there is not None:
            return there
        wanted = library_of(parcel.agreement)[int(step.subject)]
        document = self.client.add_library_document(package_id_of(parcel), wanted.id)
        return {"document_id": document.document_id}

    def added(
        self, step: StepRecord, parcel: Parcel, within: float | None = None
    ) -> JsonObject | None:
        """What came of it; None where nothing did.

        Steps follow each other: a document of that name is of this one, where it is neither an
        upload of ours nor of an earlier step, nor looks like one of these once more.
        """
        wanted = library_of(parcel.agreement)[int(step.subject)]
        known = {*document_ids(parcel).values(), *library_ids(parcel)}
        there = self.drafts.read(parcel, within).documents
        before = library_copies(parcel, there)
        found = [
            each.document_id
            for each in there
            if each.document_id not in known
            and each.document_id.isdigit()
            and not bears_mark(each, parcel.ref)
            and (each.document_name, each.document_source) not in before
            and (not wanted.name or same_stem(each.document_name, wanted.name))
        ]
        return {"document_id": min(found, key=int)} if found else None

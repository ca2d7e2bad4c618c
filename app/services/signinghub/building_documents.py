"""The documents of a package that is being built."""

from dataclasses import dataclass

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.outbox.carrier import Parcel
from app.services.outbox.records import StepRecord
from app.services.ports import Progress
from app.services.signinghub.bound import (
    changed,
    document_ids,
    document_name,
    number_of,
    package_id_of,
)
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.marks import bears_mark, same_stem, source_mark, upload_name
from app.services.signinghub.wire import WorkflowDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentBuilder:
    """The documents of one account's packages."""

    client: SigningHubClient
    drafts: DraftReader

    def upload(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Add one document; our mark is in its source and its first name."""
        number = number_of(parcel, step.subject)
        self.drafts.read(parcel)
        with parcel.opened(step.subject) as stream:
            document_id = self.client.upload(
                package_id_of(parcel),
                stream,
                file_name=upload_name(document_name(parcel, step.subject), parcel.ref, number),
                source=source_mark(parcel.ref, number),
                progress=progress,
                cancel=cancel,
            )
        return {"document_id": document_id}

    def give_names(self, parcel: Parcel) -> JsonObject:
        """Give the documents the names that people read."""
        package_id = package_id_of(parcel)
        there = {each.document_id: each for each in self.drafts.read(parcel).documents}
        for label, document_id in document_ids(parcel).items():
            name = document_name(parcel, label)
            if document_id not in there:
                raise changed("One of its documents was removed there.")
            if not same_stem(there[document_id].document_name, name):
                self.client.rename_document(package_id, document_id, name)
        return {}

    def remove_doubles(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Delete uploads of ours that arrived once more."""
        ours = set(document_ids(parcel).values())
        for document in details.documents:
            if document.document_id not in ours and bears_mark(document, parcel.ref):
                self.client.delete_document(package_id_of(parcel), document.document_id)

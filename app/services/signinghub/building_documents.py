"""The documents of a package that is being built."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.json_value import JsonObject
from app.domain.signinghub_settings import DocumentSettings
from app.services.cancel import CancelToken
from app.services.outbox.carrier import Parcel
from app.services.outbox.records import StepRecord
from app.services.ports import Progress
from app.services.signinghub.bound import (
    changed,
    document_ids,
    document_name,
    library_copies,
    library_ids,
    number_of,
    package_id_of,
)
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_settings import same_certification, settings_of_document
from app.services.signinghub.marks import bears_mark, same_stem, source_mark, upload_name
from app.services.signinghub.wire import Document, WorkflowDetails


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

    def arrange(self, parcel: Parcel) -> JsonObject:
        """Give the documents their names and certification, then their order."""
        package_id = package_id_of(parcel)
        there = {each.document_id: each for each in self.drafts.read(parcel).documents}
        for label, document_id in document_ids(parcel).items():
            document = there.get(document_id)
            if document is None:
                raise changed("One of its documents was removed there.")
            name = document_name(parcel, label)
            if not same_stem(document.document_name, name):
                self.client.rename_document(package_id, document_id, name)
            wanted = settings_of_document(parcel.agreement, label)
            if not same_certification(wanted, document):
                self._certify(package_id, document, wanted)
        self._put_in_order(parcel)
        return {}

    def _certify(self, package_id: str, document: Document, wanted: DocumentSettings) -> None:
        """Both are written each time: what the service does with one that is left out is open."""
        there = document.certify
        told = there.permission or there.default_permission if there and there.enabled else ""
        lock = wanted.lock_form_fields
        self.client.certify_document(
            package_id,
            document.document_id,
            permission=told if wanted.certified is None else wanted.certified,
            lock_form_fields=bool(document.lock_form_fields) if lock is None else lock,
        )

    def _put_in_order(self, parcel: Parcel) -> None:
        """Move documents until they follow each other as in the draft; each move is read back."""
        wanted = _in_draft_order(parcel)
        for _ in wanted:
            there = _in_order(self.drafts.read(parcel).documents, wanted)
            if there == wanted:
                return
            place = next(at for at, each in enumerate(wanted) if there[at] != each)
            self.client.move_document(package_id_of(parcel), wanted[place], place + 1)

    def check(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Compare order and certification with what is told of them. Raises Changed."""
        wanted = _in_draft_order(parcel)
        if _in_order(details.documents, wanted) != wanted:
            raise changed("Its documents follow each other otherwise there.")
        there = {each.document_id: each for each in details.documents}
        for label, document_id in document_ids(parcel).items():
            said = settings_of_document(parcel.agreement, label)
            document = there[document_id]
            told = document.certify is not None and document.lock_form_fields is not None
            if told and not same_certification(said, document):
                raise changed("A document may be changed otherwise there than the draft says.")

    def remove_doubles(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Delete what arrived once more: uploads of ours, and copies of library documents."""
        ours = {*document_ids(parcel).values(), *library_ids(parcel)}
        copies = library_copies(parcel, details.documents)
        for document in details.documents:
            is_copy = (document.document_name, document.document_source) in copies
            if document.document_id not in ours and (is_copy or bears_mark(document, parcel.ref)):
                self.client.delete_document(package_id_of(parcel), document.document_id)


def _in_draft_order(parcel: Parcel) -> list[str]:
    ids = document_ids(parcel)
    return [ids[each.label] for each in parcel.agreement.documents if each.label in ids]


def _in_order(documents: Sequence[Document], wanted: Sequence[str]) -> list[str]:
    """Ids of ours as they follow each other there; where no place is told, as they are listed."""
    ours = [each for each in documents if each.document_id in wanted]
    if any(each.document_order is None for each in ours):
        return [each.document_id for each in ours]
    return [each.document_id for each in sorted(ours, key=lambda each: each.document_order or 0)]

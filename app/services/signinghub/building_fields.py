"""The fields on the documents of a package that is being built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import Refused, ServiceError, Unauthorized, Uncertain
from app.services.outbox.carrier import Parcel
from app.services.signinghub.bodies_fields import FieldBody
from app.services.signinghub.bound import (
    changed,
    document_ids,
    package_id_of,
    page_of,
    wanted_fields,
)
from app.services.signinghub.building_people import PeopleBuilder
from app.services.signinghub.building_reading import MOST_CHANGES, DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.comparing_fields import field_difference
from app.services.signinghub.mapping_fields import WantedField
from app.services.signinghub.matching import Matching
from app.services.signinghub.placing import PageSizes, Sheet, placed
from app.services.signinghub.wire import Document, WorkflowDetails
from app.services.signinghub.wire_fields import PlacedField


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBuilder:
    """The fields of one account's packages."""

    client: SigningHubClient
    drafts: DraftReader
    people: PeopleBuilder
    page_sizes: PageSizes

    def add(self, parcel: Parcel, cancel: CancelToken) -> JsonObject:
        """Bring the fields of each document to what they should be."""
        package_id = package_id_of(parcel)
        details = self.drafts.read(parcel)
        matching = self.people.match(parcel, details.users)
        if matching.missing:
            raise changed("Somebody removed a recipient there.")
        documents = {each.document_id: each for each in details.documents}
        for label, wanted in _by_document(parcel).items():
            document = documents.get(document_ids(parcel)[label])
            if document is None:
                raise changed("One of its documents was removed there.")
            self._add_fields(package_id, document, wanted, matching, parcel.paths[label], cancel)
        return {}

    def counts(
        self,
        package_id: str,
        document: Document,
        wanted: Sequence[WantedField],
        within: float | None = None,
    ) -> dict[str, int]:
        """How often each of these fields is there, by name."""
        names = [
            field.field_name
            for page in sorted({page_of(each, document) for each in wanted})
            for field in self.client.fields(package_id, document.document_id, page, within=within)
        ]
        return {each.name: names.count(each.name) for each in wanted}

    def all_of(
        self, parcel: Parcel, details: WorkflowDetails, cancel: CancelToken | None = None
    ) -> dict[str, tuple[PlacedField, ...]]:
        """The fields on every page of our documents, by the document's id."""
        documents = {each.document_id: each for each in details.documents}
        found = {}
        for label, document_id in document_ids(parcel).items():
            if document_id not in documents:
                continue
            document = documents[document_id]
            pages = {page_of(each, document) for each in wanted_fields(parcel, label)}
            pages |= set(range(1, max(document.document_pages or 1, 1) + 1))
            fields: list[PlacedField] = []
            for page in sorted(pages):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                fields += self.client.fields(details.package_id, document_id, page)
            found[document_id] = tuple(fields)
        return found

    def check(
        self,
        parcel: Parcel,
        details: WorkflowDetails,
        matching: Matching,
        found: Mapping[str, Sequence[PlacedField]],
    ) -> None:
        """Compare our fields with what was read back. Raises Changed."""
        documents = {each.document_id: each for each in details.documents}
        for label, wanted in _by_document(parcel).items():
            document = documents[document_ids(parcel)[label]]
            there = {each.field_name: each for each in found[document.document_id]}
            for each, body in self._written(document, wanted, matching, parcel.paths[label]):
                other = field_difference(body, there[each.name], v4=self.client.is_v4)
                if other:
                    raise changed(other)

    def remove_doubles(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Delete fields of ours that are there more than once."""
        for label, document_id in document_ids(parcel).items():
            for document in details.documents:
                if document.document_id == document_id:
                    self._without_doubles(
                        details.package_id, document, wanted_fields(parcel, label)
                    )

    def _add_fields(
        self,
        package_id: str,
        document: Document,
        wanted: Sequence[WantedField],
        matching: Matching,
        path: Path,
        cancel: CancelToken,
    ) -> None:
        counts = self._without_doubles(package_id, document, wanted)
        if all(counts.values()):
            return
        for each, field in self._written(document, wanted, matching, path):
            if counts[each.name]:
                continue
            cancel.raise_if_cancelled()
            try:
                self.client.add_field(package_id, document.document_id, field)
            except (Uncertain, Refused) as error:
                self._settle_field(package_id, document, each, error)

    def _written(
        self, document: Document, wanted: Sequence[WantedField], matching: Matching, path: Path
    ) -> list[tuple[WantedField, FieldBody]]:
        """Each field as it is written, at its place in the pixels of the service."""
        sheet = Sheet(
            width=document.document_width or 0,
            height=document.document_height or 0,
            pages=document.document_pages or 1,
            points=self.page_sizes(path),
        )
        places = placed([each.at for each in wanted], sheet)
        return [
            (each, each.field(order=matching.orders[each.signer], place=place))
            for each, place in zip(wanted, places, strict=True)
        ]

    def _settle_field(
        self, package_id: str, document: Document, field: WantedField, error: ServiceError
    ) -> None:
        """Go on where the field is there all the same: by a lost answer, or a late request.

        Where that cannot be read now, a lost answer stays one: the field may still come.
        """
        try:
            is_there = self.counts(package_id, document, [field])[field.name] > 0
        except ServiceError:
            if isinstance(error, Uncertain | Unauthorized):
                raise error from None
            raise
        if not is_there:
            raise error

    def _without_doubles(
        self, package_id: str, document: Document, wanted: Sequence[WantedField]
    ) -> dict[str, int]:
        for _ in range(MOST_CHANGES):
            counts = self.counts(package_id, document, wanted)
            double = next((name for name, count in counts.items() if count > 1), None)
            if double is None:
                break
            self.client.delete_field(package_id, document.document_id, double)
        return counts


def _by_document(parcel: Parcel) -> dict[str, tuple[WantedField, ...]]:
    found = {each.label: wanted_fields(parcel, each.label) for each in parcel.files}
    return {label: fields for label, fields in found.items() if fields}

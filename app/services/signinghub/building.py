"""Building a package step by step: every part is read before it is written."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.json_value import JsonObject
from app.domain.package_stages import PackageType, package_type
from app.services.cancel import CancelToken
from app.services.errors import Gone, Refused, ServiceError, Unauthorized, Uncertain
from app.services.outbox.carrier import Changed, Parcel
from app.services.outbox.records import StepRecord
from app.services.ports import Progress
from app.services.signinghub.bound import (
    changed,
    document_ids,
    document_name,
    is_ours,
    number_of,
    package_id_of,
    page_of,
    wanted_fields,
)
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_package import (
    WantedField,
    is_staged,
    recipients_of,
    settings_of,
)
from app.services.signinghub.marks import (
    bears_mark,
    clean_name,
    is_draft,
    marked_name,
    same_stem,
    source_mark,
    upload_name,
)
from app.services.signinghub.matching import Matching, matched
from app.services.signinghub.placing import Sheet, placed
from app.services.signinghub.positions import SeatTaken, seats_of
from app.services.signinghub.wire import Document, Recipient, WorkflowDetails
from app.services.signinghub.wire_fields import PlacedField

PageSizes = Callable[[Path], Sequence[tuple[float, float]]]
"""Measures the pages of a PDF, in points as displayed; empty where it cannot."""

_MOST_REMOVALS: Final = 200
"""People or fields that are removed in one step; more are no doubles of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """The parts of one account's packages."""

    client: SigningHubClient
    page_sizes: PageSizes

    def add_package(self, parcel: Parcel) -> JsonObject:
        """Make the draft; our mark is in its name from the first moment."""
        name = marked_name(parcel.agreement.title, parcel.ref)
        return {"package_id": self.client.add_package(name).package_id}

    def upload(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Add one document; our mark is in its source and its first name."""
        number = number_of(parcel, step.subject)
        self.read(parcel)
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

    def name_documents(self, parcel: Parcel) -> JsonObject:
        """Give the documents the names that people read."""
        package_id = package_id_of(parcel)
        there = {each.document_id: each for each in self.read(parcel).documents}
        for label, document_id in document_ids(parcel).items():
            name = document_name(parcel, label)
            if document_id not in there:
                raise changed("One of its documents was removed there.")
            if not same_stem(there[document_id].document_name, name):
                self.client.rename_document(package_id, document_id, name)
        return {}

    def write_settings(self, parcel: Parcel) -> JsonObject:
        """Set type, mode, message and what a decline does, where they differ."""
        details = self.read(parcel)
        self._write_settings(parcel, details)
        return {}

    def _write_settings(self, parcel: Parcel, details: WorkflowDetails) -> None:
        wanted = settings_of(parcel.agreement, details.package_owner)
        different = {
            name: value
            for name, value in wanted.items()
            if getattr(details.workflow, name) != value
        }
        if different:
            self.client.update_workflow(package_id_of(parcel), different)

    def add_people(self, parcel: Parcel) -> JsonObject:
        """Bring the list of recipients to what it should be; they are read before each change."""
        matching = self._without_surplus(parcel)
        if matching.missing:
            self.client.add_users(package_id_of(parcel), matching.missing)
            matching = self._without_surplus(parcel)
        if not matching.exact:
            raise _other_people()
        return {}

    def people(self, parcel: Parcel, users: Sequence[Recipient]) -> Matching:
        """Who of the recipients is whom."""
        agreement = parcel.agreement
        return matched(
            recipients_of(agreement),
            users,
            staged=is_staged(agreement),
            in_order=package_type(agreement) is PackageType.SERIAL,
        )

    def add_fields(self, parcel: Parcel, cancel: CancelToken) -> JsonObject:
        """Bring the signature fields of each document to what they should be."""
        package_id = package_id_of(parcel)
        details = self.read(parcel)
        matching = self.people(parcel, details.users)
        if matching.missing:
            raise changed("Somebody removed a recipient there.")
        documents = {each.document_id: each for each in details.documents}
        for label, wanted in _by_document(parcel).items():
            document = documents.get(document_ids(parcel)[label])
            if document is None:
                raise changed("One of its documents was removed there.")
            self._add_fields(package_id, document, wanted, matching, parcel.paths[label], cancel)
        return {}

    def field_counts(
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

    def all_fields(
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

    def read(self, parcel: Parcel, within: float | None = None) -> WorkflowDetails:
        """The package, which must be ours and still a draft. Raises Changed."""
        try:
            details = self.client.workflow(package_id_of(parcel), within=within)
        except Gone as error:
            raise changed("It was deleted there.") from error
        if not is_ours(parcel, details):
            raise changed("What has its number there is another agreement.")
        if not is_draft(details):
            raise changed("It is no draft any more: somebody may have shared it.")
        return details

    def clear(self, parcel: Parcel) -> None:
        """Remove doubles of documents, people and fields; name the package as people read it.

        Nothing is added: what is missing by now was removed by somebody.
        """
        package_id = package_id_of(parcel)
        ours = set(document_ids(parcel).values())
        details = self.read(parcel)
        matching = self.people(parcel, details.users)
        if matching.strangers:
            raise changed("Somebody added a recipient there.")
        if matching.missing:
            raise changed("Somebody removed a recipient there.")
        for document in details.documents:
            if document.document_id not in ours and bears_mark(document, parcel.ref):
                self.client.delete_document(package_id, document.document_id)
        try:
            self._without_surplus(parcel)
            for label, document_id in document_ids(parcel).items():
                for document in details.documents:
                    if document.document_id == document_id:
                        self._without_doubles(package_id, document, wanted_fields(parcel, label))
        except Uncertain as error:
            raise _perhaps_removed(error) from error
        details = self.read(parcel)
        # Recipients that were doubled for a while have turned SERIAL into CUSTOM.
        self._write_settings(parcel, details)
        name = clean_name(parcel.agreement.title)
        if details.package_name != name:
            self.client.rename_package(package_id, name)

    def _without_surplus(self, parcel: Parcel) -> Matching:
        """Remove who is there too often, the last first: each removal moves those behind."""
        for _ in range(_MOST_REMOVALS):
            users = self.read(parcel).users
            matching = self.people(parcel, users)
            if matching.strangers:
                raise changed("Somebody added a recipient there.")
            if not matching.surplus:
                break
            last = next(each for each in seats_of(users) if each.order == matching.surplus[0])
            with suppress(SeatTaken):
                self.client.delete_user(package_id_of(parcel), last)
        return matching

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
        sheet = Sheet(
            width=document.document_width or 0,
            height=document.document_height or 0,
            pages=document.document_pages or 1,
            points=self.page_sizes(path),
        )
        places = placed([each.at for each in wanted], sheet)
        for each, place in zip(wanted, places, strict=True):
            if counts[each.name]:
                continue
            cancel.raise_if_cancelled()
            field = each.field(order=matching.orders[each.signer], place=place)
            try:
                self.client.add_field(package_id, document.document_id, field)
            except (Uncertain, Refused) as error:
                self._settle_field(package_id, document, each, error)

    def _settle_field(
        self, package_id: str, document: Document, field: WantedField, error: ServiceError
    ) -> None:
        """Go on where the field is there all the same: by a lost answer, or a late request.

        Where that cannot be read now, a lost answer stays one: the field may still come.
        """
        try:
            is_there = self.field_counts(package_id, document, [field])[field.name] > 0
        except ServiceError:
            if isinstance(error, Uncertain | Unauthorized):
                raise error from None
            raise
        if not is_there:
            raise error

    def _without_doubles(
        self, package_id: str, document: Document, wanted: Sequence[WantedField]
    ) -> dict[str, int]:
        for _ in range(_MOST_REMOVALS):
            counts = self.field_counts(package_id, document, wanted)
            double = next((name for name, count in counts.items() if count > 1), None)
            if double is None:
                break
            self.client.delete_field(package_id, document.document_id, double)
        return counts


def _by_document(parcel: Parcel) -> dict[str, tuple[WantedField, ...]]:
    found = {each.label: wanted_fields(parcel, each.label) for each in parcel.files}
    return {label: fields for label, fields in found.items() if fields}


def _other_people() -> Refused:
    return Refused(
        "SigningHub did not take the people as they were sent.",
        "Nobody was notified, your draft is safe.",
        "Send again; if it stays, look at the draft in SigningHub.",
    )


def _perhaps_removed(error: Uncertain) -> Changed:
    """A removal goes by position or name: one under way could take the other one, too."""
    return Changed(
        "SigningHub did not say whether a double was removed.",
        "Its answer was lost. The agreement is read again before anything is sent.",
        "It goes on by itself in a few minutes. Nobody was notified.",
        correlation_id=error.correlation_id,
    )

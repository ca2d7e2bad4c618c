"""Fields that SigningHub places itself, wherever it finds a text; each call places them anew."""

from dataclasses import dataclass
from typing import Final

from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import FieldType
from app.domain.signinghub_fields import ELECTRONIC, TEXT_TYPES, placement_of
from app.services.errors import Refused
from app.services.outbox.carrier import Parcel, PlannedStep
from app.services.outbox.records import StepClass, StepRecord
from app.services.signinghub.bodies_fields import AutoPlaceBody
from app.services.signinghub.bound import (
    changed,
    document_ids,
    document_name,
    others_fields,
    package_id_of,
    wanted_fields,
)
from app.services.signinghub.building_people import PeopleBuilder
from app.services.signinghub.building_reading import DraftReader
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.mapping_fields import WantedField, by_text_of
from app.services.signinghub.placing import PageSizes, Place, Sheet
from app.services.signinghub.wire import Document, WorkflowDetails
from app.services.signinghub.wire_fields import Box, PlacedField

STEP: Final = "by_text"
_Spot = tuple[int | None, int | None, Box]
_CARRIED: Final = (
    "placeholder",
    "value",
    "format",
    "max_length",
    "multiline",
    "validation_rule",
    "font",
    "level_of_assurance",
)
"""What is told beside the text (POST documents/{id}/fields/autoplace)."""


def steps_by_text(parcel: Parcel) -> list[PlannedStep]:
    """One step for each text; what a step placed is known by what was not there before."""
    return [
        PlannedStep(
            kind=STEP,
            klass=StepClass.CREATING,
            subject=str(number),
            sentence=f"Have fields placed at “{parcel.agreement.fields[number].anchor}”",
            joins=True,
        )
        for number in by_text_of(parcel.agreement)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlacer:
    """The fields that are placed by text in one account's packages."""

    client: SigningHubClient
    drafts: DraftReader
    people: PeopleBuilder
    page_sizes: PageSizes

    def place(self, step: StepRecord, parcel: Parcel) -> JsonObject:
        """Have them placed; begun before, they are looked for.

        At first nothing of them can be there: what is, was drawn by somebody. Raises Changed, and
        Refused where the text is not there.
        """
        there = self.placed(step, parcel)
        if there is not None and step.attempts <= 1:
            raise changed("Somebody added a field there.")
        if there is not None:
            return there
        wanted, document, order = self._wanted(step, parcel, None)
        self.client.place_by_text(
            package_id_of(parcel),
            document.document_id,
            self._body(parcel, int(step.subject), document, order),
        )
        there = self.placed(step, parcel)
        if there is None:
            raise _not_found(parcel, wanted)
        return there

    def placed(
        self, step: StepRecord, parcel: Parcel, within: float | None = None
    ) -> JsonObject | None:
        """The names that the service gave them; None while there is none.

        Steps follow each other: fields of the recipient that no earlier step made are of this one.
        Of those that lie on each other only the first counts.
        """
        wanted, document, order = self._wanted(step, parcel, within)
        known = {each.name for each in wanted_fields(parcel, wanted.document)}
        known |= set(others_fields(parcel, wanted.document))
        fields = self._fields(parcel, document, within)
        before = {_spot(each) for each in fields if each.field_name in known}
        names: dict[_Spot, JsonValue] = {}
        for field in fields:
            if field.order == order and not (field.field_name in known or _spot(field) in before):
                names.setdefault(_spot(field), field.field_name)
        return {"names": list(names.values())} if names else None

    def remove_doubles(self, parcel: Parcel, details: WorkflowDetails) -> None:
        """Delete what a proxy had placed once more: it lies just where a field of ours does."""
        documents = {each.document_id: each for each in details.documents}
        for label in {each.document for each in by_text_of(parcel.agreement).values()}:
            document = documents.get(document_ids(parcel)[label])
            if document is None:
                raise changed("One of its documents was removed there.")
            fields = self._fields(parcel, document, None)
            ours = set(others_fields(parcel, label))
            spots = {_spot(each) for each in fields if each.field_name in ours}
            ours |= {each.name for each in wanted_fields(parcel, label)}
            for each in fields:
                if each.order and each.field_name not in ours and _spot(each) in spots:
                    self.client.delete_field(
                        details.package_id, document.document_id, each.field_name
                    )

    def _fields(
        self, parcel: Parcel, document: Document, within: float | None
    ) -> list[PlacedField]:
        return [
            field
            for page in range(1, max(document.document_pages or 1, 1) + 1)
            for field in self.client.fields(
                package_id_of(parcel), document.document_id, page, within=within
            )
        ]

    def _wanted(
        self, step: StepRecord, parcel: Parcel, within: float | None
    ) -> tuple[WantedField, Document, int]:
        wanted = by_text_of(parcel.agreement)[int(step.subject)]
        details = self.drafts.read(parcel, within)
        matching = self.people.match(parcel, details.users)
        document_id = document_ids(parcel)[wanted.document]
        document = next((e for e in details.documents if e.document_id == document_id), None)
        if document is None:
            raise changed("One of its documents was removed there.")
        if wanted.signer not in matching.orders:
            raise changed("Somebody removed a recipient there.")
        return wanted, document, matching.orders[wanted.signer]

    def _body(self, parcel: Parcel, number: int, document: Document, order: int) -> AutoPlaceBody:
        wanted = by_text_of(parcel.agreement)[number]
        field = parcel.agreement.fields[number]
        sheet = Sheet(
            width=document.document_width or 0,
            height=document.document_height or 0,
            pages=document.document_pages or 1,
            points=self.page_sizes(parcel.paths[wanted.document]),
        )
        place = sheet.drawn(field)
        return AutoPlaceBody(
            search_text=field.anchor,
            order=order,
            field_type=_field_type(wanted),
            placement=placement_of(parcel.agreement, field),
            width=place.width,
            height=place.height,
            more=_more(wanted, place, v4=self.client.is_v4),
        )


def _spot(field: PlacedField) -> _Spot:
    return field.page_no, field.order, field.dimensions.field


def _field_type(wanted: WantedField) -> str:
    if wanted.kind is FieldType.SIGNATURE:
        return "ELECTRONIC_SIGNATURE" if ELECTRONIC in wanted.levels else "DIGITAL_SIGNATURE"
    words = {
        FieldType.IN_PERSON_SIGNATURE: "IN_PERSON_SIGNATURE",
        FieldType.INITIALS: "INITIALS",
        FieldType.CHECKBOX: "CheckBox",
    }
    return words.get(wanted.kind) or TEXT_TYPES[wanted.kind]


def _more(wanted: WantedField, place: Place, *, v4: bool) -> JsonObject:
    body = wanted.field(order=1, place=place).body(v4=v4)
    return {name: body[name] for name in _CARRIED if name in body}


def _not_found(parcel: Parcel, wanted: WantedField) -> Refused:
    text = "" if wanted.at is None else wanted.at.anchor
    name = document_name(parcel, wanted.document)
    return Refused(
        f"SigningHub did not find “{text}” in {name}.",
        "No field was placed there. Nobody was notified, your draft is safe.",
        "Place the field yourself, or choose another text of the page.",
    )

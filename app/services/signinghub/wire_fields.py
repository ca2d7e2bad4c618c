"""The fields on the pages of a document, in SigningHub's JSON (REST API v3, with what v4 adds)."""

from typing import ClassVar

import msgspec

from app.domain.json_value import JsonObject
from app.services.lenient import Section, lenient_list
from app.services.signinghub.wire_settings import Authentication


class Box(Section, frozen=True, kw_only=True):
    """A box in SigningHub's pixels, from the top left."""

    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None


class FieldDimensions(Section, frozen=True, kw_only=True):
    """Where a field lies, and the size of its page in the same pixels."""

    field: Box = Box()
    page: Box = Box()


class FieldFont(Section, frozen=True, kw_only=True):
    """How a text is set."""

    name: str = ""
    size: int | None = None
    embedded_size: int | None = None


class PlacedField(Section, frozen=True, kw_only=True):
    """One field; `order` is the position of its recipient, None while it is nobody's.

    `kind` is the list in which the service files it, such as `electronic_signature`.
    """

    ALIASES: ClassVar[dict[str, tuple[str, ...]]] = {"authentication_signing": ("authentication",)}
    kind: str = ""
    order: int | None = None
    tab_order: int | None = None
    display_order: int | None = None
    field_name: str = ""
    page_no: int | None = None
    embedded: bool | None = None
    type: str = ""
    process_status: str = ""
    processed_on: str = ""
    processed_as: str = ""
    processed_by: str = ""
    dimensions: FieldDimensions = FieldDimensions()
    display: str = ""
    placeholder: str = ""
    value: str = ""
    format: str = ""
    max_length: int | None = None
    multiline: bool | None = None
    field_type: str = ""
    validation_rule: str = ""
    font: FieldFont = FieldFont()
    radio_group_name: str = ""
    level_of_assurance: tuple[str, ...] = ()
    authentication_signing: Authentication = Authentication()
    raw: JsonObject = msgspec.field(default_factory=dict)


def placed_fields(told: JsonObject) -> tuple[PlacedField, ...]:
    """The fields of GET documents/{id}/fields/{page}, which files them in lists by their kind."""
    return tuple(
        msgspec.structs.replace(field, kind=kind)
        for kind in sorted(told)
        for field in lenient_list(told[kind], PlacedField)
        if field.field_name
    )

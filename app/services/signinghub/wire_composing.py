"""What SigningHub answers to those who compose: fields on pages, packages under way (v3, v4)."""

import msgspec

from app.domain.json_value import JsonObject
from app.services.lenient import Section, lenient_list


class PlacedField(Section, frozen=True, kw_only=True):
    """One field; `order` is the position of its recipient, None while it is nobody's."""

    order: int | None = None
    field_name: str = ""
    page_no: int | None = None
    type: str = ""
    display: str = ""
    raw: JsonObject = msgspec.field(default_factory=dict)


class SharedPackage(Section, frozen=True, kw_only=True):
    """An entry of the answer to POST packages/{id}/workflow."""

    package_id: str = ""
    documents: tuple[str, ...] = ()


def placed_fields(told: JsonObject) -> tuple[PlacedField, ...]:
    """The fields of GET documents/{id}/fields/{page}, which files them in lists by their kind."""
    return tuple(
        field
        for kind in sorted(told)
        for field in lenient_list(told[kind], PlacedField)
        if field.field_name
    )

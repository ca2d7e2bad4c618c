"""Repairs of fields on pages."""

from dataclasses import replace

from app.domain.agreement import Agreement
from app.domain.field_editing import moved_to, place_of, with_changed_field, without_field
from app.domain.findings import Repair

_CODES = frozenset({"remove_field", "move_onto_page", "rename_field"})


def repaired(agreement: Agreement, repair: Repair) -> Agreement | None:
    """The agreement after the repair; None where it is not about a field."""
    if repair.code not in _CODES:
        return None
    number = int(repair.facts["field"])
    if not 0 <= number < len(agreement.fields):
        return agreement
    field = agreement.fields[number]
    if repair.code == "remove_field":
        return without_field(agreement, number)
    if repair.code == "rename_field":
        return with_changed_field(agreement, number, replace(field, id=""))
    page = (float(repair.facts["width"]), float(repair.facts["height"]))
    return with_changed_field(agreement, number, moved_to(field, place_of(field), page))

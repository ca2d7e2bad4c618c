"""The fields of a template's party as fields of a draft: pure."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.agreement import Field as DraftField
from app.domain.kinds import FieldType
from app.domain.scrive_members import PARTY_VALUES
from app.domain.scrive_proofs import proof_of
from app.services.scrive.placements import PageSizes
from app.services.scrive.wire_party import Field, Placement, Signatory
from app.services.templates import Remark

_KINDS: Final = {
    "signature": FieldType.SIGNATURE,
    "text": FieldType.TEXT,
    "multi_line_text": FieldType.TEXT,
    "checkbox": FieldType.CHECKBOX,
    "radiogroup": FieldType.RADIO,
    "date": FieldType.DATE,
    "sign_date": FieldType.SIGN_DATE,
    "full_name": FieldType.NAME,
    "email": FieldType.EMAIL,
    "company": FieldType.COMPANY,
}
"""Document API v2, Signatory, `fields`; the others have no counterpart in a draft."""
_SQUARE: Final = frozenset({FieldType.CHECKBOX, FieldType.RADIO})
"""Told without a height."""
_HELD_ELSEWHERE: Final = frozenset(
    {FieldType.NAME, FieldType.EMAIL, FieldType.COMPANY, FieldType.SIGN_DATE}
)
"""What they show is known of the participant."""
_LIMIT: Final = re.compile(r"\^\.\{0,([0-9]{1,6})\}\$")
"""A greatest length, as Countersign writes it."""
_HEIGHT: Final = 20.0
"""Points, where a template tells no height."""


def placed_fields(
    party: Signatory, participant: str, document: str, pages: PageSizes
) -> tuple[tuple[DraftField, ...], tuple[Remark, ...]]:
    """The fields that have a place, in the order of the template, and what is said about them."""
    fields: list[DraftField] = []
    remarks: list[Remark] = []
    proofs = filter(None, map(proof_of, (party.to_view, party.to_sign, party.to_view_archived)))
    needed = {kind for each in proofs for kind in each.needs}
    for each in party.fields:
        made = list(_draft_fields(each, participant, document, pages))
        fields += made
        remarks += _remarks(each, len(made), pages)
        if _is_asked_alone(each) and each.type not in needed:
            remarks.append(Remark(code="asked", subject=_name(each)))
    return tuple(fields), tuple(remarks)


def _draft_fields(
    field: Field, participant: str, document: str, pages: PageSizes
) -> Iterator[DraftField]:
    """One for each place that can be told in points."""
    kind = _KINDS.get(field.type)
    for position, place in enumerate(field.placements if kind is not None else ()):
        box = _box(place, pages, square=kind in _SQUARE)
        if kind is None or box is None:
            continue
        left, top, width, height = box
        choice = field.values[position] if position < len(field.values) else ""
        yield DraftField(
            type=kind,
            participant=participant,
            document=document,
            page=place.page or 1,
            x=left,
            y=top,
            width=width,
            height=height,
            id="" if kind in _HELD_ELSEWHERE or kind is FieldType.RADIO else field.name,
            group=field.name if kind is FieldType.RADIO else "",
            value=_value(field, kind, choice),
            options=(choice,) if kind is FieldType.RADIO and choice else (),
            required=field.is_obligatory is not False,
            max_length=_most(field),
            anchor=place.anchors[0].text if place.anchors else "",
        )


def _value(field: Field, kind: FieldType, choice: str) -> str:
    if kind in _HELD_ELSEWHERE or kind is FieldType.SIGNATURE:
        return ""
    if kind is FieldType.CHECKBOX:
        return "true" if field.is_checked else ""
    if kind is FieldType.RADIO:
        return choice if choice and choice == field.selected_value else ""
    return field.value


def _box(
    place: Placement, pages: PageSizes, *, square: bool
) -> tuple[float, float, float, float] | None:
    """Left, top, width and height in points; None where the template or the PDF does not say."""
    told = (place.xrel, place.yrel, place.wrel)
    if place.page is None or not 1 <= place.page <= len(pages) or None in told:
        return None
    page_width, page_height = pages[place.page - 1]
    left, top, width = (each or 0.0 for each in told)
    wide = width * page_width
    tall = (place.hrel or 0.0) * page_height
    if square:
        tall = wide
    return (
        round(left * page_width, 2),
        round(top * page_height, 2),
        round(wide, 2),
        round(tall or _HEIGHT, 2),
    )


def _name(field: Field) -> str:
    return field.name or field.type.replace("_", " ")


def _is_asked_alone(field: Field) -> bool:
    """Whether the person has to say something of which a draft knows only a value or a place."""
    asked = field.is_obligatory is not False and not field.should_be_filled_by_sender
    return asked and field.type in PARTY_VALUES and not (field.value or field.placements)


def _remarks(field: Field, made: int, pages: PageSizes) -> Iterator[Remark]:
    name = _name(field)
    is_known = field.type in _KINDS
    own = field.type in PARTY_VALUES
    if field.should_be_filled_by_sender and (field.name or own) and not field.value:
        yield Remark(code="fill", subject=name)
    if not field.placements:
        return
    if field.type == "multi_line_text":
        yield Remark(code="lines", subject=name)
    if not is_known:
        yield Remark(code="kind", subject=name)
    elif not pages:
        yield Remark(code="pages")
    elif made < len(field.placements):
        yield Remark(code="place", subject=name)
    if made > 1 and field.type not in ("radiogroup", "full_name", "email", "company", "sign_date"):
        yield Remark(code="several", subject=name)
    if is_known and field.custom_validation is not None and _most(field) is None:
        yield Remark(code="rule", subject=name)
    limits = field.configuration
    if limits is not None and (limits.start_date is not None or limits.end_date is not None):
        yield Remark(code="dates", subject=name)


def _most(field: Field) -> int | None:
    rule = field.custom_validation
    found = _LIMIT.fullmatch(rule.pattern) if rule is not None else None
    return int(found[1]) if found else None

"""Changes to the fields of an agreement: placed, moved, resized, copied, removed, kept on pages.

A field is known by its place in the agreement's fields. Sizes of pages are in points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.agreement import Agreement, Field
from app.domain.field_kinds import first_size, fixed_widths, least_size, nearest_width
from app.domain.kinds import FieldType
from app.domain.scrive_ways import Ways
from app.domain.signinghub_fields import with_members_kept

PageSize = tuple[float, float]
_STEP = 12.0
"""So far beside the original lies a copy, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a field lies: the page (from 1) and its box in points from the top left."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def place_of(field: Field) -> Place:
    """Where a field lies."""
    return Place(page=field.page, x=field.x, y=field.y, width=field.width, height=field.height)


def with_field(agreement: Agreement, field: Field) -> tuple[Agreement, int]:
    """One more field, and by what it is known."""
    changed = replace(agreement, fields=(*agreement.fields, field))
    return changed, len(changed.fields) - 1


def with_changed_field(agreement: Agreement, number: int, field: Field) -> Agreement:
    """The agreement with one field changed; unchanged where there is no such field."""
    if not 0 <= number < len(agreement.fields):
        return agreement
    fields = [*agreement.fields]
    fields[number] = field
    return replace(agreement, fields=tuple(fields))


def with_asked(agreement: Agreement, number: int, field: Field) -> Agreement:
    """The agreement with what a field asks for changed.

    What SigningHub is told of a field follows its name. Buttons of one choice share its name and
    whether one must be chosen, and only one of them is chosen from the beginning.
    """
    before = agreement.fields[number]
    if field.type is not FieldType.RADIO or before.group == "":
        changed = with_changed_field(agreement, number, field)
        return with_members_kept(changed, before.id, field.id)
    group = radio_group(agreement, before)
    for place, each in enumerate(agreement.fields):
        if place == number or not any(each is button for button in group):
            continue
        value = "" if field.value else each.value
        other = replace(each, group=field.group, required=field.required, value=value)
        agreement = with_changed_field(agreement, place, other)
    return with_changed_field(agreement, number, field)


def without_field(agreement: Agreement, number: int) -> Agreement:
    """The agreement without a field."""
    kept = tuple(each for place, each in enumerate(agreement.fields) if place != number)
    removed = [each.id for place, each in enumerate(agreement.fields) if place == number]
    agreement = replace(agreement, fields=kept)
    return with_members_kept(agreement, removed[0], "") if removed else agreement


def a_new_field(
    agreement: Agreement,
    kind: FieldType,
    participant: str,
    document: str,
    centre: tuple[int, float, float],
    page: PageSize,
) -> Field:
    """A field of the first size of its kind around `centre` (page from 1, x, y), on the page.

    A radio button joins the group of the participant's last one on that page.
    """
    number, x, y = centre
    width, height = first_size(kind, page[0])
    field = Field(
        type=kind,
        participant=participant,
        document=document,
        page=number,
        x=x - width / 2,
        y=y - height / 2,
        width=width,
        height=height,
    )
    if kind is FieldType.RADIO:
        field = _in_group(agreement, field)
    return moved_to(field, place_of(field), page)


def moved_to(field: Field, place: Place, page: PageSize, ways: Ways = frozenset()) -> Field:
    """The field at another place, as near to it as the page and the kind allow."""
    found = on_page(place, page, least_size(field.type))
    widths = fixed_widths(ways, field.type) if ways else ()
    if widths:
        side = nearest_width(found.width, page[0], widths) * page[0]
        found = on_page(replace(found, width=side, height=side), page, (side, side))
    return replace(
        field, page=found.page, x=found.x, y=found.y, width=found.width, height=found.height
    )


def on_page(place: Place, page: PageSize, least: tuple[float, float] = (1.0, 1.0)) -> Place:
    """The nearest place that lies wholly on a page and is not smaller than `least`."""
    width = min(max(place.width, least[0]), page[0])
    height = min(max(place.height, least[1]), page[1])
    return Place(
        page=place.page,
        x=round(min(max(place.x, 0.0), page[0] - width), 3),
        y=round(min(max(place.y, 0.0), page[1] - height), 3),
        width=round(width, 3),
        height=round(height, 3),
    )


def duplicated(agreement: Agreement, number: int, page: PageSize) -> tuple[Agreement, int]:
    """A copy of a field below and beside it; a name or a phrase stays with the original."""
    field = agreement.fields[number]
    copy = replace(field, id="", anchor="")
    if field.type is FieldType.RADIO:
        copy = replace(_in_group(agreement, copy), y=field.y + field.height + _STEP / 2)
    else:
        copy = replace(copy, x=field.x + _STEP, y=field.y + _STEP)
    return with_field(agreement, moved_to(copy, place_of(copy), page))


def on_every_page(agreement: Agreement, number: int, pages: Sequence[PageSize]) -> Agreement:
    """Copies of a field at the same place of every other page that has none like it there."""
    field = replace(agreement.fields[number], id="", anchor="")
    copies = []
    for page, size in enumerate(pages, start=1):
        copy = replace(field, page=page)
        copy = moved_to(copy, place_of(copy), size)
        if not any(_alike(copy, other) for other in agreement.fields):
            copies.append(copy)
    return replace(agreement, fields=(*agreement.fields, *copies))


def _alike(one: Field, other: Field) -> bool:
    kinds = (one.type, one.participant, one.document, one.page)
    near = abs(one.x - other.x) < 1 and abs(one.y - other.y) < 1
    return near and kinds == (other.type, other.participant, other.document, other.page)


def fields_on(agreement: Agreement, document: str) -> tuple[tuple[int, Field], ...]:
    """The fields of a document by their numbers, in the order in which people read them."""
    found = [each for each in enumerate(agreement.fields) if each[1].document == document]
    return tuple(sorted(found, key=lambda each: (each[1].page, each[1].y, each[1].x)))


def counts_of(fields: Iterable[Field]) -> dict[str, int]:
    """How many fields each participant has; a group of radio buttons is one."""
    seen: dict[str, set[str]] = {}
    for number, each in enumerate(fields):
        grouped = each.type is FieldType.RADIO and each.group
        key = f"{each.document}/{each.group}" if grouped else str(number)
        seen.setdefault(each.participant, set()).add(key)
    return {label: len(keys) for label, keys in seen.items()}


def radio_text(field: Field) -> str:
    """What choosing a radio button means."""
    return field.options[0] if field.options else field.value


def radio_group(agreement: Agreement, field: Field) -> tuple[Field, ...]:
    """The radio buttons that exclude each other with this one, itself among them."""
    key = (field.participant, field.document, field.group)
    return tuple(
        each
        for each in agreement.fields
        if each.type is FieldType.RADIO and (each.participant, each.document, each.group) == key
    )


def _in_group(agreement: Agreement, field: Field) -> Field:
    """The radio button in its group, with a text that no other one of it has."""
    radios = [
        each
        for each in agreement.fields
        if each.type is FieldType.RADIO
        and (each.participant, each.document) == (field.participant, field.document)
    ]
    near = [each for each in radios if each.page == field.page]
    if field.group:
        group = field.group
    elif near:
        group = near[-1].group
    else:
        group = _free("Choice", {each.group for each in radios})
    taken = {radio_text(each) for each in radios if each.group == group}
    return replace(field, group=group, value="", options=(_free("Option", taken),))


def _free(stem: str, taken: set[str]) -> str:
    """`Option 1`, or the next that is not taken."""
    number = 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"

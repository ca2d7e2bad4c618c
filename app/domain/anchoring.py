"""Fields that follow a phrase of the text: placed by it, and found again in another file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.agreement import Agreement, Field
from app.domain.field_editing import PageSize, Place, moved_to, place_of

GAP = 4.0
"""Points between a phrase and the field below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseHit:
    """One occurrence of a phrase, in points from the top left of the page as displayed."""

    page: int
    """From 1."""
    x: float
    y: float
    width: float
    height: float


Hits = Mapping[str, Sequence[PhraseHit]]
"""The occurrences of phrases in a file, in the order of reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of the fields with phrases when the file of their document was replaced."""

    agreement: Agreement
    moved: int = 0
    lost: tuple[str, ...] = ()
    """Phrases that the new file does not have; their fields stay where they were."""


def below(field: Field, hit: PhraseHit, phrase: str, page: PageSize) -> Field:
    """The field directly under an occurrence, which it follows from now on."""
    place = Place(
        page=hit.page,
        x=hit.x,
        y=hit.y + hit.height + GAP,
        width=field.width,
        height=field.height,
    )
    return replace(moved_to(field, place, page), anchor=phrase)


def phrases_of(agreement: Agreement, document: str) -> tuple[str, ...]:
    """The phrases that fields of a document follow, each once."""
    found = (each.anchor for each in agreement.fields if each.document == document and each.anchor)
    return tuple(dict.fromkeys(found))


def followed(
    agreement: Agreement, document: str, before: Hits, after: Hits, pages: Sequence[PageSize]
) -> Followed:
    """Fields keep their distance to the same occurrence of their phrase in the new file."""
    moved, lost = 0, []
    fields = []
    for field in agreement.fields:
        if field.document == document and field.anchor:
            old, new = before.get(field.anchor, ()), after.get(field.anchor, ())
            there = _carried(field, old, new, pages)
            if there is None:
                lost.append(field.anchor)
            else:
                moved += there != field
                field = there  # noqa: PLW2901 - the field as it is in the new file
        fields.append(field)
    return Followed(
        agreement=replace(agreement, fields=tuple(fields)),
        moved=moved,
        lost=tuple(dict.fromkeys(lost)),
    )


def _carried(
    field: Field, old: Sequence[PhraseHit], new: Sequence[PhraseHit], pages: Sequence[PageSize]
) -> Field | None:
    """The field beside the occurrence of the same number; None where the new file has none."""
    if not old or not new:
        return None
    number = min(range(len(old)), key=lambda each: _distance(field, old[each]))
    was, now = old[number], new[min(number, len(new) - 1)]
    if was.page != field.page or not 0 < now.page <= len(pages):
        return None
    x, y = field.x + now.x - was.x, field.y + now.y - was.y
    place = replace(place_of(field), page=now.page, x=x, y=y)
    return moved_to(field, place, pages[now.page - 1])


def _distance(field: Field, hit: PhraseHit) -> tuple[int, float]:
    return abs(field.page - hit.page), abs(field.x - hit.x) + abs(field.y - hit.y)

"""The magnet: places that line up with their neighbours, and the lines that show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.field_editing import PageSize, Place


class Line(StrEnum):
    """What a guide says."""

    LEVEL = "level"
    """As high as a neighbour."""
    IN_LINE = "in_line"
    """Below or above a neighbour."""
    CENTRED = "centred"
    """In the middle of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A dashed line over the page, in points."""

    line: Line
    at: float

    @property
    def is_level(self) -> bool:
        """Whether it goes from left to right."""
        return self.line is Line.LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Grip:
    """What is held: -1 the left or upper edge, 1 the other, 0 neither; without an edge it moves."""

    across: int = 0
    down: int = 0

    @property
    def moves(self) -> bool:
        """Whether the field is moved as a whole."""
        return not (self.across or self.down)


def dragged(start: Place, grip: Grip, dx: float, dy: float, least: float = 4.0) -> Place:
    """The place after its grip was dragged that far; an edge never passes the other."""
    if grip.moves:
        return replace(start, x=start.x + dx, y=start.y + dy)
    left, top, right, bottom = start.x, start.y, start.right, start.bottom
    if grip.across < 0:
        left = min(left + dx, right - least)
    elif grip.across > 0:
        right = max(right + dx, left + least)
    if grip.down < 0:
        top = min(top + dy, bottom - least)
    elif grip.down > 0:
        bottom = max(bottom + dy, top + least)
    return replace(start, x=left, y=top, width=right - left, height=bottom - top)


def snapped(
    place: Place, grip: Grip, others: Iterable[Place], page: PageSize, reach: float
) -> tuple[Place, tuple[Guide, ...]]:
    """The place drawn to its neighbours within `reach` points, and what it lines up with."""
    neighbours = [each for each in others if each.page == place.page]
    across = _nearest(_offers_across(place, grip, neighbours, page), reach)
    down = _nearest(_offers_down(place, grip, neighbours), reach)
    guides = tuple(offer.guide for offer in (down, across) if offer is not None)
    dx = across.by if across is not None else 0.0
    dy = down.by if down is not None else 0.0
    return dragged(place, grip, dx, dy), guides


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    by: float
    guide: Guide


def _offers_down(place: Place, grip: Grip, others: list[Place]) -> Iterator[_Offer]:
    own = (place.y, place.y + place.height / 2, place.bottom)
    for other in others:
        theirs = (other.y, other.y + other.height / 2, other.bottom)
        for at, each in _pairs(own, theirs, grip.down, moves=grip.moves):
            yield _Offer(by=each - at, guide=Guide(line=Line.LEVEL, at=each))


def _offers_across(
    place: Place, grip: Grip, others: list[Place], page: PageSize
) -> Iterator[_Offer]:
    own = (place.x, place.x + place.width / 2, place.right)
    if grip.moves:
        middle = page[0] / 2
        yield _Offer(by=middle - own[1], guide=Guide(line=Line.CENTRED, at=middle))
    for other in others:
        theirs = (other.x, other.x + other.width / 2, other.right)
        for at, each in _pairs(own, theirs, grip.across, moves=grip.moves):
            yield _Offer(by=each - at, guide=Guide(line=Line.IN_LINE, at=each))


_Lines = tuple[float, float, float]


def _pairs(own: _Lines, theirs: _Lines, held: int, *, moves: bool) -> list[tuple[float, float]]:
    """What may meet: like with like when moving, the held edge with anything when resizing."""
    if moves:
        return list(zip(own, theirs, strict=True))
    if not held:
        return []
    edge = own[0] if held < 0 else own[2]
    return [(edge, each) for each in theirs]


def _nearest(offers: Iterable[_Offer], reach: float) -> _Offer | None:
    """A neighbour is taken before the middle of the page where both are as near."""
    near = [each for each in offers if abs(each.by) <= reach]
    return min(near, key=lambda each: (abs(each.by), each.guide.line is Line.CENTRED), default=None)

"""Where signature fields lie on the pages of a document, in the pixels of the service."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.domain.agreement import Field
from app.domain.field_kinds import BOXES
from app.domain.json_value import JsonObject

PageSizes = Callable[[Path], Sequence[tuple[float, float]]]
"""Measures the pages of a PDF, in points as displayed; empty where it cannot."""
_WIDTH: Final = 180.0
_HEIGHT: Final = 48.0
_GAP: Final = 12.0
_MARGIN: Final = 40.0
"""Points, for a signature that the draft places nowhere."""
_SHRINK: Final = 0.8
_A4: Final = (595.0, 842.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A box on a page, from the top left; whole pixels."""

    page: int
    x: int
    y: int
    width: int
    height: int

    def dimensions(self) -> JsonObject:
        """As the service takes it."""
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document as the service measures it, and as its PDF does."""

    width: float
    """Pixels of the first page; 0 where the service does not tell."""
    height: float
    pages: int
    points: Sequence[tuple[float, float]] = ()
    """Width and height of each page in points, as displayed; empty where nobody measured them."""

    def size(self, page: int) -> tuple[float, float]:
        """A page in points; without a measure every page is like the service's first."""
        if page <= len(self.points):
            return self.points[page - 1]
        return (self.width, self.height) if self.width and self.height else _A4

    def place(self, page: int, box: "_Box") -> Place:
        """A box in points as pixels: the service draws all pages of a document to one scale."""
        width, height = self.size(1)
        across = self.width / width if self.width else 1.0
        down = self.height / height if self.height else 1.0
        left, top = round(box.x * across), round(box.y * down)
        right, bottom = round((box.x + box.width) * across), round((box.y + box.height) * down)
        return Place(page=page, x=left, y=top, width=right - left, height=bottom - top)

    def drawn(self, field: Field) -> Place:
        """A field where it was drawn; boxes to tick stay squares, also where pixels are rounded."""
        place = self.place(field.page, _box(field))
        if field.type not in BOXES:
            return place
        side = min(place.width, place.height)
        return replace(place, width=side, height=side)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A box in points."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


def placed(wanted: Sequence[Field | None], sheet: Sheet) -> tuple[Place, ...]:
    """A place for each field: its own, else one at the end of the last page that is still free."""
    last = max(sheet.pages, 1)
    taken = [_box(each) for each in wanted if each is not None and each.page == last]
    free = iter(_free(sheet.size(last), taken, sum(each is None for each in wanted)))
    return tuple(
        sheet.place(last, next(free)) if each is None else sheet.drawn(each) for each in wanted
    )


def _free(size: tuple[float, float], taken: Sequence[_Box], count: int) -> list[_Box]:
    """So many boxes that meet neither each other nor what is taken, smaller where it gets narrow.

    Where not even tiny ones fit beside what is taken, they may lie over it.
    """
    scale = 1.0
    while True:
        slots = list(_slots(size, scale))
        beside = [each for each in slots if not any(each.meets(other) for other in taken)]
        if len(beside) >= count:
            return beside[:count]
        if scale < _SHRINK**12 and len(slots) >= count:
            return slots[:count]
        scale *= _SHRINK


def _slots(size: tuple[float, float], scale: float) -> Iterator[_Box]:
    """Rows from left to right, beginning with the lowest."""
    width, height = _WIDTH * scale, _HEIGHT * scale
    margin = min(_MARGIN, size[0] / 10, size[1] / 10)
    across = int((size[0] - 2 * margin + _GAP * scale) // (width + _GAP * scale))
    rows = int((size[1] - 2 * margin + _GAP * scale) // (height + _GAP * scale))
    for row in range(rows):
        for column in range(across):
            yield _Box(
                x=margin + column * (width + _GAP * scale),
                y=size[1] - margin - height - row * (height + _GAP * scale),
                width=width,
                height=height,
            )


def _box(field: Field) -> _Box:
    return _Box(x=field.x, y=field.y, width=field.width, height=field.height)

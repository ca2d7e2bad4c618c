"""A field that is held by the mouse, and what else the hand needs on the page."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt

from app.domain.field_editing import Place
from app.gui.pages.guides import Grip

_CURSORS: Final = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
}


@dataclass(slots=True, kw_only=True)
class Gesture:
    """A field that is held by the mouse."""

    number: int
    grip: Grip
    start: Place
    origin: QPointF
    """Where it was taken, on the scene."""
    place: Place
    has_begun: bool = False


def next_size(sizes: tuple[float, ...], width: float, by: int) -> float:
    """The next larger or smaller of the sizes that a square may have."""
    at = min(range(len(sizes)), key=lambda each: abs(sizes[each] - width))
    return sizes[min(max(at + by, 0), len(sizes) - 1)]


def cursor_of(grip: Grip) -> Qt.CursorShape:
    """The pointer over what can be held."""
    turned = grip.across < 0 or (grip.across == 0 and grip.down < 0)
    across, down = (-grip.across, -grip.down) if turned else (grip.across, grip.down)
    return _CURSORS[across, down]

"""Marks of persons: a shape beside the colour, so that colour is never the only sign."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.theme import Theme
from app.gui.widgets.painted import PaintedSquare

PEOPLE = 8
MARK = 12


def person_token(person: int) -> str:
    """Return the colour token of the person at this place in the draft, from 0."""
    return f"p{person % PEOPLE + 1}"


def mark_path(person: int) -> QPainterPath:
    """Return the outline of the mark in a square of 12 by 12."""
    shape = person % PEOPLE
    path = QPainterPath()
    if shape == 0:
        path.addEllipse(QPointF(6, 6), 5.2, 5.2)
    elif shape == 1:
        path.addRect(QRectF(1.2, 1.2, 9.6, 9.6))
    else:
        path.addPolygon(_CORNERS[shape])
        path.closeSubpath()
    return path


def paint_mark(
    painter: QPainter,
    rect: QRect | QRectF,
    theme: Theme,
    person: int,
    colour: QColor | None = None,
) -> None:
    """Draw a mark into `rect`; from the ninth person on it is hollow, then filled again."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = colour or theme.colour(person_token(person))
    area = QRectF(rect)
    place = QTransform.fromTranslate(area.x(), area.y())
    place.scale(area.width() / MARK, area.height() / MARK)
    if person // PEOPLE % 2:
        # Drawn smaller by half the pen, so that the hollow mark is as large as the filled one.
        place.translate(0.9, 0.9)
        place.scale(0.85, 0.85)
        pen = QPen(tint, 1.6 * area.width() / MARK)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
    painter.drawPath(place.map(mark_path(person)))
    painter.restore()


def _regular(corners: int, radius: float, turn: float, centre: float = 6) -> list[QPointF]:
    step = 2 * math.pi / corners
    return [
        QPointF(6 + radius * math.sin(turn + i * step), centre - radius * math.cos(turn + i * step))
        for i in range(corners)
    ]


def _star() -> list[QPointF]:
    outer, inner = _regular(5, 6.2, 0, 6.4), _regular(5, 2.8, math.pi / 5, 6.4)
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


def _cross() -> list[QPointF]:
    near, far, end = 4.2, 7.8, 11.2
    start = 12 - end
    xs = [near, far, far, end, end, far, far, near, near, start, start, near]
    ys = [start, start, near, near, far, far, end, end, far, far, near, near]
    return [QPointF(x, y) for x, y in zip(xs, ys, strict=True)]


_CORNERS = {
    2: [QPointF(6, 0.8), QPointF(11.6, 11), QPointF(0.4, 11)],
    3: _regular(4, 6, 0),
    4: _regular(6, 5.8, math.pi / 6),
    5: _star(),
    6: _regular(5, 6, 0, 6.4),
    7: _cross(),
}


class PersonMark(PaintedSquare):
    """The mark as a widget; the name of the person is spoken."""

    def __init__(
        self, theme: Theme, name: str, person: int, side: int = MARK, parent: QWidget | None = None
    ) -> None:
        """Show the mark of the person at place `person`, from 0."""
        super().__init__(theme, side, name, parent)
        self._person = person

    def set_person(self, name: str, person: int) -> None:
        """Show the mark of somebody else."""
        self._person = person
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self.rect(), self.theme, self._person)

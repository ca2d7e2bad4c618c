"""Grounds, bars, rings and lines of painted rows."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gui.metrics import BAR, RING
from app.gui.theme import Theme


def paint_row_ground(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    *,
    selected: bool = False,
    active: bool = True,
    hovered: bool = False,
    tint: str = "",
) -> None:
    """Fill a row: selected (idle when the focus is elsewhere), hovered, or tinted.

    `tint` is a state token whose ground and bar the row wears, e.g. "waiting" for the blocker;
    when the row is selected it keeps the bar of its state.
    """
    if selected:
        painter.fillRect(rect, theme.colour("bg-selected" if active else "bg-selected-idle"))
    elif tint:
        painter.fillRect(rect, theme.colour(f"{tint}-bg"))
    elif hovered:
        painter.fillRect(rect, theme.colour("bg-hover"))
    if tint:
        paint_bar(painter, rect, theme, tint)
    elif selected and active:
        paint_bar(painter, rect, theme, "accent")


def paint_bar(painter: QPainter, rect: QRect, theme: Theme, token: str) -> None:
    """Draw the bar at the left edge that marks a row."""
    painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), theme.colour(token))


def paint_hairline(painter: QPainter, rect: QRect, theme: Theme, token: str = "line") -> None:
    """Draw the 1 px line below a row."""
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour(token))


def paint_focus_ring(
    painter: QPainter, rect: QRect | QRectF, theme: Theme, radius: float = 0
) -> None:
    """Draw the 2 px ring of focus inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.colour("focus"), RING)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    inside = QRectF(rect).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
    painter.drawRoundedRect(inside, radius, radius)
    painter.restore()


def paint_new_dot(painter: QPainter, rect: QRect, theme: Theme, side: int = 8) -> None:
    """Draw the dot of something new, centred in `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    dot = QRectF(0, 0, side, side)
    dot.moveCenter(QRectF(rect).center())
    painter.drawEllipse(dot)
    painter.restore()

"""Buttons inside painted rows: drawn like the real ones, pressed through zones."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gui.metrics import ICON, RADIUS_BUTTON
from app.gui.theme import Theme


def paint_icon_button(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    icon: str,
    *,
    hovered: bool = False,
    possible: bool = True,
) -> None:
    """Draw a quiet square button with an icon."""
    if hovered and possible:
        _ground(painter, rect, theme, "bg-hover", "")
    place = QRect(0, 0, ICON, ICON)
    place.moveCenter(rect.center())
    theme.paint_icon(painter, place, icon, "text-2" if possible else "text-off")


def paint_button(
    painter: QPainter, rect: QRect, theme: Theme, words: str, *, hovered: bool = False
) -> None:
    """Draw a small edged button with words."""
    _ground(painter, rect, theme, "bg-hover" if hovered else "bg-base", "line-button")
    painter.setFont(theme.font("caption", 500))
    painter.setPen(theme.colour("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def paint_link(
    painter: QPainter, rect: QRect, theme: Theme, words: str, *, hovered: bool = False
) -> None:
    """Draw words that are pressed like a link."""
    font = theme.font("body", 500)
    font.setUnderline(hovered)
    painter.setFont(font)
    painter.setPen(theme.colour("accent-text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _ground(painter: QPainter, rect: QRect, theme: Theme, ground: str, edge: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if edge:
        painter.setPen(QPen(theme.colour(edge), 1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    half = 0.5 if edge else 0
    shape = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(shape, RADIUS_BUTTON, RADIUS_BUTTON)
    painter.restore()

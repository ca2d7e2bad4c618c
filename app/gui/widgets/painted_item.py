"""Items of a scene that paint themselves with the theme, in points or in pixels of the screen."""

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from app.gui.theme import Theme


class PaintedItem(QGraphicsItem):
    """Paints itself in the scene's own lengths."""

    def __init__(self, theme: Theme) -> None:
        """Take colours and fonts from `theme`."""
        super().__init__()
        self._theme = theme

    def draw(self, painter: QPainter) -> None:
        """Paint; to be said by each kind."""
        raise NotImplementedError

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        self.draw(painter)


class ScreenItem(PaintedItem):
    """Covers a box of the scene, but paints in pixels: lines and words are alike on every zoom."""

    def __init__(self, theme: Theme, size: QSizeF, scale: float) -> None:
        """`size` in points of the scene; `scale`: pixels of the screen for a point."""
        super().__init__(theme)
        self._size = size
        self._scale = scale

    def draw_pixels(self, painter: QPainter, box: QRectF) -> None:
        """Paint within a box of pixels; to be said by each kind."""
        raise NotImplementedError

    @override
    def draw(self, painter: QPainter) -> None:
        painter.save()
        painter.scale(1 / self._scale, 1 / self._scale)
        wide, high = self._size.width() * self._scale, self._size.height() * self._scale
        self.draw_pixels(painter, QRectF(0, 0, wide, high))
        painter.restore()

"""Tags: a role or a key in a thin frame."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import BADGE_SMALL, RADIUS_TAG
from app.gui.theme import Theme
from app.gui.widgets.painted import Painted

PADDING = 6


def tag_size(theme: Theme, text: str) -> QSize:
    """Return how large the tag is."""
    metrics = theme.font_metrics("tag")
    width = metrics.horizontalAdvance(text) + 2 * PADDING
    return QSize(width, max(BADGE_SMALL, metrics.height() + 2))


def paint_tag(painter: QPainter, at: QPoint, theme: Theme, text: str) -> QRect:
    """Draw the tag with its top left corner at `at`; return the place it took."""
    rect = QRect(at, tag_size(theme, text))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line-button"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shape = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(shape, RADIUS_TAG - 0.5, RADIUS_TAG - 0.5)
    painter.setFont(theme.font("tag"))
    painter.setPen(theme.colour("text-2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return rect


class Tag(Painted):
    """A tag as a widget."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Show `text`, e.g. a role or `Ctrl+F`."""
        super().__init__(theme, parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Show something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return tag_size(self.theme, self._text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, QPoint(0, 0), self.theme, self._text)

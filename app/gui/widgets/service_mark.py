"""The mark of a service: its letter in a small rounded square."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.metrics import ICON
from app.gui.theme import Theme
from app.gui.widgets.painted import PaintedSquare

LETTERS = {"scrive": "S", "signinghub": "H"}
"""By the value of the service kind."""


def paint_service_mark(painter: QPainter, rect: QRect, theme: Theme, service: str) -> None:
    """Draw the mark of `service` ("scrive" or "signinghub") into a square `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line-strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = min(6.0, rect.width() / 4)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    font = theme.font("tag", 600)
    font.setPixelSize(max(9, round(rect.width() * 0.5) + 1))
    painter.setFont(font)
    painter.setPen(theme.colour("text-2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, LETTERS[service])
    painter.restore()


def service_icon(theme: Theme, service: str, scale: float = 2.0) -> QIcon:
    """Return the mark as an icon for combo boxes; make it again when the theme changes."""
    side = round(ICON * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    paint_service_mark(painter, QRect(0, 0, ICON, ICON), theme, service)
    painter.end()
    return QIcon(QPixmap.fromImage(image))


class ServiceMark(PaintedSquare):
    """The mark as a widget; `name` is what a screen reader says."""

    def __init__(
        self,
        theme: Theme,
        service: str,
        name: str,
        side: int = ICON,
        parent: QWidget | None = None,
    ) -> None:
        """Show the mark of `service` ("scrive" or "signinghub")."""
        super().__init__(theme, side, name, parent)
        self._service = service

    def set_service(self, service: str, name: str) -> None:
        """Show another service."""
        self._service = service
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_service_mark(painter, self.rect(), self.theme, self._service)

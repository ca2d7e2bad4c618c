"""The header row above a tree of painted rows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from app.gui.metrics import HEADER_ROW
from app.gui.theme import Theme


class TreeHeader(QHeaderView):
    """Names the columns above where their words begin."""

    def __init__(self, theme: Theme, left: int, parent: QWidget | None = None) -> None:
        """`left` is where words begin in the first column."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._left = left
        self.setSectionsClickable(False)
        self.setSectionsMovable(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(40)

    @override
    def sizeHint(self) -> QSize:
        height = max(HEADER_ROW, self._theme.font_metrics("caption").height() + 8)
        return QSize(super().sizeHint().width(), height)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.colour("bg-window"))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self._theme.colour("line"))
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        left = 0 if logicalIndex else self._left
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text-2"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(left, 0, 0, 0), flags, words)
        painter.restore()

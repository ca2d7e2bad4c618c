"""The header row above the list: what stands where, and in which order."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.attention import View
from app.gui.agreements.columns import columns_of
from app.gui.metrics import GAP_PAIR, HEADER_ROW
from app.gui.theme import Theme
from app.gui.widgets.painted import Painted


class ListHeader(Painted):
    """Names the columns; the order of a view is fixed and said here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with what needs the user."""
        super().__init__(theme, parent)
        self._view = View.NEEDS_YOU
        self._rows_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_view(self, view: View) -> None:
        """Name the columns of another view."""
        self._view = view
        self.setAccessibleName(self.order_words())
        self.update()

    @Slot(int)
    def set_rows_width(self, width: int) -> None:
        """Stand above rows of that width, which a scroll bar may narrow."""
        self._rows_width = width
        self.update()

    def order_words(self) -> str:
        """Say what is listed, and what stands first."""
        return {
            View.NEEDS_YOU: self.tr("Agreement, most urgent first"),
            View.WAITING: self.tr("Agreement, longest wait first"),
            View.DRAFTS: self.tr("Draft, newest first"),
        }.get(self._view, self.tr("Agreement, newest first"))

    @override
    def sizeHint(self) -> QSize:
        height = max(HEADER_ROW, self.theme.font_metrics("caption").height() + 8)
        return QSize(100, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("bg-window"))
        line = self.theme.colour("line")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        columns = columns_of(self._view, self._rows_width or self.width())
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("text-2"))
        used = self._paint(painter, columns.title, columns.title_end, self.order_words())
        arrow = QRect(columns.title + used + GAP_PAIR, (self.height() - 12) // 2, 12, 12)
        if arrow.right() <= columns.title_end:
            self.theme.paint_icon(painter, arrow, "arrow-down", "text-2")
        for left, words in (
            (columns.account, self.tr("Account")),
            (columns.progress, self.tr("Progress")),
            (columns.deadline, self.tr("Deadline")),
        ):
            if left is not None:
                self._paint(painter, left, self.width(), words)

    def _paint(self, painter: QPainter, left: int, right: int, words: str) -> int:
        metrics = self.theme.font_metrics("caption")
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - left)
        place = QRect(left, 0, right - left, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)

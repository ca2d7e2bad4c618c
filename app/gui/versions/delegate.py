"""How an earlier version is drawn in the list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, GAP_PANE
from app.gui.models.keyed_rows import RowRole
from app.gui.theme import Role, Theme
from app.gui.versions.rows import VersionRow
from app.gui.widgets.rows import paint_focus_ring, paint_hairline, paint_row_ground

Index = QModelIndex | QPersistentModelIndex

_ROW = 72
_LINES = 3


class VersionDelegate(QStyledItemDelegate):
    """Draws when, then what is in it, then what is different now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw with `theme`."""
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.row_height(_ROW, _LINES))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, VersionRow):
            return
        painter.save()
        self._paint_ground(painter, option)
        rect: QRect = option.rect
        heights = [self._theme.font_metrics(role).lineSpacing() for role in ("body", "caption")]
        top = rect.top() + (rect.height() - heights[0] - 2 * heights[1] - GAP // 2) // 2
        place = QRect(rect.left() + GAP_PANE, top, rect.width() - 2 * GAP_PANE, heights[0])
        end = self._paint_words(painter, place, row.name, "body", "text", 600)
        beside = place.adjusted(end + GAP, 0, 0, 0)
        self._paint_words(painter, beside, row.ago, "caption", "text-3")
        for words, token in ((row.line, "text"), (row.aside, "text-2")):
            place = QRect(place.left(), place.bottom() + 1 + GAP // 4, place.width(), heights[1])
            self._paint_words(painter, place, words, "caption", token)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = option.widget.hasFocus()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_row_ground(
            painter,
            option.rect,
            self._theme,
            selected=selected,
            active=has_focus,
            hovered=hovered,
        )
        if not selected:
            paint_hairline(painter, option.rect, self._theme)
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & ring == ring:
            paint_focus_ring(painter, option.rect, self._theme)

    def _paint_words(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        role: Role,
        token: str,
        weight: int | None = None,
    ) -> int:
        """Draw as much as fits; how wide that is."""
        metrics = self._theme.font_metrics(role, weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
        painter.setFont(self._theme.font(role, weight))
        painter.setPen(self._theme.colour(token))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)

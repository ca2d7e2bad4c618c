"""Rows of words: a name with something beside it, and lines below."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, GAP_PANE
from app.gui.models.keyed_rows import RowRole
from app.gui.theme import Role, Theme
from app.gui.widgets.rows import paint_focus_ring, paint_hairline, paint_row_ground

Index = QModelIndex | QPersistentModelIndex

_HEIGHTS = {2: 56, 3: 72}


@runtime_checkable
class WordRow(Protocol):
    """What is drawn of a row."""

    @property
    def name(self) -> str:
        """What stands first."""
        ...

    @property
    def ago(self) -> str:
        """What stands beside it, smaller."""
        ...

    @property
    def line(self) -> str:
        """What stands below."""
        ...

    @property
    def aside(self) -> str:
        """What stands below that, where rows have three lines."""
        ...


class WordRowDelegate(QStyledItemDelegate):
    """Draws rows of two or three lines."""

    def __init__(self, theme: Theme, lines: int, parent: QWidget | None = None) -> None:
        """Draw with `theme`; `lines` is 2 or 3."""
        super().__init__(parent)
        self._theme = theme
        self._lines = lines

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.row_height(_HEIGHTS[self._lines], self._lines))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, WordRow):
            return
        painter.save()
        self._paint_ground(painter, option)
        rect: QRect = option.rect
        heights = [self._theme.font_metrics(role).lineSpacing() for role in ("body", "caption")]
        below = self._lines - 1
        tall = heights[0] + below * (heights[1] + GAP // 4)
        top = rect.top() + (rect.height() - tall) // 2
        place = QRect(rect.left() + GAP_PANE, top, rect.width() - 2 * GAP_PANE, heights[0])
        end = self._paint_words(painter, place, row.name, "body", "text", 600)
        beside = place.adjusted(end + GAP, 0, 0, 0)
        self._paint_words(painter, beside, row.ago, "caption", "text-3")
        for words, token in ((row.line, "text"), (row.aside, "text-2"))[:below]:
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

"""How a row of the outbox is drawn."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.gui.metrics import GAP_CARD, ICON_ROW, LIST_ROW
from app.gui.models.keyed_rows import RowRole
from app.gui.outbox.standing import OutboxRow
from app.gui.theme import Role, Theme
from app.gui.widgets.badge import BadgeFace, badge_size, paint_badge
from app.gui.widgets.rows import paint_focus_ring, paint_hairline, paint_row_ground

Index = QModelIndex | QPersistentModelIndex

GLYPH_LEFT: Final = 12
TEXT_LEFT: Final = 42
_BAR: Final = (88, 6)
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class OutboxDelegate(QStyledItemDelegate):
    """Draws glyph, title over second line, and at the right the state or how far it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw with `theme`."""
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.row_height(LIST_ROW, 2))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, OutboxRow):
            return
        painter.save()
        self._paint_ground(painter, option)
        rect: QRect = option.rect
        top = rect.top() + (rect.height() - ICON_ROW) // 2
        glyph = QRect(rect.left() + GLYPH_LEFT, top, ICON_ROW, ICON_ROW)
        self._theme.paint_icon(painter, glyph, row.glyph, row.state)
        end = self._paint_state(painter, rect, row)
        self._paint_words(painter, rect, end - GAP_CARD, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        rect: QRect = option.rect
        selected = bool(state & QStyle.StateFlag.State_Selected)
        paint_row_ground(
            painter,
            rect,
            self._theme,
            selected=selected,
            active=option.widget.hasFocus(),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        if not selected:
            paint_hairline(painter, rect, self._theme)
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & ring == ring:
            paint_focus_ring(painter, rect, self._theme)

    def _paint_state(self, painter: QPainter, rect: QRect, row: OutboxRow) -> int:
        """Draw the badge or the bar; where the words must end."""
        right = rect.right() + 1 - GAP_CARD
        if row.fraction is None:
            face = BadgeFace(state=row.state, text=row.word)
            size = badge_size(self._theme, face)
            top = rect.top() + (rect.height() - size.height()) // 2
            return paint_badge(painter, QPoint(right - size.width(), top), self._theme, face).left()
        width, height = _BAR
        bar = QRectF(right - width, rect.top() + (rect.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, token in ((1.0, "bg-sunken"), (row.fraction, "accent")):
            painter.setBrush(self._theme.colour(token))
            filled = QRectF(bar.topLeft(), bar.size())
            filled.setWidth(bar.width() * share)
            painter.drawRoundedRect(filled, height / 2, height / 2)
        return right - width

    def _paint_words(self, painter: QPainter, rect: QRect, end: int, row: OutboxRow) -> None:
        weight = 600 if row.state in ("finding", "needs") else None
        first = self._theme.font_metrics("body", weight).lineSpacing() + 2
        second = self._theme.font_metrics("caption").lineSpacing() + 2
        top = rect.top() + (rect.height() - first - second) // 2
        left = rect.left() + TEXT_LEFT
        title = QRect(left, top, end - left, first)
        line = QRect(left, top + first, end - left, second)
        self._paint_line(painter, title, row.name, "body", weight, "text")
        self._paint_line(painter, line, row.line, "caption", None, "text-2")

    def _paint_line(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        role: Role,
        weight: int | None,
        token: str,
    ) -> None:
        metrics = self._theme.font_metrics(role, weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
        painter.setFont(self._theme.font(role, weight))
        painter.setPen(self._theme.colour(token))
        painter.drawText(place, _LEFT, shown)

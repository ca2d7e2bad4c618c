"""How a row of the list is drawn."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.attention import View
from app.gui.agreements.columns import Columns, columns_of
from app.gui.agreements.matching import paint_matched
from app.gui.agreements.model import EntryRole
from app.gui.metrics import GAP, GAP_CARD, GAP_PAIR, ICON, ICON_ROW, LIST_ROW
from app.gui.models.entry import Entry
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.theme import Theme
from app.gui.widgets.badge import BadgeFace, badge_size, paint_badge
from app.gui.widgets.pips import paint_pips
from app.gui.widgets.rows import (
    paint_focus_ring,
    paint_hairline,
    paint_new_dot,
    paint_row_ground,
)
from app.gui.widgets.service_mark import paint_service_mark

Index = QModelIndex | QPersistentModelIndex

_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PIPS_GAP: Final = 5


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry; tell it the view and the searched words before they change."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw with `theme`."""
        super().__init__(parent)
        self._theme = theme
        self._view = View.NEEDS_YOU
        self._words: tuple[str, ...] = ()

    def set_view(self, view: View) -> None:
        """Draw the columns of that view from now on."""
        self._view = view

    def set_words(self, words: tuple[str, ...]) -> None:
        """Mark these words, given in small letters."""
        self._words = words

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.row_height(LIST_ROW, 2))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(EntryRole.ENTRY)
        if not isinstance(entry, Entry):
            return
        rect: QRect = option.rect
        columns = columns_of(self._view, rect.width())
        painter.save()
        self._paint_ground(painter, option)
        if entry.is_new:
            dot = QRect(rect.left(), rect.top(), columns.dot, rect.height())
            paint_new_dot(painter, dot, self._theme)
        self._paint_title(painter, rect, columns, entry)
        if columns.account is not None and entry.service is not None:
            self._paint_account(painter, rect, columns.account, entry)
        if columns.progress is not None and entry.progress:
            self._paint_progress(painter, rect, columns.progress, entry)
        if columns.deadline is not None:
            self._paint_deadline(painter, rect, columns.deadline, entry)
        if columns.badge is not None:
            self._paint_badge(painter, rect, entry)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        rect: QRect = option.rect
        focused = option.widget.hasFocus()
        paint_row_ground(
            painter, rect, self._theme, selected=selected, active=focused, hovered=hovered
        )
        if not selected:
            paint_hairline(painter, rect, self._theme)
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & ring == ring:
            paint_focus_ring(painter, rect, self._theme)

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        """The places of the two lines of a row, over its whole width."""
        first = self._theme.font_metrics("body").lineSpacing() + 2
        second = self._theme.font_metrics("caption").lineSpacing() + 2
        top = rect.top() + (rect.height() - first - second) // 2
        upper = QRect(rect.left(), top, rect.width(), first)
        return upper, QRect(rect.left(), top + first, rect.width(), second)

    def _paint_title(self, painter: QPainter, rect: QRect, columns: Columns, entry: Entry) -> None:
        top = rect.top() + (rect.height() - ICON_ROW) // 2
        glyph = QRect(rect.left() + columns.dot, top, ICON_ROW, ICON_ROW)
        self._theme.paint_icon(painter, glyph, entry.standing.glyph, entry.standing.state)
        upper, lower = self._lines(rect)
        left, right = rect.left() + columns.title, rect.left() + columns.title_end
        upper.setLeft(left)
        upper.setRight(right)
        font = self._theme.font("body", 600 if entry.is_new else None)
        colours = (self._theme.colour("text"), self._theme.colour("accent-text"))
        paint_matched(painter, upper, entry.title, font, colours, self._words)
        if entry.strong:
            place = QRect(left, lower.top(), right - left, lower.height())
            weight = 500
            left += self._paint_words(painter, place, entry.strong, "text", weight) + GAP_PAIR
        place = QRect(left, lower.top(), max(0, right - left), lower.height())
        self._paint_words(painter, place, entry.line, "text-2")

    def _paint_words(
        self, painter: QPainter, place: QRect, words: str, token: str, weight: int | None = None
    ) -> int:
        font = self._theme.font("caption", weight)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        painter.drawText(place, _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _paint_account(self, painter: QPainter, rect: QRect, left: int, entry: Entry) -> None:
        if entry.service is None:
            return
        mark = QRect(rect.left() + left, rect.top() + (rect.height() - ICON) // 2, ICON, ICON)
        paint_service_mark(painter, mark, self._theme, entry.service)
        place = QRect(mark.right() + 7, rect.top(), 120, rect.height())
        self._paint_words(painter, place, SERVICE_NAMES[entry.service], "text-2")

    def _paint_progress(self, painter: QPainter, rect: QRect, left: int, entry: Entry) -> None:
        metrics = self._theme.font_metrics("caption")
        height = metrics.height() + _PIPS_GAP + 6
        top = rect.top() + (rect.height() - height) // 2
        place = QRect(rect.left() + left, top, 90, metrics.height())
        self._paint_words(painter, place, entry.progress, "text-2")
        at = QPoint(rect.left() + left, place.bottom() + 1 + _PIPS_GAP)
        paint_pips(painter, at, self._theme, entry.pips)

    def _paint_deadline(self, painter: QPainter, rect: QRect, left: int, entry: Entry) -> None:
        upper, lower = self._lines(rect)
        width = rect.width() - left - GAP
        for place in (upper, lower):
            place.setLeft(rect.left() + left)
            place.setWidth(width)
        if entry.deadline is None:
            self._paint_words(painter, upper.united(lower), self.tr("No deadline"), "text-3")
            return
        near = entry.deadline.is_near
        token, weight = ("needs", 600) if near else ("text", None)
        self._paint_words(painter, upper, entry.deadline.day, token, weight)
        self._paint_words(painter, lower, entry.deadline.within, "text-3")

    def _paint_badge(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        face = BadgeFace(state=entry.standing.state, text=entry.standing.word)
        size = badge_size(self._theme, face)
        left = rect.right() + 1 - GAP_CARD - size.width()
        at = QPoint(left, rect.top() + (rect.height() - size.height()) // 2)
        paint_badge(painter, at, self._theme, face)

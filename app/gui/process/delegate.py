"""How a row of the tree of steps is drawn."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.kinds import Order
from app.gui.metrics import GAP, GAP_PAIR, ICON, ICON_SMALL, TREE_INDENT, TREE_ROW
from app.gui.process.model import Column, ProcessRole
from app.gui.process.rows import ProcessRow
from app.gui.theme import Theme
from app.gui.widgets.avatar import AVATAR_ROW, initials_of, paint_avatar
from app.gui.widgets.person_mark import MARK, paint_mark

EDGE: Final = 14
"""Before what begins a row of the first level."""
_NUMBER: Final = 16
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


class ProcessDelegate(QStyledItemDelegate):
    """Draws the two cells of a row; the view draws the ground."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw with `theme`."""
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, max(TREE_ROW + 4, self._theme.font_metrics().lineSpacing() + GAP))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ProcessRole.ROW)
        if not isinstance(row, ProcessRow):
            return
        painter.save()
        if index.column() == Column.STEPS:
            self._paint_step(painter, option.rect, row)
        else:
            self._paint_words(painter, option.rect, row.documents, None, "text-2")
        painter.restore()

    def _paint_step(self, painter: QPainter, rect: QRect, row: ProcessRow) -> None:
        left = rect.left()
        if row.number:
            place = QRect(left, rect.top(), _NUMBER, rect.height())
            self._paint_words(painter, place, row.number, None, "text-3")
            left += _NUMBER
        left = self._paint_sign(painter, rect, left, row)
        right = rect.right() - GAP
        if row.severity is not None:
            glyph = QRect(0, 0, ICON_SMALL, ICON_SMALL)
            glyph.moveCenter(rect.center())
            glyph.moveRight(right)
            self._theme.paint_icon(painter, glyph, row.severity.glyph, row.severity.state)
            right = glyph.left() - GAP_PAIR
        weight = 500 if row.path is not None and row.order is None else 600
        if row.is_other or (row.person is not None and row.path is None):
            weight = 400
        place = QRect(left, rect.top(), max(0, right - left), rect.height())
        left += self._paint_words(painter, place, row.title, weight, "text") + GAP_PAIR
        place.setLeft(left)
        self._paint_words(painter, place, row.does, None, "text-2")

    def _paint_sign(self, painter: QPainter, rect: QRect, left: int, row: ProcessRow) -> int:
        """Draw mark and initials, or an icon; return where the words begin."""
        middle = rect.top() + rect.height() / 2
        if row.person is None:
            icon = {Order.PARALLEL: "rows-2", Order.SEQUENCE: "list-ordered"}
            place = QRect(left, round(middle - ICON / 2), ICON, ICON)
            name = "lock-keyhole" if row.is_other else "eye"
            name = icon[row.order] if row.order is not None else name
            self._theme.paint_icon(painter, place, name, "text-2")
            return place.right() + 1 + GAP
        mark = QRect(left, round(middle - MARK / 2), MARK, MARK)
        paint_mark(painter, mark, self._theme, row.person)
        place = QRect(
            mark.right() + 1 + GAP, round(middle - AVATAR_ROW / 2), AVATAR_ROW, AVATAR_ROW
        )
        paint_avatar(painter, place, self._theme, initials_of(row.title), row.person, row.kind)
        return place.right() + 1 + GAP

    def _paint_words(
        self, painter: QPainter, place: QRect, words: str, weight: int | None, token: str
    ) -> int:
        """Draw as much as fits; return its width."""
        metrics = self._theme.font_metrics("body", weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, place.width()))
        painter.setFont(self._theme.font("body", weight))
        painter.setPen(self._theme.colour(token))
        painter.drawText(place, _LEFT, shown)
        return metrics.horizontalAdvance(shown)


def left_of(depth: int) -> int:
    """Where a row of that depth begins."""
    return EDGE + depth * TREE_INDENT

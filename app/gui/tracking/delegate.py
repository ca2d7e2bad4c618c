"""How a row of the workflow tree is drawn."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.gui.agreements.matching import paint_matched
from app.gui.metrics import GAP, GAP_PAIR, ICON, ICON_SMALL, TREE_INDENT, TREE_ROW
from app.gui.theme import Theme
from app.gui.tracking.model import Column, WorkflowRole
from app.gui.tracking.rows import WorkflowRow
from app.gui.widgets.avatar import AVATAR_ROW, initials_of, paint_avatar
from app.gui.widgets.rows import paint_new_dot
from app.gui.widgets.tag import paint_tag, tag_size

EDGE: Final = 10
"""Before the chevron of the first level."""
NAME_LEFT: Final = EDGE + ICON_SMALL + 7
"""Where icon and name begin on the first level."""
_AFTER_SIGN: Final = 7
_DOT: Final = 8
_LEEWAY: Final = 12
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


class WorkflowDelegate(QStyledItemDelegate):
    """Draws the three cells of a row; the view draws the ground and the chevron."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw with `theme`."""
        super().__init__(parent)
        self._theme = theme
        self.searched: tuple[str, ...] = ()
        """Words in small letters that are marked."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = max(TREE_ROW, self._theme.font_metrics().lineSpacing() + GAP)
        return QSize(option.rect.width(), height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(WorkflowRole.ROW)
        if not isinstance(row, WorkflowRow):
            return
        rect: QRect = option.rect
        painter.save()
        if index.column() == Column.WORKFLOW:
            self._paint_name(painter, rect, row, changed=bool(index.data(WorkflowRole.CHANGED)))
        elif index.column() == Column.STATUS:
            self._paint_status(painter, rect, row)
        else:
            self._paint_words(painter, rect, row.when, "caption", "text-2")
        painter.restore()

    def _paint_name(
        self, painter: QPainter, rect: QRect, row: WorkflowRow, *, changed: bool
    ) -> None:
        left = self._paint_sign(painter, rect, row)
        tag = tag_size(self._theme, row.tag) if row.tag else QSize(0, 0)
        room = rect.right() - GAP - left
        room -= tag.width() + GAP if row.tag else 0
        room -= _DOT + GAP_PAIR if changed else 0
        weight = 600 if row.strong else None
        place = QRect(left, rect.top(), max(0, room), rect.height())
        left += self._paint_words(painter, place, row.name, "body", "text", weight) + GAP
        if row.tag:
            top = rect.top() + (rect.height() - tag.height()) // 2
            paint_tag(painter, QRect(left, top, 0, 0).topLeft(), self._theme, row.tag)
            left += tag.width() + GAP_PAIR
        if row.aside:
            place = QRect(left, rect.top(), max(0, rect.right() - left), rect.height())
            left += self._paint_words(painter, place, row.aside, "body", "text-2") + GAP_PAIR
        if changed:
            dot = QRect(left + GAP_PAIR, rect.top(), _DOT, rect.height())
            paint_new_dot(painter, dot, self._theme, _DOT)

    def _paint_sign(self, painter: QPainter, rect: QRect, row: WorkflowRow) -> int:
        """Draw avatar or icon; return where the name begins."""
        if row.person is not None:
            side = AVATAR_ROW
            place = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
            initials = initials_of(row.name)
            paint_avatar(painter, place, self._theme, initials, row.person, row.kind)
        elif row.glyph:
            side = ICON
            place = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
            self._theme.paint_icon(painter, place, row.glyph, "text-2")
        else:
            return rect.left()
        return rect.left() + side + _AFTER_SIGN

    def _paint_status(self, painter: QPainter, rect: QRect, row: WorkflowRow) -> None:
        place = QRect(rect)
        if row.status_glyph:
            top = rect.top() + (rect.height() - ICON_SMALL) // 2
            glyph = QRect(rect.left(), top, ICON_SMALL, ICON_SMALL)
            self._theme.paint_icon(painter, glyph, row.status_glyph, row.status_token)
            place.setLeft(glyph.right() + _AFTER_SIGN)
        self._paint_words(painter, place, row.status, "body", row.status_token)

    def _paint_words(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        role: str,
        token: str,
        weight: int | None = None,
    ) -> int:
        """Draw as much as fits; return its width."""
        font = self._theme.font("caption" if role == "caption" else "body", weight)
        metrics = QFontMetrics(font)
        room = max(0, place.width() - GAP_PAIR)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        if any(word in shown.casefold() for word in self.searched):
            colours = (self._theme.colour(token), self._theme.colour("accent-text"))
            width = metrics.horizontalAdvance(shown) + _LEEWAY
            # Marked words are heavier, so they take a little more room than they were given.
            marked = QRect(place.left(), place.top(), min(width, place.width()), place.height())
            paint_matched(painter, marked, words, font, colours, self.searched)
            return marked.width()
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        painter.drawText(place, _LEFT, shown)
        return metrics.horizontalAdvance(shown)


def chevron_place(row: QRect, depth: int) -> QRect:
    """Where the chevron of a row of this depth stands."""
    left = row.left() + EDGE + depth * TREE_INDENT
    return QRect(left, row.top() + (row.height() - ICON_SMALL) // 2, ICON_SMALL, ICON_SMALL)

"""How the card of a person is drawn."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from app.gui.metrics import GAP, GAP_PAIR, ICON_SMALL, PERSON_CARD, RADIUS_CARD
from app.gui.models.keyed_rows import RowRole
from app.gui.participants.rows import PersonRow
from app.gui.participants.words import DELIVERY_ICONS
from app.gui.widgets.avatar import AVATAR_CARD, initials_of, paint_avatar
from app.gui.widgets.person_mark import MARK, paint_mark
from app.gui.widgets.row_list import Index, RowDelegate, Zone
from app.gui.widgets.rows import paint_focus_ring
from app.gui.widgets.tag import paint_tag, tag_size

_EDGE: Final = 10
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PersonCardDelegate(RowDelegate):
    """Draws a `PersonRow`."""

    @override
    def height(self, index: Index) -> int:
        return self.theme.row_height(PERSON_CARD, 2) + GAP

    @override
    def zones(self, rect: QRect, index: Index) -> Sequence[Zone]:
        return ()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, PersonRow):
            return
        card = QRect(option.rect)
        card.setHeight(card.height() - GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option, dragged=index.row() == self.dragged)
        if index.row() != self.dragged:
            left = self._paint_lead(painter, card, row)
            right = self._paint_ways(painter, card, row)
            self._paint_words(painter, card, row, left, right)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, card: QRect, option: QStyleOptionViewItem, *, dragged: bool
    ) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        width = 2 if selected and not dragged else 1
        pen = QPen(self.theme.colour("accent" if selected else "line"), width)
        ground = "bg-selected" if selected else "bg-hover" if hovered else "bg-base"
        painter.setBrush(self.theme.colour(ground))
        if dragged:
            pen = QPen(self.theme.colour("line-strong"), 1, Qt.PenStyle.DashLine)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        half = width / 2
        shape = QRectF(card).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(shape, RADIUS_CARD, RADIUS_CARD)
        if selected and option.widget.hasFocus() and not dragged:
            paint_focus_ring(painter, card, self.theme, RADIUS_CARD)

    def _paint_lead(self, painter: QPainter, card: QRect, row: PersonRow) -> int:
        """Draw handle and avatar; return where the words begin."""
        left = card.left() + GAP
        handle = QRect(left, card.center().y() - ICON_SMALL // 2, ICON_SMALL, ICON_SMALL)
        if row.can_move:
            self.theme.paint_icon(painter, handle, "grip-vertical", "text-3")
        left = handle.right() + 1 + _EDGE
        avatar = QRect(left, 0, AVATAR_CARD, AVATAR_CARD)
        avatar.moveTop(card.center().y() - AVATAR_CARD // 2 + 1)
        initials = initials_of(row.avatar)
        paint_avatar(painter, avatar, self.theme, initials, row.person, row.kind)
        return avatar.right() + 1 + _EDGE

    def _paint_ways(self, painter: QPainter, card: QRect, row: PersonRow) -> int:
        """Draw the tag over the ways, from the right; return where the words must end."""
        size = tag_size(self.theme, row.does)
        caption = self.theme.font_metrics("caption")
        height = size.height() + GAP_PAIR + max(ICON_SMALL, caption.height())
        top = card.center().y() - height // 2 + 1
        right = card.right() - _EDGE
        paint_tag(painter, QPoint(right - size.width(), top), self.theme, row.does)
        line = QRect(0, top + size.height() + GAP_PAIR, 0, max(ICON_SMALL, caption.height()))
        x = right
        icons = [(DELIVERY_ICONS[row.delivery], "text-2")]
        if row.proves:
            icons.append(("key-round", "text-2"))
        if row.severity is not None:
            icons.append((row.severity.glyph, row.severity.state))
        if len(icons) == 1:
            # Alone, a word says more than a picture.
            width = caption.horizontalAdvance(row.way)
            painter.setFont(self.theme.font("caption"))
            painter.setPen(self.theme.colour("text-2"))
            place = QRect(x - width, line.top(), width + 2, line.height())
            painter.drawText(place, _LEFT, row.way)
            return min(right - size.width(), x - width) - GAP
        for icon, token in reversed(icons):
            middle = line.center().y()
            place = QRect(x - ICON_SMALL, middle - ICON_SMALL // 2, ICON_SMALL, ICON_SMALL)
            self.theme.paint_icon(painter, place, icon, token)
            x = place.left() - GAP_PAIR
        return min(right - size.width(), x) - GAP

    def _paint_words(
        self, painter: QPainter, card: QRect, row: PersonRow, left: int, right: int
    ) -> None:
        strong = self.theme.font_metrics("body", 600)
        caption = self.theme.font_metrics("caption")
        top = card.center().y() - (strong.lineSpacing() + 2 + caption.lineSpacing()) // 2 + 1
        middle = top + strong.lineSpacing() // 2
        paint_mark(painter, QRect(left, middle - MARK // 2, MARK, MARK), self.theme, row.person)
        after = left + MARK + 6
        elide = Qt.TextElideMode.ElideRight
        first = QRect(after, top, max(0, right - after), strong.lineSpacing())
        painter.setFont(self.theme.font("body", 600))
        painter.setPen(self.theme.colour("text"))
        painter.drawText(first, _LEFT, strong.elidedText(row.name, elide, first.width()))
        second = QRect(left, first.bottom() + 3, max(0, right - left), caption.lineSpacing())
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("stopped" if row.is_missing else "text-2"))
        painter.drawText(second, _LEFT, caption.elidedText(row.line, elide, second.width()))

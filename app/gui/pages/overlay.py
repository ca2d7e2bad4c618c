"""What is drawn over a page for a while: guides of the magnet, and phrases that were found."""

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from typing_extensions import override

from app.domain.anchoring import PhraseHit
from app.gui.metrics import RADIUS_TAG
from app.gui.pages.guides import Guide, Line
from app.gui.theme import Theme
from app.gui.widgets.painted_item import PaintedItem, ScreenItem

_TAG = 20


def guide_word(line: Line) -> str:
    """What stands at a guide."""
    return {
        Line.LEVEL: QCoreApplication.translate("Pages", "Level"),
        Line.IN_LINE: QCoreApplication.translate("Pages", "In line"),
        Line.CENTRED: QCoreApplication.translate("Pages", "Centred"),
    }[line]


class GuideItem(ScreenItem):
    """Dashed lines over a whole page, each with a word."""

    def __init__(self, theme: Theme, size: QSizeF, scale: float) -> None:
        """`size` is that of the page in points; `scale`: pixels for a point."""
        super().__init__(theme, size, scale)
        self._guides: tuple[Guide, ...] = ()
        self.setZValue(3)

    @property
    def words(self) -> tuple[str, ...]:
        """What stands at the lines that are shown."""
        return tuple(guide_word(guide.line) for guide in self._guides)

    def set_guides(self, guides: tuple[Guide, ...]) -> None:
        """Show these lines."""
        self._guides = guides
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._size.width(), self._size.height())

    @override
    def draw_pixels(self, painter: QPainter, box: QRectF) -> None:
        wide, high = box.width(), box.height()
        for guide in self._guides:
            at = guide.at * self._scale
            pen = QPen(self._theme.colour_on_paper("focus"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            if guide.is_level:
                painter.drawLine(0, round(at), round(wide), round(at))
            else:
                painter.drawLine(round(at), 0, round(at), round(high))
            self._paint_tag(painter, guide, at, wide)

    def _paint_tag(self, painter: QPainter, guide: Guide, at: float, wide: float) -> None:
        font = self._theme.font("caption", 600)
        words = guide_word(guide.line)
        width = QFontMetricsF(font).horizontalAdvance(words) + 16
        tag = QRectF(0, 0, width, _TAG)
        if guide.is_level:
            tag.moveCenter(QRectF(0, at, wide, 0).center())
        else:
            tag.moveCenter(QRectF(at, _TAG, 0, 0).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour_on_paper("focus"))
        painter.drawRoundedRect(tag, RADIUS_TAG, RADIUS_TAG)
        painter.setFont(font)
        painter.setPen(self._theme.colour("page"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


class HitItem(PaintedItem):
    """A phrase that was found."""

    def __init__(self, theme: Theme, hit: PhraseHit) -> None:
        """Lie over the words on their page."""
        super().__init__(theme)
        self._box = QRectF(hit.x, hit.y, hit.width, hit.height).adjusted(-2, -1, 2, 1)
        self.is_current = False
        self.setZValue(0.5)

    def set_current(self, current: bool) -> None:
        """Stand out among the others."""
        self.is_current = current
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-2, -2, 2, 2)

    @override
    def draw(self, painter: QPainter) -> None:
        # Seen through: the words below must stay readable.
        ground = self._theme.colour_on_paper("needs")
        ground.setAlpha(90 if self.is_current else 50)
        pen = QPen(self._theme.colour_on_paper("needs"), 2)
        pen.setCosmetic(True)
        painter.setPen(pen if self.is_current else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._box, 2, 2)

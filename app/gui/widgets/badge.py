"""Badges: a state in a glyph, a word and a ground."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import BADGE, BADGE_SMALL, RADIUS_TAG
from app.gui.theme import Theme
from app.gui.widgets.painted import Painted
from app.gui.widgets.states import Severity, State


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFace:
    """What a badge shows."""

    state: State
    text: str
    glyph: str = ""
    """A Lucide name; empty where the row shows the glyph already."""
    small: bool = False

    @property
    def glyph_side(self) -> int:
        """Side of the glyph in pixels."""
        return 12 if self.small else 14

    @property
    def gap(self) -> int:
        """Between glyph and word."""
        return 3 if self.small else 5

    @property
    def left(self) -> int:
        """Padding before the glyph or the word."""
        if self.small:
            return 5
        return 6 if self.glyph else 8

    @property
    def right(self) -> int:
        """Padding after the word."""
        return 5 if self.small else 8


def state_badge(state: State, *, text: str = "", glyph: str = "") -> BadgeFace:
    """Return the face of a state with its own word and glyph, or with others."""
    return BadgeFace(state=state, text=text or state.word, glyph=glyph or state.glyph)


def findings_badge(severity: Severity, count: int) -> BadgeFace:
    """Return the small face that counts findings of one severity."""
    return BadgeFace(state=severity.state, text=str(count), glyph=severity.glyph, small=True)


def badge_font(theme: Theme, face: BadgeFace) -> QFont:
    """Return the font of the word."""
    return theme.font("tag" if face.small else "caption", 600)


def badge_size(theme: Theme, face: BadgeFace) -> QSize:
    """Return how large the badge is; taller than the table when the font is large."""
    metrics = QFontMetrics(badge_font(theme, face))
    glyph = face.glyph_side + face.gap if face.glyph else 0
    width = face.left + glyph + metrics.horizontalAdvance(face.text) + face.right
    least = BADGE_SMALL if face.small else BADGE
    return QSize(width, max(least, metrics.height() + 2))


def paint_badge(painter: QPainter, at: QPoint, theme: Theme, face: BadgeFace) -> QRect:
    """Draw the badge with its top left corner at `at`; return the place it took."""
    rect = QRect(at, badge_size(theme, face))
    colour = theme.colour(face.state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(face.state.ground))
    painter.setPen(Qt.PenStyle.NoPen)
    shape = QRectF(rect)
    if face.state is State.OFFLINE or theme.is_high_contrast:
        dashed = face.state is State.OFFLINE
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 1, style))
        shape.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(shape, RADIUS_TAG, RADIUS_TAG)
    left = rect.left() + face.left
    if face.glyph:
        side = face.glyph_side
        top = rect.top() + (rect.height() - side) // 2
        theme.paint_icon(painter, QRect(left, top, side, side), face.glyph, colour)
        left += side + face.gap
    painter.setFont(badge_font(theme, face))
    painter.setPen(colour)
    words = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, face.text)
    painter.restore()
    return rect


class Badge(Painted):
    """A badge as a widget; screen readers read its word."""

    def __init__(self, theme: Theme, face: BadgeFace, parent: QWidget | None = None) -> None:
        """Show `face`."""
        super().__init__(theme, parent)
        self._face = face
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(face.text)

    @property
    def face(self) -> BadgeFace:
        """What it shows."""
        return self._face

    def set_face(self, face: BadgeFace) -> None:
        """Show something else."""
        self._face = face
        self.setAccessibleName(face.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self.theme, self._face)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QPoint(0, 0), self.theme, self._face)

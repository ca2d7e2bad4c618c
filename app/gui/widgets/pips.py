"""Progress pips: who has acted, one by one, or as one bar when they are many."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import Theme
from app.gui.widgets.painted import Painted

SINGLE = 4
"""Up to so many people have a pip each."""
PIP_WIDTH, PIP_HEIGHT, PIP_GAP = 14, 6, 2
BAR_WIDTH = 62


class Pip(StrEnum):
    """How far one person is."""

    NONE = "none"
    OPENED = "opened"
    ACTED = "acted"
    DECLINED = "declined"


def pips_size(count: int) -> QSize:
    """Return how large the pips of so many people are."""
    if count > SINGLE:
        return QSize(BAR_WIDTH, PIP_HEIGHT)
    return QSize(max(0, count * (PIP_WIDTH + PIP_GAP) - PIP_GAP), PIP_HEIGHT)


def paint_pips(painter: QPainter, at: QPoint, theme: Theme, pips: Sequence[Pip]) -> None:
    """Draw the pips with their top left corner at `at`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(pips) > SINGLE:
        acted = sum(pip is Pip.ACTED for pip in pips) / len(pips)
        token = "stopped" if Pip.DECLINED in pips else "done"
        _paint_one(painter, QRectF(at.x(), at.y(), BAR_WIDTH, PIP_HEIGHT), theme, token, acted)
    else:
        for place, pip in enumerate(pips):
            rect = QRectF(at.x() + place * (PIP_WIDTH + PIP_GAP), at.y(), PIP_WIDTH, PIP_HEIGHT)
            token, part = _LOOKS[pip]
            _paint_one(painter, rect, theme, token, part)
    painter.restore()


_LOOKS = {
    Pip.NONE: ("", 0.0),
    Pip.OPENED: ("waiting", 0.5),
    Pip.ACTED: ("done", 1.0),
    Pip.DECLINED: ("stopped", 1.0),
}


def _paint_one(painter: QPainter, rect: QRectF, theme: Theme, token: str, filled: float) -> None:
    edge = "waiting" if token == "waiting" else "line-strong"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bg-base"))
    painter.drawRoundedRect(rect, 2, 2)
    if filled > 0:
        painter.setBrush(theme.colour(token))
        painter.save()
        painter.setClipRect(QRectF(rect.x(), rect.y(), rect.width() * filled, rect.height()))
        painter.drawRoundedRect(rect, 2, 2)
        painter.restore()
    if filled < 1:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)


class ProgressPips(Painted):
    """Pips as a widget; `words` ("2 of 4") is what a screen reader says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nobody."""
        super().__init__(theme, parent)
        self._pips: tuple[Pip, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_pips(self, pips: Sequence[Pip], words: str) -> None:
        """Show these people."""
        self._pips = tuple(pips)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return pips_size(len(self._pips))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pips(painter, QPoint(0, 0), self.theme, self._pips)

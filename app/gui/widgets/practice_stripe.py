"""The striped line that says: this is practice."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QGradient, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import Theme
from app.gui.widgets.painted import Painted

HEIGHT = 4
STRIPE = 8


class PracticeStripe(Painted):
    """Stripes of the colour of practice and its ground at 45 degrees."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """A line over the whole width."""
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Practice: nothing reaches anybody"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Half of the square's diagonal in x and in y turns the stripes by 45 degrees.
        stripes = QLinearGradient(QPointF(0, 0), QPointF(STRIPE, STRIPE))
        stripes.setSpread(QGradient.Spread.RepeatSpread)
        stripe, ground = self.theme.colour("practice"), self.theme.colour("practice-bg")
        for place, colour in ((0.0, stripe), (0.499, stripe), (0.5, ground), (1.0, ground)):
            stripes.setColorAt(place, colour)
        QPainter(self).fillRect(self.rect(), stripes)

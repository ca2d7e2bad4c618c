"""Frames: the card, its form with a state's bar, and the thin lines between things."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import BAR, RADIUS_CARD, RADIUS_TAG
from app.gui.theme import Theme
from app.gui.widgets.painted import Painted
from app.gui.widgets.states import State


class Card(QFrame):
    """A white sheet with an edge; set a layout into it.

    With a `state` it has a bar in its colour at the left, and when `tinted` its ground too.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        state: State | None = None,
        tinted: bool = False,
        ground: str = "bg-base",
        edge: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        """`ground` and `edge` are tokens, used where the state does not say otherwise."""
        super().__init__(parent)
        self.theme = theme
        self._state = state
        self._tinted = tinted
        self._ground = ground
        self._edge = edge
        theme.changed.connect(self._on_theme_changed)

    def set_state(self, state: State | None, *, tinted: bool = False) -> None:
        """Wear the bar of another state, or none."""
        self._state = state
        self._tinted = tinted
        self.update()

    def set_edge(self, edge: str, ground: str = "bg-base") -> None:
        """Take another edge and ground, e.g. "accent" and "bg-selected" when chosen."""
        self._edge = edge
        self._ground = ground
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge = self._ground, self._edge
        if self._state is not None and self._tinted:
            ground, edge = self._state.ground, self._state.value
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if edge in ("accent", "focus") else 1
        half = width / 2
        shape = _outline(QRectF(self.rect()).adjusted(half, half, -half, -half), self._state)
        painter.setPen(QPen(self.theme.colour(edge), width))
        painter.setBrush(self.theme.colour(ground))
        painter.drawPath(shape)
        if self._state is not None:
            painter.setClipPath(_outline(QRectF(self.rect()), self._state))
            bar = QRectF(0, 0, BAR, self.height())
            painter.fillRect(bar, self.theme.colour(self._state))


def _outline(rect: QRectF, state: State | None) -> QPainterPath:
    """Rounded; the corners at the bar are tighter, so that the bar stays straight."""
    left = RADIUS_CARD if state is None else RADIUS_TAG
    path = QPainterPath()
    path.addRoundedRect(rect, RADIUS_CARD, RADIUS_CARD)
    if left != RADIUS_CARD:
        corner = QPainterPath()
        corner.addRoundedRect(rect.adjusted(0, 0, -rect.width() / 2, 0), left, left)
        path = path.united(corner)
    return path


class Line(Painted):
    """A 1 px line: decoration between panes and rows, unseen by screen readers."""

    def __init__(
        self,
        theme: Theme,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        token: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        """A horizontal line fills the width, a vertical one the height."""
        super().__init__(theme, parent)
        self._token = token
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if orientation is Qt.Orientation.Horizontal:
            self.setSizePolicy(free, fixed)
        else:
            self.setSizePolicy(fixed, free)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.colour(self._token))


class Pane(Painted):
    """A plain ground of the look; set a layout into it."""

    def __init__(
        self, theme: Theme, ground: str = "bg-pane", parent: QWidget | None = None
    ) -> None:
        """`ground` is a token."""
        super().__init__(theme, parent)
        self._ground = ground

    def set_ground(self, ground: str) -> None:
        """Take another ground."""
        self._ground = ground
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.colour(self._ground))

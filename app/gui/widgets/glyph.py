"""One icon as a widget."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.metrics import ICON, ICON_ROW
from app.gui.theme import Theme
from app.gui.widgets.painted import PaintedSquare
from app.gui.widgets.states import State


class Glyph(PaintedSquare):
    """A Lucide icon in a colour of the theme."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        token: str = "text-2",
        side: int = ICON,
        word: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`word` is what a screen reader says; empty where words stand beside it."""
        super().__init__(theme, side, word, parent)
        self._icon = icon
        self._token = token

    def set_icon(self, icon: str, token: str, word: str = "") -> None:
        """Show another icon."""
        self._icon = icon
        self._token = token
        self.setAccessibleName(word)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.theme.paint_icon(painter, self.rect(), self._icon, self._token)


class StateGlyph(Glyph):
    """The glyph of a state; its word is spoken and in the tooltip."""

    def __init__(
        self, theme: Theme, state: State, side: int = ICON_ROW, parent: QWidget | None = None
    ) -> None:
        """Show the glyph of `state`."""
        super().__init__(theme, state.glyph, state, side, state.word, parent)
        self.setToolTip(state.word)

    def set_state(self, state: State) -> None:
        """Show another state."""
        self.set_icon(state.glyph, state, state.word)
        self.setToolTip(state.word)

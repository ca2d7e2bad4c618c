"""A widget that draws itself with the theme and draws itself again when the theme changes."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import Theme


class Painted(QWidget):
    """Holds the theme; subclasses override `sizeHint` and `paintEvent`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Repaint and measure again whenever colours or fonts change."""
        super().__init__(parent)
        self.theme = theme
        theme.changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class PaintedSquare(Painted):
    """A square of a fixed side, e.g. a glyph or a mark, with a spoken name."""

    def __init__(self, theme: Theme, side: int, word: str, parent: QWidget | None = None) -> None:
        """`word` is what a screen reader says; empty where words stand beside it."""
        super().__init__(theme, parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

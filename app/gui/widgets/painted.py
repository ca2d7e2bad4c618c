"""A widget that draws itself with the theme and draws itself again when the theme changes."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

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

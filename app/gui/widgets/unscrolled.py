"""Editors that scrolling past does not change."""

from PySide6.QtGui import QWheelEvent


class Unscrolled:
    """Leaves the wheel to what an editor stands in; named before the class of the editor."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let it go on."""
        event.ignore()

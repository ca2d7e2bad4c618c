"""A column that scrolls up and down, on the ground of what lies behind it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override


class Scrolled(QScrollArea):
    """Never narrower than its contents, so that nothing is cut off at the side."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        """Show `inside`; the focus goes to what is in it."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        # Qt fills it with the ground of the window, whatever lies behind.
        inside.setAutoFillBackground(False)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            # What is inside may need another width now, which Qt tells nobody around it.
            self.updateGeometry()
        return super().event(event)

    @override
    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        bar = self.verticalScrollBar().sizeHint().width()
        width = 0 if inside is None else inside.minimumSizeHint().width()
        return QSize(width + bar, 120)

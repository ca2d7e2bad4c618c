"""Dialogs: a frame with a foot for the buttons, and the veil over the window behind it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import DIALOG, GAP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.painted import Painted

_VEIL_LIGHT = 0.38
_VEIL_DARK = 0.55


class Veil(Painted):
    """Covers the contents of a window while a dialog is open over it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Cover `window` and follow its size."""
        super().__init__(theme, window)
        self.setGeometry(window.rect())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.raise_()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlphaF(_VEIL_LIGHT if self.theme.scheme == "light" else _VEIL_DARK)
        QPainter(self).fillRect(self.rect(), shade)


class Sheet(QDialog):
    """A modal dialog: `body` takes the contents, `foot` the buttons.

    It deletes itself when it is closed.
    """

    def __init__(
        self, theme: Theme, title: str, parent: QWidget | None = None, *, width: int = DIALOG
    ) -> None:
        """`parent` is any widget of the window that the veil is to cover."""
        super().__init__(parent)
        self.theme = theme
        if parent is None:
            theme.dress(self)
        self._veil: Veil | None = None
        # Not only a hint: Qt shortens hints to two thirds of the screen.
        self.setMinimumWidth(width)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = Pane(theme, "bg-raised")
        self._foot = Pane(theme, "bg-window")
        self._foot_layout = QHBoxLayout(self._foot)
        self._foot_layout.setContentsMargins(GAP_PANE, 12, GAP_PANE, 12)
        self._foot_layout.setSpacing(GAP)
        self._foot_layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.body, 1)
        layout.addWidget(Line(theme))
        layout.addWidget(self._foot)

    def add_foot(self, widget: QWidget, *, left: bool = False) -> None:
        """Put a button into the foot: at the right, the primary one last, or at the left."""
        if left:
            self._foot_layout.insertWidget(0, widget)
        else:
            self._foot_layout.addWidget(widget)

    def fit(self) -> None:
        """Take the height that the contents need at the width of the sheet."""
        # Left alone, Qt asks wrapped text for its height at the narrowest width.
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
            # Without wrapped text nothing depends on the width, and Qt answers -1.
            height = layout.totalHeightForWidth(self.minimumWidth())
            self.setMinimumHeight(height if height > 0 else layout.totalSizeHint().height())
            self.resize(self.minimumSize())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if self._veil is None and parent is not None:
            self._veil = Veil(self.theme, parent.window())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().hideEvent(event)

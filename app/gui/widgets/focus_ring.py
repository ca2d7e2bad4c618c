"""The ring around a large view that has the focus by key, drawn above what it shows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.theme import Theme
from app.gui.widgets.painted import Painted
from app.gui.widgets.rows import paint_focus_ring

_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class FocusRing(Painted):
    """Lies over its owner and lets everything through; scrolling does not move it."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        """Follow the focus of `owner`."""
        super().__init__(theme, owner)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVisible(False)
        self._owner = owner
        owner.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.setGeometry(self._owner.rect())
            self.raise_()
            self.setVisible(event.reason() in _BY_KEY)
        elif event.type() == QEvent.Type.FocusOut:
            self.setVisible(False)
        elif event.type() == QEvent.Type.Resize:
            self.setGeometry(self._owner.rect())
        return bool(super().eventFilter(watched, event))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_focus_ring(QPainter(self), self.rect(), self.theme)

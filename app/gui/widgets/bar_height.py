"""Bars as high as what stands in them."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_LOOKS_CHANGE: Final = frozenset(
    {QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange}
)


class BarHeight(QObject):
    """Keeps a bar as high as one of its widgets and some room, and never lower than the table says.

    It is measured each time that the widget is dressed: before, it has another size.
    """

    def __init__(
        self, bar: QWidget, least: int, inside: QWidget, room: int, *, grows: bool = False
    ) -> None:
        """Measure `inside`, which stands in `bar` or beside it; sizes in pixels.

        A bar that `grows` may become higher by what else it says.
        """
        super().__init__(bar)
        self._bar = bar
        self._grows = grows
        self._least = least
        self._inside = inside
        self._room = room
        inside.installEventFilter(self)
        self._measure()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LOOKS_CHANGE:
            self._measure()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        height = max(self._least, self._inside.sizeHint().height() + self._room)
        if self._grows:
            self._bar.setMinimumHeight(height)
        else:
            self._bar.setFixedHeight(height)

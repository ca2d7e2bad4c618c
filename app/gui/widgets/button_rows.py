"""Buttons side by side, in a further row where they do not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.metrics import GAP


class ButtonRows(QWidget):
    """Some buttons from the left, others apart at the right; none is ever cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._main: tuple[QWidget, ...] = ()
        self._aside: tuple[QWidget, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_buttons(self, main: Sequence[QWidget], aside: Sequence[QWidget]) -> None:
        """Show these instead of those before, which are taken down."""
        for old in (*self._main, *self._aside):
            old.hide()
            old.deleteLater()
        self._main, self._aside = tuple(main), tuple(aside)
        for button in (*self._main, *self._aside):
            button.setParent(self)
            button.show()
        self._place()

    @override
    def sizeHint(self) -> QSize:
        buttons = (*self._main, *self._aside)
        width = sum(each.sizeHint().width() + GAP for each in buttons)
        return QSize(max(0, width - GAP), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        widths = (each.sizeHint().width() for each in (*self._main, *self._aside))
        return QSize(max(widths, default=0), self.height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            # A button has other words or another font now.
            self._place()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _row_height(self) -> int:
        heights = (each.sizeHint().height() for each in (*self._main, *self._aside))
        return max(heights, default=0)

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Row and left edge of every button."""
        places = []
        row = left = 0
        for button in self._main:
            wide = button.sizeHint().width()
            if left and left + wide > width:
                row, left = row + 1, 0
            places.append((row, left))
            left += wide + GAP
        apart = sum(each.sizeHint().width() + GAP for each in self._aside) - GAP
        if self._aside and left and left + apart > width:
            row += 1
        right = max(0, width - apart)
        for button in self._aside:
            places.append((row, right))
            right += button.sizeHint().width() + GAP
        return places

    def _place(self) -> None:
        height, places = self._row_height(), self._places(self.width())
        rows = 1 + max((row for row, _left in places), default=0)
        # Not by height for width, which the tinted card around does not hand on.
        self.setFixedHeight(rows * (height + GAP) - GAP)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        buttons = (*self._main, *self._aside)
        for button, (row, left) in zip(buttons, places, strict=True):
            size = button.sizeHint()
            x = self.width() - left - size.width() if mirrored else left
            button.setGeometry(QRect(QPoint(x, row * (height + GAP)), size))

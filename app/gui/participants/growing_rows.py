"""Widgets below each other, as many as are wanted; those that are there already stay."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.metrics import GAP

W = TypeVar("W", bound=QWidget)


class GrowingRows(QVBoxLayout, Generic[W]):
    """Keeps its rows while their number is the same, so that the focus stays where it is."""

    def __init__(self, make: Callable[[], W]) -> None:
        """`make` is asked for each further row."""
        super().__init__()
        self.setSpacing(GAP)
        self._make = make
        self._rows: list[W] = []

    def set_count(self, count: int) -> Sequence[W]:
        """Have so many rows; all of them, from the top."""
        while len(self._rows) > count:
            row = self._rows.pop()
            self.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < count:
            row = self._make()
            self._rows.append(row)
            self.addWidget(row)
            row.show()
        return tuple(self._rows)

    def rows(self) -> Sequence[W]:
        """The rows, from the top."""
        return tuple(self._rows)

    def place_of(self, row: QObject | None) -> int:
        """Where a row is, from 0. Raises StopIteration for one that is gone."""
        return next(place for place, each in enumerate(self._rows) if each is row)

"""A labelled number with its unit, and a labelled day; scrolling past them changes nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QSpinBox

from app.gui.theme import Theme
from app.gui.widgets.field import Field
from app.gui.widgets.unscrolled import Unscrolled


class _Spin(Unscrolled, QSpinBox):
    """A number that scrolling past does not change."""


class ToldNumber(Field):
    """A labelled whole number.

    Signals:
        counted: the number; 0 for none
    """

    counted = Signal(int)

    def __init__(
        self, theme: Theme, label: str, name: str, none: str, most: int, units: Sequence[str]
    ) -> None:
        """`none` stands where no number is set; `units` are the words for one and for several."""
        self.spin = _Spin()
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin.setObjectName(name)
        self.spin.setRange(0, most)
        self.spin.setSpecialValueText(none)
        self._units = tuple(units)
        super().__init__(theme, label, self.spin)
        self._show_unit()
        self.spin.valueChanged.connect(self._on_counted)

    def show_value(self, value: int | None, *, locked: bool) -> None:
        """Show a number that may be changed unless `locked`."""
        with QSignalBlocker(self.spin):
            self.spin.setMaximum(max(self.spin.maximum(), value or 0))
            self.spin.setValue(max(0, value or 0))
        self._show_unit()
        self.spin.setReadOnly(locked)

    def set_units(self, units: Sequence[str]) -> None:
        """Count something else, e.g. hours."""
        self._units = tuple(units)
        self._show_unit()

    def _show_unit(self) -> None:
        one, several = self._units
        self.spin.setSuffix(f" {one if self.spin.value() == 1 else several}".rstrip())

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        self._show_unit()
        self.counted.emit(count)


class _DayEdit(Unscrolled, QDateEdit):
    """A day that scrolling past does not change."""


class ToldDay(Field):
    """A labelled day of the calendar.

    Signals:
        chosen: the `date`
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, label: str, name: str) -> None:
        """`name` becomes the object name of the edit."""
        self.edit = _DayEdit()
        self.edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.edit.setObjectName(name)
        self.edit.setDisplayFormat("d MMM yyyy")
        super().__init__(theme, label, self.edit)
        self.edit.dateChanged.connect(self._on_changed)

    def show_value(self, value: date, *, locked: bool) -> None:
        """Show a day that may be changed unless `locked`."""
        with QSignalBlocker(self.edit):
            self.edit.setDate(QDate(value.year, value.month, value.day))
        self.edit.setReadOnly(locked)

    @Slot(QDate)
    def _on_changed(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))

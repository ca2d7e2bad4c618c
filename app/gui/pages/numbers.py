"""Where the chosen field lies, in numbers: page, left, top, width, height."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSpinBox, QWidget

from app.domain.field_editing import Place
from app.gui.metrics import GAP
from app.gui.theme import Theme
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.field import Field

_MOST = 14_400
"""Points; no page of a PDF is larger."""


class PlaceNumbers(QWidget):
    """The place of a field, to read and to type; squares have one of three sizes.

    Signals:
        place_typed: the `Place` that is wanted
    """

    place_typed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with a field of nothing."""
        super().__init__(parent)
        self._place = Place(page=1, x=0, y=0, width=0, height=0)
        self._sizes: tuple[float, ...] = ()
        self.page = _spin("place-page")
        self.left, self.top = _spin("place-left", "pt"), _spin("place-top", "pt")
        self.width_of, self.height_of = _spin("place-width", "pt"), _spin("place-height", "pt")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        labels = (
            (self.page, self.tr("Page")),
            (self.left, self.tr("Left")),
            (self.top, self.tr("Top")),
            (self.width_of, self.tr("Width")),
            (self.height_of, self.tr("Height")),
        )
        self._fields = [Field(theme, label, spin) for spin, label in labels]
        for place, field in enumerate(self._fields):
            grid.addWidget(field, place // 3, place % 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        options = [
            Option(key="0", text=self.tr("Small")),
            Option(key="1", text=self.tr("Medium")),
            Option(key="2", text=self.tr("Large")),
        ]
        self.size_choice = Choice(theme, options, label=self.tr("Size"))
        self._size = Field(theme, self.tr("Size"), self.size_choice)
        grid.addWidget(self._size, 2, 0, 1, 3)
        for spin in (self.page, self.left, self.top, self.width_of, self.height_of):
            spin.valueChanged.connect(self._on_typed)
        self.size_choice.chosen.connect(self._on_size_chosen)

    def show_place(self, place: Place, sizes: tuple[float, ...] = (), pages: int = 1) -> None:
        """Show a place; `sizes`: the only widths that the field may have."""
        self._place, self._sizes = place, sizes
        blockers = [QSignalBlocker(spin) for spin in self._spins()]
        self.page.setRange(1, max(1, pages))
        self.show_moved(place)
        del blockers
        for field in self._fields[3:]:
            field.setVisible(not sizes)
        self._size.setVisible(bool(sizes))
        if sizes:
            nearest = min(range(len(sizes)), key=lambda each: abs(sizes[each] - place.width))
            self.size_choice.set_value(str(nearest))

    def show_moved(self, place: Place) -> None:
        """Follow a field that is being dragged, without telling."""
        self._place = place
        values = (place.page, place.x, place.y, place.width, place.height)
        for spin, value in zip(self._spins(), values, strict=True):
            with QSignalBlocker(spin):
                spin.setValue(round(value))

    def _spins(self) -> tuple[QSpinBox, ...]:
        return (self.page, self.left, self.top, self.width_of, self.height_of)

    @Slot()
    def _on_typed(self) -> None:
        """Only what was typed changes: the others may have fractions that are not shown."""
        place = self._place
        if self.page.value() != place.page:
            place = replace(place, page=self.page.value())
        if self.left.value() != round(place.x):
            place = replace(place, x=self.left.value())
        if self.top.value() != round(place.y):
            place = replace(place, y=self.top.value())
        if self.width_of.value() != round(place.width):
            place = replace(place, width=self.width_of.value())
        if self.height_of.value() != round(place.height):
            place = replace(place, height=self.height_of.value())
        if place != self._place:
            self.place_typed.emit(place)

    @Slot(str)
    def _on_size_chosen(self, key: str) -> None:
        side = self._sizes[int(key)]
        self.place_typed.emit(replace(self._place, width=side, height=side))


def _spin(name: str, unit: str = "") -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setRange(0, _MOST)
    spin.setSuffix(f" {unit}" if unit else "")
    # A number that is half typed moves nothing yet.
    spin.setKeyboardTracking(False)
    # Three stand side by side in a narrow column.
    spin.setMinimumWidth(0)
    spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    spin.setProperty("arrows", "none")
    return spin

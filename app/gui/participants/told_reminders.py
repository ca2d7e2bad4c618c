"""When SigningHub reminds a recipient who has not acted."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.signinghub_people import DAYS, HOURS, Reminders
from app.gui.metrics import GAP_CARD
from app.gui.participants.signinghub_words import (
    ACCOUNT,
    day_units,
    hour_units,
    own_option,
    reminder_words,
    time_units,
)
from app.gui.participants.told_fields import ToldChoice
from app.gui.participants.told_numbers import ToldNumber
from app.gui.theme import Theme
from app.gui.widgets.labels import Label

_NONE, _REMIND = "none", "remind"
_USUAL = Reminders(enabled=True, after=3, repeated=True, every=2, total=5)
_MOST = 999


class ToldReminders(QWidget):
    """The choice, and the numbers that it needs, with what they mean in a line.

    Signals:
        changed: the `Reminders` as they are to be (None: the account's own), and what was typed in
    """

    changed = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with the account's own."""
        super().__init__(parent)
        self._value: Reminders | None = None
        once = self.tr("Only once")
        days = day_units()
        self.way = ToldChoice(theme, self.tr("Reminders"), "told-reminders")
        self.unit = ToldChoice(theme, self.tr("Counted in"), "reminder-unit")
        self.after = ToldNumber(theme, self.tr("First after"), "reminder-after", "–", _MOST, days)
        self.every = ToldNumber(theme, self.tr("Then every"), "reminder-every", once, _MOST, days)
        self.total = ToldNumber(
            theme, self.tr("At most"), "reminder-total", "–", _MOST, time_units()
        )
        self.note = Label(theme, role="caption", token="text-3", wrap=True)
        top = Qt.AlignmentFlag.AlignTop
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP_CARD)
        grid.addWidget(self.way, 0, 0, top)
        grid.addWidget(self.unit, 0, 1, top)
        grid.addWidget(self.after, 1, 0, top)
        grid.addWidget(self.every, 1, 1, top)
        grid.addWidget(self.total, 2, 0, top)
        grid.addWidget(self.note, 3, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.way.chosen.connect(self._on_way)
        self.unit.chosen.connect(self._on_unit)
        self.after.counted.connect(self._on_after)
        self.every.counted.connect(self._on_every)
        self.total.counted.connect(self._on_total)

    def show_value(self, value: Reminders | None, *, hours: bool, locked: bool) -> None:
        """Show reminders; `hours`: the account can count in hours, too."""
        self._value = value
        reminds = value is not None and value.enabled
        way = ACCOUNT if value is None else _REMIND if reminds else _NONE
        options = [own_option(), (_NONE, self.tr("None")), (_REMIND, self.tr("By e-mail"))]
        self.way.show_value(way, options, locked=locked)
        counted = value.frequency if value is not None else ""
        self.unit.setVisible(reminds and (hours or counted == HOURS))
        for number in (self.after, self.every, self.total):
            number.setVisible(reminds)
        self.note.hide()
        if value is None or not reminds:
            return
        units = [(DAYS, self.tr("Days")), (HOURS, self.tr("Hours"))]
        self.unit.show_value(counted or DAYS, units, locked=locked)
        span = hour_units() if counted == HOURS else day_units()
        self.after.set_units(span)
        self.every.set_units(span)
        self.after.show_value(value.after, locked=locked)
        self.every.show_value(value.every if value.repeated else 0, locked=locked)
        self.total.show_value(value.total, locked=locked)
        self.total.setVisible(value.repeated)
        words = reminder_words(value)
        self.note.setText(words)
        self.note.setVisible(bool(words))

    @Slot(str)
    def _on_way(self, way: str) -> None:
        wanted = {ACCOUNT: None, _NONE: Reminders(), _REMIND: _USUAL}
        self.changed.emit(wanted[way], "")

    @Slot(str)
    def _on_unit(self, unit: str) -> None:
        value = self._value or _USUAL
        again = unit if value.repeated else ""
        self.changed.emit(replace(value, frequency=unit, repeat_frequency=again), "")

    @Slot(int)
    def _on_after(self, count: int) -> None:
        self._tell(replace(self._value or _USUAL, after=count or None), "after")

    @Slot(int)
    def _on_every(self, count: int) -> None:
        value = self._value or _USUAL
        total = value.total if value.repeated else _USUAL.total
        repeated = replace(
            value,
            repeated=count > 0,
            every=count or None,
            total=total if count else None,
            repeat_frequency=value.frequency if count else "",
        )
        self._tell(repeated, "every")

    @Slot(int)
    def _on_total(self, count: int) -> None:
        self._tell(replace(self._value or _USUAL, total=count or None), "total")

    def _tell(self, value: Reminders, typed: str) -> None:
        self._value = value
        self.changed.emit(value, typed)

"""When a recipient can open the documents: always, between two days, or for some days."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.signinghub_people import Window
from app.gui.metrics import GAP_CARD
from app.gui.participants.signinghub_words import ACCOUNT, day_units, own_option
from app.gui.participants.told_fields import ToldChoice
from app.gui.participants.told_numbers import ToldDay, ToldNumber
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.labels import Label

_ALWAYS, _DATES, _DAYS = "always", "dates", "days"
_USUAL_DAYS = 14
_MOST_DAYS = 999
_LAST = time(23, 59, 59)


class ToldWindow(QWidget):
    """The choice, and the days that it needs.

    Signals:
        changed: the `Window` as it is to be (None: the account's own), and what was typed in
    """

    changed = Signal(object, str)

    def __init__(
        self, theme: Theme, times: Callable[[], Times], parent: QWidget | None = None
    ) -> None:
        """`times` knows the day of today and the user's zone."""
        super().__init__(parent)
        self._times = times
        self._value: Window | None = None
        self.way = ToldChoice(theme, self.tr("Can open the documents"), "told-window")
        self.start = ToldDay(theme, self.tr("From"), "window-start")
        self.end = ToldDay(theme, self.tr("Until the end of"), "window-end")
        self.days = ToldNumber(
            theme, self.tr("After their turn came"), "window-days", "–", _MOST_DAYS, day_units()
        )
        self.note = Label(theme, role="caption", token="text-3", wrap=True)
        self.note.setText(
            self.tr("Who has not acted when the time is over counts as having declined.")
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP_CARD)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.way, 0, 0, top)
        grid.addWidget(self.days, 0, 1, top)
        grid.addWidget(self.start, 1, 0, top)
        grid.addWidget(self.end, 1, 1, top)
        grid.addWidget(self.note, 2, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.way.chosen.connect(self._on_way)
        self.start.chosen.connect(self._on_start)
        self.end.chosen.connect(self._on_end)
        self.days.counted.connect(self._on_days)

    def show_value(self, value: Window | None, *, locked: bool) -> None:
        """Show a window; None is the account's own."""
        self._value = value
        way = _way_of(value)
        options = [
            own_option(),
            (_ALWAYS, self.tr("Always")),
            (_DATES, self.tr("Between two days")),
            (_DAYS, self.tr("For some days")),
        ]
        self.way.show_value(way, options, locked=locked)
        by_date, by_days = way == _DATES, way == _DAYS
        for widget, shown in (
            (self.start, by_date),
            (self.end, by_date),
            (self.days, by_days),
            (self.note, by_date or by_days),
        ):
            widget.setVisible(shown)
        if value is not None and by_date:
            self.start.show_value(self._day(value.start), locked=locked)
            self.end.show_value(self._day(value.end), locked=locked)
        if value is not None and by_days:
            self.days.show_value(value.days, locked=locked)

    def _day(self, moment: datetime | None) -> date:
        times = self._times()
        return (moment or times.now).astimezone(times.zone).date()

    def _moment(self, day: date, at: time) -> datetime:
        zone: tzinfo | None = self._times().zone
        naive = datetime.combine(day, at)
        return naive.astimezone() if zone is None else naive.replace(tzinfo=zone)

    @Slot(str)
    def _on_way(self, way: str) -> None:
        today = self._day(None)
        wanted = {
            ACCOUNT: None,
            _ALWAYS: Window(),
            _DAYS: Window(enabled=True, by_days=True, days=_USUAL_DAYS),
            _DATES: Window(
                enabled=True,
                by_date=True,
                start=self._moment(today, time()),
                end=self._moment(today + timedelta(days=_USUAL_DAYS), _LAST),
            ),
        }
        self.changed.emit(wanted[way], "")

    @Slot(object)
    def _on_start(self, day: date) -> None:
        self._tell_dates(day, None, "start")

    @Slot(object)
    def _on_end(self, day: date) -> None:
        self._tell_dates(None, day, "end")

    def _tell_dates(self, start: date | None, end: date | None, typed: str) -> None:
        """A day that was not touched keeps the very moment that the draft told."""
        before = self._value or Window()
        wanted = Window(
            enabled=True,
            by_date=True,
            start=before.start if start is None else self._moment(start, time()),
            end=before.end if end is None else self._moment(end, _LAST),
        )
        self.changed.emit(wanted, typed)

    @Slot(int)
    def _on_days(self, days: int) -> None:
        self.changed.emit(Window(enabled=True, by_days=True, days=days or None), "days")


def _way_of(value: Window | None) -> str:
    if value is None:
        return ACCOUNT
    if not value.enabled:
        return _ALWAYS
    return _DATES if value.by_date else _DAYS

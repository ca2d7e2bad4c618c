"""What is asked at SigningHub before the documents open, beyond one proof and the own number."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.contacts import e164, spaced_phone
from app.domain.signinghub_people import Opening
from app.gui.metrics import GAP_CARD
from app.gui.participants.told_fields import ToldChoice, ToldLine
from app.gui.theme import Theme

_ABOVE, _CODE, _BOTH, _PASSWORD, _NOTHING = "", "code", "both", "password", "nothing"
_OFFERED = {
    _CODE: Opening(code=True),
    _BOTH: Opening(code=True, password=True),
    _PASSWORD: Opening(password=True),
    _NOTHING: Opening(enabled=False),
}


class ToldOpening(QWidget):
    """What is chosen under *Proves identity*, or a code to another number, or two proofs.

    Signals:
        changed: the `Opening` as it is to be (None: as chosen above), and what was typed in
    """

    changed = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with what is chosen above."""
        super().__init__(parent)
        self._value: Opening | None = None
        self.way = ToldChoice(theme, self.tr("Before the documents open"), "told-opening")
        self.number = ToldLine(theme, self.tr("The code goes to"), "opening-number")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        top = Qt.AlignmentFlag.AlignTop
        for column, field in enumerate((self.way, self.number)):
            grid.addWidget(field, 0, column, top)
            grid.setColumnStretch(column, 1)
        self.way.chosen.connect(self._on_way)
        self.number.typed.connect(self._on_number)

    def show_value(self, value: Opening | None, phone: str, *, locked: bool) -> None:
        """Show what is asked; None is what was chosen above. `phone` is the person's own."""
        self._value = value
        options = [
            (_ABOVE, self.tr("As chosen above")),
            (_CODE, self.tr("SMS code to another number")),
            (_BOTH, self.tr("Password and SMS code")),
        ]
        way = _way_of(value)
        # These two are chosen above; only a file says them here.
        seldom = {_PASSWORD: self.tr("Password"), _NOTHING: self.tr("Nothing")}
        options += [(way, seldom[way])] if way in seldom else []
        self.way.show_value(way, options, locked=locked)
        self.number.setVisible(value is not None and value.code)
        self.number.edit.setPlaceholderText(spaced_phone(phone) if phone else "+46 …")
        self.number.show_value("" if value is None else value.number, locked=locked)

    @Slot(str)
    def _on_way(self, way: str) -> None:
        number = "" if self._value is None else self._value.number
        wanted = _OFFERED.get(way)
        if wanted is not None and wanted.code:
            wanted = replace(wanted, number=number)
        self.changed.emit(wanted, "")
        if way == _CODE:
            self.number.edit.setFocus()

    @Slot(str)
    def _on_number(self, typed: str) -> None:
        if self._value is not None:
            value = replace(self._value, number=e164(typed) or typed)
            self._value = value
            self.changed.emit(value, "number")


def _way_of(value: Opening | None) -> str:
    if value is None:
        return _ABOVE
    if not value.enabled or not (value.code or value.password):
        return _NOTHING
    if value.code:
        return _BOTH if value.password else _CODE
    return _PASSWORD

"""A choice of two to four words side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, repolish

_ROUNDING = 2
"""What strong letters take beyond their measure, each being put on whole pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One word of a choice."""

    key: str
    text: str
    icon: str = ""
    reason: str = ""
    """Why it is not possible; empty when it is."""


class ChoiceButton(Button):
    """One word of a choice, wide enough to be strong when it is chosen."""

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        strong = self.theme.font_metrics("body", 600).horizontalAdvance(self.text())
        wider = strong - self._width_in_rest() + _ROUNDING
        return hint.expandedTo(QSize(hint.width() + wider, 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _width_in_rest(self) -> int:
        return self.theme.font_metrics("body", 500).horizontalAdvance(self.text())


class Choice(QWidget):
    """Words side by side, one of which is chosen; arrow keys move the choice.

    Signals:
        chosen: key of the option that the user chose
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[Option],
        *,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        """`label` is what a screen reader calls the choice; nothing is chosen yet."""
        super().__init__(parent)
        self.theme = theme
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what was chosen stays chosen when it is still there."""
        before = self.value()
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, option in enumerate(options):
            self._buttons[option.key] = self._add(option, _place(place, len(options)))
        self.set_value(before)

    def set_possible(self, key: str, reason: str = "") -> None:
        """Switch an option off with the reason why, or on when there is none."""
        self._buttons[key].set_possible(not reason, reason)

    def value(self) -> str:
        """Return the key of what is chosen, or nothing."""
        for key, button in self._buttons.items():
            if button.isChecked():
                return key
        return ""

    def set_value(self, key: str) -> None:
        """Choose without telling; an unknown key chooses nothing."""
        self._group.setExclusive(False)
        for own, button in self._buttons.items():
            button.setChecked(own == key)
        self._group.setExclusive(True)

    def button(self, key: str) -> Button:
        """Return the button of an option."""
        return self._buttons[key]

    def _add(self, option: Option, place: str) -> Button:
        button = ChoiceButton(
            self.theme, option.text, kind="choice", icon=option.icon, name=option.key
        )
        button.setCheckable(True)
        button.setProperty("at", place)
        repolish(button)
        button.set_possible(not option.reason, option.reason)
        self._group.addButton(button)
        self._layout.addWidget(button)
        return button

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.objectName())


def _place(place: int, count: int) -> str:
    if place == 0:
        return "first"
    return "last" if place == count - 1 else "middle"

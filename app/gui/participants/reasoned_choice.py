"""A choice with what is seldom chosen behind a link, and why some of it is not possible."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.metrics import GAP_PAIR
from app.gui.participants.more_ways import MoreWays
from app.gui.theme import Theme
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be chosen."""

    usual: tuple[Option, ...]
    """Side by side; those that are not possible say why."""
    seldom: tuple[Option, ...] = ()
    """Behind the link."""


class ReasonedChoice(QWidget):
    """The usual ways side by side.

    Signals:
        chosen: key of what was chosen
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, label: str, more: str, parent: QWidget | None = None) -> None:
        """`label` is spoken; `more` becomes the object name of the link."""
        super().__init__(parent)
        self.choice = Choice(theme, [], label=label)
        self.more = MoreWays(theme, more)
        self._reason = Label(theme, role="caption", token="text-3", wrap=True)
        self._keys: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PAIR)
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._reason)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.chosen.connect(self.chosen)
        self.more.chosen.connect(self.chosen)

    def show_offer(self, offer: Offer, chosen: str, *, locked: bool) -> None:
        """Show what can be chosen, and what is; buttons that stay keep the focus."""
        keys = tuple(option.key for option in offer.usual)
        if self._keys != keys:
            self._keys = keys
            self.choice.set_options(offer.usual)
        for option in offer.usual:
            self.choice.set_possible(option.key, option.reason)
        self.choice.set_value(chosen)
        self.choice.setEnabled(not locked)
        self._reason.setText(_reasons(offer.usual))
        self._reason.setVisible(bool(self._reason.text()))
        self.more.offer(() if locked else offer.seldom)


def _reasons(options: Sequence[Option]) -> str:
    """What is off, with the reason of each said once."""
    reasons = dict.fromkeys(option.reason for option in options if option.reason)
    return " ".join(
        f"{', '.join(each.text for each in options if each.reason == reason)}: {reason}."
        for reason in reasons
    )

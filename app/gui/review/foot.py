"""The foot of the last part: a promise, and the one deliberate button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.gui.metrics import GAP_CARD, GAP_PANE, ICON_ROW
from app.gui.theme import Theme
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Sentence


class SendFoot(Pane):
    """Says what has left this computer, and sends.

    Signals:
        send_requested: Send was pressed
        connect_requested: the user wants to connect an account first
    """

    send_requested = Signal()
    connect_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nothing that could be sent."""
        super().__init__(theme, "bg-base", parent)
        self._glyph = Glyph(theme, "shield-check", "text-2", ICON_ROW)
        self.promise = Sentence(theme)
        self.send = Button(theme, kind="primary", size="large", icon="send", name="send")
        # Enter presses it too when it has the focus.
        self.send.setAutoDefault(True)
        self.connect_account = Button(
            theme,
            self.tr("Connect an account"),
            kind="primary",
            size="large",
            icon="plus",
            name="connect-account",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_PANE, 11, GAP_PANE, 11)
        row.setSpacing(GAP_CARD)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._glyph, 0, middle)
        row.addWidget(self.promise, 1, middle)
        row.addWidget(self.connect_account)
        row.addWidget(self.send)
        BarHeight(self, 0, self.send, 22, grows=True)
        self.send.clicked.connect(self.send_requested)
        self.connect_account.clicked.connect(self.connect_requested)

    def offer(self, people: int, reason: str, *, has_accounts: bool) -> None:
        """Offer to send; `reason` says why that is not possible, empty when it is."""
        strong = self.tr("Nothing has left this computer yet.")
        after = self.tr("After Send you get one of three answers: sent, not sent, or finding out.")
        self.promise.say(strong, reason or after)
        self._glyph.set_icon("shield-check", "text-2")
        self.connect_account.setVisible(not has_accounts)
        self.send.setVisible(has_accounts)
        words = self.tr("Send to 1 person") if people == 1 else self.tr("Send to {count} people")
        self.send.setText(words.format(count=people) if people else self.tr("Send"))
        self.send.set_possible(not reason, reason)

    def say(self, strong: str, words: str) -> None:
        """Say how it stands after Send; there is nothing to press any more."""
        self.promise.say(strong, words)
        self.connect_account.setVisible(False)
        self.send.setVisible(False)
        self.send.setEnabled(False)

"""What came out of testing an account."""

from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP_PAIR, ICON
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.card import Card
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.states import State
from app.services.ports import AccountCheck, CheckState
from app.services.texts import ErrorText

_GLYPHS: Final = {
    CheckState.GOOD: ("circle-check", State.DONE),
    CheckState.BAD: ("circle-x", State.STOPPED),
    CheckState.ADVICE: ("circle-alert", State.NEEDS),
    CheckState.NOT_TESTED: ("circle-minus", State.OFFLINE),
}


class CheckCard(Card):
    """Lines about what is good, bad and was not tested; before that, what a test does."""

    def __init__(
        self, theme: Theme, zone: tzinfo | None = None, parent: QWidget | None = None
    ) -> None:
        """Begin with what a test does; times are told in `zone`, else in the computer's."""
        super().__init__(theme, edge="line-button", parent=parent)
        self.setObjectName("check")
        self._zone = zone
        self._rows: list[QWidget] = []
        self._texts: list[str] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 10, 14, 10)
        self._layout.setSpacing(GAP_PAIR)
        self._caption = Label(theme, role="caption", token="text-2")
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Test"), weight=600))
        head.addStretch(1)
        head.addWidget(self._caption)
        self._layout.addLayout(head)
        self.clear()

    def clear(self) -> None:
        """Say what a test does."""
        self._begin("")
        self._add("info", "text-2", "", self.tr("Signs in and reads. Nothing is sent to anybody."))

    def show_running(self, host: str) -> None:
        """Say that the service is being asked."""
        self._begin("")
        self._add("hourglass", State.SENDING, "", self.tr("Asking {host} …").format(host=host))

    def show_browser(self) -> None:
        """Say that the user's permission in the browser is waited for."""
        self._begin("")
        self._add(
            "hourglass",
            State.SENDING,
            self.tr("Waiting for you in the browser."),
            self.tr("Sign in there and permit Countersign; it goes on here by itself."),
        )

    def show_check(self, check: AccountCheck, at: datetime, seconds: float) -> None:
        """Say what the service was asked and answered, when, and how long that took."""
        took = self.tr("{time}, {seconds:.1f} s, nothing was sent").format(
            time=Times(now=at, zone=self._zone).clock(at), seconds=seconds
        )
        self._begin(took)
        for item in check.items:
            glyph, state = _GLYPHS[item.state]
            self._add(glyph, state, "", item.sentence)

    def show_error(self, error: ErrorText) -> None:
        """Say why the test came to no end."""
        self._begin("")
        self._add("circle-x", State.STOPPED, error.title, error.meaning)

    def sentences(self) -> tuple[str, ...]:
        """What is read on it, line by line."""
        return tuple(self._texts)

    def _begin(self, caption: str) -> None:
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._texts = [], []
        self._caption.setText(caption)

    def _add(self, glyph: str, token: str, strong: str, text: str) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, GAP_PAIR, 0, GAP_PAIR)
        layout.setSpacing(10)
        sign = Glyph(self.theme, glyph, token, ICON)
        sentence = Sentence(self.theme)
        sentence.say(strong, text)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(sentence, 1)
        self._layout.addWidget(row)
        self._rows.append(row)
        self._texts.append(sentence.plain_text())
        self.setAccessibleName(" ".join(self._texts))

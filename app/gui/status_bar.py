"""The line at the foot of the window: when was asked, who is signed in, what is not known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStatusBar, QWidget

from app.gui.metrics import STATUS_BAR
from app.gui.theme import Theme
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label
from app.gui.widgets.states import State

_GLYPH = 13


class StatusLine(QWidget):
    """A glyph and a word or two."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        """Begin without words."""
        super().__init__(parent)
        self._glyph = Glyph(theme, icon, "text-2", _GLYPH)
        self._words = Label(theme, role="caption", token="text-2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._glyph)
        layout.addWidget(self._words)

    def say(self, words: str, icon: str, token: str = "text-2", weight: int | None = None) -> None:
        """Show something else."""
        self._glyph.set_icon(icon, token)
        self._words.setText(words)
        self._words.set_token(token)
        self._words.set_weight(weight)
        self.setVisible(bool(words))

    def words(self) -> str:
        """Return what stands there."""
        return self._words.text()


class StatusBar(QStatusBar):
    """Checks and accounts at the left, the outbox at the right when it is finding out.

    Signals:
        outbox_requested: show what is being found out
    """

    outbox_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self.setSizeGripEnabled(False)
        self.setMinimumHeight(STATUS_BAR)
        self.practice = StatusLine(theme, State.PRACTICE.glyph)
        self.checks = StatusLine(theme, "refresh-cw")
        self.accounts = StatusLine(theme, "shield-check")
        self.outbox = QPushButton()
        self.outbox.setObjectName("finding-out")
        self.outbox.setProperty("kind", "link")
        self.outbox.setFlat(True)
        self.outbox.setCursor(Qt.CursorShape.PointingHandCursor)
        self.outbox.clicked.connect(self.outbox_requested)
        left = QWidget()
        layout = QHBoxLayout(left)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.setSpacing(16)
        for line in (self.practice, self.checks, self.accounts):
            line.say("", "refresh-cw")
            layout.addWidget(line)
        self.addWidget(left)
        self.addPermanentWidget(self.outbox)
        self.set_finding_out(0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_practice(self, *, practice: bool) -> None:
        """Say that everything happens on this computer only."""
        words = self.tr("Practice: this computer only") if practice else ""
        self.practice.say(words, State.PRACTICE.glyph, State.PRACTICE, 600)

    def set_finding_out(self, count: int) -> None:
        """Tell how many agreements may or may not have been sent."""
        self.outbox.setText(self.tr("Outbox: {count} finding out").format(count=count))
        self.outbox.setVisible(count > 0)

    def _restyle(self) -> None:
        self.outbox.setFont(self._theme.font("caption", 600))
        self.outbox.setIcon(self._theme.icon(State.FINDING.glyph, State.FINDING))
        colour = self._theme.colour(State.FINDING).name()
        self.outbox.setStyleSheet(f"color: {colour}; padding: 0 10px;")

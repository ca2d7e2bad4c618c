"""The line below the toolbar while a phrase is looked for: how often it is there, what next."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.gui.metrics import GAP
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Sentence

_HEIGHT = 40


class HitsBar(Pane):
    """Goes from one occurrence to the next.

    Signals:
        step_requested: 1 for the next occurrence, -1 for the one before
        follow_requested: the chosen field is to follow this occurrence
        close_requested: the phrase is done with
    """

    step_requested = Signal(int)
    follow_requested = Signal()
    close_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin unseen."""
        super().__init__(theme, "needs-bg", parent)
        self._words = Sentence(theme)
        self._words.setObjectName("hits-words")
        self.back = icon_button(
            theme, "chevron-left", self.tr("Place before"), size="small", name="hit-before"
        )
        self.forth = icon_button(
            theme, "chevron-right", self.tr("Next place"), size="small", name="hit-next"
        )
        self.follow = Button(
            theme, self.tr("Move the chosen field here"), size="small", name="hit-follow"
        )
        self.close_button = icon_button(
            theme, "x", self.tr("Forget the phrase"), size="small", name="hits-close"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, GAP, 4)
        row.setSpacing(GAP)
        row.addWidget(Glyph(theme, "scan-text", "needs"))
        row.addWidget(self._words, 1)
        for widget in (self.follow, self.back, self.forth, self.close_button):
            row.addWidget(widget)
        self.setMinimumHeight(_HEIGHT)
        self.back.clicked.connect(self._on_back)
        self.forth.clicked.connect(self._on_forth)
        self.follow.clicked.connect(self.follow_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.setVisible(False)

    def words(self) -> str:
        """What is said."""
        return self._words.plain_text()

    def say(self, phrase: str, current: int, count: int, *, has_field: bool) -> None:
        """Say where one is among the occurrences; `current` counts from 0."""
        found = self.tr("“{phrase}”").format(phrase=phrase)
        if count:
            place = self.tr("{number} of {count}. Press a kind of field to place it below.")
            text = place.format(number=current + 1, count=count)
        else:
            text = self.tr("is not in the text of this document. Scanned pages have no text.")
        self._words.say(found, text)
        for button in (self.back, self.forth):
            button.setVisible(count > 1)
        self.follow.setVisible(bool(count) and has_field)
        self.setVisible(True)

    @Slot()
    def _on_back(self) -> None:
        self.step_requested.emit(-1)

    @Slot()
    def _on_forth(self) -> None:
        self.step_requested.emit(1)

"""The process in words: a card for each turn."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_CARD
from app.gui.process.words import TurnWords
from app.gui.theme import Theme
from app.gui.widgets.card import Card, Line
from app.gui.widgets.labels import Label
from app.gui.widgets.person_mark import PersonMark

_WHEN = 168


class Story(Card):
    """Turn by turn, what happens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent=parent)
        self._turns: tuple[TurnWords, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.setVisible(False)

    def tell(self, turns: Sequence[TurnWords]) -> None:
        """Tell the turns from first to last."""
        if tuple(turns) == self._turns:
            return
        self._turns = tuple(turns)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for number, turn in enumerate(self._turns):
            if number:
                self._add(Line(self.theme))
            self._add(self._told(turn))
        self.setVisible(bool(self._lines))

    def plain_text(self) -> str:
        """All of it, as lines."""
        return "\n".join(f"{turn.when}: {turn.sentence}" for turn in self._turns)

    def _add(self, widget: QWidget) -> None:
        self._lines.append(widget)
        self._column.addWidget(widget)

    def _told(self, turn: TurnWords) -> QWidget:
        line = QWidget()
        line.setAccessibleName(f"{turn.when}: {turn.sentence}")
        row = QHBoxLayout(line)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(GAP_CARD)
        top = Qt.AlignmentFlag.AlignTop
        when = Label(self.theme, turn.when, weight=600, wrap=True)
        when.setFixedWidth(_WHEN)
        row.addWidget(when, 0, top)
        marks = QHBoxLayout()
        marks.setSpacing(GAP // 2)
        marks.setContentsMargins(0, 3, 0, 0)
        for person in turn.people[:8]:
            marks.addWidget(PersonMark(self.theme, "", person), 0, top)
        row.addLayout(marks)
        row.addWidget(Label(self.theme, turn.sentence, wrap=True), 1, top)
        return line

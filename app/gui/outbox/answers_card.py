"""What will happen when the answer to a doubtful start comes."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PAIR, ICON
from app.gui.outbox.notices import Answer
from app.gui.theme import Theme
from app.gui.widgets.card import Card
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence


class AnswersCard(Card):
    """The three answers, each with its consequence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, ground="bg-window", edge="bg-window", parent=parent)
        self.setObjectName("answers")
        self._answers: tuple[Answer, ...] = ()
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 10, 14, 10)
        self._layout.setSpacing(GAP_PAIR)
        self._layout.addWidget(Label(theme, self.tr("When the answer comes"), weight=600))

    def set_answers(self, answers: tuple[Answer, ...]) -> None:
        """Show these."""
        if answers == self._answers:
            return
        self._answers = answers
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(answer) for answer in answers]
        for row in self._rows:
            self._layout.addWidget(row)

    def _row(self, answer: Answer) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        sentence = Sentence(self.theme)
        sentence.say(answer.when, answer.what)
        layout.addWidget(Glyph(self.theme, answer.glyph, answer.state, ICON))
        layout.addWidget(sentence, 1)
        return row

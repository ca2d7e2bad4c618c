"""A question before something that cannot be taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP_CARD, GAP_PANE, ICON_LARGE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, Kind
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.sheet import Sheet
from app.gui.widgets.states import State


class Question(Sheet):
    """Asks whether to go on; the safe answer is at hand, the other has to be chosen.

    Signals:
        confirmed: the user wants it
    """

    confirmed = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        *,
        question: str,
        meaning: tuple[str, ...],
        action: str,
        kind: Kind = "primary",
        state: State = State.NEEDS,
        refuse: str = "",
    ) -> None:
        """`meaning` are sentences about what will happen; `action` is the button that does it."""
        super().__init__(theme, question, parent)
        self.setObjectName("question")
        self.meaning: tuple[str, ...] = ()
        self._sentences: list[Sentence] = []
        self._words = words = QVBoxLayout()
        words.setSpacing(GAP_CARD // 2)
        words.addWidget(Label(theme, question, role="subtitle", wrap=True))
        self._say(meaning)
        layout = QHBoxLayout(self.body)
        layout.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP_CARD)
        glyph = Glyph(theme, "triangle-alert", state, ICON_LARGE)
        layout.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.refuse = Button(theme, refuse or self.tr("Cancel"), name="refuse")
        self.refuse.clicked.connect(self.reject)
        self.confirm = Button(theme, action, kind=kind, name="confirm")
        self.confirm.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        self.add_foot(self.refuse)
        self.add_foot(self.confirm)
        self.refuse.setDefault(True)
        self.refuse.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def retell(self, meaning: tuple[str, ...]) -> None:
        """Say what would happen by now."""
        if meaning != self.meaning:
            self._say(meaning)
            self.fit()

    def _say(self, meaning: tuple[str, ...]) -> None:
        self.meaning = meaning
        while len(self._sentences) < len(meaning):
            self._sentences.append(Sentence(self.theme))
            self._words.addWidget(self._sentences[-1])
        for place, label in enumerate(self._sentences):
            label.setVisible(place < len(meaning))
            label.say("", meaning[place] if place < len(meaning) else "")

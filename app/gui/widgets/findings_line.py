"""One finding: what is wrong, why, and the repair."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui.metrics import GAP, ICON
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.states import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """A finding in words."""

    key: str
    """Comes back with every wish."""
    severity: Severity
    strong: str
    """The beginning that is read first, e.g. a name."""
    text: str
    why: str = ""
    repair: str = ""
    """The repair as a verb and its object; empty when there is none."""
    place: str = ""
    """Where it is, e.g. `Inga` or `Pages, page 14`."""
    explains: bool = False
    """Whether "Why?" leads to an explanation."""


class FindingsLine(QWidget):
    """A finding with its repair, the way to its place, and the explanation.

    Signals:
        repair_requested: key of the finding
        place_requested: key of the finding
        reason_requested: key of the finding
    """

    repair_requested = Signal(str)
    place_requested = Signal(str)
    reason_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: FindingWords,
        *,
        narrow: bool = False,
        inset: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`narrow` puts the buttons below the sentence, for the findings panel.

        `inset` keeps a distance to the edges, for lines in a card.
        """
        super().__init__(parent)
        self.theme = theme
        self.words = words
        self.setObjectName(f"finding-{words.key}")
        said = f"{words.severity.word}: {words.strong} {words.text} {words.why}"
        self.setAccessibleName(" ".join(said.split()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._build(narrow=narrow, inset=inset)

    def _build(self, *, narrow: bool, inset: bool) -> None:
        words = self.words
        sentence = Sentence(self.theme)
        sentence.say(words.strong, words.text)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(sentence)
        if words.why:
            column.addWidget(
                Label(self.theme, words.why, role="caption", token="text-2", wrap=True)
            )
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        self._add_buttons(buttons, narrow=narrow)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((14, 10, 14, 10) if inset else (0, 4, 0, 4)))
        row.setSpacing(10)
        glyph = Glyph(self.theme, words.severity.glyph, words.severity.state, ICON)
        # Beside one line all stands in the middle; beside several the glyph is at the first.
        several = narrow or bool(words.why)
        place = Qt.AlignmentFlag.AlignTop if several else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(glyph, 0, place)
        row.addLayout(column, 1)
        if narrow and buttons.count():
            column.addSpacing(4)
            column.addLayout(buttons)
        else:
            row.addLayout(buttons)

    def _add_buttons(self, buttons: QHBoxLayout, *, narrow: bool) -> None:
        words = self.words
        if words.repair:
            repair = Button(self.theme, words.repair, size="small", icon="wrench", name="repair")
            repair.clicked.connect(self._on_repair_clicked)
            buttons.addWidget(repair)
        if words.place:
            place = Button(self.theme, words.place, kind="link", size="small", name="place")
            place.clicked.connect(self._on_place_clicked)
            buttons.addWidget(place)
        if narrow:
            buttons.addStretch(1)
        if words.explains:
            why = Button(self.theme, self.tr("Why?"), kind="link", size="small", name="why")
            why.clicked.connect(self._on_why_clicked)
            buttons.addWidget(why)

    @Slot()
    def _on_repair_clicked(self) -> None:
        self.repair_requested.emit(self.words.key)

    @Slot()
    def _on_place_clicked(self) -> None:
        self.place_requested.emit(self.words.key)

    @Slot()
    def _on_why_clicked(self) -> None:
        self.reason_requested.emit(self.words.key)

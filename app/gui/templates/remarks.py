"""What is said about a draft that was just begun with a template."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PANE, ICON
from app.gui.theme import Theme
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.scrolled import Scrolled


class Remarks(QWidget):
    """Sentences one below the other, as many as there are."""

    def __init__(
        self, theme: Theme, title: str, sentences: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`title` is that of the draft."""
        super().__init__(parent)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        head = self.tr("The draft “{title}” is made. Nothing was sent.").format(title=title)
        grid.addWidget(Label(theme, head, weight=600, wrap=True), 0, 0, 1, 2)
        below = self.tr("It says what the template says, but for this:")
        grid.addWidget(Label(theme, below, token="text-2", wrap=True), 1, 0, 1, 2)
        for row, text in enumerate(sentences, start=2):
            glyph = Glyph(theme, "info", "text-2", ICON)
            sentence = Sentence(theme)
            sentence.say("", text)
            grid.addWidget(glyph, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(sentence, row, 1)
        grid.setRowStretch(len(sentences) + 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(inside))

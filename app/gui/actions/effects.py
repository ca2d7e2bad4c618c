"""What an action will cause, line by line: a glyph, a sentence, and what is worth adding."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP_CARD, ICON_ROW
from app.gui.theme import Theme
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """One effect as people read it."""

    glyph: str
    """A Lucide name."""
    token: str
    """The colour of the glyph."""
    sentence: str
    more: str = ""
    """Quieter, below the sentence."""


class EffectList(QWidget):
    """The effects below each other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[EffectLine, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(14)

    def lines(self) -> tuple[EffectLine, ...]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: tuple[EffectLine, ...]) -> None:
        """Show these."""
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._layout.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for line in lines:
            self._layout.addWidget(self._row(line))

    def _row(self, line: EffectLine) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_CARD)
        layout.addWidget(
            Glyph(self._theme, line.glyph, line.token, ICON_ROW), 0, Qt.AlignmentFlag.AlignTop
        )
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self._theme, line.sentence, wrap=True))
        if line.more:
            more = Label(self._theme, line.more, role="caption", token="text-2", wrap=True)
            words.addWidget(more)
        layout.addLayout(words, 1)
        return row

"""The files that were not added, each with the reason, until the user has read it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP, ICON
from app.gui.theme import Theme
from app.gui.uploader.adding import Refusal
from app.gui.widgets.buttons import icon_button
from app.gui.widgets.card import Card
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label, Sentence
from app.gui.widgets.states import Severity, State


class RefusalLine(QWidget):
    """One file with the reason.

    Signals:
        closed: key of the refusal
    """

    closed = Signal(str)

    def __init__(self, theme: Theme, refusal: Refusal, parent: QWidget | None = None) -> None:
        """Show why `refusal` was not added."""
        super().__init__(parent)
        self.refusal = refusal
        text = refusal.text
        self.setObjectName("not-added")
        self.setAccessibleName(f"{self.tr('Not added')}: {text.paragraph()}")
        sentence = Sentence(theme)
        sentence.say(text.title)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(sentence)
        why = " ".join(part for part in (text.detail, text.next_step) if part)
        if why:
            column.addWidget(Label(theme, why, role="caption", token="text-2", wrap=True))
        close = icon_button(theme, "x", self.tr("I have read it"), size="small", name="read")
        close.clicked.connect(self._on_closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, GAP, 8)
        row.setSpacing(10)
        row.addWidget(Glyph(theme, Severity.ERROR.glyph, Severity.ERROR.state, ICON))
        row.addLayout(column, 1)
        row.addWidget(close)

    @Slot()
    def _on_closed(self) -> None:
        self.closed.emit(self.refusal.key)


class NotAddedCard(Card):
    """All refusals; it takes no place when there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, state=State.STOPPED, parent=parent)
        self._lines: dict[str, RefusalLine] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        heading = Label(theme, self.tr("Not added"), role="caption", token="text-2", weight=600)
        heading.setContentsMargins(14, GAP, GAP, 0)
        self._layout.addWidget(heading)
        self.setVisible(False)

    def add(self, refusal: Refusal) -> None:
        """Show one more."""
        line = RefusalLine(self.theme, refusal)
        line.closed.connect(self._on_closed)
        self._lines[refusal.key] = line
        self._layout.addWidget(line)
        self.setVisible(True)

    def clear(self) -> None:
        """Take everything away, for example when other files are tried."""
        for key in tuple(self._lines):
            self._on_closed(key)

    def sentences(self) -> tuple[str, ...]:
        """What is read, line by line."""
        return tuple(line.refusal.text.title for line in self._lines.values())

    @Slot(str)
    def _on_closed(self, key: str) -> None:
        line = self._lines.pop(key, None)
        if line is not None:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))

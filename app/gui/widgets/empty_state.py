"""What a list shows when nothing is in it: what will appear, and how to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.metrics import ICON_EMPTY
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label


class EmptyState(QWidget):
    """A glyph, a line, a sentence and perhaps one button.

    Signals:
        action_requested: the button was pressed
    """

    action_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        title: str,
        sentence: str,
        action: str = "",
        action_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`action` is the text of the button; empty for none."""
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(2)
        layout.addStretch(1)
        self._glyph = Glyph(theme, icon, "text-3", ICON_EMPTY)
        layout.addWidget(self._glyph, 0, centre)
        layout.addSpacing(4)
        self.title = Label(theme, title, weight=600, wrap=True)
        self.sentence = Label(theme, sentence, token="text-2", wrap=True)
        for label in (self.title, self.sentence):
            label.setAlignment(centre)
            layout.addWidget(label)
        self.button = Button(theme, action, icon=action_icon, name="empty-action")
        self.button.clicked.connect(self.action_requested)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, centre)
        # Not before: shown without a parent, it would be a window of its own for a moment.
        self.button.setVisible(bool(action))
        layout.addStretch(1)
        self.setAccessibleName(title)

    def set_icon(self, icon: str) -> None:
        """Show another Lucide icon."""
        self._glyph.set_icon(icon, "text-3")

    def say(self, title: str, sentence: str, action: str = "") -> None:
        """Say something else, e.g. that a search found nothing."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)

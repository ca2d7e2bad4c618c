"""The line that says where the values of a sign-in are kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.gui.metrics import GAP, ICON_SMALL
from app.gui.theme import Theme
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Sentence
from app.gui.widgets.states import State
from app.services.texts import ErrorText


class KeepingLine(QWidget):
    """Says it truthfully: the store by its name, or that there is none and what can be done.

    Signals:
        session_requested: the sign-in is wanted for this run of the program only
    """

    session_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty; nothing is claimed before it is known."""
        super().__init__(parent)
        self.setObjectName("keeping")
        self._glyph = Glyph(theme, "lock-keyhole", "text-2", ICON_SMALL)
        self._sentence = Sentence(theme, role="caption", token="text-2")
        self._sentence.linkActivated.connect(self.session_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 1)
        self.setVisible(False)

    def say_kept(self, store: str) -> None:
        """Name the store that will hold the values."""
        text = self.tr("The four values are kept in {store}. They are in no file of Countersign.")
        self._say("lock-keyhole", "text-2", "", text.format(store=store), "")

    def say_not_kept(self, error: ErrorText, *, session: bool) -> None:
        """Say why they cannot be kept; `session` offers to do without."""
        words = [error.detail, error.next_step]
        link = ""
        if session:
            words.append(self.tr("Or Countersign keeps them only until you close it."))
            link = self.tr("Sign in for this session")
        text = " ".join(word for word in words if word)
        self._say("key-round", State.NEEDS, error.title, text, link)

    def say_saved(self) -> None:
        """Say that the account is there although the test found something bad."""
        text = self.tr("What the test found missing will not work with it.")
        self._say("circle-check", State.DONE, self.tr("The account is saved."), text, "")

    def sentence(self) -> str:
        """What is read on it."""
        return self._sentence.plain_text()

    def _say(self, glyph: str, token: str, strong: str, text: str, link: str) -> None:
        self._glyph.set_icon(glyph, token)
        self._sentence.set_token("text" if strong else "text-2")
        self._sentence.say(strong, text, link)
        self.setVisible(True)

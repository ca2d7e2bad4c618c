"""What is asked before the window closes: something may just be on its way."""

from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.gui.feed import Feed
from app.gui.theme import Theme
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem, Phase

_UNDER_WAY: Final = frozenset({Phase.QUEUED, Phase.SENDING})


class Leaving(QObject):
    """Asks once, and closes the window when the user wants it all the same."""

    def __init__(self, theme: Theme, feed: Feed, window: QWidget) -> None:
        """`feed` knows what is on its way; questions stand over `window`."""
        super().__init__(window)
        self._theme = theme
        self._feed = feed
        self._window = window
        self._question: Question | None = None
        self._is_agreed = False

    def agree(self) -> None:
        """Ask nothing any more: the program is told to end."""
        self._is_agreed = True

    def may_close(self) -> bool:
        """Whether nothing is to be asked; otherwise it is asked now."""
        overview = self._feed.overview
        items = overview.outbox if overview is not None else ()
        sending = [item for item in items if item.phase in _UNDER_WAY]
        if self._is_agreed or not sending:
            return True
        if self._question is None:
            self._ask(sending)
        return False

    def _ask(self, sending: list[OutboxItem]) -> None:
        several = self.tr("{count} agreements are being sent.")
        one = self.tr("{title} is being sent.")
        question = self._question = Question(
            self._theme,
            self._window,
            question=several.format(count=len(sending))
            if len(sending) > 1
            else one.format(title=sending[0].title),
            meaning=(
                self.tr(
                    "If you close now, it goes on at the next start, exactly where it stopped."
                ),
            ),
            action=self.tr("Close"),
            state=State.SENDING,
            refuse=self.tr("Stay"),
        )
        question.confirmed.connect(self._on_confirmed)
        question.finished.connect(self._on_answered)
        question.open()

    @Slot()
    def _on_confirmed(self) -> None:
        self._is_agreed = True
        self._window.close()

    @Slot()
    def _on_answered(self) -> None:
        self._question = None

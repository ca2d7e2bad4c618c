"""What is asked before the window closes: something may just be on its way."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.gui.feed import Feed
from app.gui.outbox.standing import step_line
from app.gui.theme import Theme
from app.gui.widgets.question import Question
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem, Phase

_UNDER_WAY: Final = frozenset({Phase.QUEUED, Phase.SENDING})
"""What was begun, or begins within a second; all else waits for its time anyway."""
_MOST_NAMED: Final = 3


class Leaving(QObject):
    """Asks once, and closes the window when the user wants it all the same."""

    def __init__(
        self, theme: Theme, feed: Feed, window: QWidget, ends_with_us: Callable[[str], bool]
    ) -> None:
        """`feed` knows what is on its way; questions stand over `window`.

        `ends_with_us` tells of an account's id whether its sign-in is for this session only.
        """
        super().__init__(window)
        self._ends_with_us = ends_with_us
        self._theme = theme
        self._feed = feed
        self._window = window
        self._question: Question | None = None
        self._is_agreed = False
        feed.changed.connect(self._on_changed)

    def agree(self) -> None:
        """Ask nothing any more: the program is told to end."""
        self._is_agreed = True

    def may_close(self) -> bool:
        """Whether nothing is to be asked; otherwise it is asked now."""
        sending = self._sending()
        if self._is_agreed or not sending:
            return True
        if self._question is None:
            self._ask(sending)
        return False

    def _items(self) -> tuple[OutboxItem, ...]:
        overview = self._feed.overview
        return overview.outbox if overview is not None else ()

    def _sending(self) -> list[OutboxItem]:
        return [item for item in self._items() if item.phase in _UNDER_WAY]

    def _ask(self, sending: list[OutboxItem]) -> None:
        question = self._question = Question(
            self._theme,
            self._window,
            question=self._title(sending),
            meaning=self._meaning(sending),
            action=self.tr("Quit anyway"),
            kind="secondary",
            state=State.SENDING,
            refuse=self.tr("Keep waiting"),
        )
        question.confirmed.connect(self._on_confirmed)
        question.finished.connect(self._on_answered)
        question.open()

    def _meaning(self, sending: list[OutboxItem]) -> tuple[str, ...]:
        others = [each for each in self._items() if not each.settled and each not in sending]
        return (
            *(self._doing(item, alone=len(sending) == 1) for item in sending[:_MOST_NAMED]),
            self._afterwards(sending),
            *self._about(others),
        )

    def _afterwards(self, sending: Sequence[OutboxItem]) -> str:
        """When it goes on: a sign-in for this session only is not there at the next start."""
        gone = {each.account_name for each in sending if self._ends_with_us(each.account_id)}
        if not gone:
            return self.tr(
                "If you quit now, it goes on at the next start, exactly where it stopped."
            )
        return self.tr(
            "If you quit now, it is kept, and goes on where it stopped once you have signed in to"
            " {accounts} again: that sign-in is for this session only."
        ).format(accounts=", ".join(sorted(gone)))

    def _title(self, sending: Sequence[OutboxItem]) -> str:
        if len(sending) > 1:
            return self.tr("{count} agreements are being sent.").format(count=len(sending))
        return self.tr("“{title}” is being sent.").format(title=self._name(sending[0]))

    def _doing(self, item: OutboxItem, *, alone: bool) -> str:
        """What is being done with it now, and whether people know of it."""
        doing = step_line(item)
        named = doing if alone else f"“{self._name(item)}”: {doing[:1].lower()}{doing[1:]}"
        if item.may_have_fired:
            return self.tr("{doing}. People may be notified any moment.").format(doing=named)
        return self.tr("{doing}. Nobody has been notified yet.").format(doing=named)

    def _about(self, others: Sequence[OutboxItem]) -> tuple[str, ...]:
        """What does not go on now either way, named as what it is."""
        doubtful = [each for each in others if each.may_have_fired]
        waiting = [each for each in others if each not in doubtful]
        told = []
        if waiting:
            words = self.tr("Not sent yet, and kept: {names}.")
            told.append(words.format(names=self._names(waiting)))
        if doubtful:
            words = self.tr("Being found out, also after the next start: {names}.")
            told.append(words.format(names=self._names(doubtful)))
        return tuple(told)

    def _names(self, items: Sequence[OutboxItem]) -> str:
        named = ", ".join(f"“{self._name(each)}”" for each in items[:_MOST_NAMED])
        more = len(items) - _MOST_NAMED
        return (
            self.tr("{names} and {more} more").format(names=named, more=more) if more > 0 else named
        )

    def _name(self, item: OutboxItem) -> str:
        return item.title or self.tr("No title")

    @Slot(object)
    def _on_changed(self, _overview: object) -> None:
        """A question about what has arrived meanwhile would not be true any more."""
        sending = self._sending()
        if self._question is not None and sending:
            self._question.retell(self._meaning(sending))
        elif self._question is not None:
            self._question.reject()

    @Slot()
    def _on_confirmed(self) -> None:
        self._is_agreed = True
        self._window.close()

    @Slot()
    def _on_answered(self) -> None:
        self._question = None

"""Looks for phrases in stored files, beside the window."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.anchoring import Hits, PhraseHit
from app.gui.composer.work import DraftWork
from app.gui.tasks import TaskContext, Tasks

LANE: Final = "phrases"


class PhraseFinder(QObject):
    """Finds what the user looks for, and what fields follow.

    Signals:
        found: stored file, phrase, the tuple of `PhraseHit`
    """

    found = Signal(str, str, object)

    def __init__(self, work: DraftWork, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with nothing looked for."""
        super().__init__(parent)
        self._work = work
        self._tasks = tasks

    def look_for(self, file: str, phrase: str) -> None:
        """Look for a phrase; the answer comes by `found`."""

        def work(_context: TaskContext) -> tuple[PhraseHit, ...]:
            return self._work.phrases(file, phrase)

        self._tasks.run(work, done=partial(self._on_found, file, phrase), lane=LANE, owner=self)

    def compare(
        self,
        before: str,
        after: str,
        phrases: Sequence[str],
        done: Callable[[tuple[Hits, Hits]], None],
    ) -> None:
        """Look for phrases in a file and in the one that took its place."""

        def work(_context: TaskContext) -> tuple[Hits, Hits]:
            old = {phrase: self._work.phrases(before, phrase) for phrase in phrases}
            new = {phrase: self._work.phrases(after, phrase) for phrase in phrases}
            return old, new

        self._tasks.run(work, done=done, lane=LANE, owner=self)

    def _on_found(self, file: str, phrase: str, hits: tuple[PhraseHit, ...]) -> None:
        self.found.emit(file, phrase, hits)

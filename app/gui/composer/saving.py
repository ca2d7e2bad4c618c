"""Autosave: what was typed is on the disk within a second, and the newest always wins."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot

from app.domain.agreement import Agreement
from app.gui.error_words import words_for
from app.gui.tasks import TaskContext, Tasks
from app.services.stored_drafts import StoredDraft
from app.services.texts import ErrorText

QUIET_MS: Final = 500
"""Typing is saved after a pause of this length,"""
LATEST_MS: Final = 800
"""and at the latest so long after the first change that is not saved."""
LANE: Final = "drafts"
"""Saves have a thread of their own, so that nothing slow stands before them."""
AGAIN_MS: Final = 5_000
"""A save that failed is tried again after this."""
PATIENCE_MS: Final = 20_000
"""So long does the end wait for a disk; a database that somebody keeps locked gives up sooner."""
_PAINT_AND_WAIT: Final = (
    QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is saved of a draft."""

    agreement: Agreement
    account_id: str | None


class Saved(StrEnum):
    """How the newest content stands."""

    SAVING = "saving"
    """Changed, and on its way to the disk."""
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveStanding:
    """What can truthfully be said about the newest content."""

    state: Saved
    at: datetime
    """When the draft was saved last."""
    error: ErrorText | None = None


class AutoSaver(QObject):
    """Saves whatever was noted last, one save after the other.

    Signals:
        changed: `standing` is another one
        caught_up: all that was noted is on the disk now
        stored: the `StoredDraft` as it is on the disk
    """

    changed = Signal()
    caught_up = Signal()
    stored = Signal(object)

    def __init__(
        self,
        save: Callable[[Content], StoredDraft],
        tasks: Tasks,
        content: Content,
        saved_at: datetime,
        parent: QObject | None = None,
    ) -> None:
        """`save` blocks; `content` is what is on the disk since `saved_at`."""
        super().__init__(parent)
        self._save = save
        self._tasks = tasks
        self._newest = content
        self._on_disk = content
        self._sent: Content | None = None
        self._standing = SaveStanding(state=Saved.SAVED, at=saved_at)
        self._quiet = self._timer(QUIET_MS)
        self._latest = self._timer(LATEST_MS)
        self._again = self._timer(AGAIN_MS)

    @property
    def standing(self) -> SaveStanding:
        """How the newest content stands."""
        return self._standing

    @property
    def is_caught_up(self) -> bool:
        """Whether all that was noted is on the disk."""
        return self._newest == self._on_disk and self._sent is None

    def note(self, content: Content) -> None:
        """Take the newest content; it is saved soon."""
        if content == self._newest:
            return
        self._newest = content
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()
        self._say(Saved.SAVING)

    @Slot()
    def flush(self) -> None:
        """Save now what is not saved."""
        for timer in (self._quiet, self._latest, self._again):
            timer.stop()
        if self._sent is not None:
            return
        if self._newest != self._on_disk:
            self._begin()
        else:
            # Changed and changed back before it was saved.
            self._say(Saved.SAVED)

    def flush_and_wait(self, milliseconds: int = PATIENCE_MS) -> bool:
        """Save now and wait for it, for the end of the program; whether all is on the disk.

        Nobody can type or press anything meanwhile, but the window is painted. What else uses the
        lane is waited for too: a draft that is being set aside to be sent.
        """
        self.flush()
        limit = QTimer()
        limit.setSingleShot(True)
        limit.start(milliseconds)
        # Its turn comes after all that stands in the lane now.
        last = self._tasks.run(_nothing, lane=LANE)
        loop = QEventLoop()
        while limit.isActive() and self._standing.state is not Saved.FAILED:
            if self.is_caught_up and not last.running:
                break
            loop.processEvents(_PAINT_AND_WAIT)
        return self.is_caught_up

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer

    def _begin(self) -> None:
        content = self._sent = self._newest
        self._say(Saved.SAVING)

        def work(_context: TaskContext) -> StoredDraft:
            return self._save(content)

        self._tasks.run(
            work, done=self._on_saved, failed=self._on_failed, ended=self._on_ended, lane=LANE
        )

    def _on_saved(self, stored: StoredDraft) -> None:
        if self._sent is not None:
            self._on_disk = self._sent
        self._standing = SaveStanding(state=Saved.SAVING, at=stored.updated_at)
        self.stored.emit(stored)

    def _on_failed(self, error: Exception) -> None:
        self._sent = None
        self._say(Saved.FAILED, words_for(error))
        self._again.start()

    def _on_ended(self) -> None:
        failed = self._sent is None
        self._sent = None
        if failed:
            return
        if self._newest != self._on_disk:
            # Typed while it was being saved: once more, with the newest.
            self.flush()
            return
        self._quiet.stop()
        self._latest.stop()
        self._say(Saved.SAVED)
        self.caught_up.emit()

    def _say(self, state: Saved, error: ErrorText | None = None) -> None:
        standing = SaveStanding(state=state, at=self._standing.at, error=error)
        if standing != self._standing:
            self._standing = standing
            self.changed.emit()


def _nothing(_context: TaskContext) -> None:
    """Takes its turn in the lane, nothing else."""

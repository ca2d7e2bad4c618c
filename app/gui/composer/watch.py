"""Watches the files on the user's disk from which documents were copied."""

import logging
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from app.gui.composer.session import Session
from app.gui.composer.source_notes import SourceNote
from app.gui.composer.work import DraftWork
from app.gui.tasks import TaskContext, Tasks

log = logging.getLogger(__name__)

EVERY_MS: Final = 20_000
LANE: Final = "sources"


class SourceWatch(QObject):
    """Looks from time to time, and whenever the user comes back to the window."""

    def __init__(
        self, work: DraftWork, session: Session, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        """Nothing is looked at before `start`."""
        super().__init__(parent)
        self._work = work
        self._session = session
        self._tasks = tasks
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state_changed)
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now."""
        if not self._is_looking:
            self._is_looking = True
            self._tasks.run(
                self._notes,
                done=self._on_notes,
                failed=self._on_failed,
                ended=self._on_ended,
                lane=LANE,
            )

    def keep_mine(self, label: str) -> None:
        """Hear no more of the original of a document."""

        def work(context: TaskContext) -> Mapping[str, SourceNote]:
            self._work.keep_mine(label)
            return self._notes(context)

        self._tasks.run(work, done=self._on_notes, failed=self._on_failed, lane=LANE)

    def _notes(self, _context: TaskContext) -> Mapping[str, SourceNote]:
        return self._work.source_notes()

    def _on_notes(self, notes: Mapping[str, SourceNote]) -> None:
        self._session.set_sources(notes)

    def _on_failed(self, error: Exception) -> None:
        # Saving speaks of what stands in the way of the draft; here the next look comes anyway.
        log.info("the originals could not be looked at: %s", type(error).__name__)

    def _on_ended(self) -> None:
        self._is_looking = False

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self.look()

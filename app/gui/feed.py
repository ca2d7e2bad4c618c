"""The feed: keeps what the window shows of the desk up to date."""

from contextlib import suppress
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.gui.models.overview import Overview, read_overview, retold
from app.gui.tasks import TaskContext, Tasks
from app.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

_GATHER_MS: Final = 40
"""Changes within this time are read together."""
_MINUTE_MS: Final = 60_000


class Feed(QObject):
    """Reads the desk whenever something changed there, and tells the words of a new minute.

    Signals:
        changed: the `Overview` of now
        failed: the error for which the desk could not be read
    """

    changed = Signal(object)
    failed = Signal(object)
    _told = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        zone: tzinfo | None = None,
    ) -> None:
        """Nothing is read before `start`; times are told in `zone`, else in the computer's."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._zone = zone
        self._overview: Overview | None = None
        self._reading = False
        self._again = False
        self._unsubscribe: list[Callable[[], None]] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.reload)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        # Services tell of changes on their own threads; a signal brings that here.
        self._told.connect(self._gather.start)

    @property
    def overview(self) -> Overview | None:
        """What was read last; None before the first time."""
        return self._overview

    def start(self) -> None:
        """Read now, and after each change from now on."""
        self._unsubscribe = [
            self._desk.outbox.subscribe(self._on_told),
            self._desk.tracking.subscribe(self._on_told),
        ]
        self._minute.start()
        self.reload()

    def stop(self) -> None:
        """Be told nothing more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._minute.stop()
        self._gather.stop()

    @Slot()
    def reload(self) -> None:
        """Read everything; while that is under way, once more afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._tasks.run(
            self._read, done=self._on_read, failed=self._on_failed, ended=self._on_ended
        )

    @Slot()
    def reload_soon(self) -> None:
        """Read everything after what else changes just now, e.g. while somebody is typing."""
        self._gather.start()

    def _read(self, _context: TaskContext) -> Overview:
        return read_overview(self._desk, self._zone)

    def _on_told(self, _what: object) -> None:
        """On a service's thread."""
        # The window may be taken down between the change and the telling.
        with suppress(RuntimeError):
            self._told.emit()

    def _on_read(self, overview: Overview) -> None:
        self._overview = overview
        self.changed.emit(overview)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.reload()

    @Slot()
    def _on_minute(self) -> None:
        if self._overview is not None and not self._reading:
            self._on_read(retold(self._overview, self._desk.clock.now()))

"""The feed: keeps what the window shows of the desk up to date."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.gui.models.overview import Overview, read_overview
from app.gui.tasks import TaskContext, Tasks
from app.services.desk import Desk
from app.services.paths import Profile, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable

_GATHER_MS: Final = 40
"""Changes within this time are read together,"""
_REST: Final = 2
"""and a reading is followed by a rest so many times as long, so that the window stays nimble."""
_MINUTE_MS: Final = 60_000
POLL_MS: Final = 3_000
"""How often to look whether another process changed something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What was read, and what the files were like just before."""

    overview: Overview
    stamp: Stamp
    milliseconds: int


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
        poll_ms: int = POLL_MS,
    ) -> None:
        """Nothing is read before `start`; times are told in `zone`, else in the computer's.

        Other processes are noticed every `poll_ms`.
        """
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
        self._minute.timeout.connect(self.reload)
        self._profile = Profile(folder=desk.profile)
        self._stamp: Stamp = ()
        self._looking = False
        self._poll = QTimer(self)
        self._poll.setInterval(poll_ms)
        self._poll.timeout.connect(self._on_poll)
        # Services tell of changes on their own threads; a signal brings that here.
        self._told.connect(self.reload_soon)

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
        self._poll.start()
        self.reload()

    def stop(self) -> None:
        """Be told nothing more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._minute.stop()
        self._poll.stop()
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
        # Not started anew: what never ceases to change, like an upload, would never be read.
        if not self._gather.isActive():
            self._gather.start()

    @Slot()
    def notices_seen(self) -> None:
        """The user has read what the data had to tell once."""
        health = self._desk.health
        if health is not None:
            self._tasks.run(lambda _context: health.seen(), done=self._on_seen)

    def _on_seen(self, _nothing: object) -> None:
        self.reload_soon()

    def _read(self, _context: TaskContext) -> _Reading:
        clock = QElapsedTimer()
        clock.start()
        stamp = self._profile.stamp()
        overview = read_overview(self._desk, self._zone)
        return _Reading(overview=overview, stamp=stamp, milliseconds=clock.elapsed())

    def _on_told(self, _what: object) -> None:
        """On a service's thread."""
        # The window may be taken down between the change and the telling.
        with suppress(RuntimeError):
            self._told.emit()

    def _on_read(self, read: _Reading) -> None:
        self._overview, self._stamp = read.overview, read.stamp
        self._gather.setInterval(max(_GATHER_MS, _REST * read.milliseconds))
        self.changed.emit(read.overview)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.reload_soon()

    @Slot()
    def _on_poll(self) -> None:
        if not (self._looking or self._reading):
            self._looking = True
            profile = self._profile
            self._tasks.run(
                lambda _context: profile.stamp(), done=self._on_looked, ended=self._on_look_ended
            )

    def _on_looked(self, stamp: Stamp) -> None:
        if stamp != self._stamp:
            self.reload_soon()

    def _on_look_ended(self) -> None:
        self._looking = False

"""Fetching the signed files of a tracked agreement into a folder that the user chooses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.gui.tasks import Step, Task, TaskContext, Tasks
from app.gui.tracking.copy_downloads import downloaded_copies
from app.services.errors import Locked
from app.services.ports import DownloadedFile, DownloadKeys
from app.services.tracking.tracked import TrackedAgreement
from app.services.tracking.tracking import Tracking

AskFolder = Callable[[], Path | None]
"""Asks the user for a folder; None when they think better of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One download that ended well."""

    tracked_id: str
    folder: Path
    files: tuple[DownloadedFile, ...]


class Downloads(QObject):
    """One download at a time.

    Signals:
        started: id of the tracked agreement
        progressed: the `Step`, in bytes
        saved: the `Download`
        failed: id of the tracked agreement, and the error
        ended: nothing is being downloaded any more
    """

    started = Signal(str)
    progressed = Signal(object)
    saved = Signal(object)
    failed = Signal(str, object)
    ended = Signal()

    def __init__(
        self,
        tracking: Tracking,
        tasks: Tasks,
        ask_folder: AskFolder,
        parent: QObject | None = None,
    ) -> None:
        """`ask_folder` is called on the main thread before anything is fetched."""
        super().__init__(parent)
        self._tracking = tracking
        self._tasks = tasks
        self.ask_folder = ask_folder
        self._task: Task | None = None
        self._id = ""
        self._folder = Path()
        self.title = ""
        """Of the agreement whose files were asked for last."""
        self.keys = DownloadKeys()
        """What was given to open protected files, as long as the user is being asked for it."""

    @property
    def running(self) -> bool:
        """Whether something is being downloaded."""
        return self._task is not None

    def start(self, tracked_id: str, title: str = "") -> None:
        """Ask for a folder, then fetch; nothing happens while another download is running."""
        if self.running:
            return
        folder = self.ask_folder()
        if folder is None:
            return
        self._id, self._folder, self.title = tracked_id, folder, title
        self._fetch(DownloadKeys())

    def start_all(self, copies: Sequence[TrackedAgreement], title: str) -> None:
        """As `start` for every copy, each into a folder that is named after its person."""
        if self.running:
            return
        folder = self.ask_folder()
        if folder is None:
            return
        self._id, self._folder, self.title = copies[0].id, folder, title
        tracking = self._tracking

        def work(context: TaskContext) -> tuple[DownloadedFile, ...]:
            return downloaded_copies(tracking, copies, folder, context)

        self._run(work)

    def try_again(self, keys: DownloadKeys) -> None:
        """Fetch the same into the same folder, with what opens it."""
        if not self.running:
            self._fetch(keys)

    def forget_keys(self) -> None:
        """The user does not want to be asked any more."""
        self.keys = DownloadKeys()

    def _fetch(self, keys: DownloadKeys) -> None:
        self.keys = keys
        tracking, tracked_id, folder = self._tracking, self._id, self._folder

        def work(context: TaskContext) -> tuple[DownloadedFile, ...]:
            return tracking.download(
                tracked_id,
                folder,
                progress=context.progress_of_bytes,
                cancel=context.cancel,
                keys=keys,
            )

        self._run(work)

    def _run(self, work: Callable[[TaskContext], tuple[DownloadedFile, ...]]) -> None:
        self._task = self._tasks.run(
            work,
            done=self._on_done,
            failed=self._on_failed,
            progress=self._on_progress,
            ended=self._on_ended,
        )
        self.started.emit(self._id)

    def cancel(self) -> None:
        """Stop fetching; what is incomplete is not kept."""
        if self._task is not None:
            self._task.cancel()

    def _on_progress(self, step: Step) -> None:
        self.progressed.emit(step)

    def _on_done(self, files: tuple[DownloadedFile, ...]) -> None:
        self.forget_keys()
        self.saved.emit(Download(tracked_id=self._id, folder=self._folder, files=files))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Locked):
            self.forget_keys()
        self.failed.emit(self._id, error)

    def _on_ended(self) -> None:
        self._task = None
        self.ended.emit()

"""Asking for what opens protected documents when a download has been refused for want of it."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.gui.error_words import words_for
from app.gui.tasks import TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.tracking.downloads import Downloads
from app.gui.tracking.unlock_sheet import UnlockSheet
from app.services.errors import Locked
from app.services.tracking.tracking import Tracking


class Unlocking(QObject):
    """Leads from a refused download over a sheet to the next try, into the same folder."""

    def __init__(
        self,
        theme: Theme,
        tracking: Tracking,
        tasks: Tasks,
        downloads: Downloads,
        window: QWidget,
    ) -> None:
        """Sheets stand over `window`."""
        super().__init__(window)
        self._theme = theme
        self._tracking = tracking
        self._tasks = tasks
        self._downloads = downloads
        self._window = window
        downloads.failed.connect(self._on_failed)

    @Slot(str, object)
    def _on_failed(self, tracked_id: str, error: Exception) -> None:
        if not isinstance(error, Locked):
            return
        downloads = self._downloads
        sheet = UnlockSheet(self._theme, error, downloads.keys, downloads.title, self._window)
        sheet.unlocked.connect(downloads.try_again)
        sheet.rejected.connect(downloads.forget_keys)
        sheet.code_wanted.connect(partial(self._send_code, sheet, tracked_id))
        sheet.open()

    def _send_code(self, sheet: UnlockSheet, tracked_id: str) -> None:
        """Once for each press: nothing is repeated by itself, a code may be on its way."""
        tracking = self._tracking

        def work(_context: TaskContext) -> str:
            return tracking.send_opening_code(tracked_id)

        def failed(error: Exception) -> None:
            sheet.show_trouble(words_for(error).paragraph())

        sheet.show_sending()
        self._tasks.run(work, done=sheet.show_sent, failed=failed, owner=sheet)

"""The user's browser, and the door to it for work that runs beside the window."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

OpenPage = Callable[[QUrl], bool]
"""Opens an address; whether that worked."""

_PATIENCE: Final = 20.0
"""Seconds until a desktop that does not answer counts as one without a browser."""


class BrowserDoor(QObject):
    """Lets a thread open an address through the main thread, where desktops want it.

    Signals:
        wanted: an address, and a queue that takes whether it could be opened
    """

    wanted = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Made on the main thread; opens with the desktop's browser."""
        super().__init__(parent)
        self.open_page: OpenPage = QDesktopServices.openUrl
        self.wanted.connect(self._on_wanted, Qt.ConnectionType.QueuedConnection)

    def open(self, address: str) -> bool:
        """Open it; called by work, which waits for the outcome."""
        opened: SimpleQueue[bool] = SimpleQueue()
        try:
            self.wanted.emit(address, opened)
            return opened.get(timeout=_PATIENCE)
        except (Empty, RuntimeError):
            # The dialog is gone, or the desktop hangs.
            return False

    @Slot(str, object)
    def _on_wanted(self, address: str, opened: "SimpleQueue[bool]") -> None:
        opened.put(bool(self.open_page(QUrl(address))))

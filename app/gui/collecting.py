"""Collecting garbage on the main thread only."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 200


class Collector(QObject):
    """Takes Python's collecting of cycles into its own hands while it lives.

    Python collects on whichever thread happens to allocate. A widget in a cycle would then be
    destroyed on a worker thread, and Qt would crash.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Collect from now on. It stays so to the end: work may outlive the window."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has passed its threshold, as Python itself would."""
    due = -1
    for generation, (count, threshold) in enumerate(
        zip(gc.get_count(), gc.get_threshold(), strict=True)
    ):
        if count <= threshold:
            break
        due = generation
    if due >= 0:
        gc.collect(due)

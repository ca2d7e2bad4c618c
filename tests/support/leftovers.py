"""What a test left behind: windows that nobody closed, threads that would hold the exit."""

import gc
import threading
from collections.abc import Collection


def left_over_windows() -> list[str]:
    """Names of the top-level widgets that outlived their test, which are then deleted.

    Deferred deletions are carried out first, and Python's garbage is collected before a widget
    counts as left over.
    """
    from PySide6.QtWidgets import QApplication
    from shiboken6 import delete, isValid

    _carry_out_deletions()
    if QApplication.topLevelWidgets():
        gc.collect()
        _carry_out_deletions()
    left = QApplication.topLevelWidgets()
    names = [f"window {type(each).__name__} {each.objectName()!r}" for each in left]
    for each in left:
        if isValid(each):
            delete(each)
    return names


def left_over_threads(before: Collection[threading.Thread], grace: float = 2.0) -> list[str]:
    """Names of the threads since `before`, no daemons, that do not end within `grace` seconds."""
    names = []
    for thread in set(threading.enumerate()) - set(before):
        if not thread.daemon:
            thread.join(grace)
            if thread.is_alive():
                names.append(f"thread {thread.name!r}")
    return names


def _carry_out_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def empty_clipboard() -> None:
    """Take back what a test copied.

    Qt would else destroy an object of Python at the very end, when Python is gone already, and
    the run would end with a crash after its last test.
    """
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().clear()


def collect_what_is_due() -> None:
    """Collect garbage as Python would by itself, had the tests not switched it off."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [n for n in range(3) if all(counts[m] > thresholds[m] for m in range(n + 1))]
    if due:
        gc.collect(due[-1])

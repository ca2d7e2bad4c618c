"""The look for left-over windows and threads, tried on planted ones."""

import threading

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support import leftovers


def test_a_window_that_somebody_still_holds_is_named_and_removed(qapp: QApplication) -> None:
    window = QWidget()
    window.setObjectName("forgotten")

    assert leftovers.left_over_windows() == ["window QWidget 'forgotten'"]
    assert leftovers.left_over_windows() == []


def test_a_closed_window_is_not_left_over(qtbot: QtBot) -> None:
    window = QWidget()
    window.show()
    window.close()
    window.deleteLater()

    assert leftovers.left_over_windows() == []


def test_a_thread_that_does_not_end_is_named() -> None:
    before = set(threading.enumerate())
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="endless")
    thread.start()
    try:
        assert leftovers.left_over_threads(before, grace=0.01) == ["thread 'endless'"]
    finally:
        done.set()
        thread.join()


def test_a_daemon_may_stay() -> None:
    before = set(threading.enumerate())
    done = threading.Event()
    thread = threading.Thread(target=done.wait, daemon=True)
    thread.start()
    try:
        assert leftovers.left_over_threads(before) == []
    finally:
        done.set()
        thread.join()

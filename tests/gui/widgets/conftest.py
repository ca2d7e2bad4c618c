"""What tests of single pieces share: a window to show them in."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Puts widgets below each other into an active window, which lives for the test."""
    windows: list[QWidget] = []

    def show_them(*widgets: QWidget, wide: bool = False) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        side = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft
        for widget in widgets:
            layout.addWidget(widget, 0, side)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(900, 100)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show_them
    windows.clear()

"""A QtBot whose patience outlasts a busy machine; what is waited for comes far sooner as a rule."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.gui.theme import Theme

PATIENCE = 40_000
"""Milliseconds, shorter than the time a whole test may take."""


class PatientBot(QtBot):
    """Waits for conditions and signals as long as they may take at worst.

    What it looks after wears the theme, as it would in a window of the program.
    """

    def __init__(self, request: pytest.FixtureRequest, theme: Theme) -> None:
        super().__init__(request)
        self._theme = theme

    @override
    def addWidget(self, widget: QWidget, **options: Any) -> None:
        """Dress a part, and close it when the test ends."""
        if widget.parentWidget() is None and not widget.styleSheet():
            self._theme.dress(widget)
        super().addWidget(widget, **options)

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Return once `callback` is true, or no longer raises."""
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **options: Any) -> Any:
        """A block that ends with the signal."""
        return super().waitSignal(signal, timeout=timeout, **options)

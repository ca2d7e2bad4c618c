"""A QtBot whose patience outlasts a busy machine; what is waited for comes far sooner as a rule."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot
from typing_extensions import override

PATIENCE = 40_000
"""Milliseconds, shorter than the time a whole test may take."""


class PatientBot(QtBot):
    """Waits for conditions and signals as long as they may take at worst."""

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Return once `callback` is true, or no longer raises."""
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **options: Any) -> Any:
        """A block that ends with the signal."""
        return super().waitSignal(signal, timeout=timeout, **options)

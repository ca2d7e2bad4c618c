"""Cancelling: a token that the user's wish reaches, and that long work looks at."""

import threading

from app.domain.errors import UserCancelled


class CancelToken:
    """Set once by whoever stops the work; read by the work at every pause and block."""

    def __init__(self) -> None:
        """A token that nobody has used yet."""
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise UserCancelled when the work was asked to stop."""
        if self._event.is_set():
            raise UserCancelled

    def wait(self, seconds: float) -> None:
        """Pause; raise UserCancelled as soon as the work is asked to stop."""
        if self._event.wait(seconds):
            raise UserCancelled

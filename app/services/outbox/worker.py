"""The background worker of a window: keeps the outbox going while the program runs."""

import logging
import threading

from app.services.errors import ServiceError
from app.services.outbox.outbox import Outbox

log = logging.getLogger(__name__)

_AFTER_FAILURE = 5.0
_AFTER_BUG = 60.0
"""Seconds until the next turn."""


class OutboxWorker:
    """One daemon thread that runs what is due; what it was doing at the end goes on next time."""

    def __init__(self, outbox: Outbox) -> None:
        """Work on `outbox` once started."""
        self._outbox = outbox
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin; what an earlier run left open is continued at once."""
        self._thread.start()

    def wake(self) -> None:
        """Something was put on its way."""
        self._wake.set()

    def stop(self) -> None:
        """Take no further step; returns at once, the step under way may still end."""
        self._stop.set()
        self._wake.set()

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                pause = self._outbox.run_due()
            except ServiceError as error:
                log.warning("outbox: %s", error.code)
                pause = _AFTER_FAILURE
            except Exception:
                # This thread is the border of its work: agreements would lie still without a word.
                log.exception("outbox: an unexpected failure")
                pause = _AFTER_BUG
            self._wake.wait(pause)
            self._wake.clear()

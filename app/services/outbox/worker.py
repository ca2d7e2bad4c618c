"""The background worker of a window: keeps the outbox going while the program runs."""

import logging
import threading
import time
from collections.abc import Callable

from app.services.errors import ServiceError
from app.services.outbox.outbox import Outbox

log = logging.getLogger(__name__)

_AFTER_FAILURE = 5.0
_AFTER_BUG = 60.0
"""Seconds until the next turn."""


class OutboxWorker:
    """Daemon threads, one an account, that run what is due; what is open goes on next time."""

    def __init__(self, outbox: Outbox) -> None:
        """Work on `outbox` once started."""
        self._outbox = outbox
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._guard = threading.Lock()
        self._busy: set[str] = set()
        self._turns: dict[str, threading.Thread] = {}
        self._resting: dict[str, float] = {}
        """Accounts that failed, and until when they are left alone."""
        self._woken = 0
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin; what an earlier run left open is continued at once."""
        self._thread.start()

    def wake(self) -> None:
        """Something was put on its way: whatever rests is tried as well."""
        with self._guard:
            self._resting.clear()
            self._woken += 1
        self._wake.set()

    def stop(self, wait: float = 0.0) -> None:
        """Take no further step; the steps under way may still end, for `wait` seconds of ours."""
        self._stop.set()
        self._wake.set()
        end = time.monotonic() + wait
        if wait and self._thread.is_alive():
            self._thread.join(wait)  # it begins no turn any more
        with self._guard:
            turns = tuple(self._turns.values())
        for each in turns:
            each.join(max(end - time.monotonic(), 0.0))

    def _work(self) -> None:
        while not self._stop.is_set():
            pause = self._guarded(self._begin)
            self._wake.wait(self._outbox.pause() if pause is None else pause)
            self._wake.clear()

    def _begin(self) -> None:
        """Start a turn for each account that has something due and none under way."""
        due = self._outbox.due_accounts()
        now = time.monotonic()
        with self._guard:
            resting = {each for each, until in self._resting.items() if until > now}
            idle = due - self._busy - resting
            self._busy |= idle
        for account_id in idle:
            turn = threading.Thread(target=self._turn, args=(account_id,), daemon=True)
            turn.name = f"outbox-{account_id[:8]}"
            try:
                turn.start()
                with self._guard:
                    self._turns[account_id] = turn
            except RuntimeError:  # no more threads for now
                with self._guard:
                    self._busy.discard(account_id)
                raise

    def _turn(self, account_id: str) -> None:
        """Run what is due of one account; after a failure it is left alone for a while."""
        woken = self._woken
        pause = self._guarded(lambda: self._outbox.run_due(account_id))
        with self._guard:
            self._busy.discard(account_id)
            if pause is not None and self._woken == woken:
                self._resting[account_id] = time.monotonic() + pause

    def _guarded(self, act: Callable[[], None]) -> float | None:
        """Seconds to rest after a failure; None when there was none.

        A thread is the border of its work: agreements would lie still without a word.
        """
        try:
            act()
        except ServiceError as error:
            log.warning("outbox: %s", error.code)
            return _AFTER_FAILURE
        except Exception:
            log.exception("outbox: an unexpected failure")
            return _AFTER_BUG
        return None

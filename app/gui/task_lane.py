"""A lane: work that is done one after the other on a daemon thread."""

import queue
import threading
from collections.abc import Callable

IDLE_SECONDS = 20.0


class Lane:
    """One thread at most, started when there is work and gone when there was none for a while."""

    def __init__(self, name: str) -> None:
        """`name` becomes the thread's name; no thread is started yet."""
        self._name = name
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many pieces are queued or running."""
        return self._waiting

    def add(self, job: Callable[[], None]) -> None:
        """Queue a job, which must not raise."""
        with self._lock:
            self._waiting += 1
            self._queue.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._drain, name=self._name, daemon=True)
                self._thread.start()

    def _drain(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                with self._lock:
                    if self._queue.empty():
                        self._thread = None
                        return
                continue
            try:
                job()
            finally:
                with self._lock:
                    self._waiting -= 1

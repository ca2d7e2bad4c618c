"""The OS lock that makes one process the writer of a profile; it dies with its process."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from app.services.errors import LocalError


class WriterLock:
    """Held by whoever takes the steps of a profile's outbox: one process, one thread an account.

    Each account is a lane of its own, so that a service that is silent keeps no other waiting.
    """

    def __init__(self, path: Path) -> None:
        """The lock file at `path`; its folder exists."""
        self._file = FileLock(path, thread_local=False, mode=0o600)
        self._guard = threading.Lock()
        self._holders = 0
        self._lanes: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    @contextmanager
    def try_hold(self, lane: str) -> Iterator[bool]:
        """Hold a lane for the block if nobody else does; yields whether it is held.

        Raises LocalError when the file system does not let us lock at all.
        """
        with self._guard:
            own = self._lanes[lane]
        if not own.acquire(blocking=False):
            yield False
            return
        try:
            if not self._enter():
                yield False
                return
            try:
                yield True
            finally:
                self._leave()
        finally:
            own.release()

    def _enter(self) -> bool:
        with self._guard:
            if not self._holders and not self._acquired():
                return False
            self._holders += 1
            return True

    def _leave(self) -> None:
        with self._guard:
            self._holders -= 1
            if not self._holders:
                self._file.release()

    def _acquired(self) -> bool:
        try:
            self._file.acquire(blocking=False)
        except Timeout:
            return False
        except OSError as error:
            raise LocalError(
                f"{self._file.lock_file} cannot be used.",
                f"{error.strerror or error}. Without it two programs might send at once.",
                "Choose another profile folder, or allow writing to this one.",
            ) from error
        return True

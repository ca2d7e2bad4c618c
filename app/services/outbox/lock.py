"""The OS lock that makes one process the writer of a profile; it dies with its process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from app.services.errors import LocalError


class WriterLock:
    """Held by whoever takes the steps of a profile's outbox: one thread of one process."""

    def __init__(self, path: Path) -> None:
        """The lock file at `path`; its folder exists."""
        self._file = FileLock(path, thread_local=False, mode=0o600)
        self._thread = threading.Lock()

    @contextmanager
    def try_hold(self) -> Iterator[bool]:
        """Hold the lock for the block if nobody else does; yields whether it is held.

        Raises LocalError when the file system does not let us lock at all.
        """
        if not self._thread.acquire(blocking=False):
            yield False
            return
        try:
            try:
                self._file.acquire(blocking=False)
            except Timeout:
                yield False
                return
            except OSError as error:
                raise LocalError(
                    f"{self._file.lock_file} cannot be used.",
                    f"{error.strerror or error}. Without it two programs might send at once.",
                    "Choose another profile folder, or allow writing to this one.",
                ) from error
            try:
                yield True
            finally:
                self._file.release()
        finally:
            self._thread.release()

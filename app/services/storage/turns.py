"""Turns at the file of a database: whoever opens, repairs or replaces it is alone meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from app.services.storage.failures import occupied

_BETWEEN_TRIES: Final = 0.02


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to open a database; to replace its file one must be known to be alone."""

    path: Path
    refusal: OSError | None
    """Why there is no lock; None where it is held."""

    def must_be_alone(self) -> None:
        """Raise the OSError that stood in the way unless everybody else is kept out."""
        if self.refusal is not None:
            raise self.refusal


@contextmanager
def turn_at(path: Path, patience: float) -> Iterator[Turn]:
    """Keep every other thread and process from opening, repairing or replacing `path` meanwhile.

    The lock is on a file of its own beside the database: nothing that is done to the database lets
    go of it, and it dies with its process. Where no such file can be made or opened (nothing can be
    written there, the disk is full), the turn is given all the same: reading goes on as well as it
    can, and replacing is refused. Raises LocalError when others take longer than `patience`
    seconds. A thread that has its turn must not wait for another one.
    """
    lock = FileLock(path.with_name(f"{path.name}.lock"), thread_local=False, mode=0o600)
    refusal = None
    try:
        lock.acquire(timeout=patience, poll_interval=_BETWEEN_TRIES)
    except Timeout as error:
        raise occupied(path) from error
    except OSError as error:
        refusal = error
    try:
        yield Turn(path, refusal)
    finally:
        lock.release()

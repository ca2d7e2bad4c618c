"""Another program that keeps the database of a profile locked."""

import sqlite3
from pathlib import Path


class HeldDatabase:
    """Holds the lock of writers over a database, as a backup or a second program does."""

    def __init__(self, path: Path) -> None:
        """Nothing is held yet."""
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def hold(self) -> None:
        """Let nobody else write."""
        self._connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        """Let others write again."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self.release()
        self._connection.close()

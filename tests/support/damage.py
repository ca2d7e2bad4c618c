"""Damage to the files of databases."""

import sqlite3
from contextlib import closing
from pathlib import Path

PAGE = 4096


def overwrite(path: Path, at: int, content: bytes) -> None:
    """Put other bytes into the middle of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def break_table(path: Path, table: str) -> None:
    """Overwrite the page that leads to the rows of a table."""
    empty_log(path)
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        [page] = connection.execute(query, (table,)).fetchone()
    overwrite(path, (page - 1) * PAGE, bytes(PAGE))


def empty_log(path: Path) -> None:
    """Bring everything into the file itself: what the log holds too is not lost by damage."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0

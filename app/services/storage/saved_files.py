"""Checksums of signed files that were saved, in the cache."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.services.storage.database import Database, once_more


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCopy:
    """An earlier copy of a file."""

    path: Path
    sha256: str
    saved_at: datetime


class SavedFileTable:
    """The first copy of each content of each file."""

    def __init__(self, database: Database) -> None:
        """`database` is cache.db."""
        self._database = database

    @once_more
    def copies(self, agreement_id: str, source: str) -> tuple[SavedCopy, ...]:
        """The copies of one file that differ from each other, the oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT * FROM saved_files WHERE agreement_id = ? AND source = ?"
                " ORDER BY saved_at, sha256",
                (agreement_id, source),
            ).fetchall()
        return tuple(
            SavedCopy(
                path=Path(row["path"]),
                sha256=row["sha256"],
                saved_at=datetime.fromisoformat(row["saved_at"]),
            )
            for row in rows
        )

    @once_more
    def add(self, agreement_id: str, source: str, copy: SavedCopy) -> None:
        """Remember a copy, unless the same bytes were saved before."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO saved_files VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (agreement_id, source, copy.sha256, str(copy.path), copy.saved_at.isoformat()),
            )

    @once_more
    def delete(self, agreement_id: str) -> None:
        """Forget the copies of an agreement; the files stay where they are."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM saved_files WHERE agreement_id = ?", (agreement_id,))

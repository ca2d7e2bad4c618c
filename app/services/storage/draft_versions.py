"""Earlier versions of drafts in the database."""

import logging
import sqlite3
from datetime import datetime, timedelta
from typing import Final

from app.domain import draft_format
from app.domain.errors import DomainError
from app.services.storage.database import Database
from app.services.stored_drafts import DraftVersion, is_blank

log = logging.getLogger(__name__)

MOST_VERSIONS: Final = 20
"""So many are kept of a draft; older ones go."""
APART: Final = timedelta(minutes=5)
"""So far apart are the versions that are kept of a draft while somebody works on it."""


class VersionTable:
    """Reads what drafts said earlier. It is written by `keep`, in the transaction of a change."""

    def __init__(self, database: Database) -> None:
        """`database` is countersign.db."""
        self._database = database

    def of_draft(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """The versions of a draft, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT * FROM draft_versions WHERE draft_id = ? ORDER BY id DESC", (draft_id,)
            ).fetchall()
        found = []
        for row in rows:
            try:
                found.append(_version(row))
            except DomainError as error:  # one unreadable version must not hide the others
                log.warning("version %s of a draft cannot be read: %s", row["id"], error.code)
        return tuple(found)

    def keep(self, draft_id: str, now: datetime) -> None:
        """Keep what a draft says now."""
        with self._database.write() as connection:
            keep(connection, draft_id, now)


def keep(connection: sqlite3.Connection, draft_id: str, now: datetime) -> None:
    """Keep what a draft says as its newest version, unless it says nothing or is kept already."""
    row = connection.execute(
        "SELECT agreement, updated_at FROM drafts WHERE id = ?", (draft_id,)
    ).fetchone()
    if row is None or is_blank(draft_format.parse(row["agreement"])):
        return
    # Who goes back and forth finds each version once.
    connection.execute(
        "DELETE FROM draft_versions WHERE draft_id = ? AND agreement = ?",
        (draft_id, row["agreement"]),
    )
    connection.execute(
        "INSERT INTO draft_versions (draft_id, saved_at, kept_at, agreement) VALUES (?, ?, ?, ?)",
        (draft_id, row["updated_at"], now.isoformat(), row["agreement"]),
    )
    connection.execute(
        "DELETE FROM draft_versions WHERE draft_id = ?1 AND id NOT IN ("
        " SELECT id FROM draft_versions WHERE draft_id = ?1 ORDER BY id DESC LIMIT ?2)",
        (draft_id, MOST_VERSIONS),
    )


def keep_some(connection: sqlite3.Connection, draft_id: str, text: str, now: datetime) -> None:
    """Before a draft says `text`, keep what it says if no version of the last minutes is there.

    What stood for some minutes before somebody changed it is kept too.
    """
    row = connection.execute(
        "SELECT updated_at, coalesce((SELECT kept_at FROM draft_versions WHERE draft_id = ?1"
        " ORDER BY id DESC LIMIT 1), created_at) FROM drafts WHERE id = ?1 AND agreement <> ?2",
        (draft_id, text),
    ).fetchone()
    if row is None:
        return
    changed, kept = (datetime.fromisoformat(each) for each in row)
    # Absolute, because clocks are set back too.
    if max(abs(now - kept), abs(now - changed)) >= APART:
        keep(connection, draft_id, now)


def text_of(connection: sqlite3.Connection, draft_id: str, version_id: int) -> str:
    """What a draft said in a version. Raises DomainError `draft.unknown_version`."""
    row = connection.execute(
        "SELECT agreement FROM draft_versions WHERE id = ? AND draft_id = ?",
        (version_id, draft_id),
    ).fetchone()
    if row is None:
        raise DomainError("draft.unknown_version")
    return str(row["agreement"])


def _version(row: sqlite3.Row) -> DraftVersion:
    return DraftVersion(
        id=row["id"],
        agreement=draft_format.parse(row["agreement"]),
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )

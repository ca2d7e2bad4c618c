"""Drafts in the database; their PDFs lie in folders."""

import json
import logging
import sqlite3
from dataclasses import replace
from datetime import datetime

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.draft_files import files_of
from app.domain.errors import DomainError
from app.services.storage.database import Database
from app.services.storage.draft_versions import keep, keep_some, text_of
from app.services.stored_drafts import (
    DamagedDraft,
    DraftFile,
    DraftListing,
    StoredDraft,
    is_blank,
)

log = logging.getLogger(__name__)


class DraftTable:
    """The rows of drafts and of their files."""

    def __init__(self, database: Database) -> None:
        """`database` is countersign.db."""
        self._database = database

    def listing(self) -> DraftListing:
        """Every draft; one that cannot be read neither hides the others nor is left out."""
        drafts, damaged = [], []
        with self._database.read() as connection:
            for row in connection.execute(
                "SELECT * FROM drafts ORDER BY updated_at DESC, id"
            ).fetchall():
                try:
                    drafts.append(_draft(connection, row))
                except DomainError as error:
                    log.warning("draft %s cannot be read: %s", row["id"], error.code)
                    damaged.append(_damaged(row, error))
        return DraftListing(drafts=tuple(drafts), damaged=tuple(damaged))

    def damaged(self, draft_id: str) -> DamagedDraft | None:
        """The draft of that id, where it is one that cannot be read."""
        return next((each for each in self.listing().damaged if each.id == draft_id), None)

    def is_taken(self, agreement_id: str) -> bool:
        """Whether some draft, readable or not, has the agreement of that id."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT 1 FROM drafts WHERE agreement_id = ?", (agreement_id,)
            )
            return found.fetchone() is not None

    def get(self, draft_id: str) -> StoredDraft | None:
        """The draft of that id."""
        with self._database.read() as connection:
            return _one(connection, draft_id)

    def insert(self, draft: StoredDraft) -> None:
        """Keep a new draft with its files. Raises DomainError for what cannot be read again."""
        text = _text(draft.agreement)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO drafts (id, agreement, agreement_id, account_id, created_at,"
                " updated_at, held) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    draft.id,
                    text,
                    draft.agreement.id,
                    draft.account_id,
                    draft.created_at.isoformat(),
                    draft.updated_at.isoformat(),
                    not is_blank(draft.agreement),
                ),
            )
            for file in draft.files:
                _put(connection, draft.id, file)

    def update(
        self, draft_id: str, agreement: Agreement, account_id: str | None, now: datetime
    ) -> None:
        """Keep what a draft says now, and what each of its files belongs to.

        What it said before becomes a version when no other of the last minutes is there.
        """
        text = _text(agreement)
        with self._database.write() as connection:
            keep_some(connection, draft_id, text, now)
            _say(connection, draft_id, agreement, text, now)
            connection.execute(
                "UPDATE drafts SET account_id = ? WHERE id = ?", (account_id, draft_id)
            )

    def restore(self, draft_id: str, version_id: int, now: datetime) -> None:
        """Let a draft say again what it said in a version; what it says now becomes one.

        Raises DomainError `draft.unknown` and `draft.unknown_version`.
        """
        with self._database.write() as connection:
            draft = _one(connection, draft_id)
            if draft is None:
                raise DomainError("draft.unknown")
            text = text_of(connection, draft_id, version_id)
            keep(connection, draft_id, now)
            _say(connection, draft_id, draft_format.parse(text), text, now)

    def delete(self, draft_id: str) -> None:
        """Forget a draft and its files."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))

    def delete_if_never_held(self, draft_id: str) -> bool:
        """Forget a draft into which nobody ever put anything; whether it was one."""
        with self._database.write() as connection:
            gone = connection.execute("DELETE FROM drafts WHERE id = ? AND held = 0", (draft_id,))
            return gone.rowcount == 1

    def put_file(self, draft_id: str, file: DraftFile) -> None:
        """Add or replace a file. Raises DomainError `draft.unknown`."""
        with self._database.write() as connection:
            if _one(connection, draft_id) is None:
                raise DomainError("draft.unknown")
            _put(connection, draft_id, file)

    def remove_file(self, draft_id: str, file: str) -> None:
        """Forget a file."""
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM draft_files WHERE draft_id = ? AND file = ?", (draft_id, file)
            )


def _text(agreement: Agreement) -> str:
    """The text to keep, proven to be readable: an autosave must not bury a draft."""
    text = draft_format.render(agreement)
    # Halves of a letter, as a hasty paste leaves them, cannot be kept as UTF-8.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    draft_format.parse(text)
    return text


def _one(connection: sqlite3.Connection, draft_id: str) -> StoredDraft | None:
    row = connection.execute("SELECT * FROM drafts WHERE id = ?", (draft_id,)).fetchone()
    return None if row is None else _draft(connection, row)


def _say(
    connection: sqlite3.Connection, draft_id: str, agreement: Agreement, text: str, now: datetime
) -> None:
    connection.execute(
        "UPDATE drafts SET agreement = ?, updated_at = ?, held = max(held, ?) WHERE id = ?",
        (text, now.isoformat(), not is_blank(agreement), draft_id),
    )
    files = files_of(agreement)
    # A file that a document had before must not be taken for the one that it has now.
    connection.executemany(
        "UPDATE draft_files SET label = '' WHERE draft_id = ? AND label = ? AND file <> ?",
        [(draft_id, each.key, each.file) for each in files],
    )
    connection.executemany(
        "UPDATE draft_files SET label = ? WHERE draft_id = ? AND file = ?",
        [(each.key, draft_id, each.file) for each in files],
    )


def _put(connection: sqlite3.Connection, draft_id: str, file: DraftFile) -> None:
    connection.execute("UPDATE drafts SET held = 1 WHERE id = ?", (draft_id,))
    connection.execute(
        "INSERT OR REPLACE INTO draft_files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            draft_id,
            file.file,
            file.label,
            file.source,
            file.sha256,
            file.size,
            file.pages,
            file.added_at.isoformat(),
        ),
    )


def _draft(connection: sqlite3.Connection, row: sqlite3.Row) -> StoredDraft:
    files = connection.execute(
        "SELECT * FROM draft_files WHERE draft_id = ? ORDER BY added_at, file", (row["id"],)
    )
    return StoredDraft(
        id=row["id"],
        agreement=replace(draft_format.parse(row["agreement"]), id=row["agreement_id"]),
        account_id=row["account_id"],
        files=tuple(_file(each) for each in files),
        created_at=datetime.fromisoformat(row["created_at"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
    )


def _damaged(row: sqlite3.Row, problem: DomainError) -> DamagedDraft:
    try:
        told = json.loads(row["agreement"])
    except (ValueError, RecursionError):
        told = None
    title = told.get("title") if isinstance(told, dict) else None
    return DamagedDraft(
        id=row["id"],
        agreement_id=row["agreement_id"],
        title=title if isinstance(title, str) else "",
        problem=problem,
        text=row["agreement"],
        account_id=row["account_id"],
        updated_at=datetime.fromisoformat(row["updated_at"]),
    )


def _file(row: sqlite3.Row) -> DraftFile:
    return DraftFile(
        file=row["file"],
        label=row["label"],
        source=row["source"],
        sha256=row["sha256"],
        size=row["size"],
        pages=row["pages"],
        added_at=datetime.fromisoformat(row["added_at"]),
    )

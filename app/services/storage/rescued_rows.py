"""Rows after a rescue: those that would trip whoever reads them are left out."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from app.domain import draft_format
from app.domain.errors import DomainError
from app.domain.kinds import ServiceKind
from app.services.actions.journal_rows import record_of
from app.services.outbox.journal_rows import ITEM_COLUMNS, item_of
from app.services.tracking.codec import decode_known


def remove_orphans(connection: sqlite3.Connection) -> None:
    """Leave out rows whose parents are lost."""
    while broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        for row in broken:
            command = f'DELETE FROM "{row["table"]}" WHERE rowid = ?'  # noqa: S608 - our tables
            connection.execute(command, (row["rowid"],))


def remove_unreadable(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Leave out rows of these tables whose words are garbled, and what belongs to them."""
    for table, read in ((each, _READERS[each]) for each in tables if each in _READERS):
        rows = connection.execute(f'SELECT rowid AS row_number, * FROM "{table}"')  # noqa: S608
        for row in rows.fetchall():
            try:
                read(connection, row)
            except (DomainError, ValueError, TypeError, LookupError):
                command = f'DELETE FROM "{table}" WHERE rowid = ?'  # noqa: S608 - our tables
                connection.execute(command, (row["row_number"],))
    remove_orphans(connection)


def _read_account(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    ServiceKind(row["service"])


def _read_draft(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    draft_format.parse(row["agreement"])
    for column in ("created_at", "updated_at"):
        datetime.fromisoformat(row[column])


def _read_file(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    datetime.fromisoformat(row["added_at"])


def _read_version(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    draft_format.parse(row["agreement"])
    for column in ("saved_at", "kept_at"):
        datetime.fromisoformat(row[column])


def _read_followed(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    ServiceKind(row["service"])
    decode_known(row["known"])
    datetime.fromisoformat(row["followed_at"])


def _read_item(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    query = f"SELECT {ITEM_COLUMNS} FROM outbox_items WHERE id = ?"  # noqa: S608 - constant
    item_of(connection.execute(query, (row["id"],)).fetchone())


def _read_action(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    record_of(row)


def _read_look(_connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    datetime.fromisoformat(row["at"])


_READERS: Final[dict[str, Callable[[sqlite3.Connection, sqlite3.Row], None]]] = {
    "accounts": _read_account,
    "actions": _read_action,
    "drafts": _read_draft,
    "draft_files": _read_file,
    "draft_versions": _read_version,
    "followed": _read_followed,
    "outbox_items": _read_item,
    "outbox_looks": _read_look,
}
"""Reads a row as the program does, and raises where it could not."""

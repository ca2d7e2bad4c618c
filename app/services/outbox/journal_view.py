"""What the journal says: items with their steps and looks, as they are on the disk."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.services.outbox.journal_rows import ITEM_COLUMNS, STEP_COLUMNS, item_of, step_of
from app.services.outbox.records import Look, OutboxItem
from app.services.storage.database import Database

IS_OPEN = "phase IN ('queued', 'sending', 'waiting', 'finding_out')"


class JournalView:
    """Reads the rows of the outbox; each method sees one moment of them."""

    def __init__(self, database: Database) -> None:
        """Read from `database`."""
        self._database = database

    def item(self, item_id: str) -> OutboxItem | None:
        """The item of that id with its steps."""
        with self._database.read() as connection:
            return self._found(connection, item_id)

    def newest(self, key: str) -> OutboxItem | None:
        """The latest item of a draft."""
        with self._database.read() as connection:
            return self._newest(connection, key)

    def sent_draft_ids(self) -> frozenset[str]:
        """Ids of drafts on their way or sent, also of those taken off the list.

        A draft of which it stays unknown comes back with that: there is no other way to it then.
        """
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT DISTINCT substr(key, 7) FROM outbox_items"
                " WHERE key LIKE 'draft:%' AND phase NOT IN ('not_sent', 'given_up')"
                " AND NOT (phase = 'let_go' AND dismissed = 1)"
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def items(self) -> tuple[OutboxItem, ...]:
        """Every item that was not taken off the list, newest first."""
        return self._select("dismissed = 0 ORDER BY enqueued_at DESC, rowid DESC")

    def open_items(self) -> tuple[OutboxItem, ...]:
        """Items on which there is still something to do, oldest first."""
        return self._select(f"{IS_OPEN} ORDER BY enqueued_at, rowid")

    def untidied(self) -> tuple[OutboxItem, ...]:
        """Settled items that tracking does not know yet, or of which drafts may be left behind."""
        return self._select(
            "phase IN ('sent', 'not_sent', 'given_up') AND tidied = 0 ORDER BY enqueued_at, rowid"
        )

    def ids(self) -> frozenset[str]:
        """The id of every item there ever was."""
        with self._database.read() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT id FROM outbox_items"))

    def earlier_refs(self, item: OutboxItem) -> tuple[str, ...]:
        """The marks of the attempts with the same draft before this one."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT ref FROM outbox_items WHERE key = ? AND generation <"
                " (SELECT generation FROM outbox_items WHERE id = ?) ORDER BY generation",
                (item.key, item.id),
            ).fetchall()
        return tuple(row[0] for row in rows)

    def earlier_attempts(self, item: OutboxItem) -> tuple[OutboxItem, ...]:
        """The items of the same draft before this one."""
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT {ITEM_COLUMNS} FROM outbox_items WHERE key = ? AND generation <"  # noqa: S608
                " (SELECT generation FROM outbox_items WHERE id = ?) ORDER BY generation",
                (item.key, item.id),
            ).fetchall()
            return tuple(self._with_steps(connection, item_of(row)) for row in rows)

    def agreement(self, item_id: str) -> Agreement:
        """The frozen agreement of an item."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT agreement FROM outbox_items WHERE id = ?", (item_id,)
            ).fetchone()
        return draft_format.parse(row[0])

    def _select(self, where: str) -> tuple[OutboxItem, ...]:
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT {ITEM_COLUMNS} FROM outbox_items WHERE {where}"  # noqa: S608 - constants
            ).fetchall()
            return tuple(self._with_steps(connection, item_of(row)) for row in rows)

    def _found(self, connection: sqlite3.Connection, item_id: str) -> OutboxItem | None:
        row = connection.execute(
            f"SELECT {ITEM_COLUMNS} FROM outbox_items WHERE id = ?",  # noqa: S608 - constant
            (item_id,),
        ).fetchone()
        return None if row is None else self._with_steps(connection, item_of(row))

    def _newest(self, connection: sqlite3.Connection, key: str) -> OutboxItem | None:
        row = connection.execute(
            f"SELECT {ITEM_COLUMNS} FROM outbox_items WHERE key = ?"  # noqa: S608 - constant
            " ORDER BY generation DESC LIMIT 1",
            (key,),
        ).fetchone()
        return None if row is None else self._with_steps(connection, item_of(row))

    def _with_steps(self, connection: sqlite3.Connection, item: OutboxItem) -> OutboxItem:
        looks: dict[int, list[Look]] = {}
        for position, at, sentence in connection.execute(
            "SELECT position, at, sentence FROM outbox_looks WHERE item_id = ? ORDER BY rowid",
            (item.id,),
        ):
            look = Look(at=datetime.fromisoformat(at), sentence=sentence)
            looks.setdefault(position, []).append(look)
        rows = connection.execute(
            f"SELECT {STEP_COLUMNS} FROM outbox_steps"  # noqa: S608 - constant
            " WHERE item_id = ? ORDER BY position",
            (item.id,),
        ).fetchall()
        steps = tuple(step_of(row, tuple(looks.get(row[0], ()))) for row in rows)
        return replace(item, steps=steps)

"""How far lists of what changed were read, in the cache."""

import json
from dataclasses import dataclass
from datetime import datetime

from app.services.storage.database import Database, once_more


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCursor:
    """Where the next list of an account begins."""

    cursor: str
    """The service's own affair."""
    since: datetime
    """When the round began that brought it: what is known since then is told of by the next."""


class ListingTable:
    """One cursor for each account."""

    def __init__(self, database: Database) -> None:
        """`database` is cache.db."""
        self._database = database

    @once_more
    def cursor(self, account_id: str) -> ListCursor | None:
        """Where the next list begins; None before the first."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT cursor FROM listings WHERE account_id = ?", (account_id,)
            ).fetchone()
        try:
            told = {} if row is None else json.loads(row["cursor"])
            return ListCursor(
                cursor=str(told["cursor"]), since=datetime.fromisoformat(told["since"])
            )
        except (ValueError, TypeError, LookupError):
            return None

    @once_more
    def keep(self, account_id: str, cursor: ListCursor | None) -> None:
        """Begin there next time; None forgets where that was."""
        told = {} if cursor is None else {"cursor": cursor.cursor}
        if cursor is not None:
            told["since"] = cursor.since.isoformat()
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO listings VALUES (?, ?)", (account_id, json.dumps(told))
            )

"""How far lists of what changed were read, in the cache."""

from app.services.storage.database import Database, once_more


class ListingTable:
    """One cursor for each account."""

    def __init__(self, database: Database) -> None:
        """`database` is cache.db."""
        self._database = database

    @once_more
    def cursor(self, account_id: str) -> str:
        """Where the next list begins; empty before the first."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT cursor FROM listings WHERE account_id = ?", (account_id,)
            ).fetchone()
        return "" if row is None else str(row["cursor"])

    @once_more
    def keep(self, account_id: str, cursor: str) -> None:
        """Begin there next time; an empty cursor forgets where that was."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO listings VALUES (?, ?)", (account_id, cursor)
            )

"""The agreements that a profile follows, in the database."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from app.domain.kinds import ServiceKind
from app.services.ports import KnownParticipant
from app.services.storage.database import Database
from app.services.tracking.codec import decode_known, encode_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One agreement as it was told to be followed."""

    id: str
    account_id: str
    account_name: str
    """As it was then; an account may be removed or renamed."""
    service: ServiceKind
    service_id: str
    title: str
    known: tuple[KnownParticipant, ...]
    """The participants as we sent them; empty for an agreement made elsewhere."""
    followed_at: datetime


class FollowedTable:
    """The rows of followed agreements."""

    def __init__(self, database: Database) -> None:
        """`database` is countersign.db."""
        self._database = database

    def all(self) -> tuple[Followed, ...]:
        """Every one, the newest first."""
        return self._select("ORDER BY followed_at DESC, id")

    def get(self, followed_id: str) -> Followed | None:
        """The one of that id."""
        return next(iter(self._select("WHERE id = ?", followed_id)), None)

    def by_service_id(self, service_id: str, account_id: str = "") -> tuple[Followed, ...]:
        """Those that a service knows by that id; of one account, or of all."""
        found = self._select("WHERE service_id = ?", service_id)
        return tuple(each for each in found if account_id in {"", each.account_id})

    def add(self, followed: Followed) -> Followed:
        """Keep it, unless its account follows that service id already: then that one.

        Only what was sent is taken over into a row that is there: its title and participants.
        """
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO followed VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (account_id, service_id) DO UPDATE SET known = excluded.known,"
                " title = excluded.title"
                " WHERE excluded.known <> '[]'",
                (
                    followed.id,
                    followed.account_id,
                    followed.account_name,
                    followed.service.value,
                    followed.service_id,
                    followed.title,
                    encode_known(followed.known),
                    followed.followed_at.isoformat(),
                ),
            )
            row = connection.execute(
                "SELECT * FROM followed WHERE account_id = ? AND service_id = ?",
                (followed.account_id, followed.service_id),
            ).fetchone()
        return _followed(row)

    def delete(self, followed_id: str) -> None:
        """Follow it no more."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM followed WHERE id = ?", (followed_id,))

    def _select(self, condition: str, *values: str) -> tuple[Followed, ...]:
        with self._database.read() as connection:
            rows = connection.execute(f"SELECT * FROM followed {condition}", values)  # noqa: S608
            return tuple(_followed(row) for row in rows)


def _followed(row: sqlite3.Row) -> Followed:
    return Followed(
        id=row["id"],
        account_id=row["account_id"],
        account_name=row["account_name"],
        service=ServiceKind(row["service"]),
        service_id=row["service_id"],
        title=row["title"],
        known=decode_known(row["known"]),
        followed_at=datetime.fromisoformat(row["followed_at"]),
    )

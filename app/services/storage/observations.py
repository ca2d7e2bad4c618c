"""What services said about followed agreements, in the cache."""

import json
import logging
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.domain.observation import Observation
from app.domain.status import Access
from app.services.storage.database import Database, once_more
from app.services.texts import ErrorText
from app.services.tracking.codec import UnreadableObservation, decode, encode

log = logging.getLogger(__name__)

_ROWS = """
    SELECT observations.*, seen.statuses, seen.seen_at
    FROM observations LEFT JOIN seen USING (agreement_id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cached:
    """All that is remembered about one agreement."""

    observation: Observation | None = None
    access: Access = Access.OK
    error: ErrorText | None = None
    """Why the last asking failed."""
    asked_at: datetime | None = None
    """The beginning of the last asking, whatever came of it."""
    confirmed_at: datetime | None = None
    """When a list last told that nothing had changed since."""
    seen: str = ""
    """The statuses against which changes are told, as text; empty before there are any."""
    seen_at: datetime | None = None
    """When the user looked last."""


class ObservationTable:
    """The rows of observations and of what was seen; decodes each observation once.

    What finds the cache damaged is done once more: by then there is an empty one.
    """

    def __init__(self, database: Database) -> None:
        """`database` is cache.db."""
        self._database = database
        self._lock = threading.Lock()
        self._decoded: dict[str, tuple[str, Observation | None]] = {}

    @once_more
    def all(self) -> dict[str, Cached]:
        """Everything, by id of the agreement."""
        with self._database.read() as connection:
            rows = connection.execute(_ROWS).fetchall()
        return {row["agreement_id"]: self._cached(row) for row in rows}

    @once_more
    def get(self, agreement_id: str) -> Cached:
        """What is remembered about one; nothing, when it was never asked for."""
        with self._database.read() as connection:
            row = connection.execute(f"{_ROWS} WHERE agreement_id = ?", (agreement_id,)).fetchone()
        return Cached() if row is None else self._cached(row)

    @once_more
    def keep(
        self, agreement_id: str, asked_at: datetime, observation: Observation, statuses: str
    ) -> None:
        """Remember an answer; one that was asked for earlier than what is there is left out.

        The first answer is what later changes are told against, until the user looks.
        """
        self._put(agreement_id, asked_at, observation.access, encode(observation), None)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO seen VALUES (?, ?, NULL) ON CONFLICT (agreement_id) DO NOTHING",
                (agreement_id, statuses),
            )

    @once_more
    def keep_failure(
        self, agreement_id: str, asked_at: datetime, access: Access | None, error: ErrorText
    ) -> None:
        """Remember that asking failed; what was known stays, and access too where it is None."""
        self._put(agreement_id, asked_at, access, None, json.dumps(asdict(error)))

    @once_more
    def confirm(self, agreement_ids: Sequence[str], now: datetime) -> None:
        """Remember that what is known of them was still true then."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE observations SET confirmed_at = ? WHERE agreement_id = ?",
                [(now.isoformat(), each) for each in agreement_ids],
            )

    @once_more
    def mark_seen(self, agreement_id: str, statuses: str, now: datetime) -> None:
        """The user has seen these statuses."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)",
                (agreement_id, statuses, now.isoformat()),
            )

    @once_more
    def delete(self, agreement_id: str) -> None:
        """Forget what is remembered."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM observations WHERE agreement_id = ?", (agreement_id,))
            connection.execute("DELETE FROM seen WHERE agreement_id = ?", (agreement_id,))
        with self._lock:
            self._decoded.pop(agreement_id, None)

    def _put(
        self,
        agreement_id: str,
        asked_at: datetime,
        access: Access | None,
        observation: str | None,
        error: str | None,
    ) -> None:
        with self._database.write() as connection:
            connection.execute(
                """
                INSERT INTO observations (agreement_id, asked_at, access, observation, error)
                VALUES (:id, :asked_at, coalesce(:access, 'ok'), :observation, :error)
                ON CONFLICT (agreement_id) DO UPDATE SET
                    asked_at = :asked_at,
                    access = coalesce(:access, access),
                    observation = coalesce(:observation, observation),
                    error = :error
                WHERE asked_at <= :asked_at
                """,
                {
                    "id": agreement_id,
                    "asked_at": asked_at.isoformat(),
                    "access": access,
                    "observation": observation,
                    "error": error,
                },
            )

    def _cached(self, row: sqlite3.Row) -> Cached:
        return Cached(
            observation=self._observation(row["agreement_id"], row["observation"]),
            access=Access(row["access"]),
            error=None if row["error"] is None else ErrorText.from_json(row["error"]),
            asked_at=datetime.fromisoformat(row["asked_at"]),
            confirmed_at=_moment(row["confirmed_at"]),
            seen=row["statuses"] or "",
            seen_at=_moment(row["seen_at"]),
        )

    def _observation(self, agreement_id: str, text: str | None) -> Observation | None:
        if text is None:
            return None
        with self._lock:
            known = self._decoded.get(agreement_id)
        if known is not None and known[0] == text:
            return known[1]
        try:
            found = decode(text)
        except UnreadableObservation:
            log.info("an observation of another version is left out; it will be asked for again")
            found = None
        with self._lock:
            self._decoded[agreement_id] = (text, found)
        return found


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

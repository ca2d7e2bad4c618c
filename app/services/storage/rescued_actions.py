"""Actions after a rescue: what may have been done is not forgotten, whatever else is garbled."""

import json
import sqlite3
from datetime import datetime
from typing import Final

from app.domain.actions import ActionKind
from app.services.actions.journal_rows import record_of
from app.services.actions.records import OPEN, ActionState
from app.services.outbox.journal_rows import stamp

_KINDS: Final = frozenset(each.value for each in ActionKind)
_SETTLED: Final = frozenset(each.value for each in ActionState if each not in OPEN)


def mend_actions(connection: sqlite3.Connection, now: datetime) -> None:
    """Make garbled rows of what is not known to be settled readable, as "may have been done".

    What was asked for exactly is given up; that it may have been done keeps it from being done
    again without the user knowing. Settled rows are left to whoever leaves out unreadable ones.
    """
    for row in connection.execute("SELECT * FROM actions").fetchall():
        if row["state"] in _SETTLED or row["kind"] not in _KINDS or _readable(row):
            continue
        request = {
            "kind": row["kind"],
            "agreement_id": row["agreement_id"],
            "person": row["person"],
        }
        connection.execute(
            "UPDATE actions SET request = ?, call = '{}', identity = '{}', state = ?,"
            " message = NULL, family = 'rescued', began_at = ?, updated_at = ?, doubt_since = NULL,"
            " doubt_ticks = NULL, next_look_at = NULL, superseded = 0 WHERE id = ?",
            (json.dumps(request), ActionState.MAYBE.value, stamp(now), stamp(now), row["id"]),
        )


def _readable(row: sqlite3.Row) -> bool:
    try:
        record_of(row)
    except (ValueError, TypeError, LookupError):
        return False
    return True

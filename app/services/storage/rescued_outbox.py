"""The outbox after a rescue: nothing is called "not sent" that is not known to be."""

import json
import sqlite3
from dataclasses import asdict
from datetime import datetime
from typing import Final

from app.domain.kinds import SendWith, ServiceKind
from app.services.outbox.journal_rows import (
    ITEM_COLUMNS,
    STEP_COLUMNS,
    item_of,
    stamp,
    step_of,
)
from app.services.outbox.records import Phase, StepClass, StepState
from app.services.words.rescue import cut_short_text

OUTBOX: Final = frozenset({"outbox_items", "outbox_steps"})
"""The tables that say whether something was sent."""
_SETTLED: Final = frozenset({Phase.SENT, Phase.NOT_SENT, Phase.GIVEN_UP, Phase.LET_GO})
_FAMILY: Final = "rescued"


def doubt_outbox(connection: sqlite3.Connection, now: datetime, *, trusted: bool) -> int:
    """Let what may have been sent be found out, as if its start were under way; how many items.

    `trusted`: every row is known to be there as it was written last. Otherwise all that is not
    settled is in doubt. What is settled stays: nothing undoes that later, so that it is true
    however old the row is. Garbled rows are made readable at the price of what they said: an
    agreement that was on its way must not vanish, its draft could be sent a second time.
    """
    doubtful = 0
    for (item_id,) in connection.execute("SELECT id FROM outbox_items").fetchall():
        garbled = _mend(connection, item_id, stamp(now))
        query = "SELECT phase FROM outbox_items WHERE id = ?"
        phase = connection.execute(query, (item_id,)).fetchone()[0]
        if phase not in _SETTLED and (garbled or not trusted):
            _doubt(connection, item_id, stamp(now))
            doubtful += 1
        elif phase in _SETTLED and (garbled or not trusted):
            _leave_untidied(connection, item_id)
    return doubtful


def _leave_untidied(connection: sqlite3.Connection, item_id: str) -> None:
    """Without its steps nobody can tell any more what is left to tidy of a settled item."""
    connection.execute(
        "UPDATE outbox_items SET tidied = 1 WHERE id = ? AND NOT EXISTS"
        " (SELECT 1 FROM outbox_steps WHERE item_id = id AND klass = ? AND request <> x'')",
        (item_id, StepClass.FIRING.value),
    )


def _mend(connection: sqlite3.Connection, item_id: str, now: str) -> bool:
    """Make an item and its steps readable; whether anything had to be given up."""
    garbled = False
    if not _readable_item(connection, item_id):
        connection.execute(
            "UPDATE outbox_items SET message = NULL, family = '', next_look_at = NULL,"
            " document_ids = '[]', identity = '{}', copies = '[]', phase = ? WHERE id = ?",
            (Phase.FINDING_OUT.value, item_id),
        )
        garbled = True
    if garbled and not _readable_item(connection, item_id):
        _make_plain(connection, item_id, now)
    if not _readable_steps(connection, item_id):
        connection.execute("DELETE FROM outbox_steps WHERE item_id = ?", (item_id,))
        garbled = True
    return garbled


def _make_plain(connection: sqlite3.Connection, item_id: str, now: str) -> None:
    """Keep no more of an item than that it was on its way: its draft must not be sent anew."""
    connection.execute(
        "UPDATE outbox_items SET files = '[]', people = 0, tidied = 0, way = ?,"
        " service = coalesce((SELECT service FROM accounts WHERE id = account_id), ?),"
        " enqueued_at = ?, updated_at = ? WHERE id = ?",
        (SendWith.FLOW.value, ServiceKind.SCRIVE.value, now, now, item_id),
    )
    connection.execute("DELETE FROM outbox_steps WHERE item_id = ?", (item_id,))


def _doubt(connection: sqlite3.Connection, item_id: str, now: str) -> None:
    connection.execute(
        "UPDATE outbox_items SET phase = ?, message = ?, family = ?, next_look_at = NULL,"
        " updated_at = ? WHERE id = ?",
        (Phase.FINDING_OUT.value, json.dumps(asdict(cut_short_text())), _FAMILY, now, item_id),
    )
    connection.execute(
        "UPDATE outbox_steps SET state = ?, doubtful = max(doubtful, 1), looks_done = 0,"
        " doubt_since = ?, doubt_ticks = NULL, at = ? WHERE item_id = ? AND klass = ?",
        (StepState.UNCERTAIN.value, now, now, item_id, StepClass.FIRING.value),
    )
    connection.execute(
        "INSERT INTO outbox_looks (item_id, position, at, sentence)"
        " SELECT item_id, position, ?, ? FROM outbox_steps WHERE item_id = ? AND klass = ?",
        (now, cut_short_text().detail, item_id, StepClass.FIRING.value),
    )


def _readable_item(connection: sqlite3.Connection, item_id: str) -> bool:
    query = f"SELECT {ITEM_COLUMNS} FROM outbox_items WHERE id = ?"  # noqa: S608 - constant
    try:
        item_of(connection.execute(query, (item_id,)).fetchone())
    except (ValueError, TypeError, LookupError):
        return False
    return True


def _readable_steps(connection: sqlite3.Connection, item_id: str) -> bool:
    """Whether the steps are readable, and none is missing between the others."""
    query = (
        f"SELECT {STEP_COLUMNS} FROM outbox_steps"  # noqa: S608 - constant
        " WHERE item_id = ? ORDER BY position"
    )
    try:
        steps = [step_of(row, ()) for row in connection.execute(query, (item_id,)).fetchall()]
    except (ValueError, TypeError, LookupError):
        return False
    if [step.position for step in steps] != list(range(len(steps))):
        return False
    fires = [step.klass is StepClass.FIRING for step in steps]
    return not steps or fires.count(True) == 1

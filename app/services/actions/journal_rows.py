"""Rows of the journal of actions as records."""

import json
import sqlite3
from datetime import datetime

from app.domain.actions import ActionKind, ActionRequest
from app.services.accounts import Identity
from app.services.actions.records import ActionRecord, ActionState
from app.services.words.errors import ErrorText

COLUMNS = (
    "id, request, state, account_id, base_url, service_id, began_at, updated_at, identity,"
    " person_name, call, message, family, doubt_since, doubt_ticks, next_look_at, draft_id,"
    " superseded"
)


def record_of(row: sqlite3.Row) -> ActionRecord:
    """The record of a row. Raises ValueError, TypeError and LookupError where it is garbled."""
    request = json.loads(row["request"])
    return ActionRecord(
        id=row["id"],
        request=ActionRequest(**{**request, "kind": ActionKind(request["kind"])}),
        state=ActionState(row["state"]),
        account_id=row["account_id"],
        base_url=row["base_url"],
        service_id=row["service_id"],
        began_at=datetime.fromisoformat(row["began_at"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
        identity=Identity(**json.loads(row["identity"])),
        person_name=row["person_name"],
        call=json.loads(row["call"]),
        message=None if row["message"] is None else ErrorText.from_json(row["message"]),
        family=row["family"],
        doubt_since=_time(row["doubt_since"]),
        doubt_ticks=row["doubt_ticks"],
        next_look_at=_time(row["next_look_at"]),
        draft_id=row["draft_id"],
        superseded=bool(row["superseded"]),
    )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

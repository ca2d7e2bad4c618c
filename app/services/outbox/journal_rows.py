"""Rows of the journal as records, and back."""

import hashlib
import json
import sqlite3
from datetime import UTC, datetime

from app.domain.kinds import SendWith, ServiceKind
from app.services.accounts import Identity
from app.services.outbox.records import (
    FrozenFile,
    Look,
    OutboxItem,
    Phase,
    SentCopy,
    StepClass,
    StepRecord,
    StepState,
)
from app.services.words.errors import ErrorText

ITEM_COLUMNS = (
    "id, key, ref, title, account_id, account_name, service, way, phase, digest, files, people,"
    " service_id, instance_id, document_ids, message, family, next_look_at, enqueued_at,"
    " updated_at, tidied, base_url, identity, copies"
)
STEP_COLUMNS = (
    "position, kind, klass, subject, sentence, state, attempts, doubtful, looks_done, doubt_since,"
    " request, result, at, joins, doubt_ticks, pause, guarded, request_digest"
)


def stamp(moment: datetime) -> str:
    """A time as the journal writes it: UTC, sortable as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def item_of(row: sqlite3.Row) -> OutboxItem:
    """The item of a row of ITEM_COLUMNS, without its steps."""
    return OutboxItem(
        id=row[0],
        key=row[1],
        ref=row[2],
        title=row[3],
        account_id=row[4],
        account_name=row[5],
        service=ServiceKind(row[6]),
        way=SendWith(row[7]),
        phase=Phase(row[8]),
        digest=row[9],
        files=tuple(FrozenFile(**each) for each in json.loads(row[10])),
        people=int(row[11]),
        service_id=row[12],
        instance_id=row[13],
        document_ids=tuple(json.loads(row[14])),
        message=None if row[15] is None else ErrorText.from_json(row[15]),
        family=row[16],
        next_look_at=_time(row[17]),
        enqueued_at=datetime.fromisoformat(row[18]),
        updated_at=datetime.fromisoformat(row[19]),
        tidied=bool(row[20]),
        base_url=row[21],
        identity=Identity(**json.loads(row[22])),
        copies=tuple(SentCopy(**each) for each in json.loads(row[23])),
    )


def step_of(row: sqlite3.Row, looks: tuple[Look, ...]) -> StepRecord:
    """The step of a row of STEP_COLUMNS."""
    return StepRecord(
        position=int(row[0]),
        kind=row[1],
        klass=StepClass(row[2]),
        subject=row[3],
        sentence=row[4],
        state=StepState(row[5]),
        attempts=int(row[6]),
        doubtful=int(row[7]),
        looks_done=int(row[8]),
        doubt_since=_time(row[9]),
        request=bytes(row[10]),
        result=json.loads(row[11]),
        at=_time(row[12]),
        joins=bool(row[13]),
        doubt_ticks=row[14],
        pause=float(row[15]),
        guarded=bool(row[16]),
        request_is_whole=row[17] in ("", hashlib.sha256(row[10]).hexdigest()),
        looks=looks,
    )

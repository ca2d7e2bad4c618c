"""Items of the outbox as a test wants them, without sending anything."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.kinds import SendWith, ServiceKind
from app.services.outbox.records import (
    FrozenFile,
    Look,
    OutboxItem,
    Phase,
    StepClass,
    StepRecord,
    StepState,
)

NOW = datetime(2031, 3, 1, 10, 42, 22, tzinfo=UTC)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return NOW.replace(hour=hour, minute=minute, second=second)


def a_look(moment: datetime, sentence: str = "Asked Scrive: still drafts") -> Look:
    return Look(at=moment, sentence=sentence)


def upload() -> StepRecord:
    return StepRecord(
        position=0,
        kind="upload",
        klass=StepClass.CREATING,
        subject="lease",
        sentence="Upload Lease 2031.pdf, 1.8 MB",
        at=at(10, 31, 2),
    )


def start() -> StepRecord:
    return StepRecord(
        position=1, kind="start", klass=StepClass.FIRING, sentence="Start the agreement"
    )


def confirm() -> StepRecord:
    return StepRecord(
        position=2,
        kind="confirm",
        klass=StepClass.CONVERGING,
        sentence="Confirm with Scrive and begin tracking",
    )


def doubtful_start() -> StepRecord:
    return replace(
        start(),
        state=StepState.UNCERTAIN,
        attempts=1,
        doubtful=1,
        request=b"{}",
        doubt_since=at(10, 31, 40),
        at=at(10, 31, 39),
        looks=(a_look(at(10, 32, 10)), a_look(at(10, 34, 10))),
    )


def done(step: StepRecord, *ids: str) -> StepRecord:
    return replace(
        step,
        state=StepState.DONE,
        attempts=1,
        at=step.at or at(10, 33, 12),
        result={"document_id": ids[0]} if ids else {},
    )


def an_item(phase: Phase = Phase.SENDING, **changes: object) -> OutboxItem:
    values: dict[str, object] = {
        "id": "i1",
        "key": "draft:0f2c6c0e",
        "ref": "7f3a2c91aa",
        "title": "Lease 2031",
        "account_id": "a1",
        "account_name": "Norrvik Scrive",
        "service": ServiceKind.SCRIVE,
        "way": SendWith.FLOW,
        "phase": phase,
        "digest": "d",
        "files": (
            FrozenFile(
                label="lease", file="1.pdf", name="Lease 2031.pdf", sha256="ab12" * 16, size=1
            ),
        ),
        "enqueued_at": at(10, 30, 52),
        "updated_at": at(10, 40),
        "people": 4,
        "steps": (upload(), start(), confirm()),
    }
    values.update(changes)
    return OutboxItem(**values)  # type: ignore[arg-type]

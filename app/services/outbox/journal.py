"""The journal: intents and outcomes of every step, on disk before anything depends on them."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from app.domain import draft_format
from app.domain.agreement import Agreement
from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.outbox.carrier import Arrival, PlannedStep
from app.services.outbox.journal_rows import stamp
from app.services.outbox.journal_view import IS_OPEN, JournalView
from app.services.outbox.records import (
    HELD_AT,
    OutboxItem,
    Phase,
    StepClass,
    StepRecord,
    StepState,
)
from app.services.ports import Clock
from app.services.storage.database import Database
from app.services.words.errors import ErrorText


class Overtaken(Exception):
    """The item was given up meanwhile, here or in another process: no request may leave for it."""


class Journal(JournalView):
    """Rows of the outbox; every method is one transaction that is on disk when it returns."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep the journal in `database`."""
        super().__init__(database)
        self._clock = clock

    def enter(
        self, item: OutboxItem, agreement: Agreement, *, again: bool, instead_of: str = ""
    ) -> OutboxItem:
        """Add a new item, unless its key is known and must not be sent anew; the item that counts.

        One transaction decides, so that of any number of callers one adds and the others find.
        `instead_of`: the only item that may make way, as long as nothing of it was started.
        """
        with self._database.write() as connection:
            newest = self._newest(connection, item.key)
            if newest is not None and not _makes_way(newest, item, again=again):
                self._show(connection, newest)
                return replace(newest, already=True)
            if instead_of and not _is_unstarted(newest, instead_of):
                raise Overtaken(instead_of)
            if newest is not None:
                self._set_phase(connection, newest.id, Phase.GIVEN_UP, None, "")
            generation = connection.execute(
                "SELECT coalesce(max(generation), 0) + 1 FROM outbox_items WHERE key = ?",
                (item.key,),
            ).fetchone()[0]
            self._insert(connection, item, agreement, generation)
        return item

    def plan(self, item_id: str, steps: Sequence[PlannedStep]) -> None:
        """Write down the steps of an item, once."""
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO outbox_steps"
                " (item_id, position, kind, klass, subject, sentence, state, joins, guarded)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        item_id,
                        position,
                        step.kind,
                        step.klass.value,
                        step.subject,
                        step.sentence,
                        StepState.PLANNED.value,
                        step.joins,
                        step.guarded,
                    )
                    for position, step in enumerate(steps)
                ],
            )

    def bind(self, item_id: str, identity: Identity) -> None:
        """Keep who an agreement is sent as; nobody else settles it later."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE outbox_items SET identity = ? WHERE id = ?",
                (json.dumps(asdict(identity)), item_id),
            )

    def store_request(self, item_id: str, position: int, request: bytes) -> None:
        """Keep the exact body of a firing step before its first attempt."""
        digest = hashlib.sha256(request).hexdigest()
        self._change_step(item_id, position, request=request, request_digest=digest)

    def intend(self, item_id: str, step: StepRecord) -> None:
        """A request of this step is about to leave. Raises Overtaken when none may any more.

        The transaction that gives an item up sees this intent, or this one sees that it was.
        """
        with self._database.write() as connection:
            item = self._found(connection, item_id)
            if item is None or item.phase in (Phase.GIVEN_UP, Phase.LET_GO):
                raise Overtaken(item_id)
            newest = self._newest(connection, item.key)
            if step.klass is StepClass.FIRING and newest is not None and newest.id != item_id:
                raise Overtaken(item_id)
            self._update_step(
                connection,
                item_id,
                step.position,
                state=StepState.RUNNING.value,
                attempts=step.attempts + 1,
            )
            if step.klass is StepClass.FIRING:  # what held back an earlier one does not hold this
                self._update_step(connection, item_id, step.position, result="{}")

    def done(self, item_id: str, position: int, result: JsonObject) -> None:
        """The step took effect."""
        self._change_step(item_id, position, state=StepState.DONE.value, result=json.dumps(result))

    def fired(self, item_id: str, position: int, result: JsonObject, arrival: Arrival) -> None:
        """The firing step took effect: from this moment the agreement is sent."""
        with self._database.write() as connection:
            self._update_step(
                connection,
                item_id,
                position,
                state=StepState.DONE.value,
                result=json.dumps(result),
            )
            connection.execute(
                "UPDATE outbox_items SET service_id = ?, instance_id = ?, document_ids = ?,"
                " copies = ? WHERE id = ?",
                (
                    arrival.service_id,
                    arrival.instance_id,
                    json.dumps(arrival.document_ids),
                    json.dumps([asdict(each) for each in arrival.copies]),
                    item_id,
                ),
            )
            # Whoever let it go meanwhile did not know what is known now.
            self._reopen(connection, item_id)
            self._set_phase(connection, item_id, Phase.SENT, None, "")

    def not_done(self, item_id: str, position: int, state: StepState, sentence: str) -> None:
        """The attempt definitely had no effect; `state` is planned or refused."""
        self._change_step(item_id, position, state=state.value)
        self.note(item_id, position, sentence)

    def doubt(self, item_id: str, step: StepRecord, sentence: str, *, pause: float = 0.0) -> None:
        """The attempt may have had an effect; looking starts anew.

        `pause`: seconds for which the service asked to be left alone.
        """
        self._change_step(
            item_id,
            step.position,
            state=StepState.UNCERTAIN.value,
            doubtful=step.doubtful + 1,
            looks_done=0,
            doubt_since=stamp(self._clock.now()),
            doubt_ticks=self._clock.monotonic(),
            pause=pause,
        )
        self.note(item_id, step.position, sentence)

    def doubt_from_now(self, item_id: str, step: StepRecord) -> None:
        """Nobody can tell how long ago the answer was lost: looking starts anew."""
        self._change_step(
            item_id,
            step.position,
            looks_done=0,
            doubt_since=stamp(self._clock.now()),
            doubt_ticks=self._clock.monotonic(),
        )

    def looked(self, item_id: str, step: StepRecord, sentence: str, *, counts: bool) -> None:
        """A look was taken; it counts as one of the schedule, or it was an additional one."""
        self._change_step(item_id, step.position, looks_done=step.looks_done + counts)
        self.note(item_id, step.position, sentence)

    def pause(self, item_id: str, step: StepRecord, seconds: float) -> None:
        """The service asked to be left alone: nothing is looked for so long after the doubt."""
        self._change_step(item_id, step.position, pause=seconds)

    def note(self, item_id: str, position: int, sentence: str) -> None:
        """A line for the person who reads how it went."""
        with self._database.write() as connection:
            self._note(connection, item_id, position, sentence)

    def set_phase(
        self,
        item_id: str,
        phase: Phase,
        message: ErrorText | None = None,
        *,
        family: str = "",
        next_look_at: datetime | None = None,
    ) -> None:
        """Where the item stands, and why; what is settled stays as it is."""
        with self._database.write() as connection:
            self._set_phase(connection, item_id, phase, message, family, next_look_at)

    def give_up(self, item_id: str, message: ErrorText) -> bool:
        """Let no further request of an item leave; False when it may have been sent already."""
        with self._database.write() as connection:
            item = self._found(connection, item_id)
            if item is None or item.may_have_fired:
                return False
            self._set_phase(connection, item_id, Phase.GIVEN_UP, message, "cancelled")
        return True

    def held(self, item_id: str, position: int, sentence: str) -> None:
        """The doubtful start had not taken effect by now; what proves that may be removed."""
        with self._database.write() as connection:
            held = json.dumps({HELD_AT: stamp(self._clock.now())})
            self._update_step(connection, item_id, position, result=held)
            self._note(connection, item_id, position, sentence)

    def prove_not_sent(self, item_id: str, position: int, sentence: str, words: ErrorText) -> None:
        """The doubtful start can never take effect any more, and had not: given up."""
        with self._database.write() as connection:
            self._update_step(connection, item_id, position, state=StepState.REFUSED.value)
            self._note(connection, item_id, position, sentence)
            self._set_phase(connection, item_id, Phase.GIVEN_UP, words, "cancelled")

    def reopen(self, item_id: str) -> None:
        """Go on finding out about an item that was let go."""
        with self._database.write() as connection:
            self._reopen(connection, item_id)

    def set_tidied(self, item_id: str) -> None:
        """Tracking knows what was sent, or nothing of what was not sent is left at the service."""
        with self._database.write() as connection:
            connection.execute("UPDATE outbox_items SET tidied = 1 WHERE id = ?", (item_id,))

    def dismiss(self, item_id: str) -> None:
        """Take a settled item off the list; its row stays, so that it is never sent again."""
        with self._database.write() as connection:
            connection.execute("UPDATE outbox_items SET dismissed = 1 WHERE id = ?", (item_id,))

    def show(self, item: OutboxItem) -> None:
        """Put what stays unknown on the list again: somebody wants to send its draft."""
        with self._database.write() as connection:
            self._show(connection, item)

    def _show(self, connection: sqlite3.Connection, item: OutboxItem) -> None:
        if item.phase is Phase.LET_GO:
            connection.execute("UPDATE outbox_items SET dismissed = 0 WHERE id = ?", (item.id,))

    def _reopen(self, connection: sqlite3.Connection, item_id: str) -> None:
        connection.execute(
            "UPDATE outbox_items SET phase = ? WHERE id = ? AND phase = ?",
            (Phase.FINDING_OUT.value, item_id, Phase.LET_GO.value),
        )

    def _note(
        self, connection: sqlite3.Connection, item_id: str, position: int, sentence: str
    ) -> None:
        connection.execute(
            "INSERT INTO outbox_looks (item_id, position, at, sentence) VALUES (?, ?, ?, ?)",
            (item_id, position, stamp(self._clock.now()), sentence),
        )

    def _change_step(
        self, item_id: str, position: int, **values: str | int | float | bytes
    ) -> None:
        with self._database.write() as connection:
            self._update_step(connection, item_id, position, **values)

    def _update_step(
        self,
        connection: sqlite3.Connection,
        item_id: str,
        position: int,
        **values: str | int | float | bytes,
    ) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        connection.execute(
            f"UPDATE outbox_steps SET {names}, at = ?"  # noqa: S608 - names are ours
            " WHERE item_id = ? AND position = ?",
            (*values.values(), stamp(self._clock.now()), item_id, position),
        )
        connection.execute(
            "UPDATE outbox_items SET updated_at = ? WHERE id = ?",
            (stamp(self._clock.now()), item_id),
        )

    def _set_phase(
        self,
        connection: sqlite3.Connection,
        item_id: str,
        phase: Phase,
        message: ErrorText | None,
        family: str,
        next_look_at: datetime | None = None,
    ) -> None:
        connection.execute(
            "UPDATE outbox_items SET phase = ?, message = ?, family = ?, next_look_at = ?,"  # noqa: S608
            f" updated_at = ? WHERE id = ? AND {IS_OPEN}",
            (
                phase.value,
                None if message is None else json.dumps(asdict(message)),
                family,
                None if next_look_at is None else stamp(next_look_at),
                stamp(self._clock.now()),
                item_id,
            ),
        )

    def _insert(
        self,
        connection: sqlite3.Connection,
        item: OutboxItem,
        agreement: Agreement,
        generation: int,
    ) -> None:
        connection.execute(
            "INSERT INTO outbox_items (id, key, generation, ref, title, account_id, account_name,"
            " service, way, phase, digest, agreement, files, people, enqueued_at, updated_at,"
            " base_url, identity)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item.id,
                item.key,
                generation,
                item.ref,
                item.title,
                item.account_id,
                item.account_name,
                item.service.value,
                item.way.value,
                item.phase.value,
                item.digest,
                draft_format.render(agreement),
                json.dumps([asdict(each) for each in item.files]),
                item.people,
                stamp(item.enqueued_at),
                stamp(item.updated_at),
                item.base_url,
                json.dumps(asdict(item.identity)),
            ),
        )


def _is_unstarted(newest: OutboxItem | None, item_id: str) -> bool:
    if newest is None or newest.id != item_id:
        return False
    return newest.phase is not Phase.SENT and not newest.may_have_fired


def gives_no_way(newest: OutboxItem, *, again: bool) -> bool:
    """Whether an item answers every further Send of its draft, whatever the draft says now.

    It does when it was sent or let go, unless the user says `again`, and while nobody knows.
    """
    if newest.phase is Phase.LET_GO:
        return not again
    if newest.settled:
        return newest.phase is Phase.SENT and not again
    return newest.may_have_fired


def _makes_way(newest: OutboxItem, wanted: OutboxItem, *, again: bool) -> bool:
    """Whether a further Send of the same draft becomes a new agreement.

    What nobody was notified of makes way when it is over, when the draft was changed while it
    waits, and when the user says `again`.
    """
    if gives_no_way(newest, again=again):
        return False
    changed = newest.digest != wanted.digest or newest.account_id != wanted.account_id
    waits = newest.phase in (Phase.QUEUED, Phase.WAITING)
    return again or newest.settled or (changed and waits)

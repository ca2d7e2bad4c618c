"""The journal of actions: on the disk before a request leaves, and after its outcome."""

import json
import sqlite3
from dataclasses import asdict, replace
from datetime import datetime

from app.domain.actions import ActionKind, ActionRequest
from app.domain.errors import DomainError
from app.services.actions.journal_rows import COLUMNS, record_of
from app.services.actions.port import NotOffered
from app.services.actions.records import ActionRecord, ActionState
from app.services.outbox.journal_rows import stamp
from app.services.ports import Clock
from app.services.storage.database import Database
from app.services.words.errors import ErrorText

_ALIKE = "kind = ? AND person = ? AND (agreement_id = ? OR (base_url = ? AND service_id = ?))"
FLOW_UNAVAILABLE = "flow_unavailable"
"""Family of a refusal that shows that a server stops no Flow agreements."""
_INSTEAD_OF = "instead_of"
"""Member of a kept call: the ids of those that the user repeated with it, not knowing."""
_NOTHING_HAPPENED = frozenset({ActionState.NOT_DONE, ActionState.REFUSED})


class ActionJournal:
    """The rows of actions; each method is one transaction that is on the disk when it returns."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`database` is countersign.db."""
        self._database = database
        self._clock = clock

    def record(self, record_id: str) -> ActionRecord | None:
        """The record of that id."""
        return next(iter(self._select("id = ?", record_id)), None)

    def of_agreement(self, agreement_id: str) -> tuple[ActionRecord, ...]:
        """Everything that was done with an agreement, the newest first."""
        return self._select("agreement_id = ?", agreement_id)

    def alike(
        self, request: ActionRequest, base_url: str, service_id: str
    ) -> tuple[ActionRecord, ...]:
        """What was done of the same kind to the same person, the newest first.

        Also under another id of ours: an agreement may be followed anew, or by two accounts.
        """
        return self._select(_ALIKE, *_alike_values(request, base_url, service_id))

    def in_doubt(self) -> tuple[ActionRecord, ...]:
        """Every action under way or being found out, the newest first."""
        return self._select("state IN ('under_way', 'finding_out') AND superseded = 0")

    def flow_refused(self, base_url: str, since: datetime) -> bool:
        """Whether a server has shown since then that it stops no Flow agreements.

        One that ever stopped one does: it refused because of that agreement.
        """
        asked = self._select("base_url = ? AND kind = ?", base_url, ActionKind.CANCEL.value)
        stopped = any(
            each.state is ActionState.DONE and each.call.get("instance_id") for each in asked
        )
        refused = (each for each in asked if each.family == FLOW_UNAVAILABLE)
        return not stopped and any(each.began_at >= since for each in refused)

    def not_offered(self, kind: ActionKind, base_url: str, since: datetime) -> bool:
        """Whether a server has shown since then that it does not know an action.

        One that ever carried it out knows it: it was updated since.
        """
        asked = self._select("base_url = ? AND kind = ?", base_url, kind.value)
        known = any(each.state is ActionState.DONE for each in asked)
        refused = (each for each in asked if each.family == NotOffered.code)
        return not known and any(each.began_at >= since for each in refused)

    def enter(self, record: ActionRecord) -> None:
        """Write down the intent of an action, without the personal number of anybody.

        One transaction decides: while the same is open for the same agreement and person, it raises
        DomainError `action.under_way`, unless the user wants it again knowing that. What is open
        then takes its place again where the new one turns out not to be done.
        """
        with self._database.write() as connection:
            request = record.request
            open_ones = self._open(connection, record)
            if any(not request.again or _runs(each) for each in open_ones):
                raise DomainError("action.under_way")
            for each in open_ones:
                self._close(connection, each.id)
            connection.execute(
                "INSERT INTO actions (id, agreement_id, kind, person, request, state, account_id,"
                " base_url, service_id, began_at, updated_at, identity, person_name, call)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    record.id,
                    request.agreement_id,
                    request.kind.value,
                    request.person,
                    json.dumps(asdict(replace(request, personal_number=""))),
                    record.state.value,
                    record.account_id,
                    record.base_url,
                    record.service_id,
                    stamp(record.began_at),
                    stamp(record.updated_at),
                    json.dumps(asdict(record.identity)),
                    record.person_name,
                    json.dumps(
                        {
                            **record.call,
                            "personal_number": "",
                            _INSTEAD_OF: [each.id for each in open_ones],
                        }
                    ),
                ),
            )

    def settle(
        self,
        record_id: str,
        state: ActionState,
        message: ErrorText | None = None,
        *,
        family: str = "",
        draft_id: str = "",
    ) -> None:
        """Write down the outcome of an action."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE actions SET state = ?, message = ?, family = ?, draft_id = ?,"
                " next_look_at = NULL, updated_at = ? WHERE id = ?",
                (
                    state.value,
                    _text(message),
                    family,
                    draft_id,
                    stamp(self._clock.now()),
                    record_id,
                ),
            )
            if state in _NOTHING_HAPPENED:
                self._reopen(connection, record_id)

    def doubt(
        self,
        record_id: str,
        state: ActionState,
        message: ErrorText,
        *,
        next_look_at: datetime | None,
        family: str = "uncertain",
    ) -> None:
        """The answer was lost: from now on nobody knows."""
        now = self._clock.now()
        with self._database.write() as connection:
            connection.execute(
                "UPDATE actions SET state = ?, message = ?, family = ?, doubt_since = ?,"
                " doubt_ticks = ?, next_look_at = ?, updated_at = ? WHERE id = ?",
                (
                    state.value,
                    _text(message),
                    family,
                    stamp(now),
                    self._clock.monotonic(),
                    None if next_look_at is None else stamp(next_look_at),
                    stamp(now),
                    record_id,
                ),
            )

    def looked(
        self, record_id: str, message: ErrorText | None, next_look_at: datetime | None
    ) -> None:
        """A look told nothing new; when the next one is due."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE actions SET message = coalesce(?, message), next_look_at = ?,"
                " updated_at = ? WHERE id = ?",
                (
                    _text(message),
                    None if next_look_at is None else stamp(next_look_at),
                    stamp(self._clock.now()),
                    record_id,
                ),
            )

    def _open(
        self, connection: sqlite3.Connection, record: ActionRecord
    ) -> tuple[ActionRecord, ...]:
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM actions WHERE {_ALIKE}",  # noqa: S608 - constants
            _alike_values(record.request, record.base_url, record.service_id),
        )
        return tuple(each for each in map(record_of, rows) if each.is_open)

    def _close(self, connection: sqlite3.Connection, record_id: str) -> None:
        """The user does it again: what became of the earlier one is not asked any more."""
        connection.execute("UPDATE actions SET superseded = 1 WHERE id = ?", (record_id,))

    def _reopen(self, connection: sqlite3.Connection, record_id: str) -> None:
        """Of what this one took the place of nobody knows more than before."""
        connection.execute(
            "UPDATE actions SET superseded = 0 WHERE id IN (SELECT value FROM json_each("
            "(SELECT call FROM actions WHERE id = ?), ?))",
            (record_id, f"$.{_INSTEAD_OF}"),
        )

    def _select(self, where: str, *values: str) -> tuple[ActionRecord, ...]:
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM actions WHERE {where}"  # noqa: S608 - constants
                " ORDER BY began_at DESC, rowid DESC",
                values,
            )
            return tuple(map(record_of, rows))


def _alike_values(request: ActionRequest, base_url: str, service_id: str) -> tuple[str, ...]:
    return (request.kind.value, request.person, request.agreement_id, base_url, service_id)


def _runs(record: ActionRecord) -> bool:
    return record.state is ActionState.UNDER_WAY


def _text(message: ErrorText | None) -> str | None:
    return None if message is None else json.dumps(asdict(message))

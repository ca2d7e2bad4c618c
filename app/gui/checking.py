"""Asking the services: now when the user wishes, else from time to time and ever more rarely."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.gui.models.account_state import AccountState
from app.gui.models.overview import Overview
from app.gui.tasks import Task, TaskContext, Tasks
from app.services.desk import Desk
from app.services.errors import ServiceError
from app.services.tracking.rounds import RoundWish

_GROWTH: Final = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often services are asked by themselves, in seconds."""

    least: float = 60.0
    """While something changes."""
    most: float = 900.0
    """When nothing has changed for long."""

    def after(self, seconds: float, *, changed: bool) -> float:
        """The next pause after one of `seconds`."""
        return self.least if changed else min(self.most, seconds * _GROWTH)


PRACTICE_PACE: Final = Pace(least=2.0, most=20.0)
"""The played services stand on this computer and do not mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What asking one account brought."""

    changed: bool
    state: AccountState | None
    """None when nothing was asked."""
    wait: float = 0.0
    """Seconds for which the service wants to be left alone."""


class Checker(QObject):
    """Brings agreements up to date account by account, each one request after the other.

    Signals:
        started: a round began
        finished: a round ended; `checked_at`, `next_at` and `states` are new
    """

    started = Signal()
    finished = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, pace: Pace, parent: QObject | None = None) -> None:
        """Nothing is asked before the first `check`."""
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._pace = pace
        self._pause = pace.least
        self._changed = False
        self._wait = 0.0
        self._running: list[Task] = []
        self._overview: Overview | None = None
        self._first = ""
        self.states: dict[str, AccountState] = {}
        self.checked_at: datetime | None = None
        self.next_at: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @property
    def running(self) -> bool:
        """Whether a round is under way."""
        return bool(self._running)

    def set_overview(self, overview: Overview) -> None:
        """Know the accounts and agreements of now; what is new among them is asked at once."""
        before, self._overview = self._overview, overview
        known = {each.id for each in before.accounts} | set(before.tracked) if before else set()
        self.states = {
            key: state for key, state in self.states.items() if overview.account(key) is not None
        }
        unasked = [key for key, each in overview.tracked.items() if each.observed_at is None]
        if any(key not in known for key in (*(each.id for each in overview.accounts), *unasked)):
            self.check()

    def check(self, first: str = "") -> None:
        """Ask now: the tracked agreement `first` before all others, and every account."""
        self._first = first or self._first
        if self._running or self._overview is None:
            return
        self._pause = self._pace.least
        self._begin(sign_in=True)

    def stop(self) -> None:
        """Ask nothing more."""
        self._timer.stop()
        for task in self._running:
            task.cancel()

    @Slot()
    def _on_time(self) -> None:
        self._begin(sign_in=False)

    def _begin(self, *, sign_in: bool) -> None:
        overview = self._overview
        if self._running or overview is None:
            return
        self._timer.stop()
        self._changed = False
        self._wait = 0.0
        first, self._first = self._first, ""
        wanted = [first, *overview.open_ids()] if first else overview.open_ids()
        for account in overview.accounts:
            ids = [key for key in dict.fromkeys(wanted) if _belongs(overview, key, account.id)]
            if ids or sign_in or self._is_troubled(account.id):
                self._running.append(self._ask(account.id, ids, first, sign_in=sign_in))
        if self._running:
            self.started.emit()
        else:
            self._finish()

    def _is_troubled(self, account_id: str) -> bool:
        state = self.states.get(account_id)
        return state is not None and state.error is not None

    def _ask(self, account_id: str, ids: Sequence[str], first: str, *, sign_in: bool) -> Task:
        def work(context: TaskContext) -> _Answer:
            return self._ask_account(context, account_id, ids, first, sign_in=sign_in)

        return self._tasks.run(
            work, done=self._on_answer, ended=self._on_ended, lane=f"check {account_id}", owner=self
        )

    def _ask_account(
        self,
        context: TaskContext,
        account_id: str,
        ids: Sequence[str],
        first: str,
        *,
        sign_in: bool,
    ) -> _Answer:
        """On the account's lane."""
        wish = RoundWish(first=first, by_user=sign_in, cancel=context.cancel)
        result = self._desk.tracking.refresh_account(ids, wish)
        changed = result.changed
        if result.retry_after:
            return _Answer(changed=changed, state=None, wait=result.retry_after)
        if not (sign_in or result.trouble or self._is_troubled(account_id)):
            return _Answer(changed=changed, state=self._as_before(account_id) if ids else None)
        try:
            check = self._desk.accounts.check(account_id)
        except ServiceError as error:
            return _Answer(changed=changed, state=self._state(account_id, error))
        return _Answer(changed=changed, state=self._state(account_id, None, check.advice))

    def _as_before(self, account_id: str) -> AccountState:
        """It answered; what was advised when it was looked at is still good advice."""
        before = self.states.get(account_id)
        return self._state(account_id, None, () if before is None else before.advice)

    def _state(
        self, account_id: str, error: ServiceError | None, advice: tuple[str, ...] = ()
    ) -> AccountState:
        now, before = self._desk.clock.now(), self.states.get(account_id)
        same = before is not None and type(before.error) is type(error)
        since = before.since if before is not None and same else now
        return AccountState(account_id=account_id, error=error, at=now, since=since, advice=advice)

    def _on_answer(self, answer: _Answer) -> None:
        self._changed = self._changed or answer.changed
        self._wait = max(self._wait, answer.wait)
        if answer.state is not None:
            self.states[answer.state.account_id] = answer.state

    def _on_ended(self) -> None:
        self._running = [task for task in self._running if task.running]
        if not self._running:
            self._finish()

    def _finish(self) -> None:
        now = self._desk.clock.now()
        self.checked_at = now
        self.next_at = None
        if self._overview is not None and (self._overview.open_ids() or self._any_trouble()):
            pause = self._pace.after(self._pause, changed=self._changed)
            self._pause = max(pause, self._wait)
            self.next_at = now + timedelta(seconds=self._pause)
            self._timer.start(round(self._pause * 1000))
        self.finished.emit()
        if self._first:
            self.check()

    def _any_trouble(self) -> bool:
        return any(state.error is not None for state in self.states.values())


def _belongs(overview: Overview, key: str, account_id: str) -> bool:
    tracked = overview.tracked.get(key)
    return tracked is not None and tracked.account_id == account_id

"""The outbox's own network, disk and clock, with moments at which something can happen."""

import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.errors import ServiceError, Unreachable
from app.services.http.client import HttpClient
from app.services.http.download import BodyReader
from app.services.http.failures import NoAnswer
from app.services.http.request import Reply, Request
from app.services.storage.database import Database
from tests.support.staged.telling import (
    Act,
    Asked,
    GaveUp,
    GoOn,
    Moment,
    Point,
    Reached,
    Run,
    Turned,
)

REAL_PATIENCE = 25.0
"""Seconds for an answer that nothing keeps away, however busy the computer is."""


class StagedClock:
    """Stands still until something is waited for."""

    def __init__(self, now: datetime, ticks: float) -> None:
        self._now = now
        self._ticks = ticks

    def turn(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._ticks += seconds

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._ticks


class Moments:
    """Counts what happens in a run, and lets happen what is planned for it."""

    def __init__(self, line: Connection, run: Run) -> None:
        self._line = line
        self._run = run
        self._counts: Counter[Moment] = Counter()
        self.clock = StagedClock(run.now, run.ticks)
        self.requests: list[Asked] = []
        self.stop = CancelToken()
        """What the user presses; waiting for it turns the clock."""

    @property
    def writes(self) -> int:
        return self._counts[Moment.WRITE]

    def tell(self, message: object) -> GoOn:
        """Tell the judge something; nothing goes on before he has seen it."""
        self._line.send(message)
        answer = self._line.recv()
        assert isinstance(answer, GoOn)
        return answer

    def reach(self, moment: Moment) -> tuple[Act | None, GoOn]:
        """Be at the next moment of a kind."""
        self._counts[moment] += 1
        number = self._counts[moment]
        act = self._run.stops.get(Point(moment, number))
        if act is Act.DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        if act is Act.CANCEL:
            self.stop.cancel()
        if act is Act.ASK:
            return act, self.tell(Reached(point=Point(moment, number)))
        full_from = self._run.full_from
        if moment is Moment.WRITE and full_from is not None and number >= full_from:
            act = Act.FULL
        return act, GoOn()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.turn(seconds)
        self.tell(Turned(seconds=seconds))

    def give_up(self, seconds: float) -> None:
        """Have waited in vain for an answer."""
        self.clock.turn(seconds)
        self.tell(GaveUp(seconds=seconds))


class TurningToken(CancelToken):
    """Waits by turning the clock."""

    def __init__(self, moments: Moments) -> None:
        super().__init__()
        self._moments = moments

    def wait(self, seconds: float) -> None:
        self.raise_if_cancelled()
        if seconds > 0:
            self._moments.wait(seconds)


class StagedHttp(HttpClient):
    """Has real connections; only how long it waits is told by the judge."""

    moments: Moments
    _time_out: float | None = None

    def send(self, request: Request, *, cancel: CancelToken | None = None) -> Reply:
        return super().send(request, cancel=cancel or TurningToken(self.moments))

    def _attempt(self, request: Request, reader: BodyReader) -> Reply:
        _, answer = self.moments.reach(Moment.REQUEST)
        self._time_out = answer.time_out
        asked = Asked(method=request.method, path=request.path)
        self.moments.requests.append(asked)
        try:
            reply = super()._attempt(request, reader)
        except ServiceError as error:
            if answer.time_out is not None and not _never_left(error):
                self.moments.give_up(super()._limits(request)[1])
            self.moments.reach(Moment.ANSWER)
            raise
        self.moments.requests[-1] = Asked(
            method=request.method, path=request.path, body_size=len(reply.body)
        )
        self.moments.reach(Moment.ANSWER)
        return reply

    def _limits(self, request: Request) -> tuple[float, float]:
        return REAL_PATIENCE, self._time_out or REAL_PATIENCE


class StagedDatabase(Database):
    """Is really written; its disk has no room when it is told so."""

    def __init__(self, path: Path, migrations: Path, moments: Moments) -> None:
        super().__init__(path, migrations, SystemClock())
        self._moments = moments

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        act, _ = self._moments.reach(Moment.WRITE)
        with super().write() as connection:
            yield connection
            if act is Act.FULL:
                _fill(connection)
        self._moments.reach(Moment.WRITTEN)


def _never_left(error: ServiceError) -> bool:
    return isinstance(error, Unreachable) and not isinstance(error, NoAnswer)


def _fill(connection: sqlite3.Connection) -> None:
    """Need more pages than there may be; raises what SQLite raises on a full disk."""
    connection.execute("PRAGMA max_page_count=1")
    try:
        connection.execute("CREATE TABLE too_much AS SELECT zeroblob(1000000) AS bytes")
    finally:
        connection.execute("PRAGMA max_page_count=4294967294")

"""One agreement on the stage: whether what its user reads is true, and what came of it."""

from collections import Counter

from app.services.clock import SystemClock
from app.services.outbox.carrier import Carrier
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing
from tests.support.staged.probes import PROBES
from tests.support.staged.stage import Scene, Stage, Watcher
from tests.support.staged.telling import Changed, Deed, Ended, Seen
from tests.support.staged.ways import WAYS

LONGEST_READ = 60.0
"""Seconds from when an effect can be read until the user is told."""
LONGEST_DOUBT = 600.0
"""Seconds from the return of the network until nothing is open any more."""
_RETRY = 120.0
"""Seconds after which what waits is tried again."""
_MOST_RUNS = 40


class Trial(Watcher):
    """Sends one draft, with processes that come to harm, until it is settled."""

    def __init__(self, stage: Stage, way: str, draft: int = 1) -> None:
        self.stage = stage
        self.way = way
        self.draft = draft
        self.item: Seen | None = None
        self.problems: list[str] = []
        self.longest_read = 0.0
        self.runs = 0
        self._service = WAYS[way].service.value
        self._probe = PROBES[self._service](stage.emulator)
        self._readable_since: float | None = None

    @property
    def started(self) -> list[str]:
        """The agreements that people really have."""
        return [] if self.item is None else self._probe.started(self.item.ref)

    def contents(self) -> Counter[str]:
        """What the one agreement consists of; empty without one."""
        started = self.started
        return self._probe.contents(started[0]) if started else Counter()

    def changed(self, message: Changed) -> None:
        """Believe what the process tells its user, and compare it."""
        if self.item is None or message.item.id == self.item.id or not self._is_other(message):
            self.item = message.item
        self._compare("told")

    def went_on(self) -> None:
        """Compare what the user reads with what just took effect."""
        self._compare("after a late effect")

    def play(self, scene: Scene) -> Ended:
        """One process; afterwards its user looks what the profile says."""
        self.runs += 1
        ended = self.stage.play(self.way, self._service, self.draft, scene, self)
        if ended.bug:
            self._wrong(f"bug: {ended.bug.strip()}")
        self.read()
        return ended

    def settle(self) -> None:
        """Further processes, as the worker or a scheduler starts them, until nothing is left."""
        began = self.stage.clock.monotonic()
        if self.item is not None and self.item.tidied and not self.stage.pending:
            return
        for _ in range(_MOST_RUNS):
            self.play(Scene(deed=Deed.SEND if self.item is None else Deed.CONTINUE))
            item = self.item
            if item is None:
                self._wrong("lost: the outbox does not know it")
                return
            if item.settled or item.repeats:
                waited = self.stage.clock.monotonic() - max(began, self.stage.network_back_at)
                if waited > LONGEST_DOUBT and not self.stage.pending:
                    self._wrong(f"open for {waited:.0f} s")
                began = float("inf")
                if item.tidied or item.repeats:
                    self._let_all_go_on()
                    return
            self.stage.turn(self._pause(item), self)
        self._wrong(f"never settled: {self.item}")

    def judge(self, healthy: Counter[str]) -> None:
        """Compare what is left with what a send without faults leaves."""
        item, started = self.item, self.started
        if item is None:
            return
        if item.phase is Phase.SENT and len(started) == 1:
            found = self.contents()
            self._differs("doubled", found - healthy)
            self._differs("missing", healthy - found)
        left = self._probe.leftovers(item.ref)
        if left and not item.repeats:
            self._wrong(f"{len(left)} left behind at the service")

    def read(self) -> None:
        """What a new process would tell the user now."""
        path = self.stage.profile / "countersign.db"
        if not path.exists():
            return
        database = Database(path, MIGRATIONS / "countersign", SystemClock())
        folder = self.stage.profile
        try:
            outbox = Outbox(
                database,
                folder / "outbox",
                folder / "outbox.lock",
                _no_carrier,
                self.stage.clock,
                Timing,
                lambda _item, _arrival: None,
            )
            ours = [each for each in outbox.items() if each.key.endswith(f"{self.draft:012d}")]
        finally:
            database.close()
        if len(ours) > 1:
            self._wrong(f"{len(ours)} items of one draft")
        if ours:
            self.item = Seen.of(ours[0])
            self._compare("read from the profile")

    def _is_other(self, message: Changed) -> bool:
        return self.item is not None and message.item.ref != self.item.ref

    def _pause(self, item: Seen) -> float:
        if item.next_look_at is None or item.settled:
            return _RETRY
        return max((item.next_look_at - self.stage.clock.now()).total_seconds(), 1.0)

    def _let_all_go_on(self) -> None:
        """What was held longest takes effect after everything; then the service is tidied."""
        while self.stage.pending:
            self.stage.turn(self.stage.pending + 1.0, self)
            self.play(Scene())

    def _compare(self, when: str) -> None:
        item = self.item
        if item is None:
            return
        started = self.started
        if len(started) > 1:
            self._wrong(f"{len(started)} agreements")
        if started and item.state is SendState.NOT_SENT:
            self._wrong(f"untrue, {when}: {item.phase} says not sent, but it is")
        if not started and item.state is SendState.SENT:
            self._wrong(f"untrue, {when}: says sent, but it is not")
        self._measure(item, started=bool(started))

    def _measure(self, item: Seen, *, started: bool) -> None:
        now = self.stage.clock.monotonic()
        if self._readable_since is not None and item.state is SendState.SENT:
            spent = now - max(self._readable_since, self.stage.network_back_at)
            self.longest_read = max(self.longest_read, spent)
            if spent > LONGEST_READ + 1:
                self._wrong(f"could be read for {spent:.0f} s before it was told")
            self._readable_since = None
        elif started and self._readable_since is None and item.state is not SendState.SENT:
            self._readable_since = now

    def _differs(self, word: str, difference: Counter[str]) -> None:
        for each, count in difference.items():
            self._wrong(f"{word}: {each} ({count})")

    def _wrong(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _no_carrier(_item: OutboxItem, /) -> Carrier:
    raise AssertionError("nobody sends while looking")

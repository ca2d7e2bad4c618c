"""One agreement on the stage: whether what its user reads is true, and what came of it."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from app.services.outbox.records import Phase, SendState
from tests.support.staged.probes import PROBES
from tests.support.staged.reading import items_in
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


class Wrong(StrEnum):
    """What can be wrong with a send."""

    DOUBLE = "double"
    """Two agreements, or anything twice in one."""
    LOST = "lost"
    """Nothing came of it, or not all, and nothing more happens by itself."""
    UNTRUE = "untrue"
    """The user read what was not so."""
    ORPHAN = "orphan"
    """Something of ours is left at the service and belongs to nothing."""
    SLOW = "slow"
    """The user was told later than promised."""
    BUG = "bug"
    """An error that nobody translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong."""

    wrong: Wrong
    sentence: str

    def __str__(self) -> str:
        """For whoever reads why a test failed."""
        return f"{self.wrong}: {self.sentence}"


class Trial(Watcher):
    """Sends one draft, with processes that come to harm, until it is settled."""

    def __init__(self, stage: Stage, way: str, draft: int = 1, *, hurried: bool = True) -> None:
        """`hurried`: hold it to the promised times, which count while no further fault happens."""
        self.stage = stage
        self.way = way
        self.draft = draft
        self.item: Seen | None = None
        self.problems: list[Problem] = []
        self._refs: dict[str, str] = {}
        """Of every item of this draft by its id, the newest last."""
        self._tidied = False
        """Whether nothing is left to do for any item of this draft."""
        self._hurried = hurried
        self._service = WAYS[way].service.value
        stage.emulator.services[self._service].configure(dict(WAYS[way].settings))
        WAYS[way].prepare(stage.emulator, draft)
        self._probe = PROBES[self._service](stage.emulator)
        self._readable_since: float | None = None

    @property
    def started(self) -> list[str]:
        """The agreements that people really have."""
        return [each for ref in self._refs.values() for each in self._probe.started(ref)]

    @property
    def over(self) -> bool:
        """Whether nothing is left to do for it, now or when something late arrives."""
        return self._tidied and not self.stage.pending

    def contents(self) -> Counter[str]:
        """What the one agreement consists of; empty without one."""
        started = self.started
        return self._probe.contents(started[0]) if started else Counter()

    def changed(self, message: Changed) -> None:
        """Believe what the process tells its user, and compare it."""
        if self._is_ours(message.item.key):
            self._take(message.item)
            self._compare("told")

    def went_on(self) -> None:
        """Compare what the user reads with what just took effect."""
        self._compare("after a late effect")

    def play(self, scene: Scene) -> Ended:
        """One process; afterwards its user looks what the profile says."""
        ended = self.stage.play(self.way, self._service, self.draft, scene, self)
        if ended.bug:
            self._found(Wrong.BUG, ended.bug.strip())
        self.read()
        return ended

    def settle(self) -> None:
        """Further processes, as the worker or a scheduler starts them, until nothing is left."""
        began = self.stage.clock.monotonic()
        for _ in range(_MOST_RUNS):
            if self.over:
                return
            self.play(Scene(deed=Deed.SEND if self.item is None else Deed.CONTINUE))
            item = self.item
            if item is None:
                self._found(Wrong.LOST, "the outbox does not know it")
                return
            if item.settled or item.repeats:
                self._time(began)
                began = float("inf")
                if self._tidied or item.repeats:
                    self._let_all_go_on()
                    return
            self.stage.turn(self._pause(item), self)
        self._found(Wrong.LOST, f"never settled: {self.item}")

    def insist(self) -> None:
        """The user wishes a repeat of a start that only he may have repeated."""
        if self.item is not None and self.item.repeats and not WAYS[self.way].guarded:
            self.play(Scene(deed=Deed.SEND_AGAIN))
            self.settle()

    def judge(self, healthy: Counter[str]) -> None:
        """Compare what is left with what a send without faults leaves."""
        if self.item is None:
            return
        if self.item.phase is Phase.SENT and len(self.started) == 1:
            found = self.contents()
            self._differs(Wrong.DOUBLE, found - healthy)
            self._differs(Wrong.LOST, healthy - found)
        left = [each for ref in self._refs.values() for each in self._probe.leftovers(ref)]
        if left and not self.item.repeats:
            self._found(Wrong.ORPHAN, f"{len(left)} left behind at the service")

    def read(self) -> None:
        """What a new process would tell the user now."""
        ours = [each for each in items_in(self.stage.profile) if self._is_ours(each.key)]
        for each in reversed(ours):
            self._take(Seen.of(each))
        self._tidied = bool(ours) and all(each.tidied for each in ours)
        self._compare("read from the profile")

    def expect_sent(self, *, refusal: bool = False, given_up: bool = False) -> None:
        """It was sent in the end, or not after a definite no, or was given up or let go."""
        phase = self.item.phase if self.item is not None else None
        stopped = given_up and phase in (Phase.GIVEN_UP, Phase.LET_GO)
        if phase is not Phase.SENT and not (refusal and phase is Phase.NOT_SENT) and not stopped:
            self._found(Wrong.LOST, f"ended as {phase}: {self.item}")

    def _take(self, item: Seen) -> None:
        """Know an item; after a proven "not sent" a further Send makes a new one."""
        self._refs.setdefault(item.id, item.ref)
        if item.id == next(reversed(self._refs)):
            self.item = item
        elif item.state is not SendState.NOT_SENT:
            self._found(Wrong.DOUBLE, f"a second item beside one that stands at {item.phase}")

    def _is_ours(self, key: str) -> bool:
        return key.endswith(f"{self.draft:012d}")

    def _pause(self, item: Seen) -> float:
        if item.next_look_at is None or item.settled:
            return _RETRY
        seconds = (item.next_look_at - self.stage.clock.now()).total_seconds()
        return min(max(seconds, 1.0), _RETRY)

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
            self._found(Wrong.DOUBLE, f"{len(started)} agreements")
        if started and item.state is SendState.NOT_SENT:
            self._found(Wrong.UNTRUE, f"{when}: {item.phase} says not sent, but it is")
        if not started and item.state is SendState.SENT:
            self._found(Wrong.UNTRUE, f"{when}: says sent, but it is not")
        self._measure(item, started=bool(started))

    def _measure(self, item: Seen, *, started: bool) -> None:
        now = self.stage.clock.monotonic()
        if self._readable_since is not None and item.state is SendState.SENT:
            spent = now - max(self._readable_since, self.stage.network_back_at)
            if self._hurried and spent > LONGEST_READ + 1:
                self._found(Wrong.SLOW, f"could be read for {spent:.0f} s before it was told")
            self._readable_since = None
        elif started and self._readable_since is None and item.state is not SendState.SENT:
            self._readable_since = now

    def _time(self, began: float) -> None:
        spent = self.stage.clock.monotonic() - max(began, self.stage.network_back_at)
        if self._hurried and spent > LONGEST_DOUBT and not self.stage.pending:
            self._found(Wrong.SLOW, f"open for {spent:.0f} s")

    def _differs(self, wrong: Wrong, difference: Counter[str]) -> None:
        for each, count in difference.items():
            self._found(wrong, f"{each} ({count} times)")

    def _found(self, wrong: Wrong, sentence: str) -> None:
        problem = Problem(wrong=wrong, sentence=sentence)
        if problem not in self.problems:
            self.problems.append(problem)

"""The fault matrix: everything that can happen to each request and each write of one send."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue

from app.emulator.faults import Fault
from app.services.outbox.records import Phase
from tests.support.staged.stage import Scene, Stage, Strike
from tests.support.staged.telling import Act, Asked, Deed, Ended, Moment, Point
from tests.support.staged.trial import Trial

_PAGE = "<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>"
_OUTAGE = 20.0
_LONG_OUTAGE = 200.0
"""Seconds; all looks of the schedule fall into it."""
_LATENESS = (1.0, 20.0, 100.0, 170.0)
"""Seconds after the client gave up: between the looks, and after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Healthy:
    """What a send without faults does, and what it leaves."""

    ended: Ended
    contents: Counter[str]

    def request(self, method: str, path: str) -> int:
        """The number of the last request like this, from 1."""
        return max(
            number
            for number, asked in enumerate(self.ended.requests, start=1)
            if asked.method == method and re.search(path, asked.path)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One send that meets with one fault."""

    name: str
    scene: Scene
    refusal: bool = False
    """Whether the fault is a definite no to a first attempt: not sent is a true end then."""


Column = Callable[[Asked], Strike]


def _page(code: int, *, effect: bool) -> Column:
    fault = Fault(kind="status", code=code, body=_PAGE, content_type="text/html", effect=effect)
    return lambda _asked: Strike(fault=fault)


def _status(code: int, retry_after: str = "") -> Column:
    fault = Fault(kind="status", code=code, body="no", retry_after=retry_after)
    return lambda _asked: Strike(fault=fault)


def _struck(fault: Fault) -> Column:
    return lambda _asked: Strike(fault=fault)


def _held(when: str, late: float, *, kill: bool = False) -> Column:
    return lambda _asked: Strike(held=when, late=late, kill=kill)


def _cut(part: float) -> Column:
    return lambda asked: Strike(fault=Fault(kind="cut", size=int(asked.body_size * part)))


def _outage(_asked: Asked) -> Strike:
    return Strike(outage=_OUTAGE)


def _killed(_asked: Asked) -> Strike:
    return Strike(act=Act.DIE)


OUT_OF_REACH = "reset after effect, then out of reach"
COLUMNS: Mapping[str, Column] = {
    "refused connection": _outage,
    OUT_OF_REACH: _struck(Fault(kind="drop_after")),
    "reset before effect": _struck(Fault(kind="drop_before")),
    "reset after effect": _struck(Fault(kind="drop_after")),
    **{f"time-out, effect {late:.0f} s later": _held("before", late) for late in _LATENESS},
    "time-out after effect": _held("after", 1.0),
    "500 page before effect": _page(500, effect=False),
    "500 page after effect": _page(500, effect=True),
    "502 page before effect": _page(502, effect=False),
    "502 page after effect": _page(502, effect=True),
    "429": _status(429),
    "429 with a pause": _status(429, "7"),
    "401": _status(401),
    "body cut at 0": _cut(0.0),
    "body cut in the middle": _cut(0.5),
    "delivered twice": _struck(Fault(kind="repeat")),
    "400": _status(400),
    "killed before": _killed,
    "killed in flight, effect at once": _held("before", 0.0, kill=True),
    "killed in flight, effect 30 s later": _held("before", 30.0, kill=True),
    "killed in flight, after effect": _held("after", 0.0, kill=True),
    "killed with the answer": _killed,
}
"""What happens to a request; the last of them once its answer is there."""

_OF_CHANGES = frozenset(
    {
        "reset after effect",
        OUT_OF_REACH,
        *(f"time-out, effect {late:.0f} s later" for late in _LATENESS[1:]),
        "time-out after effect",
        "500 page after effect",
        "502 page after effect",
        "delivered twice",
        "killed in flight, effect 30 s later",
        "killed in flight, after effect",
    }
)
"""What is nothing of its own where a request only reads, and so has no effect."""
REFUSALS = frozenset({"400"})
"""What may end with nothing sent, as long as that is said."""

DISK_COLUMNS = ("full once", "full from then on", "killed before", "killed after")
"""What happens to a write of the journal."""


def healthy_send(stage: Stage, way: str) -> Healthy:
    """Record a send that meets with nothing, the second one of this stage."""
    stage.clear()
    Trial(stage, way).play(Scene(deed=Deed.SEND, forked=False))
    stage.clear()
    trial = Trial(stage, way)
    ended = trial.play(Scene(deed=Deed.SEND))
    trial.judge(trial.contents())
    assert trial.item is not None
    assert trial.item.phase is Phase.SENT
    assert trial.problems == []
    return Healthy(ended=ended, contents=trial.contents())


def request_cases(healthy: Healthy, column: str, *, first: int = 1) -> Iterator[Case]:
    """One fault, at each request in turn, from the one with the number `first` on."""
    moment = Moment.ANSWER if column == "killed with the answer" else Moment.REQUEST
    for number, asked in enumerate(healthy.ended.requests, start=1):
        if number < first or (asked.method == "GET" and column in _OF_CHANGES):
            continue
        strike = replace(COLUMNS[column](asked), name=column)
        strikes = {Point(moment, number): strike}
        if column == OUT_OF_REACH:
            strikes[Point(Moment.ANSWER, number)] = Strike(name=column, outage=_LONG_OUTAGE)
        yield Case(
            name=f"{column} at request {number}, {asked.method} {asked.path}",
            scene=Scene(deed=Deed.SEND, strikes=strikes),
            refusal=column in REFUSALS,
        )


def disk_cases(healthy: Healthy, column: str) -> Iterator[Case]:
    """One fault, at each write of the journal in turn."""
    for number in range(1, healthy.ended.writes + 1):
        moment = Moment.WRITTEN if column == "killed after" else Moment.WRITE
        act = Act.FULL if column == "full once" else Act.DIE
        strikes = {Point(moment, number): Strike(act=act)}
        if column == "full from then on":
            scene = Scene(deed=Deed.SEND, full_from=number)
        else:
            scene = Scene(deed=Deed.SEND, strikes=strikes)
        yield Case(name=f"disk {column}, write {number}", scene=scene)


def problems_of(stage: Stage, way: str, case: Case, healthy: Healthy) -> list[str]:
    """Send, let the fault happen, recover, and say everything that is wrong then."""
    stage.clear()
    trial = Trial(stage, way)
    trial.play(case.scene)
    trial.settle()
    trial.insist()
    trial.judge(healthy.contents)
    trial.expect_sent(refusal=case.refusal)
    return [f"{case.name}: {each}" for each in trial.problems]


class Matrix:
    """One way of sending, tried on several stages at the same time."""

    def __init__(self, stages: Sequence[Stage], way: str) -> None:
        """Record a healthy send on each of them."""
        self._stages = stages
        self._way = way
        self.healthy = [healthy_send(stage, way) for stage in stages][-1]

    def problems(self, cases: Iterator[Case]) -> list[str]:
        """Everything that is wrong in any case."""
        waiting: SimpleQueue[Case] = SimpleQueue()
        for case in cases:
            waiting.put(case)
        with ThreadPoolExecutor(len(self._stages)) as pool:
            found = list(pool.map(lambda stage: self._drained(stage, waiting), self._stages))
        return [problem for each in found for problem in each]

    def _drained(self, stage: Stage, waiting: "SimpleQueue[Case]") -> list[str]:
        found: list[str] = []
        while True:
            try:
                case = waiting.get_nowait()
            except Empty:
                return found
            found += problems_of(stage, self._way, case, self.healthy)


@contextmanager
def stages_in(folder: Path, count: int = 2) -> Iterator[tuple[Stage, ...]]:
    """Several stages, each with a folder of its own."""
    with ExitStack() as open_stages:
        made = []
        for number in range(count):
            own = folder / f"stage-{number}"
            own.mkdir()
            made.append(open_stages.enter_context(Stage(own)))
        yield tuple(made)

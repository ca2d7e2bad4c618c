"""The storm: many sends with faults and deaths by chance, all repeatable by its seed."""

import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from app.services.outbox.records import SendState
from tests.support.fault_matrix import COLUMNS, REFUSALS, healthy_send
from tests.support.staged.stage import Scene, Stage, Strike
from tests.support.staged.telling import Act, Deed, Moment, Point
from tests.support.staged.trial import Trial, Wrong

_DEEDS = (Deed.CONTINUE,) * 5 + (Deed.SEND,) * 3 + (Deed.SEND_AGAIN, Deed.GIVE_UP)
"""What a user or a scheduler does with what is not settled."""
_HOURS_OFF = (0, 0, 1, -1, 26, -26, 24 * 400, -24 * 400)
_STOPPED = 0.03
_BATCH = 25
"""Sends that share a profile and a service."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of many sends."""

    sends: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    """Faults that really happened, by their name."""
    deaths: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    stories: list[str] = field(default_factory=list)
    """Of every send with which something is wrong: its number, and what."""
    seconds: float = 0.0

    def add(self, other: "Tally") -> None:
        """Count what another counted; `seconds` are those of work, not of waiting."""
        self.sends += other.sends
        self.ends += other.ends
        self.struck += other.struck
        self.deaths += other.deaths
        self.wrong += other.wrong
        self.stories += other.stories
        self.seconds += other.seconds


class Storm:
    """Sends on one stage."""

    def __init__(self, stage: Stage, way: str, seed: int) -> None:
        """`seed`, way and number decide everything about a send."""
        self._stage = stage
        self._way = way
        self._seed = seed
        self._healthy = healthy_send(stage, way)
        self._given_up = False
        """Whether the user wished to stop what is being sent now."""
        self._odd_clocks = False
        self._lag = 0.0
        """Seconds for which the service's list does not know what is new."""

    def run(self, numbers: Iterable[int]) -> Tally:
        """Send the drafts of these numbers, one after the other."""
        began = time.perf_counter()
        tally = Tally()
        self._stage.struck.clear()
        self._stage.deaths = 0
        for count, number in enumerate(numbers):
            if count % _BATCH == 0:
                self._stage.clear()
            self._send(number, tally)
        tally.struck = Counter(self._stage.struck)
        tally.deaths = self._stage.deaths
        tally.seconds = time.perf_counter() - began
        return tally

    def _send(self, number: int, tally: Tally) -> None:
        chance = random.Random(f"{self._seed} {self._way} {number}")  # noqa: S311 - repeatable
        refused_before = self._refusals()
        trial = Trial(self._stage, self._way, number, hurried=False)
        self._play_out(trial, chance)
        trial.judge(self._healthy.contents)
        trial.expect_sent(refusal=self._refusals() > refused_before, given_up=self._given_up)
        tally.sends += 1
        tally.ends[trial.item.state if trial.item else SendState.NOT_SENT] += 1
        tally.wrong.update(each.wrong for each in trial.problems)
        tally.stories += [f"{self._way} {number}: {each}" for each in trial.problems]

    def _play_out(self, trial: Trial, chance: random.Random) -> None:
        self._given_up = False
        self._odd_clocks = chance.random() < 0.1
        self._lag = chance.choice((0.0, 0.0, 3.0, 20.0))
        self._stage.emulator.services["scrive"].configure(
            {
                "list_lag_seconds": self._lag,
                "flow_answer": chance.choice(("id", "nested", "location", "empty")),
            }
        )
        trial.play(self._scene(chance, Deed.SEND, (0.2, 0.4, 0.25, 0.15)))
        for _ in range(chance.choice((0, 0, 1, 2, 3))):
            if trial.over:
                break
            self._stage.turn(chance.choice((0.0, 1.0, 10.0, 60.0, 300.0)), trial)
            deed = Deed.SEND if trial.item is None else chance.choice(_DEEDS)
            if deed is Deed.GIVE_UP:
                self._given_up = True
            trial.play(self._scene(chance, deed, (0.3, 0.5, 0.15, 0.05)))
        trial.settle()
        if trial.item is not None and trial.item.repeats:
            unfinished = self._given_up and trial.item.family == "elsewhere"
            trial.play(Scene(deed=Deed.GIVE_UP if unfinished else Deed.SEND_AGAIN))
            trial.settle()

    def _scene(
        self, chance: random.Random, deed: Deed, weights: tuple[float, float, float, float]
    ) -> Scene:
        """A process with no, one, two or three faults."""
        strikes: dict[Point, Strike] = {}
        full_from: int | None = None
        for _ in range(chance.choices(range(4), weights)[0]):
            if chance.random() < 0.25:
                number = chance.randint(1, self._healthy.ended.writes)
                moment = chance.choice((Moment.WRITE, Moment.WRITTEN))
                act = chance.choice((Act.DIE, Act.FULL)) if moment is Moment.WRITE else Act.DIE
                strikes[Point(moment, number)] = Strike(act=act)
                if chance.random() < 0.2:
                    full_from = number
            else:
                point, strike = self._at_request(chance)
                strikes[point] = strike
        odd = self._odd_clocks
        return Scene(
            deed=deed,
            strikes=strikes,
            full_from=full_from,
            wait=chance.choice((0.0, 5.0, 30.0, 600.0)),
            clock_off=timedelta(hours=chance.choice(_HOURS_OFF) if odd else 0),
            restarted=odd and chance.random() < 0.3,
        )

    def _at_request(self, chance: random.Random) -> tuple[Point, Strike]:
        requests = self._healthy.ended.requests
        number = chance.randint(1, len(requests))
        if chance.random() < _STOPPED:
            self._given_up = True
            return Point(Moment.REQUEST, number), Strike(act=Act.CANCEL)
        column = chance.choice(tuple(COLUMNS))
        if self._lag and column == "delivered twice":
            # Nobody could know of this double before it appears in the list.
            column = "reset after effect"
        strike = replace(COLUMNS[column](requests[number - 1]), name=column)
        if strike.held:
            strike = replace(strike, late=chance.uniform(0.0, 175.0))
        if strike.outage:
            strike = replace(strike, outage=chance.uniform(1.0, 300.0))
        moment = Moment.ANSWER if column == "killed with the answer" else Moment.REQUEST
        return Point(moment, number), strike

    def _refusals(self) -> int:
        return sum(self._stage.struck[name] for name in REFUSALS)


BAD = frozenset({Wrong.DOUBLE, Wrong.LOST, Wrong.UNTRUE, Wrong.ORPHAN, Wrong.BUG})
"""What must not happen a single time."""

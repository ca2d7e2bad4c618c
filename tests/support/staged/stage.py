"""The stage: an emulator, a warm process, and a clock that both follow."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType

from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from tests.support.staged.hooks import StagedClock
from tests.support.staged.papers import PAGES
from tests.support.staged.telling import (
    Act,
    Begun,
    Changed,
    Dead,
    Deed,
    Ended,
    GaveUp,
    GoOn,
    Point,
    Reached,
    Run,
    Turned,
)
from tests.support.staged.world import Held, outage, staged_emulator

ROOT = Path(__file__).parents[3]
_GIVEN_UP = 0.05
"""Real seconds after which a client gives up a request that is held."""
_BETWEEN_LOOKS = 0.002
"""Real seconds."""


def fast_folder() -> Path | None:
    """Where profiles are synced in no time; None for wherever temporary files lie."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
    return memory if os.access(memory, os.W_OK) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """What happens at one point of a run; nothing but the numbers of seconds is emulated time."""

    name: str = ""
    act: Act = Act.ASK
    """`DIE` and `FULL` need nothing else."""
    fault: Fault | None = None
    """Strikes the request that is about to leave."""
    held: str = ""
    """`before` or `after` its effect the request is kept waiting..."""
    kill: bool = False
    """... and the process is killed meanwhile; else it gives the request up."""
    late: float = 0.0
    """Seconds from then on until the request goes on."""
    outage: float = 0.0
    """Seconds for which the service cannot be reached at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One process and what it meets with."""

    deed: Deed = Deed.CONTINUE
    strikes: Mapping[Point, Strike] = field(default_factory=dict)
    full_from: int | None = None
    wait: float = 30.0
    clock_off: timedelta = timedelta()
    """How wrong the wall clock of the computer is for this process."""
    restarted: bool = False
    """Whether the computer was switched off before, which sets its other clock back to 0."""
    forked: bool = True


class Watcher:
    """Is told of everything that could make what a user reads untrue; does nothing by itself."""

    def changed(self, message: Changed) -> None:
        """The user can read something new."""

    def went_on(self) -> None:
        """A request that was held has gone on."""


@dataclass(eq=False)
class _Late:
    held: Held
    due: float
    before: bool


class Stage:
    """Plays processes of the program one after the other against one emulator."""

    def __init__(self, folder: Path) -> None:
        """Keep profiles in `folder`, which is the stage's own."""
        self.folder = folder
        self.emulator, self.world = staged_emulator()
        self.clock = StagedClock(datetime.now(UTC), 1000.0)
        self.profile = folder / "profile"
        self.network_back_at = 0.0
        """When an outage ended, on the monotonic clock."""
        self.struck: Counter[str] = Counter()
        """What was met with, by its name, beside deaths and full disks."""
        self.deaths = 0
        self._on_since = 0.0
        """When the computer was switched on, on the clock of the stage."""
        self._late: list[_Late] = []
        self._outage_until: float | None = None
        self._line, self._other = Pipe()
        self._warm: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Stage":
        for name, count in PAGES.items():
            pages = [(f"Lease, page {number}", ["Between two"]) for number in range(1, count + 1)]
            (self.folder / name).write_bytes(write_pdf(pages))
        self.emulator.start()
        self._warm = subprocess.Popen(
            [sys.executable, "-m", "tests.support.staged.warm", str(self._other.fileno())],
            cwd=ROOT,
            pass_fds=(self._other.fileno(),),
        )
        self._other.close()
        self.clear()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()
        if self._warm is not None:
            self._warm.wait(timeout=30)
        self.emulator.stop()

    def clear(self) -> None:
        """Begin with an empty service and an empty profile; time goes on."""
        self._on_since = 0.0
        self._late.clear()
        self._outage_until = None
        self.emulator.reset(seed=1)
        self.world.clock.set(self.clock.now())
        shutil.rmtree(self.profile, ignore_errors=True)
        self.profile.mkdir(mode=0o700)

    def turn(self, seconds: float, watcher: Watcher) -> None:
        """Let time pass, and happen what is due then, one after the other."""
        end = self.clock.monotonic() + seconds
        while self._late and min(each.due for each in self._late) <= end:
            next_one = min(self._late, key=lambda each: each.due)
            self._advance(next_one.due - self.clock.monotonic())
            self._let_go_on(next_one)
            watcher.went_on()
        self._advance(end - self.clock.monotonic())

    @property
    def is_out(self) -> bool:
        """Whether the service cannot be reached now."""
        return self._outage_until is not None

    @property
    def pending(self) -> float:
        """Seconds until the last of what was held back has gone on."""
        now = self.clock.monotonic()
        return max([0.0, *(each.due - now for each in self._late)])

    def play(self, way: str, service: str, draft: int, scene: Scene, watcher: Watcher) -> Ended:
        """One process from its beginning to its end; what a killed one tells is empty."""
        if scene.restarted:
            self._on_since = self.clock.monotonic()
        line = self.emulator.ready_line()[service]
        assert isinstance(line, dict)
        run = Run(
            way=way,
            deed=scene.deed,
            profile=self.profile,
            values={name: str(value) for name, value in line.items()},
            draft=draft,
            wait=scene.wait,
            now=self.clock.now() + scene.clock_off,
            ticks=self.clock.monotonic() - self._on_since,
            stops={point: strike.act for point, strike in scene.strikes.items()},
            full_from=scene.full_from,
            forked=scene.forked,
        )
        self._line.send(run)
        return _Play(self, service, scene, watcher).watch()

    def hold(self, held: Held, late: float, *, before: bool) -> None:
        """Let a held request go on later."""
        self._late.append(_Late(held, self.clock.monotonic() + late, before))

    def begin_outage(self, service: str, seconds: float) -> None:
        """Close the port of the service."""
        self._outage_until = self.clock.monotonic() + seconds
        self.world.faults.order(outage(service))

    def _advance(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.world.clock.set(self.clock.now())
        if self._outage_until is not None and self.clock.monotonic() >= self._outage_until:
            self.network_back_at = self._outage_until
            self._outage_until = None
            self.world.faults.end_outage()

    def _let_go_on(self, late: _Late) -> None:
        self._late.remove(late)
        if late.before:
            self.world.journal.after(late.held.released.set)
        else:
            late.held.released.set()


class _Play:
    """The judge's side of one process."""

    def __init__(self, stage: Stage, service: str, scene: Scene, watcher: Watcher) -> None:
        self._stage = stage
        self._service = service
        self._scene = scene
        self._watcher = watcher
        self._pid = 0
        self._struck: Strike | None = None
        """The strike whose request is on its way."""
        self._ended = Ended(items=(), requests=(), writes=0)

    def watch(self) -> Ended:
        line = self._stage._line
        while True:
            message = line.recv()
            if isinstance(message, Dead):
                if message.status not in (0, -signal.SIGKILL):
                    raise RuntimeError(f"a process ended with {message.status}")
                self._stage.deaths += message.status != 0
                return self._ended
            answer = self._heard(message)
            if answer is not None:
                line.send(answer)

    def _heard(self, message: object) -> GoOn | None:
        match message:
            case Begun(pid=pid):
                self._pid = pid
            case Changed():
                self._watcher.changed(message)
            case Turned(seconds=seconds):
                self._stage.turn(seconds, self._watcher)
            case GaveUp(seconds=seconds):
                self._stage.turn(seconds, self._watcher)
                self._keep_waiting()
            case Reached(point=point):
                return self._strike(self._scene.strikes[point])
            case Ended(writes=writes):
                self._ended = message
                self._count_full_disks(writes)
                return None
        return GoOn()

    def _strike(self, strike: Strike) -> GoOn | None:
        if self._stage.is_out:
            return GoOn()
        self._stage.struck[strike.name] += 1
        if strike.outage:
            self._stage.begin_outage(self._service, strike.outage)
        if strike.fault is not None:
            self._stage.world.faults.order(strike.fault)
        if not strike.held:
            return GoOn()
        self._struck = strike
        kind = "delay" if strike.held == "before" else "delay_after"
        self._stage.world.faults.order(Fault(kind=kind, service=self._service))  # type: ignore[arg-type]
        if not strike.kill:
            return GoOn(time_out=_GIVEN_UP)
        self._stage._line.send(GoOn())
        held = self._held_while_it_talks()
        os.kill(self._pid, signal.SIGKILL)
        self._stage.hold(held, strike.late, before=strike.held == "before")
        return None

    def _count_full_disks(self, writes: int) -> None:
        full_from = self._scene.full_from
        full = sum(
            strike.act is Act.FULL and point.number <= writes
            for point, strike in self._scene.strikes.items()
        )
        full += full_from is not None and full_from <= writes
        if full:
            self._stage.struck["disk full"] += full

    def _held_while_it_talks(self) -> Held:
        """The request on its way is held; until then the process may tell of its progress."""
        line, faults = self._stage._line, self._stage.world.faults
        while True:
            held = faults.next_held(_BETWEEN_LOOKS)
            if held is not None:
                return held
            if line.poll():
                answer = self._heard(line.recv())
                assert answer is not None
                line.send(answer)

    def _keep_waiting(self) -> None:
        strike, held = self._struck, self._stage.world.faults.next_held()
        assert strike is not None
        assert held is not None, "no request was held"
        self._stage.hold(held, strike.late, before=strike.held == "before")

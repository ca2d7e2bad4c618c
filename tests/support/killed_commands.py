"""The real command, killed with signal 9 at any moment, until it has sent what it should."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from app.domain import draft_format
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.emulator.world import World
from app.services.outbox.records import OutboxItem, Phase, SendState
from tests.support.fault_storm import Tally
from tests.support.staged.probes import PROBES
from tests.support.staged.reading import items_in
from tests.support.staged.trial import Wrong
from tests.support.staged.ways import WAYS
from tests.support.staged.world import StagedJournal

ROOT = Path(__file__).parents[2]
SCALE = 0.02
_LONGEST_REQUEST = 180.0
"""Seconds after which nothing of a request can be under way."""
_MOST_CALLS = 8


class Commands:
    """Calls the program in processes of its own, against one emulator."""

    def __init__(self, folder: Path, way: str, seed: int) -> None:
        """Profiles and drafts lie in `folder`; seed, way and number decide about the kills."""
        self.folder = folder
        self.way = way
        self.seed = seed
        world = World()
        world.journal = self.journal = StagedJournal()
        self.emulator = Emulator(world=world)
        self.probe = PROBES[WAYS[way].service.value](self.emulator)
        self.healthy: Counter[str] = Counter()
        self.requests = 0

    def run(self, numbers: Iterable[int]) -> Tally:
        """Send the drafts of these numbers, each in a profile of its own."""
        began = time.perf_counter()
        tally = Tally()
        with self.emulator:
            self._send_without_harm()
            sends = [KilledSend(self, number) for number in numbers]
            for each in sends:
                each.run()
            for each in sends:
                each.tidy()
                each.judge(tally)
        tally.seconds = time.perf_counter() - began
        return tally

    def begin(self, folder: Path, *words: str) -> "subprocess.Popen[str]":
        """The command on the profile in `folder`, with the account on standard input."""
        command = [sys.executable, "-m", "app", *words, "--account-json", "-", "--json"]
        process = subprocess.Popen(
            [*command, "--profile", str(folder / "profile")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "COUNTERSIGN_TIME_SCALE": str(SCALE)},
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(self.emulator.ready_line()[WAYS[self.way].service.value]))
        process.stdin.close()
        process.stdin = None
        return process

    def draft(self, folder: Path, number: int) -> Path:
        """The draft of that number as a file, with its documents."""
        agreement = WAYS[self.way].numbered(number)
        for document in agreement.documents:
            (folder / document.file).write_bytes(write_pdf([("Lease", ["Between two parties"])]))
        path = folder / "lease.agreement"
        path.write_text(draft_format.render(agreement), encoding="utf-8")
        return path

    def _send_without_harm(self) -> None:
        send = KilledSend(self, 0)
        send.finish()
        item = send.item
        assert item is not None
        assert item.phase is Phase.SENT, item.message
        self.healthy = self.probe.contents(self.probe.started(item.ref)[0])
        self.requests = self.journal.count


class KilledSend:
    """One draft."""

    def __init__(self, commands: Commands, number: int) -> None:
        self._commands = commands
        self._number = number
        self._chance = random.Random(f"{commands.seed} {commands.way} {number}")  # noqa: S311
        self._folder = commands.folder / f"send-{number}"
        self._folder.mkdir()
        self._path = commands.draft(self._folder, number)
        self._problems: list[tuple[Wrong, str]] = []
        self._deaths = 0

    @property
    def item(self) -> OutboxItem | None:
        """The newest item, as the profile has it now."""
        return next(iter(items_in(self._folder / "profile")), None)

    def run(self) -> None:
        """Begin it, kill it, as often as chance has it; then let it be."""
        for _ in range(self._chance.choice((1, 1, 1, 2, 3))):
            self._kill()
        self.finish()

    def finish(self) -> None:
        """Call it until it has ended well."""
        for _ in range(_MOST_CALLS):
            process = self._commands.begin(self._folder, "send", str(self._path), "--wait", "200")
            out, _ = process.communicate(timeout=180)
            self._compare("at the end of a call")
            if process.returncode == 0:
                said = json.loads(out)["state"]
                if said != SendState.SENT:
                    self._problems.append((Wrong.UNTRUE, f"exit status 0 with {said}"))
                return
        self._problems.append((Wrong.LOST, f"still exit status {process.returncode}: {out}"))

    def tidy(self) -> None:
        """Late duplicates are removed when no request can be under way any more."""
        item = self.item
        if item is None or item.tidied:
            return
        lost = max(each.doubt_since.timestamp() for each in item.steps if each.doubt_since)
        pause = lost + _LONGEST_REQUEST * SCALE + 0.2 - time.time()
        time.sleep(max(pause, 0.0))
        self._commands.begin(self._folder, "outbox", "run").communicate(timeout=180)

    def judge(self, tally: Tally) -> None:
        """Count it, with everything that is wrong."""
        probe, item = self._commands.probe, self.item
        refs = [each.ref for each in items_in(self._folder / "profile")]
        started = [each for ref in refs for each in probe.started(ref)]
        if len(started) != 1:
            wrong = Wrong.DOUBLE if started else Wrong.LOST
            self._problems.append((wrong, f"{len(started)} agreements"))
        elif probe.contents(started[0]) != self._commands.healthy:
            self._problems.append((Wrong.DOUBLE, f"{probe.contents(started[0])}"))
        if any(probe.leftovers(ref) for ref in refs):
            self._problems.append((Wrong.ORPHAN, "left behind at the service"))
        tally.sends += 1
        tally.deaths += self._deaths
        tally.ends[item.state if item is not None else SendState.NOT_SENT] += 1
        tally.wrong.update(wrong for wrong, _ in self._problems)
        name = f"command, {self._commands.way} {self._number}"
        tally.stories += [f"{name}: {wrong}: {text}" for wrong, text in self._problems]

    def _kill(self) -> None:
        faults, chance = self._commands.emulator.world.faults, self._chance
        reached = chance.randint(0, self._commands.requests - 1)
        if chance.random() < 0.5:  # hold a request, so that it is under way when the end comes
            kind = chance.choice(("delay", "delay_after"))
            faults.order(Fault(kind=kind, seconds=0.2, skip=reached))  # type: ignore[arg-type]
        send, go_on = ("send", str(self._path)), ("outbox", "run")
        process = self._commands.begin(
            self._folder, *(send if self.item is None else chance.choice((send, go_on)))
        )
        if chance.random() < 0.2:
            self._after(process, chance.uniform(0.0, 1.0))
        else:
            self._commands.journal.wait_for(reached, lambda: process.poll() is not None)
            self._after(process, chance.uniform(0.0, 0.02))
        process.kill()
        process.communicate()
        self._deaths += process.returncode == -signal.SIGKILL
        self._compare("after a kill")
        faults.clear()

    def _after(self, process: "subprocess.Popen[str]", seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)

    def _compare(self, when: str) -> None:
        item = self.item
        with self._commands.emulator.world.lock:
            started = [] if item is None else self._commands.probe.started(item.ref)
        if item is None:
            return
        if started and item.state is SendState.NOT_SENT:
            self._problems.append((Wrong.UNTRUE, f"{when}: {item.phase}, but it is sent"))
        if not started and item.state is SendState.SENT:
            self._problems.append((Wrong.UNTRUE, f"{when}: says sent, but it is not"))

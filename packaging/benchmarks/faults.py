"""Thousands of sends with faults and kills by chance: what came of them, as a table.

Every send follows from seed, way and number alone, so that one that went wrong can be played again:
`--seed N --way W --first NUMBER --sends 1`.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.callers import one_agreement
from tests.support.fault_matrix import COLUMNS, DISK_COLUMNS, Matrix, disk_cases, request_cases
from tests.support.fault_storm import Storm, Tally
from tests.support.killed_commands import Commands
from tests.support.staged.stage import Stage, fast_folder
from tests.support.staged.trial import Wrong
from tests.support.staged.ways import AGAIN

WAYS = ("flow", "documents", "signinghub")
LARGE = ("flow, two documents", "documents, with files", "signinghub, two documents")
_STORM, _COMMANDS = 250, 10
"""Sends of one task."""


@dataclass(slots=True)
class Row:
    """One line of the table."""

    name: str
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Some sends, for a process of its own."""

    row: str
    work: Callable[..., Tally]
    arguments: tuple[object, ...]


def main() -> int:
    """Send, and print what came of it; 1 when anything was not as promised."""
    chosen = _parsed()
    ways = (chosen.way,) if chosen.way else (*WAYS, AGAIN)
    tasks = list(_tasks(ways, chosen))
    rows = {task.row: Row(task.row) for task in tasks}
    began = time.monotonic()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        under_way = {pool.submit(task.work, *task.arguments): task for task in tasks}
        try:
            for done, future in enumerate(as_completed(under_way), start=1):
                tally = _outcome(future, under_way[future])
                rows[under_way[future].row].tally.add(tally)
                sent = sum(row.tally.sends for row in rows.values())
                print(f"{done} of {len(tasks)} parts, {sent} sends", file=sys.stderr, flush=True)
                for story in tally.stories:
                    print(story, file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            print("stopped; what is under way is waited for", file=sys.stderr)
            pool.shutdown(cancel_futures=True)
    print(f"seed {chosen.seed}, {time.monotonic() - began:.0f} s")
    return _told(list(rows.values()))


def _outcome(future: "Future[Tally]", task: Task) -> Tally:
    """What a task came to; one that broke is told like a send that went wrong."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - the other tasks are worth their time all the same
        broken = f"{task.row} {task.arguments}: could not be played: {error!r}"
        return Tally(wrong=Counter([Wrong.BUG]), stories=[broken])


def storm(way: str, seed: int, first: int, count: int) -> Tally:
    """Sends in forked processes."""
    with _folder() as folder, Stage(Path(folder)) as stage:
        return Storm(stage, way, seed).run(range(first, first + count))


def matrix(way: str) -> Tally:
    """Every fault at every request and write, of a larger draft than in the tests."""
    with _folder() as folder, Stage(Path(folder)) as stage:
        began = time.perf_counter()
        whole = Matrix([stage], way)
        cases = [each for column in COLUMNS for each in request_cases(whole.healthy, column)]
        cases += [each for column in DISK_COLUMNS for each in disk_cases(whole.healthy, column)]
        found = whole.problems(iter(cases))
        tally = Tally(sends=len(cases), deaths=stage.deaths, struck=stage.struck)
        tally.wrong.update(Wrong(problem.split(": ")[1]) for problem in found)
        tally.stories = [f"{way}: {problem}" for problem in found]
        tally.seconds = time.perf_counter() - began
        return tally


def commands(way: str, seed: int, first: int, count: int) -> Tally:
    """Sends with the real command."""
    with _folder() as folder:
        return Commands(Path(folder), way, seed).run(range(first, first + count))


def callers(way: str, count: int) -> Tally:
    """The same draft, sent by so many commands at once."""
    with _folder() as folder:
        return one_agreement(Path(folder), way, count)


def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(dir=fast_folder())


def _tasks(ways: tuple[str, ...], chosen: argparse.Namespace) -> Iterator[Task]:
    last = chosen.first + chosen.sends
    for first in range(chosen.first, last, _STORM):
        count = min(_STORM, last - first)
        for way in ways:
            given = (way, chosen.seed, first, count)
            yield Task(row=f"{way}, by chance", work=storm, arguments=given)
    ways = tuple(each for each in ways if each in WAYS)  # a command finds nothing recalled
    for first in range(1, chosen.commands + 1, _COMMANDS):
        count = min(_COMMANDS, chosen.commands + 1 - first)
        for way in ways:
            given = (way, chosen.seed, first, count)
            yield Task(row=f"{way}, command killed", work=commands, arguments=given)
    if chosen.commands:
        for way in ways:
            yield Task(row=f"{way}, 100 callers", work=callers, arguments=(way, 100))
        for way in ways:
            large = LARGE[WAYS.index(way)]
            yield Task(row=f"{large}, matrix", work=matrix, arguments=(large,))


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench --faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="decides about all faults")
    parser.add_argument(
        "--sends", type=int, default=10_000, metavar="N", help="by each way, in forked processes"
    )
    parser.add_argument("--first", type=int, default=1, metavar="N", help="number of the first one")
    parser.add_argument(
        "--commands",
        type=int,
        default=200,
        metavar="N",
        help="by each way, with the real command; 0 leaves everything out but the sends",
    )
    parser.add_argument("--way", choices=(*WAYS, AGAIN), help="only this one")
    return parser.parse_args()


def _told(rows: list[Row]) -> int:
    """Print the table; 1 when anything was wrong."""
    whole = Row("all")
    for row in rows:
        whole.tally.add(row.tally)
    columns = [each.value for each in Wrong]
    print(
        f"{'':34}{'sends':>7}{'sent':>7}{'not':>6}{'doubt':>6}{'faults':>8}{'kills':>7}"
        + "".join(f"{each:>8}" for each in columns)
        + f"{'ms':>7}"
    )
    for row in (*rows, whole):
        tally, ends = row.tally, row.tally.ends
        print(
            f"{row.name:34}{tally.sends:7}{ends['sent']:7}{ends['not_sent']:6}"
            f"{ends['finding_out']:6}{tally.struck.total():8}{tally.deaths:7}"
            + "".join(f"{tally.wrong[each]:8}" for each in Wrong)
            + f"{tally.seconds / max(tally.sends, 1) * 1000:7.0f}"
        )
    for name, count in sorted(whole.tally.struck.items()):
        print(f"  {name:40}{count:9}")
    for story in whole.tally.stories:
        print(story)
    return 1 if whole.tally.stories else 0


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main())

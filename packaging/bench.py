"""Measures start, list and memory, each beside a bare reference in the same run.

Machines differ, and the same machine differs from hour to hour; the ratio hardly does. Each side of
a pair runs in a process of its own, and the better of several runs counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One pair: what it costs us, what it costs with nothing of ours."""

    name: str
    unit: str
    ours: float
    bare: float

    def line(self) -> str:
        """The pair as a row of the table."""
        ratio = self.ours / self.bare
        return f"{self.name:42} {self.ours:9.1f} {self.bare:9.1f} {self.unit:3} {ratio:7.1f}"


def main() -> int:
    """Measure, and print a table or JSON."""
    if "--faults" in sys.argv:
        return _faults([each for each in sys.argv[1:] if each != "--faults"])
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print the ratios only, as JSON")
    parser.add_argument("--agreements", type=int, default=2000, metavar="N", help="in the list")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="the best one counts")
    parser.add_argument(
        "--faults",
        action="store_true",
        help="send thousands of times with faults and kills instead",
    )
    parser.add_argument("--side", choices=sorted(SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--profile", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        SIDES[chosen.side](chosen.profile, chosen.agreements)
        return 0
    figures = measured(chosen.agreements, chosen.runs)
    if chosen.json:
        print(json.dumps({each.name: round(each.ours / each.bare, 2) for each in figures}))
        return 0
    print(
        f"{f'with {chosen.agreements} agreements':42} {'ours':>9} {'bare':>9} {'':3} {'ratio':>7}"
    )
    for figure in figures:
        print(figure.line())
    return 0


def measured(agreements: int, runs: int) -> list[Figure]:
    """All pairs."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        given = ["--profile", str(profile), "--agreements", str(agreements)]
        _run([sys.executable, __file__, "--side", "fill", *given])
        status = [sys.executable, "-m", "app", "status", "--json", "--profile", str(profile)]
        nothing = [sys.executable, "-c", "import argparse, json, sqlite3"]
        command = Figure(
            name="command: status of all",
            unit="ms",
            ours=min(_spent(status) for _ in range(runs)),
            bare=min(_spent(nothing) for _ in range(runs)),
        )
        ours, bare = _window("ours", given, runs), _window("bare", given, runs)
    names = {
        "start": ("window: start until all are shown", "ms"),
        "again": ("list: every tenth has changed", "ms"),
        "search": ("list: search for a name", "ms"),
        "page": ("page: a new draft is open", "ms"),
        "memory": ("memory", "MB"),
    }
    windows = [
        Figure(name=name, unit=unit, ours=ours[key], bare=bare[key])
        for key, (name, unit) in names.items()
    ]
    return [command, *windows]


def _faults(arguments: list[str]) -> int:
    """Send with faults and kills, in a program of its own that finds the tests' stage."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "packaging")))
    return subprocess.call(
        [sys.executable, "-m", "benchmarks.faults", *arguments],
        env={**os.environ, "PYTHONPATH": paths},
    )


def _window(side: str, given: list[str], runs: int) -> dict[str, float]:
    """The best of what several windows of one side tell, with the time until each was there."""
    told = []
    for _ in range(runs):
        began = time.perf_counter()
        answer = json.loads(_run([sys.executable, __file__, "--side", side, *given]))
        told.append({**answer, "start": (answer.pop("there") - began) * 1000})
    return {key: min(each[key] for each in told) for key in told[0]}


def _spent(command: list[str]) -> float:
    began = time.perf_counter()
    _run(command)
    return (time.perf_counter() - began) * 1000


def _run(command: list[str]) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        sys.exit(f"{answer.stderr}\nfailed: {' '.join(command)}")
    return answer.stdout


# -- one side of a pair, in a process of its own ---------------------------------------------------


def _fill(profile: Path, count: int) -> None:
    from benchmarks.agreements import fill

    fill(profile, count)


def _ours(profile: Path, count: int) -> None:
    from benchmarks.windows import our_window

    print(json.dumps(our_window(profile, count)))


def _bare(_profile: Path, count: int) -> None:
    from benchmarks.windows import bare_window

    print(json.dumps(bare_window(count)))


SIDES: dict[str, Callable[[Path, int], None]] = {"fill": _fill, "ours": _ours, "bare": _bare}


if __name__ == "__main__":
    sys.exit(main())

"""Windows in processes of their own, for tests that kill them or tell them to end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.services.drafts import DraftBook
from app.services.storage.opening import countersign_database
from tests.support.clocks import TurnableClock

ROOT = Path(__file__).parents[2]


@contextmanager
def child_window(script: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Runs `script`, which is given `folder` and prints what a test waits for."""
    program = subprocess.Popen(
        [sys.executable, "-P", "-c", script, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    with program:
        yield program


def next_line(program: "subprocess.Popen[str]") -> str:
    """What it prints next."""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def titles_in(folder: Path) -> list[str]:
    """Titles of the drafts in the profile that a script left behind."""
    profile, clock = folder / "profile", TurnableClock()
    with closing(countersign_database(profile / "countersign.db", clock)) as database:
        drafts = DraftBook(database, profile / "drafts", clock).all()
    return [each.agreement.title for each in drafts]

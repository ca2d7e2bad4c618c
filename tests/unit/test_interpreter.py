"""Python survives what PySide6 does to None, True and False."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
from app.interpreter import keep_singletons_alive
keep_singletons_alive()
keep_singletons_alive()
from PySide6.QtCore import QObject, QTimer
thing, timer = QObject(), QTimer()
for _ in range(60_000):
    thing.setObjectName("x")
    thing.signalsBlocked()
    timer.isActive()
    timer.setSingleShot(True)
    timer.isSingleShot()
    thing == 3
print("alive")
"""


def test_python_outlives_many_calls_of_qt() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr

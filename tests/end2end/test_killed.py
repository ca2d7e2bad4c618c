"""The real command, killed in the middle and called several times at once."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.emulator.faults import Fault
from tests.support.callers import one_agreement
from tests.support.killed_commands import Commands
from tests.support.shell import Shell
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]


def _started(shell: Shell, *words: object) -> subprocess.Popen[str]:
    """The command as a process of its own, in real time, with the account on standard input."""
    command = [sys.executable, "-m", "app", *map(str, words), "--account-json", "-", "--json"]
    process = subprocess.Popen(
        [*command, "--profile", str(shell.profile)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_TIME_SCALE": "1"},
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(shell.values["scrive"]))
    process.stdin.close()
    process.stdin = None
    return process


def test_a_process_killed_in_the_start_leaves_a_doubt_that_the_next_one_settles(
    shell: Shell,
) -> None:
    path = shell.draft()
    faults = shell.emulator.world.faults
    faults.order(Fault(kind="delay_after", service="scrive", path="/flow/instances", seconds=20))
    with _started(shell, "send", path) as process:
        wait_until(lambda: shell.instances() == 1, seconds=30)
        process.send_signal(signal.SIGKILL)
    faults.clear()
    _, listed = shell.call("outbox")
    assert [each["state"] for each in listed["items"]] == ["finding_out"]
    values = shell.values["scrive"]
    status, sent = shell.call("send", path, "--account-json", "-", stdin=values)
    assert (status, sent["state"], sent["already"]) == (0, "sent", True)
    assert shell.instances() == 1


@pytest.mark.parametrize(("way", "calls"), [("flow", 12), ("documents", 5), ("signinghub", 5)])
def test_several_calls_at_once_make_one_agreement(tmp_path: Path, way: str, calls: int) -> None:
    tally = one_agreement(tmp_path, way, calls)
    assert tally.stories == []
    assert tally.ends["sent"] == calls


@pytest.mark.parametrize("way", ["flow", "documents", "signinghub"])
def test_commands_killed_at_any_moment_make_one_agreement_and_never_lie(
    tmp_path: Path, way: str
) -> None:
    tally = Commands(tmp_path, way, seed=5).run(range(1, 3))
    assert tally.stories == []
    assert tally.ends["sent"] == 2
    assert tally.deaths > 0

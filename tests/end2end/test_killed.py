"""The real command, killed in the middle and called several times at once."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.emulator.faults import Fault
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


def _ended(process: subprocess.Popen[str]) -> tuple[int, dict[str, Any]]:
    out, _ = process.communicate(timeout=40)
    return process.returncode, json.loads(out)


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


def test_several_calls_at_once_make_one_agreement(shell: Shell) -> None:
    path = shell.draft()
    outcomes = [_ended(each) for each in [_started(shell, "send", path) for _ in range(4)]]
    assert [status for status, _ in outcomes] == [0, 0, 0, 0]
    assert [document["state"] for _, document in outcomes] == ["sent"] * 4
    assert sorted(document["already"] for _, document in outcomes) == [False, True, True, True]
    assert len({document["service_id"] for _, document in outcomes}) == 1
    assert shell.instances() == 1

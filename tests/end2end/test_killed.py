"""The real command, killed in the middle and called several times at once."""

import signal
from pathlib import Path

import pytest

from app.emulator.faults import Fault
from tests.support.callers import one_agreement
from tests.support.killed_commands import Commands
from tests.support.shell import Shell
from tests.support.waiting import wait_until


def test_a_process_killed_in_the_start_leaves_a_doubt_that_the_next_one_settles(
    shell: Shell,
) -> None:
    path = shell.draft()
    faults = shell.emulator.world.faults
    faults.order(Fault(kind="delay_after", service="scrive", path="/flow/instances", seconds=20))
    with shell.begin("send", path) as process:
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

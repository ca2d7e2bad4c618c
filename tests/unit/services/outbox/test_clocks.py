"""Clocks that jump: time that did not pass settles nothing, and no wait becomes endless."""

import pytest

from app.services.outbox.records import SendState
from tests.support.outbox_bench import Bench, late, lost_before


@pytest.mark.parametrize("seconds", [86_400.0, -86_400.0, 200.0])
def test_a_clock_that_is_set_brings_no_repeat_nearer(slow_bench: Bench, seconds: float) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.clock.set_by(seconds)
    for _ in range(12):
        slow_bench.outbox.run(item.id, wait=0)
    assert slow_bench.office.calls.count("start") == 1
    slow_bench.office.run_late()
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


@pytest.mark.parametrize("seconds", [86_400.0, -86_400.0])
def test_a_clock_that_was_set_ends_no_settling(slow_bench: Bench, seconds: float) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    slow_bench.clock.set_by(seconds)
    for _ in range(12):
        slow_bench.clock.turn(31)
        slow_bench.outbox.run(item.id, wait=0)
    assert slow_bench.outbox.item(item.id).state is SendState.SENT
    assert slow_bench.office.calls.count("start") == 2
    assert len(slow_bench.office.started) == 1


def test_after_a_restart_of_the_computer_looking_begins_anew(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    slow_bench.clock.turn(-slow_bench.clock.monotonic())
    slow_bench.clock.set_by(1e6)
    outbox = slow_bench.restarted()
    for _ in range(3):
        outbox.run(item.id, wait=0)
    assert slow_bench.office.calls.count("start") == 1
    for _ in range(8):
        slow_bench.clock.turn(130)
        outbox.run(item.id, wait=0)
    assert outbox.item(item.id).state is SendState.SENT


def test_time_that_really_passed_while_nobody_ran_counts(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    slow_bench.clock.turn(3600)
    outbox = slow_bench.restarted()
    for _ in range(8):
        outbox.run(item.id, wait=0)
    assert outbox.item(item.id).state is SendState.SENT
    assert slow_bench.office.calls.count("start") == 2


def test_late_uploads_are_removed_although_the_clock_was_set(slow_bench: Bench) -> None:
    slow_bench.office.faults["upload"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.clock.turn(60)
    assert slow_bench.outbox.run(item.id, wait=0).state is SendState.SENT
    slow_bench.clock.set_by(7200)
    slow_bench.outbox.run_all()
    slow_bench.office.run_late()
    slow_bench.clock.turn(241)
    slow_bench.outbox.run_all()
    assert len(slow_bench.office.drafts) == 1

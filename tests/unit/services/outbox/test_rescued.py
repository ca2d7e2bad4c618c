"""Agreements on their way whose journal was damaged."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from app.services.outbox.records import Phase, SendState
from app.services.storage.rescued_outbox import doubt_outbox
from tests.support.outbox_bench import Bench, Killed, killed_after, killed_before, unreachable


def rescued(bench: Bench, *, trusted: bool = False, damage: str = "") -> int:
    """The rows as after a rescue; how many agreements are in doubt."""
    with closing(sqlite3.connect(bench.folder / "c.db", isolation_level=None)) as connection:
        if damage:
            connection.execute(damage)
        found = doubt_outbox(connection, datetime.now(tz=UTC), trusted=trusted)
    bench.restarted()
    return found


def test_what_is_fully_known_goes_on_as_if_nothing_had_happened(bench: Bench) -> None:
    item = bench.enqueue()
    assert rescued(bench, trusted=True) == 0
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT


def test_what_may_be_older_than_the_truth_is_neither_called_not_sent_nor_built(
    bench: Bench,
) -> None:
    item = bench.enqueue()
    assert rescued(bench) == 1
    found = bench.outbox.run(item.id, wait=3000)
    assert (found.state, found.family) == (SendState.FINDING_OUT, "rescued")
    assert found.message is not None
    assert "was damaged" in found.message.detail
    assert bench.office.calls == []
    assert bench.enqueue().id == item.id


def test_steps_that_cannot_be_read_stop_everything_for_the_user(bench: Bench) -> None:
    item = bench.enqueue()
    bench.office.faults["start"] = [unreachable]
    bench.outbox.run(item.id, wait=0)
    calls = list(bench.office.calls)
    damage = "UPDATE outbox_steps SET state = 'x' WHERE position = 1"
    assert rescued(bench, trusted=True, damage=damage) == 1
    found = bench.outbox.run(item.id, wait=3000)
    assert (found.state, found.steps) == (SendState.FINDING_OUT, ())
    assert bench.office.calls == calls


@pytest.mark.parametrize("fault", [killed_before, killed_after])
def test_a_start_that_was_under_way_is_settled_by_reading(bench: Bench, fault: object) -> None:
    bench.office.faults["start"] = [fault]  # type: ignore[list-item]
    item = bench.enqueue()
    with pytest.raises(Killed):
        bench.outbox.run(item.id, wait=3000)
    assert rescued(bench) == 1
    assert bench.outbox.item(item.id).state is SendState.FINDING_OUT
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT
    assert len(bench.office.started) == 1


def test_the_user_can_let_go_of_what_nobody_can_find_out(bench: Bench) -> None:
    item = bench.enqueue()
    rescued(bench)
    found = bench.outbox.give_up(item.id)
    assert (found.phase, found.state) == (Phase.LET_GO, SendState.FINDING_OUT)
    assert bench.office.withdrawn == []


def test_what_was_sent_stays_sent_and_needs_no_steps_any_more(bench: Bench) -> None:
    item = bench.send()
    assert rescued(bench, damage="DELETE FROM outbox_steps") == 0
    assert bench.outbox.run_all() == ()
    assert bench.outbox.item(item.id).state is SendState.SENT
    assert bench.enqueue().already


def test_a_garbled_item_is_kept_so_that_its_draft_is_not_sent_twice(bench: Bench) -> None:
    item = bench.enqueue()
    damage = "UPDATE outbox_items SET phase = 'quxued', message = '{', identity = '['"
    assert rescued(bench, trusted=True, damage=damage) == 1
    assert bench.enqueue().id == item.id
    assert bench.outbox.item(item.id).state is SendState.FINDING_OUT

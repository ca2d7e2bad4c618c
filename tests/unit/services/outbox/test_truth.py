"""What the outbox says when the program or the disk gives up in the middle."""

from collections.abc import Callable

import pytest

from app.domain.json_value import JsonObject
from app.services.outbox.records import SendState
from tests.support.outbox_bench import Bench, Effect, Killed, killed_after, killed_before
from tests.support.post_office import PostOffice


@pytest.mark.parametrize("death", [killed_before, killed_after])
def test_a_start_that_was_under_way_is_in_doubt_before_anybody_continues_it(
    bench: Bench, death: Callable[[PostOffice, Effect], JsonObject]
) -> None:
    bench.office.faults["start"] = [death]
    item = bench.enqueue()
    with pytest.raises(Killed):
        bench.outbox.run(item.id)
    [seen] = bench.restarted().items()
    assert seen.state is SendState.FINDING_OUT


@pytest.mark.parametrize("step", ["upload", "check"])
def test_an_upload_that_was_under_way_is_not_sent(bench: Bench, step: str) -> None:
    bench.office.faults[step] = [killed_after]
    item = bench.enqueue()
    with pytest.raises(Killed):
        bench.outbox.run(item.id)
    [seen] = bench.restarted().items()
    assert seen.state is SendState.NOT_SENT


def _fills_the_disk(bench: Bench) -> Callable[[PostOffice, Effect], JsonObject]:
    def fault(_office: PostOffice, effect: Effect) -> JsonObject:
        result = effect()
        bench.disk.full = True
        return result

    return fault


def test_a_success_that_cannot_be_written_down_is_in_doubt_until_it_can(bench: Bench) -> None:
    bench.office.faults["start"] = [_fills_the_disk(bench)]
    item = bench.send()
    assert item.state is SendState.FINDING_OUT
    assert item.message is not None
    assert (item.message.title, item.family) == ("The disk is full.", "local")
    bench.disk.full = False
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT
    assert len(bench.office.started) == 1


@pytest.mark.parametrize("step", ["upload", "check"])
def test_nothing_is_started_whose_intent_cannot_be_written_down(bench: Bench, step: str) -> None:
    bench.office.faults[step] = [_fills_the_disk(bench)]
    item = bench.send()
    assert item.state is SendState.NOT_SENT
    assert item.message is not None
    assert item.message.title == "The disk is full."
    assert bench.office.started == []
    bench.disk.full = False
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT
    assert len(bench.office.started) == 1
    assert len(bench.office.drafts) == 1

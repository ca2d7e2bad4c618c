"""Answers that are no success: what they prove, and what the user is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.json_value import JsonObject
from app.services.errors import LocalError, ServiceError, Throttled, Unauthorized, Uncertain
from app.services.outbox.records import Phase, SendState
from tests.support.outbox_bench import Bench, Effect, unauthorized
from tests.support.post_office import Fault, PostOffice


def _raising(error: ServiceError) -> Fault:
    def fault(_office: PostOffice, _effect: Effect) -> JsonObject:
        raise error

    return fault


def _throttled(seconds: float) -> Fault:
    return _raising(Throttled("The service asks to come back later.", retry_after=seconds))


@pytest.mark.parametrize(
    "unread", [Unauthorized("Not signed in.", status=401), Uncertain("No answer.")]
)
def test_a_refused_sign_in_proves_nothing_until_it_can_be_read(
    slow_bench: Bench, unread: ServiceError
) -> None:
    slow_bench.office.faults["start"] = [unauthorized]
    slow_bench.office.look_faults = [unread, unread]
    item = slow_bench.send(wait=0)
    assert item.state is SendState.FINDING_OUT
    slow_bench.clock.turn(180)
    assert slow_bench.outbox.run(item.id, wait=0).state is SendState.SENT
    assert len(slow_bench.office.started) == 1


@pytest.mark.parametrize("step", ["upload", "check"])
def test_a_short_pause_that_the_service_asks_for_is_kept(bench: Bench, step: str) -> None:
    bench.office.faults[step] = [_throttled(5)]
    assert bench.send(wait=3000).state is SendState.SENT


@pytest.mark.parametrize("step", ["upload", "check"])
def test_a_long_pause_that_the_service_asks_for_ends_the_run(bench: Bench, step: str) -> None:
    bench.office.faults[step] = [_throttled(3600)]
    item = bench.send(wait=30)
    assert (item.phase, item.family) == (Phase.WAITING, "throttled")
    assert bench.office.calls.count(step) == 1
    assert item.next_look_at is not None
    assert bench.outbox.run(item.id, wait=6000).state is SendState.SENT
    assert len(bench.office.drafts) == 1


def test_a_file_that_cannot_be_read_is_told_instead_of_blaming_the_service(bench: Bench) -> None:
    bench.office.faults["upload"] = [_raising(LocalError("The file cannot be read."))]
    item = bench.send()
    assert (item.phase, item.family) == (Phase.WAITING, "local")
    assert item.message is not None
    assert item.message.title == "The file cannot be read."
    assert bench.office.calls == ["upload"]


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda copy: copy.write_bytes(b"%PDF-1.4 another lease"), "the same"),
        (lambda copy: copy.write_bytes(b""), "the same"),
        (lambda copy: copy.unlink(), "read"),
    ],
)
def test_a_copy_that_is_not_what_was_frozen_never_leaves(
    bench: Bench, spoil: Callable[[Path], object], word: str
) -> None:
    item = bench.enqueue()
    [copy] = bench.folder.glob("outbox/*/*.pdf")
    spoil(copy)
    done = bench.outbox.run(item.id)
    assert (done.phase, done.family) == (Phase.WAITING, "local")
    assert done.message is not None
    assert word in done.message.title
    assert bench.office.drafts == []

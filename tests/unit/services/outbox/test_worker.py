"""The worker behind a window: it keeps going, and keeps quiet where there is nothing to do."""

from dataclasses import replace
from threading import Event, Timer

import pytest

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.errors import Unreachable
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.outbox.worker import OutboxWorker
from tests.support.agreements import an_agreement
from tests.support.outbox_bench import ACCOUNT, Bench, Effect, late, refused
from tests.support.post_office import PostCarrier, PostOffice

OTHER_ID = "1f2c6c0e-6a53-4f0b-8f39-1c3f6f0f3c11"


def _broken(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise ZeroDivisionError


def test_one_item_that_cannot_be_run_does_not_keep_the_others(bench: Bench) -> None:
    bench.office.faults["upload"] = [_broken]
    first = bench.enqueue()
    other = bench.outbox.enqueue(replace(an_agreement(), id=OTHER_ID), bench.paths, ACCOUNT)
    with pytest.raises(ZeroDivisionError):
        bench.outbox.run_due()
    assert bench.outbox.item(other.id).state is SendState.SENT
    assert bench.outbox.run(first.id, wait=3000).state is SendState.SENT


def test_the_worker_outlives_a_bug(bench: Bench) -> None:
    bench.office.faults["upload"] = [_broken]
    item = bench.enqueue()
    sent, broke = Event(), Event()

    def hear(told: OutboxItem) -> None:
        if told.state is SendState.SENT:
            sent.set()

    def breaks(office: PostOffice, effect: Effect) -> JsonObject:
        broke.set()
        return _broken(office, effect)

    bench.office.faults["upload"] = [breaks]
    bench.outbox.subscribe(hear)
    worker = OutboxWorker(bench.outbox)
    worker.start()
    try:
        assert broke.wait(10)
        worker.wake()
        assert sent.wait(10)
    finally:
        worker.stop(10)
    assert bench.outbox.item(item.id).state is SendState.SENT


def test_who_stops_the_worker_can_wait_for_what_is_under_way(bench: Bench) -> None:
    begun, go_on = Event(), Event()

    def slow(_office: PostOffice, effect: Effect) -> JsonObject:
        begun.set()
        assert go_on.wait(10)
        return effect()

    bench.office.faults["upload"] = [slow]
    item = bench.enqueue()
    worker = OutboxWorker(bench.outbox)
    worker.start()
    assert begun.wait(10)
    Timer(0.05, go_on.set).start()
    worker.stop(10)
    assert bench.outbox.item(item.id).state is SendState.SENT


def test_an_answer_that_names_nothing_usable_keeps_the_agreement(bench: Bench) -> None:
    def odd(_office: PostOffice, _effect: Effect) -> JsonObject:
        raise DomainError("service_id.malformed", facts={"id": "x"})

    bench.office.faults["check"] = [odd]
    item = bench.send()
    assert (item.phase, item.family) == (Phase.WAITING, "service_id.malformed")
    assert item.message is not None


def test_tidying_in_vain_is_not_tried_at_every_turn(
    slow_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[None] = []

    def unreachable(_carrier: PostCarrier, _parcel: object) -> None:
        tried.append(None)
        raise Unreachable("The server does not answer.")

    monkeypatch.setattr(PostCarrier, "withdraw", unreachable)
    slow_bench.office.faults["start"] = [refused]
    assert slow_bench.send().phase is Phase.NOT_SENT
    slow_bench.clock.turn(151)
    for _ in range(5):
        slow_bench.outbox.run_due()
    assert len(tried) == 2
    slow_bench.clock.turn(151)
    slow_bench.outbox.run_due()
    assert len(tried) == 3


def test_the_late_effect_of_a_lost_upload_is_removed_after_sending(slow_bench: Bench) -> None:
    slow_bench.office.faults["upload"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.clock.turn(60)
    assert slow_bench.outbox.run(item.id, wait=0).state is SendState.SENT
    slow_bench.office.run_late()
    slow_bench.outbox.run_all()
    assert len(slow_bench.office.drafts) == 2
    slow_bench.clock.turn(241)
    slow_bench.outbox.run_all()
    assert len(slow_bench.office.drafts) == 1
    assert len(slow_bench.office.started) == 1


def test_the_late_effect_of_a_lost_upload_is_removed_after_giving_up(slow_bench: Bench) -> None:
    slow_bench.office.faults["upload"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.outbox.give_up(item.id)
    slow_bench.office.run_late()
    slow_bench.clock.turn(241)
    slow_bench.outbox.run_all()
    assert slow_bench.office.drafts == []


def test_what_was_never_tried_needs_no_account_to_be_given_up(bench: Bench) -> None:
    bench.keyring = False
    item = bench.send()
    bench.outbox.give_up(item.id)
    assert not any(bench.folder.glob("outbox/*"))

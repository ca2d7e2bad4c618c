"""Stopping the outbox: what the user gives up, and what only the run lets go of."""

from dataclasses import replace
from threading import Thread

import pytest

from app.domain.errors import UserCancelled
from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import Refused
from app.services.outbox.records import Phase, SendState
from tests.support.agreements import an_agreement
from tests.support.outbox_bench import ACCOUNT, Bench, Effect, lost_before
from tests.support.post_office import PostOffice

OTHER_ID = "1f2c6c0e-6a53-4f0b-8f39-1c3f6f0f3c11"


def test_a_stopped_send_is_given_up_with_what_was_built(bench: Bench) -> None:
    token = CancelToken()

    def stopped(_office: PostOffice, effect: Effect) -> JsonObject:
        token.cancel()
        return effect()

    bench.office.faults["upload"] = [stopped]
    item = bench.outbox.run(bench.enqueue().id, cancel=token)
    assert item.phase is Phase.GIVEN_UP
    assert bench.office.drafts == []


def test_a_stopped_run_of_the_outbox_keeps_what_is_open(bench: Bench) -> None:
    bench.enqueue()
    another = replace(an_agreement(), id=OTHER_ID)
    bench.outbox.enqueue(another, bench.paths, ACCOUNT)
    token = CancelToken()

    def stopped(_office: PostOffice, effect: Effect) -> JsonObject:
        token.cancel()
        return effect()

    bench.office.faults["upload"] = [stopped]
    with pytest.raises(UserCancelled):
        bench.outbox.run_all(cancel=token)
    assert [each.phase for each in bench.outbox.items()] == [Phase.QUEUED, Phase.WAITING]
    assert bench.office.started == []
    assert [each.state for each in bench.outbox.run_all()] == [SendState.SENT, SendState.SENT]


def test_stopping_never_ends_a_doubt(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before]
    token = CancelToken()

    def stopped(_office: PostOffice, _effect: Effect) -> JsonObject:
        token.cancel()
        return lost_before(_office, _effect)

    bench.office.faults["start"] = [stopped]
    item = bench.outbox.run(bench.enqueue().id, cancel=token, wait=3000)
    assert item.phase is Phase.FINDING_OUT
    assert bench.office.withdrawn == []


def test_whoever_follows_another_writer_can_stop_it_too(bench: Bench) -> None:
    other = bench.another()
    item = bench.enqueue()
    token = CancelToken()
    seen: list[Phase] = []

    def follow() -> None:
        seen.append(other.run(item.id, cancel=token, wait=3000).phase)

    follower = Thread(target=follow)

    def meanwhile(_office: PostOffice, effect: Effect) -> JsonObject:
        follower.start()
        token.cancel()
        follower.join()
        return effect()

    bench.office.faults["upload"] = [meanwhile]
    assert bench.outbox.run(item.id).phase is Phase.GIVEN_UP
    assert seen == [Phase.GIVEN_UP]
    assert bench.office.started == []


def test_what_may_have_been_sent_is_not_stopped_without_a_decision(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    with pytest.raises(Refused):
        slow_bench.outbox.stop(item.id)
    assert slow_bench.outbox.item(item.id).phase is Phase.FINDING_OUT
    assert "fence" not in slow_bench.office.calls


def test_what_was_put_on_its_way_can_be_copied_from(bench: Bench) -> None:
    item = bench.enqueue()
    agreement, paths = bench.outbox.contents(item.id)
    assert agreement == an_agreement()
    assert paths["contract"].read_bytes() == bench.paths["contract"].read_bytes()

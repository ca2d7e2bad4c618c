"""Settling: when a request in doubt may leave once more, and when only looking is left."""

from dataclasses import replace

from app.services.errors import Throttled, Unreachable
from app.services.outbox.records import Phase, SendState
from tests.support.agreements import DRAFT_ID, an_agreement
from tests.support.outbox_bench import ACCOUNT, Bench, late, lost_after, lost_before, unreachable


def _no_answer(times: int) -> list[Exception | None]:
    return [Unreachable("The server does not answer.")] * times


def test_a_start_is_never_repeated_unless_its_last_look_was_answered(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_after]
    bench.office.look_faults = _no_answer(9)
    assert bench.send().state is SendState.SENT
    assert bench.office.calls.count("start") == 1


def test_looking_ahead_of_time_does_not_bring_the_repeat_nearer(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    for _ in range(9):
        slow_bench.outbox.check_again(item.id)
        slow_bench.outbox.run(item.id, wait=0)
    assert slow_bench.office.calls.count("start") == 1
    assert slow_bench.office.calls.count("look:start") > 9


def test_every_run_looks_once_more_at_what_stays_in_doubt(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, lost_before, late]
    assert bench.send().state is SendState.FINDING_OUT
    bench.office.run_late()
    assert [each.state for each in bench.outbox.run_all()] == [SendState.SENT]
    assert bench.office.calls.count("start") == 3


def test_a_run_that_gets_no_answer_repeats_nothing(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, lost_before, lost_before]
    item = bench.send()
    bench.office.look_faults = _no_answer(1)
    assert bench.outbox.send_again(item.id).state is SendState.FINDING_OUT
    assert bench.office.calls.count("start") == 3


def test_requests_that_never_left_use_up_no_repeats(bench: Bench) -> None:
    bench.office.faults["start"] = [unreachable, unreachable, unreachable, lost_before]
    item = bench.enqueue()
    for _ in range(3):
        assert bench.outbox.run(item.id).phase is Phase.WAITING
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT


def test_a_long_outage_only_delays_an_upload(bench: Bench) -> None:
    bench.office.faults["upload"] = [lost_before] * 7
    item = bench.send()
    assert (item.phase, item.state) == (Phase.WAITING, SendState.NOT_SENT)
    assert bench.office.calls.count("upload") == 3
    bench.outbox.run(item.id, wait=3000)
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT
    assert len(bench.office.drafts) == 1


def test_it_is_told_when_the_next_look_is_due(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    assert item.next_look_at is not None
    assert item.next_look_at > item.enqueued_at


def test_the_worker_asks_no_locked_keyring_at_every_turn(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    slow_bench.send(wait=0)
    slow_bench.keyring = False
    asked: list[None] = []
    slow_bench.before_sign_in = lambda: asked.append(None)
    slow_bench.clock.turn(3)
    for _ in range(5):
        slow_bench.outbox.run_due()
    assert len(asked) == 1
    slow_bench.clock.turn(151)
    slow_bench.outbox.run_due()
    assert len(asked) == 2


def test_a_doubt_that_nobody_could_be_asked_about_is_looked_at_again_within_a_minute(
    slow_bench: Bench,
) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.run_late()

    def out_of_reach() -> None:
        raise Unreachable("The server does not answer.")

    slow_bench.before_sign_in = out_of_reach
    slow_bench.outbox.run_due()
    assert slow_bench.outbox.item(item.id).state is SendState.FINDING_OUT
    slow_bench.before_sign_in = lambda: None
    slow_bench.clock.turn(60)
    slow_bench.outbox.run_due()
    assert slow_bench.outbox.item(item.id).state is SendState.SENT


def test_a_run_begins_with_a_look_however_far_the_next_one_is(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.run_late()
    began = slow_bench.clock.monotonic()
    assert slow_bench.outbox.run(item.id, wait=30).state is SendState.SENT
    assert slow_bench.clock.monotonic() - began < 1.5


def test_a_run_stays_no_longer_for_several_doubts_than_for_one(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before, lost_before]
    for draft_id in (DRAFT_ID, DRAFT_ID.replace("0", "1")):
        item = slow_bench.outbox.enqueue(
            replace(an_agreement(), id=draft_id), slow_bench.paths, ACCOUNT
        )
        slow_bench.outbox.run(item.id, wait=0)
    began = slow_bench.clock.monotonic()
    items = slow_bench.outbox.run_all(wait=1)
    assert [each.state for each in items] == [SendState.FINDING_OUT] * 2
    assert slow_bench.clock.monotonic() - began < 1.9
    assert slow_bench.office.calls.count("look:start") == 4


def test_nothing_starts_while_a_lost_request_could_still_add_to_it(slow_bench: Bench) -> None:
    slow_bench.office.joins = True
    slow_bench.office.faults["upload"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.clock.turn(60)
    done = slow_bench.outbox.run(item.id, wait=0)
    assert (done.phase, done.family) == (Phase.WAITING, "late")
    assert done.next_look_at is not None
    slow_bench.office.run_late()
    assert slow_bench.outbox.run(item.id, wait=0).phase is Phase.WAITING
    assert slow_bench.office.started == []
    slow_bench.clock.turn(181)
    assert slow_bench.outbox.run(item.id, wait=0).state is SendState.SENT
    assert len(slow_bench.office.drafts) == 1


def test_what_was_found_after_its_answer_was_lost_is_not_waited_for(slow_bench: Bench) -> None:
    slow_bench.office.joins = True
    slow_bench.office.faults["upload"] = [lost_after]
    assert slow_bench.send(wait=0).state is SendState.SENT
    assert slow_bench.office.calls.count("upload") == 1


def test_a_start_that_the_service_would_carry_out_twice_is_not_repeated_by_itself(
    slow_bench: Bench,
) -> None:
    slow_bench.office.guarded = False
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    for _ in range(20):
        slow_bench.clock.turn(30)
        slow_bench.outbox.run(item.id, wait=0)
    assert slow_bench.office.calls.count("start") == 1
    slow_bench.office.run_late()
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


def test_the_user_may_wish_it_once_no_late_effect_can_come_any_more(slow_bench: Bench) -> None:
    slow_bench.office.guarded = False
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    for _ in range(6):
        slow_bench.clock.turn(28)
        slow_bench.outbox.send_again(item.id, wait=0)
    assert slow_bench.office.calls.count("start") == 1
    for _ in range(4):
        slow_bench.clock.turn(28)
        slow_bench.outbox.send_again(item.id, wait=0)
    assert slow_bench.outbox.item(item.id).state is SendState.SENT
    assert len(slow_bench.office.started) == 1


def test_a_look_that_is_throttled_is_not_taken_again_before_the_pause_asked_for(
    slow_bench: Bench,
) -> None:
    slow_bench.office.faults["start"] = [late]
    slow_bench.office.look_faults = [Throttled("Later.", retry_after=600.0) for _ in range(50)]
    slow_bench.send(wait=0)
    for _ in range(59):
        slow_bench.clock.turn(10)
        slow_bench.outbox.run_due()
    assert slow_bench.office.calls.count("look:start") == 1
    slow_bench.clock.turn(20)
    slow_bench.outbox.run_due()
    assert slow_bench.office.calls.count("look:start") == 2

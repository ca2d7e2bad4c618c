"""The outbox against a pretended service: what is sent, what is not, and what is in doubt."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.errors import LocalError
from app.services.outbox.records import Phase, SendState, StepState
from tests.support.agreements import an_agreement
from tests.support.outbox_bench import (
    ACCOUNT,
    Bench,
    Effect,
    Killed,
    killed_after,
    killed_before,
    late,
    lost_after,
    lost_before,
    refused,
    unauthorized,
    unreachable,
)
from tests.support.post_office import PostOffice


def test_a_draft_is_sent_once_and_handed_to_tracking(bench: Bench) -> None:
    item = bench.send()
    assert item.state is SendState.SENT
    assert len(bench.office.started) == 1
    assert [each.service_id for each in bench.arrived] == [item.service_id]
    assert all(step.state is StepState.DONE for step in item.steps)


def test_a_second_send_of_the_same_draft_answers_with_the_first(bench: Bench) -> None:
    first = bench.send()
    again = bench.enqueue()
    assert again.already
    assert again.id == first.id
    assert bench.outbox.run(again.id).state is SendState.SENT
    assert len(bench.office.started) == 1


def test_a_second_send_of_what_was_sent_asks_nobody(bench: Bench) -> None:
    first = bench.send()
    signed_in: list[None] = []
    bench.before_sign_in = lambda: signed_in.append(None)
    assert bench.outbox.run(bench.enqueue().id).id == first.id
    assert (signed_in, len(bench.arrived)) == ([], 1)


def test_only_again_makes_a_new_agreement_of_a_sent_draft(bench: Bench) -> None:
    first = bench.send()
    other = bench.enqueue(again=True)
    assert other.id != first.id
    assert other.ref != first.ref


def test_many_sends_at_once_make_one_agreement(bench: Bench) -> None:
    threads = [Thread(target=bench.send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(bench.office.started) == 1
    assert len(bench.office.drafts) == 1


@pytest.mark.parametrize("fault", [lost_before, lost_after, late])
def test_a_lost_answer_to_the_start_is_settled_without_a_second_agreement(
    bench: Bench, fault: object
) -> None:
    bench.office.faults["start"] = [fault]  # type: ignore[list-item]
    item = bench.send()
    assert item.state is SendState.SENT
    assert len(bench.office.started) == 1


def test_nothing_is_repeated_before_the_looks_are_over(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before]
    bench.send()
    calls = bench.office.calls
    first = calls.index("start")
    second = calls.index("start", first + 1)
    assert calls[first + 1 : second] == ["look:start"] * 7


def test_a_repeat_is_the_identical_request(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, lost_before]
    item = bench.send()
    firing = item.firing
    assert firing is not None
    assert bench.office.started == [firing.request]
    assert firing.attempts == 3


def test_after_three_lost_answers_it_stays_finding_out(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, lost_before, lost_before]
    item = bench.send()
    assert item.state is SendState.FINDING_OUT
    assert bench.office.calls.count("start") == 3
    bench.outbox.check_again(item.id)
    assert bench.office.calls.count("start") == 3


def test_a_late_effect_is_found_by_checking_again(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, lost_before, late]
    item = bench.send()
    bench.office.run_late()
    assert bench.outbox.check_again(item.id).state is SendState.SENT


def test_send_again_repeats_the_same_request_once(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, lost_before, lost_before]
    item = bench.send()
    assert bench.outbox.send_again(item.id).state is SendState.SENT
    assert bench.office.calls.count("start") == 4


def test_a_refused_repeat_is_no_proof_that_nothing_was_sent(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before, refused, refused]
    assert bench.send().state is SendState.FINDING_OUT


def test_patience_ends_while_it_is_still_being_found_out(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    assert item.phase is Phase.FINDING_OUT
    assert item.message is not None
    assert slow_bench.office.calls.count("look:start") == 1


def test_a_refused_first_start_is_not_sent_and_leaves_no_draft_behind(bench: Bench) -> None:
    bench.office.faults["start"] = [refused]
    item = bench.send()
    assert item.phase is Phase.NOT_SENT
    assert bench.office.drafts == []
    assert bench.office.withdrawn == [item.ref]


def test_a_draft_that_was_refused_may_be_sent_after_it_was_mended(bench: Bench) -> None:
    bench.office.faults["start"] = [refused]
    first = bench.send()
    second = bench.send()
    assert second.id != first.id
    assert second.state is SendState.SENT


def test_an_unreachable_service_keeps_the_agreement_for_later(bench: Bench) -> None:
    bench.office.faults["start"] = [unreachable]
    item = bench.send()
    assert item.phase is Phase.WAITING
    assert item.state is SendState.NOT_SENT
    assert bench.outbox.run(item.id).state is SendState.SENT
    assert bench.office.drafts != []


def test_a_refused_sign_in_is_read_and_tried_once_more(bench: Bench) -> None:
    bench.office.faults["start"] = [unauthorized]
    assert bench.send().state is SendState.SENT
    bench.office.started.clear()


def test_a_sign_in_that_stays_refused_waits(bench: Bench) -> None:
    bench.office.faults["start"] = [unauthorized, unauthorized]
    item = bench.send()
    assert item.phase is Phase.WAITING
    assert item.family == "unauthorized"


def test_a_lost_upload_is_looked_for_and_adopted(bench: Bench) -> None:
    bench.office.faults["upload"] = [lost_after]
    assert bench.send().state is SendState.SENT
    assert len(bench.office.drafts) == 1


def test_an_upload_that_never_arrived_is_repeated_after_the_looks(bench: Bench) -> None:
    bench.office.faults["upload"] = [lost_before]
    assert bench.send().state is SendState.SENT
    assert bench.office.calls[:6] == ["upload", *["look:upload"] * 4, "upload"]


@pytest.mark.parametrize("step", ["upload", "check", "start", "sweep"])
@pytest.mark.parametrize("death", [killed_before, killed_after])
def test_a_killed_program_goes_on_where_it_stopped(
    bench: Bench, step: str, death: Callable[[PostOffice, Effect], JsonObject]
) -> None:
    bench.office.faults[step] = [death]
    item = bench.enqueue()
    with pytest.raises(Killed):
        bench.outbox.run(item.id)
    bench.restarted()
    after = bench.outbox.run(item.id, wait=3000)
    assert after.state is SendState.SENT
    assert len(bench.office.started) == 1
    assert len(bench.office.drafts) == 1
    assert bench.arrived


def test_a_draft_changed_while_it_waits_replaces_what_waits(bench: Bench) -> None:
    bench.office.faults["upload"] = [unreachable]
    first = bench.send()
    changed = replace(an_agreement(), title="Lease 2032")
    second = bench.outbox.enqueue(changed, bench.paths, ACCOUNT)
    assert second.id != first.id
    assert bench.outbox.item(first.id).phase is Phase.GIVEN_UP


def test_a_draft_in_doubt_is_never_replaced(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    first = slow_bench.send(wait=0)
    changed = replace(an_agreement(), title="Lease 2032")
    assert slow_bench.outbox.enqueue(changed, slow_bench.paths, ACCOUNT).id == first.id


def test_giving_up_removes_what_was_built(bench: Bench) -> None:
    bench.office.faults["start"] = [unreachable]
    item = bench.send()
    assert bench.outbox.give_up(item.id).phase is Phase.GIVEN_UP
    assert bench.office.drafts == []


def test_without_a_keyring_it_waits(bench: Bench) -> None:
    bench.keyring = False
    item = bench.send()
    assert (item.phase, item.family) == (Phase.WAITING, "no_keyring")
    bench.keyring = True
    assert bench.outbox.run(item.id).state is SendState.SENT


def test_a_file_changed_after_it_was_added_is_not_sent(bench: Bench) -> None:
    with pytest.raises(DomainError) as caught:
        bench.outbox.enqueue(an_agreement(), bench.paths, ACCOUNT, expected={"contract": "0" * 64})
    assert caught.value.code == "send.file_changed"
    assert bench.outbox.items() == ()


def test_a_file_deleted_before_sending_is_not_sent(bench: Bench) -> None:
    bench.paths["contract"].unlink()
    with pytest.raises(DomainError) as caught:
        bench.enqueue()
    assert caught.value.code == "send.file_missing"


@pytest.mark.timeout(10)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_the_place_of_a_file_is_refused_instead_of_waited_for(bench: Bench) -> None:
    bench.paths["contract"].unlink()
    os.mkfifo(bench.paths["contract"])
    with pytest.raises(DomainError) as caught:
        bench.enqueue()
    assert caught.value.code == "file.unreadable"
    assert not any(bench.folder.glob("outbox/*"))


def test_copies_that_find_no_room_are_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LocalError) as caught:
        bench.enqueue()
    assert "No space left on device. Nothing was sent." in caught.value.detail
    assert not any(bench.folder.glob("outbox/*"))


def test_the_source_may_change_once_send_was_pressed(bench: Bench) -> None:
    item = bench.enqueue()
    bench.paths["contract"].unlink()
    assert bench.outbox.run(item.id).state is SendState.SENT


def test_the_worker_continues_what_an_earlier_run_left_open(bench: Bench) -> None:
    bench.enqueue()
    bench.restarted()
    bench.outbox.run_due()
    assert [each.state for each in bench.outbox.items()] == [SendState.SENT]


def test_a_draft_without_an_id_is_known_by_its_contents(bench: Bench) -> None:
    nameless = replace(an_agreement(), id="")
    first = bench.outbox.enqueue(nameless, bench.paths, ACCOUNT)
    assert bench.outbox.enqueue(nameless, bench.paths, ACCOUNT).id == first.id
    other = replace(nameless, title="Lease 2032")
    assert bench.outbox.enqueue(other, bench.paths, ACCOUNT).id != first.id


def test_listeners_hear_of_every_change(bench: Bench) -> None:
    phases: list[Phase] = []
    unsubscribe = bench.outbox.subscribe(lambda item: phases.append(item.phase))
    bench.send()
    assert phases[0] is Phase.QUEUED
    assert phases[-1] is Phase.SENT
    unsubscribe()
    bench.enqueue()
    assert phases[-1] is Phase.SENT

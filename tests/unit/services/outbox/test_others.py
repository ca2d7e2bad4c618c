"""Other people: another sign-in, somebody who changes the drafts, another account beside."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.errors import Refused, Unreachable
from app.services.outbox.carrier import Changed
from app.services.outbox.records import Phase, SendState, StepState
from tests.support.agreements import DRAFT_ID, an_agreement
from tests.support.outbox_bench import (
    ACCOUNT,
    Bench,
    Effect,
    late,
    lost_before,
    refused,
    unreachable,
)
from tests.support.post_office import PostOffice

BO = Identity(name="Bo Ek", email="bo@example.com", user_id="18")


@pytest.mark.parametrize(
    "other",
    [
        BO,
        Identity(email="anna@example.com", user_id="18"),
        Identity(email="bo@example.com", user_id="17"),
        Identity(email="bo@example.com"),
    ],
)
def test_another_person_settles_nothing(slow_bench: Bench, other: Identity) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.identity = other
    looks = slow_bench.office.calls.count("look:start")
    done = slow_bench.outbox.check_again(item.id)
    assert (done.state, done.family) == (SendState.FINDING_OUT, "another_person")
    assert done.message is not None
    assert "anna@example.com" in done.message.detail
    assert slow_bench.office.calls.count("look:start") == looks


def test_another_person_sends_nothing_that_was_begun(bench: Bench) -> None:
    bench.office.faults["check"] = [unreachable]
    item = bench.send()
    bench.office.identity = BO
    done = bench.outbox.run(item.id)
    assert (done.phase, done.family) == (Phase.WAITING, "another_person")
    assert bench.office.started == []


def test_the_same_person_again_goes_on(slow_bench: Bench) -> None:
    before = slow_bench.office.identity
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.identity = BO
    slow_bench.outbox.check_again(item.id)
    slow_bench.office.identity = replace(before, email="ANNA@example.com", name="")
    slow_bench.office.run_late()
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


def test_a_service_that_tells_nobody_hinders_nothing(bench: Bench) -> None:
    bench.office.identity = Identity()
    assert bench.send().state is SendState.SENT


def test_another_person_removes_nothing(slow_bench: Bench) -> None:
    slow_bench.office.faults["check"] = [unreachable]
    item = slow_bench.send(wait=0)
    slow_bench.office.identity = BO
    slow_bench.outbox.give_up(item.id)
    assert len(slow_bench.office.drafts) == 1
    slow_bench.office.identity = Identity(user_id="17")
    slow_bench.outbox.run_all()
    assert slow_bench.office.drafts == []


def test_what_somebody_changed_is_not_started(bench: Bench) -> None:
    bench.office.changed = True
    item = bench.send()
    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    assert bench.outbox.run(item.id).family == "changed"
    assert bench.office.started == []


def test_what_somebody_changed_in_doubt_stays_in_doubt(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    slow_bench.office.changed = True
    for _ in range(8):
        slow_bench.clock.turn(30)
        slow_bench.outbox.run(item.id, wait=0)
    done = slow_bench.outbox.item(item.id)
    assert (done.state, done.family) == (SendState.FINDING_OUT, "changed")
    assert slow_bench.office.calls.count("start") == 1


def test_mine_is_built_anew_in_place_of_what_somebody_changed(bench: Bench) -> None:
    bench.office.changed = True
    item = bench.send()
    bench.office.changed = False
    new = bench.outbox.send_anew(item.id)
    assert bench.outbox.run(new.id).state is SendState.SENT
    bench.outbox.run_all()
    assert bench.outbox.item(item.id).phase is Phase.GIVEN_UP
    assert len(bench.office.drafts) == len(bench.office.started) == 1
    assert bench.enqueue().id == new.id
    assert [each.name for each in bench.folder.glob("outbox/*")] == []


def test_what_may_have_been_sent_is_not_built_anew(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    with pytest.raises(Refused):
        slow_bench.outbox.send_anew(item.id)


def test_a_service_that_is_silent_keeps_no_other_account_waiting(bench: Bench) -> None:
    silent, answered = Event(), Event()

    def hangs(_office: PostOffice, effect: Effect) -> JsonObject:
        silent.set()
        answered.wait(10)
        return effect()

    bench.office.faults["start"] = [hangs]
    first = bench.enqueue()
    other = replace(an_agreement(), id=DRAFT_ID.replace("0", "1"))
    second = bench.outbox.enqueue(other, bench.paths, replace(ACCOUNT, id="a2"))
    thread = Thread(target=lambda: bench.outbox.run(first.id))
    thread.start()
    assert silent.wait(10)
    assert bench.outbox.run(second.id).state is SendState.SENT
    assert bench.outbox.item(first.id).steps[2].state is StepState.RUNNING
    answered.set()
    thread.join()
    assert bench.outbox.item(first.id).state is SendState.SENT


def test_what_stays_changed_is_noted_once(bench: Bench) -> None:
    bench.office.changed = True
    item = bench.send()
    for _ in range(5):
        bench.outbox.run(item.id)
    firing = bench.outbox.item(item.id).firing
    assert firing is not None
    assert len(firing.looks) == 1


def _somebody_changed(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Changed("Somebody deleted this agreement.")


def test_what_somebody_deleted_while_it_was_built_is_said_so(bench: Bench) -> None:
    bench.office.faults["upload"] = [_somebody_changed]
    item = bench.send()
    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    assert bench.outbox.run(bench.outbox.send_anew(item.id).id).state is SendState.SENT


def test_what_somebody_deleted_behind_a_lost_upload_is_said_so(slow_bench: Bench) -> None:
    slow_bench.office.faults["upload"] = [lost_before]
    slow_bench.office.look_faults = [Changed("Somebody deleted this agreement.")]
    item = slow_bench.send(wait=0)
    assert (item.phase, item.family) == (Phase.WAITING, "changed")


def test_a_refused_second_delivery_of_a_start_does_not_hide_the_first(bench: Bench) -> None:
    def delivered_twice(_office: PostOffice, effect: Effect) -> JsonObject:
        effect()
        raise Refused("These are no drafts any more.", status=400)

    bench.office.faults["start"] = [delivered_twice]
    assert bench.send().state is SendState.SENT
    assert len(bench.office.started) == len(bench.arrived) == 1


def test_a_refusal_that_nobody_could_look_behind_proves_nothing(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [refused]
    slow_bench.office.look_faults = [Unreachable("The server does not answer.")] * 2
    item = slow_bench.send(wait=0)
    assert item.state is SendState.FINDING_OUT

"""Giving up what may have been sent: proven not sent where it can be, else let go and kept."""

import pytest

from app.services.accounts import Identity
from app.services.errors import Forbidden, LocalError, Refused, Uncertain, Unreachable
from app.services.outbox.journal import Journal
from app.services.outbox.records import OutboxItem, Phase, SendState
from tests.support.outbox_bench import Bench, Killed, late, lost_after, lost_before


def test_a_doubtful_start_is_fenced_off_before_it_is_called_not_sent(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    assert item.state is SendState.FINDING_OUT
    done = slow_bench.outbox.give_up(item.id)
    assert (done.phase, done.state) == (Phase.GIVEN_UP, SendState.NOT_SENT)
    slow_bench.office.run_late()
    assert slow_bench.office.started == []
    assert slow_bench.office.drafts == []


def test_after_the_fence_the_same_draft_can_be_sent(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    slow_bench.outbox.give_up(slow_bench.send(wait=0).id)
    item = slow_bench.send(wait=0)
    assert (item.state, item.already) == (SendState.SENT, False)
    assert len(slow_bench.office.started) == 1


def test_what_turns_out_to_be_started_is_sent_instead_of_given_up(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.run_late()
    done = slow_bench.outbox.give_up(item.id)
    assert done.state is SendState.SENT
    assert len(slow_bench.arrived) == 1
    assert "fence" not in slow_bench.office.calls


def test_without_a_fence_it_is_let_go_and_nothing_is_removed(slow_bench: Bench) -> None:
    slow_bench.office.can_fence = False
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    done = slow_bench.outbox.give_up(item.id)
    assert (done.phase, done.state) == (Phase.LET_GO, SendState.FINDING_OUT)
    slow_bench.clock.turn(1000)
    slow_bench.outbox.run_due()
    slow_bench.outbox.run_all()
    assert len(slow_bench.office.drafts) == 1
    assert slow_bench.office.withdrawn == []
    assert slow_bench.office.calls.count("start") == 1


def _let_go(bench: Bench) -> OutboxItem:
    bench.office.can_fence = False
    bench.office.faults["start"] = [late]
    return bench.outbox.give_up(bench.send(wait=0).id)


def test_what_was_let_go_is_not_sent_beside_itself(slow_bench: Bench) -> None:
    item = _let_go(slow_bench)
    known = slow_bench.enqueue()
    assert (known.id, known.already) == (item.id, True)
    assert slow_bench.outbox.run(known.id).state is SendState.FINDING_OUT


def test_only_who_gave_it_up_and_says_again_sends_it_anew(slow_bench: Bench) -> None:
    item = _let_go(slow_bench)
    new = slow_bench.enqueue(again=True)
    assert new.id != item.id
    assert slow_bench.outbox.run(new.id).state is SendState.SENT
    assert slow_bench.outbox.item(item.id).phase is Phase.LET_GO


def test_what_was_let_go_and_taken_off_the_list_can_still_be_reached(slow_bench: Bench) -> None:
    item = _let_go(slow_bench)
    draft = item.key.removeprefix("draft:")
    assert slow_bench.outbox.sent_draft_ids() == {draft}
    slow_bench.outbox.dismiss(item.id)
    assert slow_bench.outbox.sent_draft_ids() == frozenset()
    assert slow_bench.enqueue().id == item.id
    assert [each.id for each in slow_bench.outbox.items()] == [item.id]


def test_what_was_let_go_can_still_be_checked(slow_bench: Bench) -> None:
    slow_bench.office.can_fence = False
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.outbox.give_up(item.id)
    slow_bench.office.run_late()
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


def test_giving_up_while_nobody_answers_changes_nothing(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_after]
    item = slow_bench.send(wait=0)
    assert item.state is SendState.SENT
    slow_bench.office.faults["start"] = [late]
    other = slow_bench.outbox.run(slow_bench.enqueue(again=True).id, wait=0)
    slow_bench.office.look_faults = [Unreachable("The server does not answer.")]
    with pytest.raises(Unreachable):
        slow_bench.outbox.give_up(other.id)
    assert slow_bench.outbox.item(other.id).state is SendState.FINDING_OUT


def test_what_was_sent_is_not_given_up(bench: Bench) -> None:
    item = bench.send()
    with pytest.raises(Refused):
        bench.outbox.give_up(item.id)
    assert bench.outbox.item(item.id).state is SendState.SENT


def test_a_doubt_that_another_process_works_on_is_left_to_it(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before] * 3
    item = bench.send()
    assert item.state is SendState.FINDING_OUT
    other = bench.another()
    with other._lock.try_hold("a1") as held:
        assert held
        with pytest.raises(LocalError, match="worked on"):
            bench.outbox.give_up(item.id)
    assert bench.outbox.give_up(item.id).phase is Phase.GIVEN_UP


@pytest.mark.parametrize("hindrance", ["another person", "keyring"])
def test_a_doubt_of_somebody_who_never_signs_in_again_is_let_go(
    slow_bench: Bench, hindrance: str
) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    anna = slow_bench.office.identity
    if hindrance == "keyring":
        slow_bench.keyring = False
    else:
        slow_bench.office.identity = Identity(email="bo@example.com")
    done = slow_bench.outbox.give_up(item.id)
    assert (done.phase, done.state) == (Phase.LET_GO, SendState.FINDING_OUT)
    assert "fence" not in slow_bench.office.calls
    slow_bench.keyring, slow_bench.office.identity = True, anna
    slow_bench.office.run_late()
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


def test_between_two_looks_the_worker_leaves_the_account_free(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    slow_bench.outbox.run_due()
    item = slow_bench.enqueue()
    began = slow_bench.clock.monotonic()
    slow_bench.outbox.run_due()
    assert slow_bench.clock.monotonic() - began < 1.5
    done = slow_bench.outbox.item(item.id)
    assert (done.phase, done.next_look_at is None) == (Phase.FINDING_OUT, False)
    slow_bench.office.run_late()
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


@pytest.mark.parametrize("ended_by", [Uncertain("The connection broke."), Killed()])
def test_a_fence_that_was_not_finished_is_finished_by_whoever_runs_next(
    slow_bench: Bench, ended_by: BaseException
) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.fence_faults = [ended_by]
    with pytest.raises(type(ended_by)):
        slow_bench.outbox.give_up(item.id)
    told = slow_bench.outbox.item(item.id)
    assert (told.state, told.family) == (SendState.FINDING_OUT, "fencing")
    outbox = slow_bench.restarted()
    slow_bench.clock.turn(61)
    outbox.run_due()
    assert outbox.item(item.id).phase is Phase.GIVEN_UP
    slow_bench.office.run_late()
    assert slow_bench.office.started == []


def test_a_fence_is_tried_again_within_a_minute_of_the_return_of_the_network(
    slow_bench: Bench,
) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.fence_faults = [Unreachable("Nothing answers."), Unreachable("Nor now.")]
    with pytest.raises(Unreachable):
        slow_bench.outbox.give_up(item.id)
    for _ in range(2):
        assert slow_bench.outbox.item(item.id).family == "fencing"
        slow_bench.clock.turn(61)
        slow_bench.outbox.run_due()
    assert slow_bench.outbox.item(item.id).phase is Phase.GIVEN_UP


def test_checking_what_was_let_go_sends_nothing(slow_bench: Bench) -> None:
    item = _let_go(slow_bench)
    for _ in range(6):
        slow_bench.clock.turn(120)
        assert slow_bench.outbox.check_again(item.id).phase is Phase.LET_GO
        slow_bench.outbox.run_due()
    assert slow_bench.office.calls.count("start") == 1


def test_nothing_that_was_let_go_is_sent_beside_its_successor(slow_bench: Bench) -> None:
    item = _let_go(slow_bench)
    new = slow_bench.enqueue(again=True)
    assert slow_bench.outbox.run(new.id).state is SendState.SENT
    for _ in range(6):
        slow_bench.clock.turn(120)
        slow_bench.outbox.check_again(item.id)
        slow_bench.outbox.send_again(item.id, wait=0)
    assert len(slow_bench.office.started) == 1


def test_what_a_forbidding_service_hides_is_let_go(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.look_faults = [Forbidden("This may not be seen.") for _ in range(3)]
    done = slow_bench.outbox.give_up(item.id)
    assert (done.phase, done.state) == (Phase.LET_GO, SendState.FINDING_OUT)
    slow_bench.office.run_late()
    slow_bench.office.look_faults = []
    assert slow_bench.outbox.check_again(item.id).state is SendState.SENT


def test_a_service_that_is_gone_for_good_keeps_nobody_for_ever(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.look_faults = [Unreachable("It does not answer.") for _ in range(9)]
    with pytest.raises(Unreachable):
        slow_bench.outbox.give_up(item.id)
    assert slow_bench.outbox.item(item.id).phase is Phase.FINDING_OUT
    slow_bench.clock.turn(25 * 3600)
    assert slow_bench.outbox.give_up(item.id).phase is Phase.LET_GO
    assert len(slow_bench.office.drafts) == 1


def test_what_is_being_given_up_is_not_sent_again(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.fence_faults = [Unreachable("Nothing answers.")]
    with pytest.raises(Unreachable):
        slow_bench.outbox.give_up(item.id)
    with pytest.raises(Refused, match="being given up"):
        slow_bench.outbox.send_again(item.id)
    assert slow_bench.office.calls.count("start") == 1


def _removed_and_not_told(bench: Bench) -> OutboxItem:
    """A doubt that was given up, and whose process ended when all was removed at the service."""
    bench.office.faults["start"] = [late]
    item = bench.send(wait=0)
    bench.office.after_fence = Killed()
    with pytest.raises(Killed):
        bench.outbox.give_up(item.id)
    bench.office.is_elsewhere = True
    assert bench.office.drafts == []
    assert bench.outbox.item(item.id).state is SendState.FINDING_OUT
    return item


def test_a_process_that_ended_after_the_fence_leaves_its_proof_behind(slow_bench: Bench) -> None:
    item = _removed_and_not_told(slow_bench)
    outbox = slow_bench.restarted()
    slow_bench.clock.turn(61)
    outbox.run_due()
    done = outbox.item(item.id)
    assert (done.phase, done.state) == (Phase.GIVEN_UP, SendState.NOT_SENT)
    assert slow_bench.office.started == []


@pytest.mark.parametrize("hours", [25, -1])
def test_what_is_missing_proves_nothing_after_a_day_or_by_a_clock_set_back(
    slow_bench: Bench, hours: int
) -> None:
    item = _removed_and_not_told(slow_bench)
    outbox = slow_bench.restarted()
    slow_bench.clock.set_by(hours * 3600)
    assert outbox.give_up(item.id).phase is Phase.LET_GO


def test_what_was_held_back_is_not_any_more_once_it_is_started_again(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    assert item.firing is not None
    journal = Journal(slow_bench.database, slow_bench.clock)
    journal.held(item.id, item.firing.position, "They are drafts.")
    held = slow_bench.outbox.item(item.id).firing
    assert held is not None
    assert list(held.result) == ["held_at"]
    journal.intend(item.id, held)
    begun = slow_bench.outbox.item(item.id).firing
    assert begun is not None
    assert begun.result == {}

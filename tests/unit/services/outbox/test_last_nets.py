"""What must hold however a start came about: one request, one wish, one wall before each repeat."""

from pathlib import Path

import pytest

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.errors import Throttled
from app.services.outbox.carrier import Arrival
from app.services.outbox.journal import Journal, Overtaken
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.storage.database import MIGRATIONS, Database
from app.services.words.errors import ErrorText
from tests.support.outbox_bench import Bench, Effect, Killed, killed_before, late, lost_before
from tests.support.post_office import PostOffice


def _throttled(_office: PostOffice, _effect: Effect) -> JsonObject:
    raise Throttled("Come back later.", retry_after=5.0)


ARRIVAL = Arrival(service_id="1", instance_id="", document_ids=("1",), known=())


def _repeated(bench: Bench, seconds: int = 300) -> None:
    [item] = bench.outbox.items()
    for _ in range(seconds // 30):
        bench.clock.turn(30)
        bench.outbox.run(item.id, wait=0)


def test_a_repeat_is_the_same_request_to_the_last_byte(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before, lost_before]
    slow_bench.send(wait=0)
    _repeated(slow_bench)
    assert len(slow_bench.office.asked) == 3
    assert len(set(slow_bench.office.asked)) == 1


def test_one_wish_is_one_repeat(bench: Bench) -> None:
    bench.office.faults["start"] = [lost_before] * 9
    item = bench.outbox.run(bench.enqueue().id, wait=30_000)
    assert len(bench.office.asked) == 3
    bench.outbox.send_again(item.id, wait=30_000)
    assert len(bench.office.asked) == 4


def test_what_somebody_removed_is_not_repeated(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    item = slow_bench.send(wait=0)
    slow_bench.office.is_elsewhere = True
    _repeated(slow_bench)
    done = slow_bench.outbox.item(item.id)
    assert (done.state, done.family) == (SendState.FINDING_OUT, "elsewhere")
    assert len(slow_bench.office.asked) == 1


def test_a_computer_that_started_anew_and_ran_longer_than_before_begins_to_look_anew(
    slow_bench: Bench,
) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.clock.turn(1000)
    slow_bench.clock.set_by(-995)
    outbox = slow_bench.restarted()
    for _ in range(9):
        outbox.run(item.id, wait=0)
    assert len(slow_bench.office.asked) == 1


def test_whoever_cancels_while_all_is_read_back_notifies_nobody(bench: Bench) -> None:
    cancel = CancelToken()
    bench.office.before_start = cancel.cancel
    item = bench.outbox.run(bench.enqueue().id, cancel=cancel)
    assert (item.phase, item.state) == (Phase.GIVEN_UP, SendState.NOT_SENT)
    assert bench.office.asked == []


def test_a_start_under_way_when_its_process_died_is_given_up_as_the_doubt_that_it_is(
    slow_bench: Bench,
) -> None:
    slow_bench.office.faults["start"] = [killed_before]
    item = slow_bench.enqueue()
    with pytest.raises(Killed):
        slow_bench.outbox.run(item.id)
    done = slow_bench.restarted().give_up(item.id)
    assert done.phase is Phase.GIVEN_UP
    assert done.firing is not None
    assert done.firing.doubtful == 1


def test_a_pause_asked_for_between_two_writes_is_sat_out(tmp_path: Path) -> None:
    bench = Bench(tmp_path, scale=0.1)
    bench.office.faults["check"] = [_throttled]
    began = bench.clock.monotonic()
    assert bench.send(wait=300).state is SendState.SENT
    assert bench.clock.monotonic() - began >= 0.5


def _let_go(bench: Bench, journal: Journal) -> OutboxItem:
    bench.office.faults["start"] = [late]
    item = bench.send(wait=0)
    journal.set_phase(item.id, Phase.LET_GO, ErrorText(title="It stays unknown."))
    return bench.outbox.item(item.id)


@pytest.fixture
def journal(slow_bench: Bench) -> Journal:
    path = slow_bench.folder / "c.db"
    return Journal(Database(path, MIGRATIONS / "countersign", slow_bench.clock), slow_bench.clock)


def test_no_request_leaves_for_what_was_let_go(slow_bench: Bench, journal: Journal) -> None:
    item = _let_go(slow_bench, journal)
    assert item.firing is not None
    with pytest.raises(Overtaken):
        journal.intend(item.id, item.firing)


def test_a_proof_that_arrives_after_it_was_let_go_counts(
    slow_bench: Bench, journal: Journal
) -> None:
    item = _let_go(slow_bench, journal)
    assert item.firing is not None
    journal.fired(item.id, item.firing.position, {}, ARRIVAL)
    assert slow_bench.outbox.item(item.id).state is SendState.SENT

"""What goes on around sending: full disks, clocks, threads, pauses; it wears nobody out."""

import sqlite3
import threading
from contextlib import closing, suppress

import pytest

from app.domain.json_value import JsonObject
from app.services.accounts import Identity
from app.services.errors import LocalError, Refused, Throttled, Unreachable
from app.services.outbox.freezing import Freezer
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.outbox.worker import OutboxWorker
from tests.support.outbox_bench import Bench, Effect, Killed, late, refused
from tests.support.post_office import PostCarrier, PostOffice


def _seconds_pass(bench: Bench, seconds: int) -> None:
    """A worker looks each second whether something is due."""
    for _ in range(seconds):
        for account in bench.outbox.due_accounts():
            with suppress(LocalError):
                bench.outbox.run_due(account)
        bench.clock.turn(1.0)


def test_nothing_is_sent_anew_beside_what_was_sent_while_its_files_were_copied(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.office.changed = True
    item = bench.send()
    other, thaw = bench.another(), Freezer.thaw

    def thaw_slowly(freezer: Freezer, old: OutboxItem) -> OutboxItem:
        new = thaw(freezer, old)
        bench.office.changed = False  # whoever changed it undid that; another window goes on
        assert other.run(old.id).state is SendState.SENT
        return new

    monkeypatch.setattr(Freezer, "thaw", thaw_slowly)
    with pytest.raises(Refused):
        bench.outbox.send_anew(item.id)
    assert len(bench.office.started) == 1
    assert not any(bench.folder.glob("outbox/*"))


def test_an_upload_of_a_process_that_died_leaves_no_draft_after_giving_up(
    slow_bench: Bench,
) -> None:
    item = slow_bench.enqueue()

    def killed_late(office: PostOffice, _effect: Effect) -> JsonObject:
        # Every byte is at the service, which has not worked on them yet.
        office.late.append(lambda: office.upload(f"{item.ref}-contract"))
        raise Killed

    slow_bench.office.faults["upload"] = [killed_late]
    with pytest.raises(Killed):
        slow_bench.outbox.run(item.id)
    outbox = slow_bench.restarted()
    assert outbox.stop(item.id).phase is Phase.GIVEN_UP
    slow_bench.office.run_late()
    slow_bench.clock.turn(260)
    outbox.run_all()
    assert slow_bench.office.drafts == []


def test_a_full_disk_lets_the_service_alone(slow_bench: Bench) -> None:
    asked: list[None] = []
    slow_bench.before_sign_in = lambda: asked.append(None)

    def fills(_office: PostOffice, effect: Effect) -> JsonObject:
        slow_bench.disk.full = True
        return effect()

    slow_bench.office.faults["upload"] = [fills]
    item = slow_bench.enqueue()
    _seconds_pass(slow_bench, 30)
    assert len(asked) < 4
    slow_bench.disk.full = False
    _seconds_pass(slow_bench, 60)
    assert slow_bench.outbox.item(item.id).state is SendState.SENT
    assert len(slow_bench.office.drafts) == 1


def test_a_clock_that_was_set_back_makes_no_tidying_busy(
    slow_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[None] = []

    def unreachable(_carrier: PostCarrier, _parcel: object) -> None:
        tried.append(None)
        raise Unreachable("The server does not answer.")

    monkeypatch.setattr(PostCarrier, "withdraw", unreachable)
    slow_bench.office.faults["start"] = [refused]
    assert slow_bench.send().phase is Phase.NOT_SENT
    slow_bench.clock.set_by(-86_400)
    _seconds_pass(slow_bench, 30)
    assert len(tried) == 2


def test_an_account_is_run_again_after_no_thread_could_be_had(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = threading.Event()
    bench.outbox.subscribe(lambda item: sent.set() if item.state is SendState.SENT else None)
    worker = OutboxWorker(bench.outbox)
    start = threading.Thread.start
    left = [2]

    def refuse(thread: threading.Thread) -> None:
        if thread.name.startswith("outbox-") and left:
            left.pop()
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    bench.enqueue()
    worker.start()
    try:
        for _ in range(50):
            worker.wake()
            if sent.wait(0.2):
                break
    finally:
        worker.stop(2)
    assert sent.is_set()
    assert left == []


def test_a_start_is_not_repeated_within_the_pause_that_was_asked_for(slow_bench: Bench) -> None:
    def throttled(_office: PostOffice, _effect: Effect) -> JsonObject:
        raise Throttled("Come back later.", retry_after=600.0)

    slow_bench.office.faults["start"] = [throttled]
    item = slow_bench.send(wait=0)
    assert "look:start" not in slow_bench.office.calls
    for _ in range(59):
        slow_bench.clock.turn(10)
        slow_bench.outbox.run(item.id, wait=0)
    assert slow_bench.office.calls.count("start") == 1
    assert slow_bench.outbox.item(item.id).state is SendState.FINDING_OUT
    for _ in range(10):
        slow_bench.clock.turn(60)
        slow_bench.outbox.run(item.id, wait=0)
    assert slow_bench.outbox.item(item.id).state is SendState.SENT


def test_a_profile_that_may_not_be_read_any_more_settles_nothing(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    slow_bench.office.identity = Identity()
    looks = slow_bench.office.calls.count("look:start")
    done = slow_bench.outbox.check_again(item.id)
    assert slow_bench.office.calls.count("look:start") == looks
    assert done.family == "another_person"
    assert done.message is not None
    assert "does not tell any more" in done.message.title


@pytest.mark.parametrize("seconds", [-3600, -90_000])
def test_a_clock_that_was_set_back_puts_off_no_look(slow_bench: Bench, seconds: int) -> None:
    slow_bench.office.faults["start"] = [late]
    slow_bench.send(wait=0)
    slow_bench.clock.set_by(seconds)
    slow_bench.office.run_late()
    _seconds_pass(slow_bench, 10)
    [item] = slow_bench.outbox.items()
    assert item.state is SendState.SENT


def test_an_agreement_that_was_garbled_on_the_disk_is_not_sent(bench: Bench) -> None:
    item = bench.enqueue()
    with closing(sqlite3.connect(bench.folder / "c.db")) as database:
        database.execute(
            "UPDATE outbox_items SET agreement = replace(agreement, 'bodil@', 'bodik@')"
        )
        database.commit()
    done = bench.outbox.run(item.id)
    assert (done.phase, done.family) == (Phase.WAITING, "garbled")
    assert bench.office.calls == []


def test_a_start_whose_request_was_garbled_on_the_disk_is_not_repeated(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [late]
    item = slow_bench.send(wait=0)
    with closing(sqlite3.connect(slow_bench.folder / "c.db")) as database:
        database.execute("UPDATE outbox_steps SET request = CAST(request || 'x' AS BLOB)")
        database.commit()
    slow_bench.outbox.send_again(item.id, wait=0)
    for seconds in (400, 400, 400):
        _seconds_pass(slow_bench, seconds)
        done = slow_bench.outbox.item(item.id)
        assert (done.phase, done.family) == (Phase.FINDING_OUT, "garbled")
    slow_bench.office.look_faults = [Unreachable("Nothing answers.")]
    assert slow_bench.outbox.check_again(item.id).family == "garbled"
    assert slow_bench.office.calls.count("start") == 1

"""Clock, identifiers, inbox and journal of an emulated world."""

from datetime import UTC, datetime, timedelta

import pytest

from app.emulator.clock import Clock
from app.emulator.ids import Ids
from app.emulator.world import World

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)


def test_a_stopped_clock_moves_only_when_it_is_turned() -> None:
    clock = Clock(NOON, running=False)
    clock.advance(90.5)

    assert clock.now() == NOON + timedelta(seconds=90.5)
    clock.set(NOON + timedelta(days=1))
    assert clock.now() == NOON + timedelta(days=1)
    clock.reset()
    assert clock.now() == NOON


def test_a_running_clock_follows_real_time_from_where_it_was_set() -> None:
    clock = Clock(NOON)
    first = clock.now()

    assert first >= NOON
    assert clock.now() >= first
    assert clock.now() - NOON < timedelta(minutes=1)
    assert Clock().now() - datetime.now(UTC) < timedelta(minutes=1)


def test_a_clock_refuses_nonsense() -> None:
    clock = Clock(NOON)

    with pytest.raises(ValueError, match="backwards"):
        clock.advance(-1)
    with pytest.raises(ValueError, match="time zone"):
        clock.set(datetime(2031, 3, 1))  # noqa: DTZ001 - the mistake itself


def test_a_shifted_clock_comes_back_also_after_a_failure() -> None:
    clock = Clock(NOON, running=False)

    def fail_in_the_past() -> None:
        with clock.shifted(timedelta(days=2)):
            assert clock.now() == NOON - timedelta(days=2)
            raise LookupError

    with pytest.raises(LookupError):
        fail_in_the_past()
    assert clock.now() == NOON


def test_the_same_seed_gives_the_same_identifiers() -> None:
    def draw(ids: Ids) -> list[object]:
        return [ids.uuid(), ids.scrive_id(), ids.small(), ids.secret(), ids.code(), ids.small()]

    assert draw(Ids(3)) == draw(Ids(3))
    assert draw(Ids(3)) != draw(Ids(4))


def test_a_child_does_not_depend_on_how_often_its_parent_was_asked() -> None:
    used = Ids(3)
    used.uuid()

    assert used.child("scrive").uuid() == Ids(3).child("scrive").uuid()
    assert used.child("scrive").uuid() != used.child("signinghub").uuid()


def test_small_identifiers_grow_and_scrive_ids_fit_64_bits() -> None:
    ids = Ids(3)
    small = [ids.small() for _ in range(50)]

    assert small == sorted(set(small))
    assert all(2**53 < int(ids.scrive_id()) < 2**63 for _ in range(50))


def test_a_reset_empties_the_world_and_may_change_the_seed() -> None:
    world = World(seed=3, clock=Clock(NOON, running=False))
    world.inbox.deliver(service="scrive", channel="sms", to="+4670", subject="Code", code="123456")
    world.clock.advance(5)
    before = world.ids.uuid()

    world.reset()
    assert world.inbox.messages() == []
    assert world.clock.now() == NOON
    assert world.ids.uuid() == before
    world.reset(seed=4)
    assert world.ids.uuid() != before
    assert world.epoch == 2


def test_a_link_to_play_survives_odd_names() -> None:
    world = World()
    world.urls["control"] = "http://127.0.0.1:9"

    assert world.play_link("scrive", "1", "a/b c") == "http://127.0.0.1:9/play/scrive/1/a%2Fb%20c"
    assert world.play_link("scrive", "1") == "http://127.0.0.1:9/play/scrive/1"


def test_the_inbox_can_be_asked_for_one_receiver() -> None:
    world = World(clock=Clock(NOON, running=False))
    for to in ("a@example.com", "b@example.com", "a@example.com"):
        world.inbox.deliver(service="scrive", channel="email", to=to, subject="Hello")

    assert [message.id for message in world.inbox.messages("a@example.com")] == [1, 3]
    assert world.inbox.messages()[0].at == NOON

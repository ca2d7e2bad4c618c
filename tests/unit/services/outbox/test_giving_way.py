"""The outbox when two want different things with one draft: what gives way to what."""

from dataclasses import replace

import pytest

from app.domain.json_value import JsonObject
from app.services.errors import LocalError, Refused, Uncertain, Unreachable
from app.services.outbox.records import OutboxItem, Phase, SendState
from tests.support.agreements import an_agreement
from tests.support.outbox_bench import ACCOUNT, Bench, Effect, lost_before, unreachable
from tests.support.post_office import PostCarrier, PostOffice


def test_a_draft_replaced_while_its_account_signs_in_is_sent_once(bench: Bench) -> None:
    bench.office.faults["upload"] = [unreachable]
    first = bench.send()
    changed = replace(an_agreement(), title="Lease 2032")
    other = bench.another()
    replaced: list[OutboxItem] = []

    def slow_keyring() -> None:
        if not replaced:
            replaced.append(other.enqueue(changed, bench.paths, ACCOUNT))

    bench.before_sign_in = slow_keyring
    assert bench.outbox.run(first.id).phase is Phase.GIVEN_UP
    assert bench.outbox.run(replaced[0].id).state is SendState.SENT
    assert len(bench.office.started) == 1


def test_sending_again_during_an_upload_stops_the_first_and_sends_the_second(bench: Bench) -> None:
    other = bench.another()
    second: list[OutboxItem] = []

    def meanwhile(_office: PostOffice, effect: Effect) -> JsonObject:
        second.append(other.enqueue(an_agreement(), bench.paths, ACCOUNT, again=True))
        return effect()

    bench.office.faults["upload"] = [meanwhile]
    assert bench.send().phase is Phase.GIVEN_UP
    assert bench.office.started == []
    assert bench.office.drafts == []
    assert bench.outbox.run(second[0].id).state is SendState.SENT
    assert len(bench.office.started) == 1


def test_not_even_again_sends_anew_what_may_have_been_sent(slow_bench: Bench) -> None:
    slow_bench.office.faults["start"] = [lost_before]
    first = slow_bench.send(wait=0)
    second = slow_bench.enqueue(again=True)
    assert (second.id, second.already) == (first.id, True)


def test_giving_up_reaches_another_process_before_it_starts_the_agreement(bench: Bench) -> None:
    other = bench.another()
    item = bench.enqueue()

    def meanwhile(_office: PostOffice, effect: Effect) -> JsonObject:
        assert other.give_up(item.id).phase is Phase.GIVEN_UP
        return effect()

    bench.office.faults["upload"] = [meanwhile]
    assert bench.outbox.run(item.id).phase is Phase.GIVEN_UP
    assert bench.office.started == []
    assert bench.office.drafts == []


def test_giving_up_during_the_start_is_refused_and_removes_nothing(bench: Bench) -> None:
    other = bench.another()
    item = bench.enqueue()

    def meanwhile(_office: PostOffice, effect: Effect) -> JsonObject:
        with pytest.raises(Refused):
            other.give_up(item.id)
        effect()
        raise Uncertain("The connection broke.")

    bench.office.faults["start"] = [meanwhile]
    assert bench.outbox.run(item.id, wait=3000).state is SendState.SENT
    assert bench.office.withdrawn == []


def test_what_was_sent_cannot_be_given_up(bench: Bench) -> None:
    item = bench.send()
    with pytest.raises(Refused):
        bench.outbox.give_up(item.id)
    assert bench.outbox.item(item.id).state is SendState.SENT


def test_giving_up_needs_no_service(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.office.faults["start"] = [unreachable]
    item = bench.send()
    with monkeypatch.context() as broken:
        broken.setattr(PostCarrier, "withdraw", _cannot_be_reached)
        assert bench.outbox.give_up(item.id).phase is Phase.GIVEN_UP
    assert bench.office.drafts != []
    bench.outbox.run_all()
    assert bench.office.drafts == []


def _cannot_be_reached(_carrier: PostCarrier, _parcel: object) -> None:
    raise Unreachable("The server does not answer.")


def test_a_draft_that_was_sent_is_known_without_its_files(bench: Bench) -> None:
    first = bench.send()
    bench.paths["contract"].unlink()
    second = bench.enqueue()
    assert (second.id, second.already) == (first.id, True)


def test_no_copies_are_left_when_a_draft_cannot_be_put_on_its_way(bench: Bench) -> None:
    bench.disk.full = True
    with pytest.raises(LocalError):
        bench.enqueue()
    assert not any(bench.folder.glob("outbox/*"))

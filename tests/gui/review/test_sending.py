"""Sending a draft: however it is pressed, one agreement, and its answer comes back."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.kinds import Delivery
from app.gui.composer.session import Session
from app.gui.review.sending import Sender
from app.services.outbox.records import Phase
from tests.support.agreements import an_agreement
from tests.support.outbox_bench import (
    late,
    lost_before,
    refused,
    unauthorized,
    unreachable,
)
from tests.support.sending_room import SendingRoom


def doubtful(room: SendingRoom) -> tuple[Session, Sender]:
    """A draft of which nobody knows whether it was sent."""
    room.desk.office.faults["start"] = [late, lost_before, lost_before]
    session, sender = room.open()
    sender.send()
    item = room.wait_for(sender, Phase.QUEUED)
    room.settle()
    room.desk.desk.outbox.run(item.id, wait=0)
    room.wait_for(sender, Phase.FINDING_OUT)
    return session, sender


def test_one_press_makes_one_agreement_which_is_sent(room: SendingRoom, qtbot: QtBot) -> None:
    _session, sender = room.open()
    with qtbot.waitSignal(sender.sent) as told:
        sender.send()
        room.desk.start_worker()
    assert [item.id for item in room.items()] == [told.args[0].id]
    assert len(room.desk.office.started) == 1
    assert room.wait_for(sender, Phase.SENT).service_id


def test_pressing_again_and_again_makes_one_agreement(room: SendingRoom) -> None:
    session, sender = room.open()
    for _ in range(5):
        sender.send()
    assert session.is_locked
    room.settle()
    sender.send()
    room.desk.start_worker()
    room.wait_for(sender, Phase.SENT)
    sender.send()
    room.settle()
    assert len(room.items()) == 1
    assert len(room.desk.office.started) == 1


def test_two_pages_of_one_draft_make_one_agreement(room: SendingRoom) -> None:
    pages = [room.open(), room.open()]
    for _session, sender in pages:
        sender.send()
    room.settle()
    room.desk.start_worker()
    for _session, sender in pages:
        room.wait_for(sender, Phase.SENT)
    assert len(room.items()) == 1
    assert len(room.desk.office.started) == 1


def test_the_page_opened_again_shows_what_became_of_it(room: SendingRoom) -> None:
    _session, sender = room.open()
    sender.send()
    room.settle()
    session, again = room.open()
    assert again.item is not None
    assert session.is_locked
    assert not again.can_send
    room.desk.start_worker()
    room.wait_for(again, Phase.SENT)


def test_another_page_that_lies_open_hears_of_it(room: SendingRoom) -> None:
    session, waiting = room.open()
    _session, sender = room.open()
    sender.send()
    room.wait_for(waiting, Phase.QUEUED)
    assert session.is_locked


def test_what_was_typed_last_is_what_is_sent(room: SendingRoom) -> None:
    session, sender = room.open()
    session.change(replace(session.agreement, title="Lease 2032"))
    sender.send()
    room.settle()
    assert [item.title for item in room.items()] == ["Lease 2032"]
    assert room.desk.drafts.get(room.draft_id).agreement.title == "Lease 2032"


def test_a_draft_with_errors_is_not_sent(room: SendingRoom) -> None:
    session, sender = room.open()
    session.change(replace(session.agreement, title=""))
    assert not sender.can_send
    sender.send()
    room.settle()
    assert room.items() == ()
    assert not session.is_locked


def test_without_an_account_nothing_is_sent(room: SendingRoom) -> None:
    session, sender = room.open()
    session.set_accounts([])
    sender.send()
    room.settle()
    assert room.items() == ()


def test_news_of_another_draft_is_nothing_to_this_one(room: SendingRoom) -> None:
    _session, sender = room.open()
    other = room.desk.draft(an_agreement(id="1b5d1f2a-2f0f-4a86-9d33-2b9d7c1c4b11"), room.account)
    _other_session, other_sender = room.open(other.id)
    other_sender.send()
    room.wait_for(other_sender, Phase.QUEUED)
    room.settle()
    assert sender.item is None


def test_a_file_that_is_gone_is_said_and_the_draft_goes_on(room: SendingRoom) -> None:
    session, sender = room.open()
    stored = room.desk.drafts.get(room.draft_id)
    room.desk.drafts.paths(stored)["contract"].unlink()
    sender.send()
    room.settle()
    assert sender.error is not None
    assert sender.item is None
    assert room.items() == ()
    assert not session.is_locked


def test_cancelled_before_anybody_was_notified_it_is_never_sent(room: SendingRoom) -> None:
    session, sender = room.open()
    sender.send()
    room.wait_for(sender, Phase.QUEUED)
    room.settle()
    sender.cancel()
    room.wait_for(sender, Phase.GIVEN_UP)
    room.desk.start_worker()
    room.settle()
    assert room.desk.office.started == []
    assert not session.is_locked


def test_what_was_not_sent_can_be_sent_once_more_from_the_draft(room: SendingRoom) -> None:
    room.desk.office.faults["start"] = [refused]
    session, sender = room.open()
    room.desk.start_worker()
    sender.send()
    room.wait_for(sender, Phase.NOT_SENT)
    room.settle()
    sender.back_to_draft()
    assert sender.item is None
    assert not session.is_locked
    sender.send()
    room.wait_for(sender, Phase.SENT)
    assert len(room.desk.office.started) == 1


def test_there_is_no_way_back_to_the_draft_from_what_may_have_been_sent(
    room: SendingRoom,
) -> None:
    session, sender = doubtful(room)
    sender.back_to_draft()
    assert sender.item is not None
    assert session.is_locked


def test_what_may_have_been_sent_is_not_cancelled(room: SendingRoom) -> None:
    _session, sender = doubtful(room)
    sender.cancel()
    room.settle()
    assert sender.error is not None
    assert sender.error.title == "This may have been sent."
    assert sender.item is not None
    assert sender.item.phase is Phase.FINDING_OUT


def test_found_out_it_was_sent_after_all(room: SendingRoom) -> None:
    _session, sender = doubtful(room)
    room.desk.office.run_late()
    sender.check_again()
    room.wait_for(sender, Phase.SENT)


@pytest.mark.parametrize("fault", [unreachable, unauthorized])
def test_what_waits_is_tried_again_when_the_user_says_so(room: SendingRoom, fault: object) -> None:
    room.desk.office.faults["check"] = [fault]  # type: ignore[list-item]
    session, sender = room.open()
    sender.send()
    room.wait_for(sender, Phase.QUEUED)
    room.settle()
    sender.check_again()
    room.wait_for(sender, Phase.WAITING)
    assert session.is_locked
    room.settle()
    sender.check_again()
    room.wait_for(sender, Phase.SENT)
    assert len(room.desk.office.started) == 1


def test_what_another_process_does_is_seen_without_being_told(room: SendingRoom) -> None:
    _session, sender = room.open()
    sender.send()
    item = room.wait_for(sender, Phase.QUEUED)
    room.settle()
    with room.another_process() as outbox:
        outbox.run(item.id, wait=3000)
    room.wait_for(sender, Phase.SENT)


def test_only_once_it_is_told_that_it_was_sent(room: SendingRoom, qtbot: QtBot) -> None:
    _session, sender = room.open()
    told: list[object] = []
    sender.sent.connect(told.append)
    sender.send()
    room.desk.start_worker()
    room.wait_for(sender, Phase.SENT)
    room.settle()
    assert len(told) == 1


def test_what_the_service_cannot_do_is_not_sent(room: SendingRoom) -> None:
    session, sender = room.open()
    people = tuple(replace(p, delivery=Delivery.LINK) for p in session.agreement.participants)
    session.change(replace(session.agreement, participants=people, scrive={"send_with": "flow"}))
    assert not sender.can_send

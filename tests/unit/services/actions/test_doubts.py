"""What becomes of actions in doubt, and what keeps an action from being done at all."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.actions import ActionKind, Cause, WhyNot
from app.domain.errors import DomainError
from app.domain.kinds import SendWith
from app.services.accounts import Identity
from app.services.actions.journal import ActionJournal
from app.services.actions.origins import Origin, Origins
from app.services.actions.performing import under_way
from app.services.actions.port import ActionCall
from app.services.actions.records import ActionRecord, ActionState
from app.services.actions.worker import ActionsWorker
from app.services.cancel import CancelToken
from app.services.errors import ServiceError, Uncertain, Unreachable
from app.services.storage.accounts import SqlAccountStore
from tests.support.acting_office import ActingOffice
from tests.support.actors import PlayedActor
from tests.support.agreements import an_agreement


def doubtful(office: ActingOffice, kind: ActionKind = ActionKind.CANCEL) -> ActionRecord:
    """An action that took effect, of which no answer came."""
    tracked = office.sent()
    office.scale = 0.5
    office.order(path=f"/{kind.value}$", kind="drop_after")
    office.order_reads(path="/get$", kind="drop_before", skip=1, times=None)
    return office.perform(kind, tracked, wait=0)


def test_whatever_is_observed_later_settles_a_doubt(office: ActingOffice) -> None:
    record = doubtful(office)
    assert record.state is ActionState.FINDING_OUT
    office.server.desk.world.faults.clear()
    told: list[ActionState] = []
    office.actions.subscribe(lambda each: told.append(each.state))

    office.tracking.refresh(record.request.agreement_id)

    assert office.actions.record(record.id).state is ActionState.DONE
    assert told == [ActionState.DONE]


def test_a_look_without_an_answer_tells_nothing(office: ActingOffice) -> None:
    record = doubtful(office)

    again = office.actions.settle(record.id)

    assert again.state is ActionState.FINDING_OUT
    assert again.next_look_at is not None


def test_while_it_is_found_out_the_same_is_not_offered_and_not_done(office: ActingOffice) -> None:
    record = doubtful(office)
    tracked = office.tracking.get(record.request.agreement_id)
    offers = {each.kind: each for each in office.actions.offers(tracked) if not each.person}
    assert offers[ActionKind.CANCEL].why_not is WhyNot.UNDER_WAY
    assert offers[ActionKind.REMIND].offered

    with pytest.raises(DomainError) as error:
        office.perform(ActionKind.CANCEL, tracked, wait=0)

    assert error.value.code == "action.finding_out"
    assert office.posts().count("cancel") == 1


def test_an_observation_from_before_the_doubt_settles_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    record = doubtful(office)
    stale = office.tracking.get(tracked.id)

    office.actions.subscribe(lambda _each: pytest.fail("something was settled"))
    office.tracking.mark_seen(stale.id)

    assert office.actions.record(record.id).state is ActionState.FINDING_OUT


def test_the_history_shows_that_a_message_left_which_proves_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    office.order(path="/remind$", kind="drop_after")

    record = office.perform(ActionKind.REMIND, tracked)

    assert record.state is ActionState.MAYBE
    assert record.message is not None
    seen = office.tracking.refresh(tracked.id).observation
    assert seen is not None
    before = record.call["before"]
    assert isinstance(before, dict)
    newer = sum(each.raw_type == "sent" for each in seen.history) > int(str(before["messages"]))
    assert ("tells of a message" in record.message.detail) is newer


def test_what_never_left_this_computer_is_not_done_and_can_be_done_at_once(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracked = office.sent()

    class Unplugged(PlayedActor):
        """The cable is pulled between the last look and the request."""

        def act(self, call: ActionCall) -> None:
            raise Unreachable("scrive.test could not be reached.")

    unplugged = Unplugged()
    unplugged.identity = office.account.identity
    with monkeypatch.context() as patch:
        patch.setattr(ActingOffice, "actor", lambda _office, _account: unplugged)
        record = office.another().actions.perform(office.wish(ActionKind.REMIND, tracked))

    assert (record.state, record.family) == (ActionState.NOT_DONE, "unreachable")
    assert office.perform(ActionKind.REMIND, tracked).state is ActionState.DONE


def test_another_person_behind_the_account_changes_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    karin = replace(office.account, identity=Identity(email="karin.dahl@example.com"))
    SqlAccountStore(office.database).save(karin)

    with pytest.raises(ServiceError) as error:
        office.perform(ActionKind.REMIND, tracked)

    assert error.value.code == "another_person"
    assert "maja.lindqvist@example.com" in error.value.title
    assert "remind" not in office.posts()


def test_only_who_sent_an_agreement_from_here_acts_on_it(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracked = office.sent()
    karin = Identity(email="karin.dahl@example.com")
    origin = Origin(way=SendWith.DOCUMENTS, agreement=an_agreement(), identity=karin)
    monkeypatch.setattr(Origins, "of", lambda *_told: origin)

    with pytest.raises(ServiceError) as error:
        office.perform(ActionKind.REMIND, tracked)

    assert error.value.code == "another_person"
    assert "remind" not in office.posts()


def test_an_agreement_that_is_followed_no_more_keeps_what_was_done(office: ActingOffice) -> None:
    tracked = office.sent()
    office.perform(ActionKind.REMIND, tracked)
    office.tracking.forget(tracked.id)

    assert len(office.actions.records(tracked.id)) == 1
    with pytest.raises(DomainError) as error:
        office.perform(ActionKind.REMIND, tracked)
    assert error.value.code == "tracking.unknown"


def test_a_copy_whose_files_cannot_be_had_leaves_no_draft(office: ActingOffice) -> None:
    tracked = office.sent()
    office.perform(ActionKind.CANCEL, tracked)
    office.order_reads(path="/files/main", kind="status", code=404, times=None)

    with pytest.raises(ServiceError):
        office.perform(ActionKind.RESTART, tracked)

    assert office.drafts.all() == ()
    assert office.actions.records(tracked.id)[0].state is ActionState.NOT_DONE
    office.server.desk.world.faults.clear()
    assert office.perform(ActionKind.RESTART, tracked).state is ActionState.DONE


def test_a_record_that_does_not_exist_is_told(office: ActingOffice) -> None:
    with pytest.raises(DomainError) as error:
        office.actions.settle("nothing like it")

    assert error.value.code == "action.unknown"


def test_a_worker_finds_out_by_itself_what_became_of_a_doubt(office: ActingOffice) -> None:
    record = doubtful(office)
    office.server.desk.world.faults.clear()
    office.scale = 0.001
    settled = threading.Event()
    office.actions.subscribe(lambda each: settled.set() if each.state is ActionState.DONE else None)
    worker = ActionsWorker(office.actions)

    worker.start()
    try:
        assert settled.wait(20)
    finally:
        worker.stop()

    assert office.actions.record(record.id).state is ActionState.DONE
    assert office.posts().count("cancel") == 1


def test_a_worker_takes_over_what_an_ended_process_left_under_way(office: ActingOffice) -> None:
    tracked = office.sent()
    left = under_way(
        office.wish(ActionKind.REMIND, tracked),
        office.account,
        tracked.service_id,
        office.clock.now(),
    )
    ActionJournal(office.database, office.clock).enter(left)

    office.actions.settle_due(CancelToken())

    assert office.actions.record(left.id).state is ActionState.MAYBE


def test_what_is_done_now_is_not_taken_over(office: ActingOffice) -> None:
    tracked = office.sent()
    now = under_way(
        office.wish(ActionKind.REMIND, tracked),
        office.account,
        tracked.service_id,
        office.clock.now(),
    )
    ActionJournal(office.database, office.clock).enter(now)

    with office.lock.try_hold(office.account.id):
        office.actions.settle_due(CancelToken())
        assert office.actions.records(tracked.id)[0].state is ActionState.UNDER_WAY


def test_a_doubt_about_what_is_followed_no_more_is_left_alone(office: ActingOffice) -> None:
    record = doubtful(office)
    office.tracking.forget(record.request.agreement_id)

    settled = office.actions.settle(record.id)

    assert settled.state is ActionState.FINDING_OUT
    assert settled.next_look_at is None


def test_what_a_server_lacked_is_asked_for_again_after_a_month(office: ActingOffice) -> None:
    tracked = office.sent()
    journal = ActionJournal(office.database, office.clock)
    now = office.clock.now()
    wish = office.wish(ActionKind.CANCEL, tracked)
    refused = under_way(wish, office.account, tracked.service_id, now)
    journal.enter(refused)
    journal.settle(refused.id, ActionState.REFUSED, family="flow_unavailable")

    url = office.account.base_url
    assert journal.flow_refused(url, now - timedelta(days=30))
    assert not journal.flow_refused(url, now + timedelta(seconds=1))
    assert not journal.flow_refused("https://scrive.example.com", now - timedelta(days=30))

    whole = office.sent()
    wish = office.wish(ActionKind.CANCEL, whole)
    stopped = replace(
        under_way(wish, office.account, whole.service_id, now), call={"instance_id": "ab-1"}
    )
    journal.enter(stopped)
    journal.settle(stopped.id, ActionState.DONE)
    assert not journal.flow_refused(url, now - timedelta(days=30))


def test_a_doubt_from_before_a_restart_of_the_computer_begins_anew(office: ActingOffice) -> None:
    record = doubtful(office)
    office.server.desk.world.faults.clear()
    with office.database.write() as connection:
        connection.execute("UPDATE actions SET doubt_ticks = doubt_ticks + 100000")

    office.order_reads(path="/get$", kind="status", code=404, times=None)
    looked = office.actions.settle(record.id)

    assert looked.state is ActionState.FINDING_OUT
    assert looked.doubt_ticks is not None
    assert looked.doubt_ticks <= office.clock.monotonic()


def test_a_repeat_that_never_left_does_not_make_an_earlier_doubt_forgotten(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracked = office.sent()
    office.order(path="/remind$", kind="drop_after")
    assert office.perform(ActionKind.REMIND, tracked).state is ActionState.MAYBE

    class Unplugged(PlayedActor):
        def act(self, call: ActionCall) -> None:
            raise Unreachable("scrive.test could not be reached.")

    unplugged = Unplugged()
    unplugged.identity = office.account.identity
    with monkeypatch.context() as patch:
        patch.setattr(ActingOffice, "actor", lambda _office, _account: unplugged)
        wish = office.wish(ActionKind.REMIND, tracked, again=True)
        assert office.another().actions.perform(wish).state is ActionState.NOT_DONE

    with pytest.raises(DomainError) as error:
        office.perform(ActionKind.REMIND, tracked)
    assert error.value.code == "action.maybe"
    assert office.perform(ActionKind.REMIND, tracked, again=True).state is ActionState.DONE
    assert office.perform(ActionKind.REMIND, tracked).state is ActionState.DONE


def test_a_doubt_is_known_of_an_agreement_that_is_followed_anew(office: ActingOffice) -> None:
    tracked = office.sent()
    office.order(path="/remind$", kind="drop_after")
    office.perform(ActionKind.REMIND, tracked)
    office.tracking.forget(tracked.id)
    anew = office.tracking.follow(office.account, tracked.service_id)

    with pytest.raises(DomainError) as error:
        office.perform(ActionKind.REMIND, anew)

    assert error.value.code == "action.maybe"
    effects = office.actions.effects(office.wish(ActionKind.REMIND, anew))
    assert Cause.MAYBE_BEFORE in [each.cause for each in effects]


def test_a_reminder_that_was_there_before_is_not_taken_for_the_wished_one(
    office: ActingOffice,
) -> None:
    tracked = office.sent()
    office.perform(ActionKind.AUTO_REMINDER, tracked, days=4)
    before = office.server.desk.read(tracked.service_id)["auto_remind_time"]
    office.order(path="/setautoreminder$", kind="drop_before")

    record = office.perform(ActionKind.AUTO_REMINDER, tracked, days=3)

    assert office.server.desk.read(tracked.service_id)["auto_remind_time"] == before
    assert record.state is ActionState.NOT_DONE


def test_what_is_forgotten_while_its_answer_is_lost_stays_in_doubt(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracked = office.sent()
    forgetful = PlayedActor()
    forgetful.identity = office.account.identity

    def forget(_call: ActionCall) -> None:
        office.tracking.forget(tracked.id)
        raise Uncertain("The answer was lost.")

    forgetful.on_act = forget
    monkeypatch.setattr(ActingOffice, "actor", lambda _office, _account: forgetful)

    record = office.another().actions.perform(office.wish(ActionKind.REMIND, tracked))

    assert record.state is ActionState.MAYBE


def test_no_personal_number_shows_where_a_wish_is_printed(office: ActingOffice) -> None:
    wish = office.wish(ActionKind.RESEND, office.sent(), personal_number="195001019990")
    assert "19500101" not in repr(wish)
    call = ActionCall(kind=wish.kind, service_id="1", personal_number="195001019990")
    assert "19500101" not in repr(call)

"""When doubtful actions are looked at, and what a look shows to everybody."""

import pytest

from app.domain.actions import ActionKind, Cause
from app.domain.errors import DomainError
from app.domain.status import AgreementStatus
from app.services.actions.journal import ActionJournal
from app.services.actions.origins import Origins
from app.services.actions.performing import under_way
from app.services.actions.port import ActionCall
from app.services.actions.records import ActionRecord, ActionState
from app.services.cancel import CancelToken
from app.services.errors import NoKeyring
from app.services.tracking.tracked import TrackedAgreement
from tests.support.acting_office import ActingOffice
from tests.support.actors import PlayedActor
from tests.support.scrive_desk import bodil


def lost_before_it_arrived(office: ActingOffice, kind: ActionKind) -> ActionRecord:
    """An action without effect, of which no answer came."""
    tracked = office.sent(bodil())
    office.scale = 1.0
    office.order(path=f"/{kind.value}$", kind="drop_before")
    return office.perform(kind, tracked, wait=0)


def played(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> tuple[TrackedAgreement, ActingOffice]:
    """An office whose account fails in that way when it acts."""
    tracked = office.sent()
    actor = PlayedActor()
    actor.identity = office.account.identity

    def fail(_call: ActionCall) -> None:
        raise failure

    actor.on_act = fail
    monkeypatch.setattr(ActingOffice, "actor", lambda _office, _account: actor)
    return tracked, office.another()


def test_nothing_is_called_undone_while_a_request_can_still_take_effect(
    office: ActingOffice,
) -> None:
    record = lost_before_it_arrived(office, ActionKind.CANCEL)
    states = [record.state]
    for seconds in (170, 15):
        office.clock.turned += seconds
        states.append(office.actions.settle(record.id).state)

    assert states == [ActionState.FINDING_OUT, ActionState.FINDING_OUT, ActionState.NOT_DONE]


def test_what_took_another_turn_is_undone_at_once(office: ActingOffice) -> None:
    record = lost_before_it_arrived(office, ActionKind.CANCEL)
    office.sign(office.tracking.get(record.request.agreement_id))

    assert office.actions.settle(record.id).state is ActionState.NOT_DONE


def test_a_proxy_that_lost_patience_proves_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    office.scale = 1.0
    office.order(path="/cancel$", kind="status", code=408)

    record = office.perform(ActionKind.CANCEL, tracked, wait=0)

    assert record.state is ActionState.FINDING_OUT


def test_what_is_not_due_is_not_asked_for(office: ActingOffice) -> None:
    record = lost_before_it_arrived(office, ActionKind.CANCEL)
    before = len(office.server.requests())

    office.actions.settle_due(CancelToken())
    assert len(office.server.requests()) == before
    office.clock.turned += 200
    office.actions.settle_due(CancelToken())

    assert office.actions.record(record.id).state is ActionState.NOT_DONE


def test_what_is_taken_over_is_looked_at_by_the_next_turn(office: ActingOffice) -> None:
    tracked = office.sent()
    wish = office.wish(ActionKind.CANCEL, tracked)
    left = under_way(wish, office.account, tracked.service_id, office.clock.now())
    ActionJournal(office.database, office.clock).enter(left)

    (taken,) = office.actions.records(tracked.id)

    assert taken.state is ActionState.FINDING_OUT
    assert taken.next_look_at is not None
    assert taken.next_look_at <= office.clock.now()


def test_what_a_look_settled_is_shown_to_everybody(office: ActingOffice) -> None:
    tracked = office.sent()
    office.scale = 1.0
    office.order(path="/cancel$", kind="drop_after")
    office.order_reads(path="/get$", kind="drop_before", skip=1, times=None)
    record = office.perform(ActionKind.CANCEL, tracked, wait=0)
    office.server.desk.world.faults.clear()

    assert office.actions.settle(record.id).state is ActionState.DONE

    seen = office.tracking.get(tracked.id).observation
    assert seen is not None
    assert seen.status is AgreementStatus.CANCELLED


def test_a_keyring_that_stands_in_the_way_is_no_doubt(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracked, window = played(office, monkeypatch, NoKeyring("The keyring is locked."))
    record = window.actions.perform(office.wish(ActionKind.REMIND, tracked))
    assert (record.state, record.family) == (ActionState.REFUSED, "no_keyring")


def test_a_wish_that_is_no_request_is_no_doubt(
    office: ActingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracked, window = played(office, monkeypatch, DomainError("service_id.malformed"))
    with pytest.raises(DomainError):
        window.actions.perform(office.wish(ActionKind.REMIND, tracked))
    (record,) = window.actions.records(tracked.id)
    assert record.state is ActionState.NOT_DONE


def test_what_was_not_done_stays_so_when_it_is_done_later(office: ActingOffice) -> None:
    lost = lost_before_it_arrived(office, ActionKind.CANCEL)
    office.clock.turned += 200
    assert office.actions.settle(lost.id).state is ActionState.NOT_DONE

    again = office.actions.perform(lost.request)
    office.tracking.refresh(lost.request.agreement_id)

    assert again.state is ActionState.DONE
    assert office.actions.record(lost.id).state is ActionState.NOT_DONE


def test_who_stops_waiting_is_told_that_it_is_being_found_out(office: ActingOffice) -> None:
    tracked = office.sent(bodil())
    office.scale = 1.0
    office.order(path="/cancel$", kind="drop_before")
    token = CancelToken()

    def stop(record: ActionRecord) -> None:
        if record.state is ActionState.FINDING_OUT:
            token.cancel()

    office.actions.subscribe(stop)
    wish = office.wish(ActionKind.CANCEL, tracked)
    assert office.actions.perform(wish, cancel=token).state is ActionState.FINDING_OUT


def test_only_messages_are_said_to_have_gone_out_before(office: ActingOffice) -> None:
    tracked = office.sent()
    office.perform(ActionKind.REMIND, tracked)
    office.perform(ActionKind.AUTO_REMINDER, tracked, days=5)
    told = {
        kind: [each.cause for each in office.actions.effects(office.wish(kind, tracked, days=7))]
        for kind in (ActionKind.REMIND, ActionKind.AUTO_REMINDER)
    }
    assert Cause.REMINDED_BEFORE in told[ActionKind.REMIND]
    assert Cause.REMINDED_BEFORE not in told[ActionKind.AUTO_REMINDER]


def test_what_may_have_been_sent_stays_offered(office: ActingOffice) -> None:
    tracked = office.sent()
    office.order(path="/remind$", kind="drop_after")
    assert office.perform(ActionKind.REMIND, tracked).state is ActionState.MAYBE

    offers = office.actions.offers(office.tracking.get(tracked.id))

    assert next(each for each in offers if each.kind is ActionKind.REMIND).offered


def test_what_was_sent_from_here_to_another_server_tells_nothing(office: ActingOffice) -> None:
    tracked = office.sent()
    with office.database.write() as connection:
        for number, (url, phase) in enumerate(
            (("https://elsewhere.example.com", "sent"), (office.account.base_url, "given_up"))
        ):
            connection.execute(
                "INSERT INTO outbox_items (id, key, account_id, account_name, service, base_url,"
                " way, title, agreement, files, digest, ref, people, phase, enqueued_at,"
                " updated_at, service_id, instance_id, generation) VALUES"
                " (?, ?, 'a', 'Office', 'scrive', ?, 'flow', '', '{}', '[]', '', ?, 0, ?, ?, ?,"
                " ?, 'ab-1', 1)",
                (str(number), str(number), url, str(number), phase, "2031-03-01", "2031-03-01",
                 tracked.service_id),
            )  # fmt: skip
    assert Origins(office.database).of(office.account.base_url, tracked.service_id) is None

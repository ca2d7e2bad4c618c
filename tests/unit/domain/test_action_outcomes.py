"""Whether an action took effect, as far as the service's word for the agreement tells."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.action_outcomes import UNREADABLE, Outcome, facts_before, messages, outcome
from app.domain.actions import ActionKind, ActionRequest
from app.domain.observation import HistoryEvent, Observation
from app.domain.observed_parts import Moment
from tests.support.observations import NOW, at
from tests.support.sent_documents import a_party, a_sent_document, henrik


def found(kind: ActionKind, seen: Observation, **values: object) -> Outcome:
    wished = ActionRequest(kind=kind, agreement_id="a1", **values)  # type: ignore[arg-type]
    return outcome(wished, seen, NOW, "902")


def with_reminder(moment: str | None, status: str = "pending") -> Observation:
    seen = a_sent_document(status)
    document = replace(seen.documents[0], details={"auto_remind_time": moment})
    return replace(seen, documents=(document,))


def with_party(status: str = "pending", **members: object) -> Observation:
    party = {**a_party("902", email="h@example.com", mobile="+46701740605"), **members}
    person = henrik(key="another key", details={"parties": [party]})
    return a_sent_document(status, participants=(person,))


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        (ActionKind.CANCEL, "pending", Outcome.NOT_YET),
        (ActionKind.CANCEL, "canceled", Outcome.DONE),
        (ActionKind.CANCEL, "closed", Outcome.OTHERWISE),
        (ActionKind.CANCEL, "rejected", Outcome.OTHERWISE),
        (ActionKind.PROLONG, "timedout", Outcome.NOT_YET),
        (ActionKind.PROLONG, "pending", Outcome.DONE),
        (ActionKind.PROLONG, "closed", Outcome.DONE),
        (ActionKind.PROLONG, "canceled", Outcome.DONE),
    ],
)
def test_the_status_tells_of_withdrawing_and_prolonging(
    kind: ActionKind, status: str, expected: Outcome
) -> None:
    assert found(kind, a_sent_document(status)) is expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(14 * 24, Outcome.DONE), (15 * 24, Outcome.DONE), (30 * 24, Outcome.OTHERWISE)],
)
def test_an_end_that_nobody_here_asked_for_tells_that_somebody_else_prolonged(
    hours: int, expected: Outcome
) -> None:
    end = Moment(at=NOW + timedelta(hours=hours))
    seen = replace(a_sent_document("pending"), deadline=end)
    assert found(ActionKind.PROLONG, seen, days=14) is expected
    ended = replace(a_sent_document("closed"), deadline=end)
    assert found(ActionKind.PROLONG, ended, days=14) is Outcome.DONE


@pytest.mark.parametrize(
    ("days", "moment", "status", "expected"),
    [
        (5, "2031-11-25T07:00:00Z", "pending", Outcome.DONE),
        (5, "2031-11-29T07:00:00Z", "pending", Outcome.NOT_YET),
        (5, None, "pending", Outcome.NOT_YET),
        (5, None, "closed", Outcome.OTHERWISE),
        (None, None, "pending", Outcome.DONE),
        (None, "2031-11-25T07:00:00Z", "pending", Outcome.NOT_YET),
    ],
)
def test_the_time_of_the_reminder_tells_of_it(
    days: int | None, moment: str | None, status: str, expected: Outcome
) -> None:
    assert found(ActionKind.AUTO_REMINDER, with_reminder(moment, status), days=days) is expected


def test_the_field_tells_of_a_changed_contact_though_the_person_has_another_key() -> None:
    changed = with_party(fields=[{"type": "mobile", "value": "+46701740650"}])
    number = "+46 70 174 06 50"

    assert found(ActionKind.CHANGE_CONTACT, changed, mobile=number) is Outcome.DONE
    assert found(ActionKind.CHANGE_CONTACT, with_party(), mobile=number) is Outcome.NOT_YET
    over = with_party("canceled")
    assert found(ActionKind.CHANGE_CONTACT, over, mobile=number) is Outcome.OTHERWISE


def test_a_party_is_found_whose_id_came_as_a_number() -> None:
    changed = with_party(id=902, fields=[{"type": "mobile", "value": "+46701740650"}])
    assert found(ActionKind.CHANGE_CONTACT, changed, mobile="+46701740650") is Outcome.DONE


def test_the_method_tells_of_a_changed_proof() -> None:
    asked = with_party(authentication_method_to_sign="sms_pin")

    assert found(ActionKind.CHANGE_PROOF_TO_SIGN, asked, proof="sms_otp") is Outcome.DONE
    assert found(ActionKind.CHANGE_PROOF_TO_VIEW, asked, proof="sms_otp") is Outcome.NOT_YET


@pytest.mark.parametrize("kind", sorted(UNREADABLE))
def test_nothing_tells_for_sure_of_a_message(kind: ActionKind) -> None:
    assert found(kind, a_sent_document("closed")) is Outcome.UNKNOWN


def test_messages_in_the_history_are_counted() -> None:
    events = tuple(
        HistoryEvent(at=at(day), text="", raw_type=kind)
        for day, kind in ((9, "sent"), (10, "opened"), (11, "sent"))
    )
    seen = replace(a_sent_document(), history=events)

    assert messages(seen) == 2
    assert facts_before(seen) == {"messages": 2, "reminder": None}


def test_a_reminder_from_before_the_action_shows_nothing() -> None:
    there = with_reminder("2031-11-25T07:00:00Z")
    wished = ActionRequest(kind=ActionKind.AUTO_REMINDER, agreement_id="a1", days=5)

    assert outcome(wished, there, NOW, before=facts_before(there)) is Outcome.NOT_YET
    none = facts_before(with_reminder(None))
    assert outcome(wished, there, NOW, before=none) is Outcome.DONE

"""The journal of actions by itself: one open action of a kind, whoever asks beside it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.actions import ActionKind
from app.domain.errors import DomainError
from app.services.actions.journal import ActionJournal
from app.services.actions.performing import under_way
from app.services.actions.records import ActionRecord, ActionState
from app.services.words.errors import ErrorText
from tests.support.acting_office import ActingOffice

LOST = ErrorText(title="The answer was lost.")


def a_reminder(office: ActingOffice, *, again: bool = False) -> ActionRecord:
    tracked = office.tracking.all()[0] if office.tracking.all() else office.sent()
    wish = replace(office.wish(ActionKind.REMIND, tracked), again=again)
    return under_way(wish, office.account, tracked.service_id, office.clock.now())


@pytest.mark.parametrize("again", [False, True])
def test_what_runs_is_never_joined_by_another(office: ActingOffice, again: bool) -> None:
    journal = ActionJournal(office.database, office.clock)
    journal.enter(a_reminder(office))
    with pytest.raises(DomainError) as error:
        journal.enter(a_reminder(office, again=again))
    assert error.value.code == "action.under_way"


@pytest.mark.parametrize("ending", [ActionState.REFUSED, ActionState.NOT_DONE, ActionState.DONE])
def test_a_doubt_is_put_aside_only_for_what_was_done(
    office: ActingOffice, ending: ActionState
) -> None:
    journal = ActionJournal(office.database, office.clock)
    first, second = a_reminder(office), a_reminder(office, again=True)
    journal.enter(first)
    journal.doubt(first.id, ActionState.MAYBE, LOST, next_look_at=None)
    with pytest.raises(DomainError):
        journal.enter(a_reminder(office))

    journal.enter(second)
    kept = journal.record(first.id)
    assert kept is not None
    assert not kept.is_open
    journal.settle(second.id, ending)

    kept = journal.record(first.id)
    assert kept is not None
    assert kept.is_open is (ending is not ActionState.DONE)


def test_what_was_put_aside_is_not_looked_at(office: ActingOffice) -> None:
    journal = ActionJournal(office.database, office.clock)
    first, second = a_reminder(office), a_reminder(office, again=True)
    journal.enter(first)
    at = office.clock.now() - timedelta(seconds=1)
    journal.doubt(first.id, ActionState.FINDING_OUT, LOST, next_look_at=at)
    assert [each.id for each in journal.in_doubt()] == [first.id]
    journal.enter(second)
    assert [each.id for each in journal.in_doubt()] == [second.id]

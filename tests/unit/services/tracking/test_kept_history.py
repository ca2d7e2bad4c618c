"""What a service told of the past, kept when it tells less."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.observation import HistoryEvent, Moment, Observation
from app.domain.status import AgreementStatus, ParticipantStatus
from app.services.tracking.kept_history import with_kept_history
from tests.support.observations import an_observation

DAY = timedelta(days=1)
SENT = Moment(at=datetime(2031, 3, 1, tzinfo=UTC))
EVENTS = tuple(
    HistoryEvent(at=SENT, text=word, raw_type=word, service_id=str(number))
    for number, word in enumerate(("SHARED", "OPENED", "SIGNED"), 1)
)


def whole() -> Observation:
    return replace(an_observation(), history=EVENTS, sent_at=SENT)


def later(*events: HistoryEvent, days: int = 1, **changes: object) -> Observation:
    """The same, with nothing but these events any more."""
    seen = whole()
    people = tuple(
        replace(each, opened_at=None, authenticated_at=None, authenticated=False)
        for each in seen.participants
    )
    at = seen.observed_at + days * DAY
    gone = replace(seen, history=events, sent_at=None, participants=people, observed_at=at)
    return replace(gone, **changes)  # type: ignore[arg-type]


def test_what_is_purged_is_kept_with_the_day_on_which_it_was_told_last() -> None:
    first = with_kept_history(whole(), later())
    assert [(each.text, each.is_kept) for each in first.history] == [
        ("SHARED", True),
        ("OPENED", True),
        ("SIGNED", True),
    ]
    assert first.history_kept_at == whole().observed_at
    again = with_kept_history(first, later(days=2))
    assert (again.history, again.history_kept_at) == (first.history, first.history_kept_at)


def test_what_was_read_from_it_stays_known() -> None:
    before = whole()
    after = with_kept_history(before, later())
    assert after.sent_at == SENT
    assert [each.opened_at for each in after.participants] == [
        each.opened_at for each in before.participants
    ]


def test_a_part_that_is_still_told_is_told_once() -> None:
    new = HistoryEvent(at=SENT, text="ARCHIVED", service_id="4")
    after = with_kept_history(whole(), later(EVENTS[2], new))
    assert [(each.service_id, each.is_kept) for each in after.history] == [
        ("1", True),
        ("2", True),
        ("3", False),
        ("4", False),
    ]


def test_what_is_told_again_is_not_kept_any_more() -> None:
    kept = with_kept_history(whole(), later())
    after = with_kept_history(kept, whole())
    assert (after.history, after.history_kept_at) == (EVENTS, None)


def test_events_without_an_id_are_the_services_own_affair() -> None:
    before = replace(whole(), history=(HistoryEvent(at=SENT, text="Signed"),))
    assert with_kept_history(before, later()).history == ()
    assert with_kept_history(None, whole()) == whole()


def test_a_new_round_of_signing_does_not_begin_with_what_was_before_it() -> None:
    before = replace(whole(), status=AgreementStatus.DRAFT)
    after = with_kept_history(before, later())
    assert after.sent_at is None
    assert len(after.history) == 3


def test_who_had_opened_it_still_has() -> None:
    before = whole()
    [opened] = [each for each in before.participants if each.status is ParticipantStatus.OPENED]
    gone = later()
    invited = replace(
        gone,
        participants=tuple(
            replace(each, status=ParticipantStatus.INVITED) if each.key == opened.key else each
            for each in gone.participants
        ),
    )
    after = with_kept_history(before, invited)
    assert next(e for e in after.participants if e.key == opened.key).status is opened.status

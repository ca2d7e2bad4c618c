"""The lines of the list: view, state, who, how far, how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.agreement import Agreement, Document, Participant
from app.domain.attention import View
from app.domain.kinds import ServiceKind
from app.domain.observation import Moment, Observation
from app.domain.status import Access, AgreementStatus, ParticipantStatus
from app.gui.models.entries import draft_entry, tracked_entry
from app.gui.models.entry import Entry
from app.gui.models.news import news_of
from app.gui.when import Times
from app.gui.widgets.pips import Pip
from app.services.accounts import Account, Identity
from app.services.stored_drafts import StoredDraft
from app.services.texts import ErrorText
from app.services.tracking.tracked import TrackedAgreement
from tests.support.observations import NOW, a_person, an_observation, at, signed

TIMES = Times(now=NOW, zone=UTC)
ACCOUNT = Account(
    id="account",
    name="Norrvik SigningHub",
    service=ServiceKind.SIGNINGHUB,
    base_url="https://sign.example.com",
    identity=Identity(name="Maja Lindqvist", email="maja@example.com"),
)


def tracked(observation: Observation | None, **other: object) -> TrackedAgreement:
    members: dict[str, object] = {
        "id": "tracked",
        "account_id": "account",
        "account_name": "Norrvik SigningHub",
        "service": ServiceKind.SIGNINGHUB,
        "service_id": "88121",
        "title": observation.title if observation is not None else "Lease",
        "observation": observation,
        "access": Access.OK,
        "error": None,
        "followed_at": NOW,
        "observed_at": NOW,
        "last_seen_by_user_at": None,
        "changed": False,
    }
    return TrackedAgreement(**{**members, **other})  # type: ignore[arg-type]


def entry(observation: Observation, **other: object) -> Entry:
    return tracked_entry(tracked(observation, **other), ACCOUNT, TIMES)


def line(each: Entry) -> str:
    return " ".join(part for part in (each.strong, each.line) if part)


def test_one_who_is_waited_for_is_named_with_how_far_and_how_long() -> None:
    told = entry(an_observation())
    assert told.view is View.WAITING
    assert told.title == "Supply agreement 2027 – Falk Elteknik"
    assert (told.strong, told.line) == ("Henrik Falk", "· opened, not signed · 10 days")
    assert told.progress == "2 of 4"
    assert told.pips == (Pip.ACTED, Pip.ACTED, Pip.OPENED, Pip.NONE)
    assert told.deadline is not None
    assert (told.deadline.day, told.deadline.within) == ("27 Nov", "in 7 days")
    assert not told.deadline.is_near


def test_several_who_are_waited_for_are_counted() -> None:
    people = tuple(a_person(name, key=name, invited_at=at(15)) for name in ("Lars Ek", "B", "C"))
    assert line(entry(an_observation(participants=people))) == "Lars Ek and 2 others · 5 days"


def test_the_services_own_word_names_who_is_next_when_nothing_else_does() -> None:
    told = entry(an_observation(participants=(), waiting_for_names=("Bo Diaz",)))
    assert line(told) == "Bo Diaz"
    assert line(entry(an_observation(participants=()))) == "In progress"


@pytest.mark.parametrize(
    ("change", "word", "words"),
    [
        (
            {"participants": (a_person(status=ParticipantStatus.FAILED, invited_at=at(18)),)},
            "Not delivered",
            "Henrik Falk · not delivered · 2 days",
        ),
        (
            {"participants": (a_person("Maja", email="Maja@example.com"),)},
            "Your turn",
            "You are next · sign at SigningHub",
        ),
        ({"deadline": at(23)}, "In 3 days", "Henrik Falk · opened, not signed · 10 days"),
        (
            {"access": Access.GONE},
            "Gone",
            "SigningHub does not have it any more · last seen 09:41",
        ),
        (
            {"access": Access.FORBIDDEN},
            "No access",
            "SigningHub does not show it to this account · last seen 09:41",
        ),
    ],
)
def test_what_needs_the_owner_says_why(change: dict[str, object], word: str, words: str) -> None:
    told = entry(an_observation(**change))
    assert told.view is View.NEEDS_YOU
    assert told.standing.word == word
    assert line(told) == words


@pytest.mark.parametrize(
    ("status", "view", "word"),
    [
        (AgreementStatus.COMPLETED, View.COMPLETED, "Completed"),
        (AgreementStatus.DECLINED, View.STOPPED, "Declined"),
        (AgreementStatus.CANCELLED, View.STOPPED, "Withdrawn"),
        (AgreementStatus.EXPIRED, View.STOPPED, "Expired"),
        (AgreementStatus.FAILED, View.STOPPED, "Stopped by the service"),
        (AgreementStatus.DRAFT, View.DRAFTS, "Draft"),
    ],
)
def test_each_status_has_its_view_and_its_word(
    status: AgreementStatus, view: View, word: str
) -> None:
    told = entry(an_observation(status=status))
    assert (told.view, told.standing.word) == (view, word)
    assert told.deadline is None


def test_an_unknown_status_is_shown_in_the_services_own_word() -> None:
    told = entry(an_observation(status=AgreementStatus.UNKNOWN, raw_status="FROZEN"))
    assert told.standing.word == "FROZEN"


def test_a_decline_quotes_its_reason() -> None:
    decliner = a_person("Oskar Brandt", status=ParticipantStatus.DECLINED, reason="wrong\nmileage")
    told = entry(an_observation(status=AgreementStatus.DECLINED, participants=(decliner,)))
    assert line(told) == "Oskar Brandt declined: “wrong mileage”"


def test_whose_access_ended_is_not_said_to_have_declined() -> None:
    late = a_person("Oskar Brandt", status=ParticipantStatus.EXPIRED, raw_status="DECLINED")
    told = entry(an_observation(status=AgreementStatus.EXPIRED, participants=(late,)))
    assert line(told) == "Oskar Brandt · access ended · 0 of 1 had signed"


def test_an_end_before_everybody_signed_is_not_called_completed() -> None:
    told = entry(an_observation(status=AgreementStatus.COMPLETED, ended_early=True))
    assert told.standing.word == "Ended early"
    assert line(told) == "Ended early by its owner · 2 of 4 had signed"


@pytest.mark.parametrize(
    ("sent_at", "words"),
    [
        (None, "Not sent yet; it lies at SigningHub"),
        (at(6), "Recalled; it is a draft at SigningHub"),
    ],
)
def test_a_draft_at_the_service_says_whether_it_was_recalled(
    sent_at: Moment | None, words: str
) -> None:
    told = entry(an_observation(status=AgreementStatus.DRAFT, sent_at=sent_at))
    assert line(told) == words


def test_what_was_never_asked_says_so() -> None:
    told = tracked_entry(tracked(None), ACCOUNT, TIMES)
    assert (told.view, told.title, line(told)) == (
        View.WAITING,
        "Lease",
        "The service has not been asked yet.",
    )
    failed = tracked(None, error=ErrorText(title="sign.example.com does not answer."))
    assert line(tracked_entry(failed, ACCOUNT, TIMES)) == "sign.example.com does not answer."


def test_an_agreement_outlives_its_account() -> None:
    told = tracked_entry(tracked(an_observation()), None, TIMES)
    assert (told.account_name, told.service) == ("Norrvik SigningHub", ServiceKind.SIGNINGHUB)


def test_the_longest_wait_stands_first() -> None:
    long = entry(an_observation())
    short = entry(an_observation(participants=(a_person(invited_at=at(18)),)))
    assert long.rank < short.rank


def test_what_is_stuck_stands_before_what_is_due() -> None:
    stuck = entry(an_observation(participants=(a_person(status=ParticipantStatus.FAILED),)))
    due = entry(an_observation(deadline=at(21)))
    later = entry(an_observation(deadline=at(22)))
    assert stuck.rank < due.rank < later.rank


def test_the_newest_end_stands_first() -> None:
    done = AgreementStatus.COMPLETED
    new = entry(an_observation(status=done, completed_at=at(19)))
    old = entry(an_observation(status=done, completed_at=at(3)))
    assert new.rank < old.rank


def test_a_search_finds_titles_people_addresses_files_and_notes() -> None:
    searched = entry(an_observation(message="For the office")).searched
    for words in ("supply", "henrik falk", "tuva.nyström@example.com", "price list", "the office"):
        assert words in searched


def test_what_was_sent_keeps_its_title_whatever_the_service_calls_its_documents() -> None:
    assert entry(an_observation(), title="Lease 2031").title == "Lease 2031"


def test_screen_readers_get_the_whole_line() -> None:
    assert entry(an_observation(), changed=True).spoken == (
        "New, Supply agreement 2027 – Falk Elteknik, Waiting, Henrik Falk · opened, not signed ·"
        " 10 days, 2 of 4 signed, deadline 27 Nov, in 7 days"
    )


def a_stored_draft(agreement: Agreement, updated_at: datetime = NOW) -> StoredDraft:
    return StoredDraft(
        id="draft",
        agreement=agreement,
        account_id=None,
        files=(),
        created_at=NOW,
        updated_at=updated_at,
    )


def test_a_draft_says_what_is_in_it() -> None:
    agreement = Agreement(
        title="Lease 2031",
        documents=(Document(label="a", file="a.pdf"),),
        participants=(Participant(label="bo", name="Bo"), Participant(label="cy", name="Cy Ek")),
    )
    told = draft_entry(a_stored_draft(agreement, NOW - timedelta(hours=1)), ACCOUNT, TIMES)
    assert (told.view, told.title, told.key) == (View.DRAFTS, "Lease 2031", "draft:draft")
    assert told.line == "2 people · 1 file · changed 08:41"
    assert "cy ek" in told.searched


def test_an_empty_draft_has_a_name_all_the_same() -> None:
    told = draft_entry(a_stored_draft(Agreement()), None, TIMES)
    assert told.title == "Draft without a title"
    assert told.line == "nobody yet · no file yet · changed 09:41"


def test_news_are_counted_and_the_gravest_is_shown_first() -> None:
    moved = entry(an_observation(), id="1", changed=True)
    done = entry(an_observation(status=AgreementStatus.COMPLETED), id="2", changed=True)
    declined = entry(an_observation(status=AgreementStatus.DECLINED), id="3", changed=True)
    quiet = entry(an_observation(), id="4")
    news = news_of([moved, done, quiet, declined])
    assert (news.count, news.title) == (3, "3 agreements changed")
    assert [fact.words for fact in news.facts] == ["1 completed", "1 stopped"]
    assert news.first == declined
    assert news_of([quiet]).count == 0


def test_signing_again_after_a_refresh_is_a_different_entry() -> None:
    before = entry(an_observation())
    acted = replace(an_observation().participants[2], status=ParticipantStatus.ACTED)
    after = entry(an_observation(participants=(acted, signed("Bo", at(3)))))
    assert before != after
    assert before.key == after.key

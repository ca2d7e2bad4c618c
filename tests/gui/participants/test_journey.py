"""What somebody will meet, told from the draft."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.agreement import Authentication, AuthenticationMethod
from app.domain.findings import FileFacts
from app.domain.kinds import Order, ParticipantKind, ServiceKind
from app.domain.process import Branch
from app.domain.scrive_people_editing import with_member
from app.gui.composer.parts import part_summary
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.participants.journey import journey_of, spoken
from app.gui.when import Times
from app.services.accounts import Account
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject

TIMES = Times(now=datetime(2031, 3, 1, tzinfo=UTC), zone=UTC)


def told(session: Session, label: str) -> list[tuple[str, str]]:
    person = session.agreement.participant(label)
    assert person is not None
    return [(stop.title, stop.text) for stop in journey_of(session, person, TIMES)]


def a_session(**changes: object) -> Session:
    return Session(Content(agreement=an_agreement(**changes), account_id=None))


def test_a_page_that_is_left_out_is_counted_nowhere() -> None:
    session = a_session(scrive={"documents": {"contract": {"remove_pages": [2, 3]}}})
    session.set_facts("contract.pdf", FileFacts(pages=14))
    assert ("One document, 12 pages", "Contract.") in told(session, "inga")
    assert part_summary(session, "documents", 0) == "1 file, 12 pages"


def test_who_signs_with_codes_meets_two_of_them() -> None:
    session = a_session()
    session.set_facts("contract.pdf", FileFacts(pages=14))
    assert told(session, "inga") == [
        ("An invitation by SMS", "“Lease 2031”. At once, when you press Send."),
        ("SMS code to open", "Sent to +46 70 225 41 41. 3 tries."),
        ("One document, 14 pages", "Contract."),
        ("SMS code again, to sign", "Sent to +46 70 225 41 41. 3 tries."),
        ("The signed files", "When everybody is done."),
    ]


def test_who_proves_nothing_signs_with_one_click() -> None:
    assert [title for title, _ in told(a_session(), "bodil")] == [
        "An invitation by e-mail",
        "One document",
        "One click to sign",
        "The signed files",
    ]


def test_who_comes_later_is_told_when() -> None:
    steps = (a_step("bodil"), a_step("inga"))
    session = a_session(process=Branch(order=Order.SEQUENCE, steps=steps))
    assert told(session, "inga")[0][1].endswith("When the people before are done.")
    assert told(session, "bodil")[0][1].endswith("At once, when you press Send.")


def test_who_only_looks_is_asked_for_nothing() -> None:
    documents = (a_document(), a_document("rules"))
    session = a_session(participants=(bodil(), elin()), documents=documents)
    assert told(session, "elin") == [
        ("An invitation by e-mail", "“Lease 2031”. At once, when you press Send."),
        ("2 documents", "Contract, Rules."),
        ("Only looking", "Nothing has to be done."),
    ]


def test_one_try_is_said_as_one() -> None:
    view = AuthenticationMethod(provider="sms_otp", max_attempts=1)
    person = replace(inga(), authentication=Authentication(view=view))
    session = a_session(participants=(bodil(), person))
    assert told(session, "inga")[1] == ("SMS code to open", "Sent to +46 70 225 41 41. One try.")


def test_the_journey_is_read_out_line_by_line() -> None:
    session = a_session()
    lines = list(spoken(journey_of(session, session.agreement.participants[0], TIMES)))
    assert lines[0] == "1. An invitation by e-mail. “Lease 2031”. At once, when you press Send."
    assert len(lines) == 4


def test_who_is_asked_for_more_by_a_plain_document_is_told() -> None:
    question = {"title": "Have you read it?", "positive_option": "Yes", "negative_option": "No"}
    own = {
        "attachments": [{"name": "Passport"}, {"name": "Plan"}],
        "consent_module": {"title": "T", "questions": [question]},
        "confirmation_delivery_method": "email_link",
    }
    scrive = {"participants": {"bodil": own, "elin": own}}
    session = a_session(participants=(bodil(), elin()), scrive=scrive)
    assert len(told(session, "bodil")) == 4
    account = Account(id="a1", name="Office", service=ServiceKind.SCRIVE, base_url="https://x.test")
    session = Session(Content(agreement=session.agreement, account_id="a1"))
    session.set_accounts([account])
    assert told(session, "bodil")[2:] == [
        ("Files to hand in", "Passport, Plan."),
        ("Questions to answer", "Have you read it?"),
        ("One click to sign", ""),
        ("The signed files", "Link by e-mail. When everybody is done."),
    ]
    assert len(told(session, "elin")) == 3
    none = with_member(session.agreement, "bodil", "confirmation_delivery_method", "none")
    session.change(none)
    assert told(session, "bodil")[-1] == ("The signed files", "No copy is sent.")


def test_signinghub_tells_of_the_notice_the_reminders_and_the_end_of_access() -> None:
    own: JsonObject = {
        "bodil": {
            "permission": {"legal_notice": {"enabled": True, "legal_notice_name": "House rules"}},
            "access_duration": {"duration_by_days": {"duration": {"total_days": 14}}},
            "reminder": {"remind_after": 3},
        }
    }
    people = (replace(bodil(), kind=ParticipantKind.GROUP, name="Legal", email=""), inga())
    session = a_session(participants=people, signinghub={"participants": own})
    assert len(told(session, "bodil")) == 5
    account = Account(
        id="a", name="Hub", service=ServiceKind.SIGNINGHUB, base_url="https://sign.example.com"
    )
    session.set_accounts([account])
    session.choose_account("a")
    assert told(session, "bodil")[1:3] == [
        ("Any one member", "Who comes first acts for all."),
        ("A legal notice to accept", "“House rules”."),
    ]
    assert told(session, "bodil")[-3:-1] == [
        ("Reminders by e-mail", "The first after 3 days, and none after that."),
        ("Open for 14 days after their turn came", "After that it counts as declined."),
    ]

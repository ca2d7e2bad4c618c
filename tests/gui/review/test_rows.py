"""What happens when Send is pressed, in words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.domain.agreement import (
    Agreement,
    Authentication,
    AuthenticationMethod,
    Participant,
)
from app.domain.kinds import Delivery, Order, Role, ServiceKind, StepType
from app.gui.composer.saving import Content
from app.gui.composer.session import Session
from app.gui.review.facts import facts_of, reads_words
from app.gui.review.rows import (
    ReviewRow,
    handed_first,
    invited_first,
    people_reached,
    review_groups,
)
from app.gui.when import Times
from tests.support.agreements import a_step, an_agreement, bodil, elin, inga
from tests.support.outbox_bench import ACCOUNT
from tests.support.processes import a_draft, at_once, in_turn, inga_signs
from tests.support.signinghub_office import a_package

if TYPE_CHECKING:
    from app.domain.json_value import JsonObject

TIMES = Times(now=datetime(2031, 3, 1, tzinfo=UTC), zone=UTC)
GROUPED = in_turn(at_once(a_step("bodil", "contract", "rules"), a_step("karim")), inga_signs())


def outline(agreement: Agreement, service: ServiceKind | None) -> list[tuple[str, str, list[str]]]:
    groups = review_groups(agreement, service)
    return [(group.when, group.note, [row.name for row in group.rows]) for group in groups]


def test_in_flow_those_who_look_on_are_invited_at_the_start() -> None:
    assert outline(a_draft(GROUPED), ServiceKind.SCRIVE) == [
        ("At once", "3 people are notified", ["Bodil Oskarsson", "Karim Haddad", "Elin Sund"]),
        ("When Bodil Oskarsson and Karim Haddad are done", "", ["Inga Engberg"]),
    ]


def test_where_it_is_not_known_when_they_are_told_nothing_is_said_of_it() -> None:
    assert outline(a_draft(GROUPED), None)[0][1] == "2 people are notified"
    assert outline(a_draft(GROUPED), None)[-1] == ("Only look on", "", ["Elin Sund"])


def test_nobody_is_said_to_wait_for_somebody_of_another_strand() -> None:
    strands = at_once(in_turn(a_step("bodil"), a_step("karim")), inga_signs())
    when = [group[0] for group in outline(a_draft(strands), ServiceKind.SCRIVE)]
    assert when == ["At once", "When Bodil Oskarsson is done"]


def test_many_names_are_counted() -> None:
    four = [
        Participant(label=f"p{n}", name=f"Person {n}", email=f"p{n}@example.com") for n in range(5)
    ]
    steps = [a_step(person.label) for person in four]
    agreement = an_agreement(
        participants=tuple(four), process=in_turn(at_once(*steps[:4]), steps[4])
    )
    assert outline(agreement, None)[1][0] == "When all 4 above are done"


def test_an_empty_draft_has_no_rows() -> None:
    assert review_groups(Agreement(), ServiceKind.SCRIVE) == ()
    assert people_reached(Agreement()) == 0
    assert invited_first(Agreement(), ServiceKind.SCRIVE) == ()


def test_who_gets_the_link_from_the_sender_is_not_said_to_be_invited() -> None:
    by_link = replace(bodil(), delivery=Delivery.LINK)
    agreement = an_agreement(
        participants=(by_link, inga()), process=at_once(a_step("bodil"), a_step("inga"))
    )
    assert invited_first(agreement, ServiceKind.SCRIVE) == (inga().name,)
    assert handed_first(agreement, ServiceKind.SCRIVE) == (bodil().name,)


def test_everybody_who_is_reached_is_counted_once() -> None:
    twice = in_turn(a_step("bodil"), a_step("bodil", "rules"), inga_signs())
    assert people_reached(a_draft(twice)) == 3


def row_of(person: Participant, **step: object) -> ReviewRow:
    made = replace(a_step(person.label), **step)  # type: ignore[arg-type]
    agreement = an_agreement(participants=(person,), process=in_turn(made))
    return review_groups(agreement, ServiceKind.SCRIVE)[0].rows[0]


def test_a_row_says_how_somebody_is_reached_does_what_and_proves_what() -> None:
    row = review_groups(a_draft(GROUPED), ServiceKind.SCRIVE)[1].rows[0]
    assert row.spoken == (
        "Inga Engberg, SMS +46 70 225 41 41, Signs both documents,"
        " SMS code, twice to open and to sign"
    )


def test_a_missing_address_is_said_in_its_place() -> None:
    row = row_of(replace(bodil(), email=""))
    assert (row.reached.below, row.reached.is_missing) == ("No e-mail address", True)


def test_a_chosen_way_is_shown() -> None:
    person = replace(bodil(), phone="+46702254141", delivery=Delivery.EMAIL_SMS)
    assert row_of(person).reached.below == "bodil@example.com · +46 70 225 41 41"


def code(label: str = "") -> AuthenticationMethod:
    return AuthenticationMethod(provider="sms_otp", label=label)


@pytest.mark.parametrize(
    ("asked", "in_step", "words"),
    [
        (Authentication(), "", ("The link", "nothing extra")),
        (Authentication(view=code()), "", ("SMS code", "to open")),
        (Authentication(sign=(code("s"),)), "s", ("SMS code", "to sign")),
        (Authentication(sign=(code("s"),)), "", ("The link", "nothing extra")),
        (
            Authentication(view=code(), sign=(code("s"),)),
            "s",
            ("SMS code, twice", "to open and to sign"),
        ),
        (
            Authentication(
                view=code(), sign=(AuthenticationMethod(provider="se_bankid", label="s"),)
            ),
            "s",
            ("SMS code to open", "BankID (Sweden) to sign"),
        ),
    ],
)
def test_only_proofs_that_are_really_asked_for_are_shown(
    asked: Authentication, in_step: str, words: tuple[str, str]
) -> None:
    proves = row_of(replace(bodil(), authentication=asked), authentication=in_step).proves
    assert (proves.word, proves.below) == words


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (StepType.APPROVE, "Approves"),
        (StepType.EDIT, "Fills in"),
        (StepType.HOST, "Hosts a signing"),
    ],
)
def test_steps_have_their_verbs(kind: StepType, word: str) -> None:
    assert row_of(bodil(), type=kind).does.word == word


def test_a_receiver_of_a_copy_sees_all_documents() -> None:
    person = replace(elin(), role=Role.COPY)
    agreement = an_agreement(participants=(bodil(), person), process=in_turn(a_step("bodil")))
    row = review_groups(agreement, ServiceKind.SCRIVE)[0].rows[1]
    assert (row.does.word, row.does.below) == ("Gets a copy", "Contract")


def a_session(agreement: Agreement, service: ServiceKind | None) -> Session:
    session = Session(Content(agreement=agreement, account_id=ACCOUNT.id))
    session.set_accounts([] if service is None else [replace(ACCOUNT, service=service)])
    return session


def facts(session: Session) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts_of(session, TIMES)}


def test_of_a_flow_only_what_is_certain_is_said() -> None:
    session = a_session(an_agreement(message="Hello"), ServiceKind.SCRIVE)
    assert facts(session) == {
        "Account": "Office",
        "Service": "Scrive, as a Flow",
        "Language": "Scrive’s own choice",
        "Deadline": "Scrive’s own",
        "Reminders": "None from Countersign",
    }
    title, words = reads_words(session)
    assert title == "What Bodil reads"
    assert words.endswith("Your message is not part of it.")


def test_what_a_draft_brings_for_a_flow_is_said_as_it_is_sent() -> None:
    told = {"settings": {"language": "sv", "duration": 30}}
    said = facts(a_session(an_agreement(scrive=told), ServiceKind.SCRIVE))
    assert (said["Language"], said["Deadline"]) == ("sv", "30")


def test_without_a_message_none_is_spoken_of() -> None:
    _title, words = reads_words(a_session(an_agreement(), ServiceKind.SCRIVE))
    assert "message is not part" not in words


def test_without_an_account_nothing_is_promised() -> None:
    session = a_session(an_agreement(), None)
    assert facts(session) == {"Account": "None chosen yet"}
    assert reads_words(session) == ("", "")


def test_of_a_plain_document_the_settings_of_the_draft_are_said() -> None:
    asked = {"send_with": "documents", "days_to_sign": 30, "days_to_remind": 7}
    session = a_session(
        an_agreement(message="Hello", language="en", scrive=asked), ServiceKind.SCRIVE
    )
    assert facts(session) == {
        "Account": "Office",
        "Service": "Scrive, as a plain document",
        "Language": "English",
        "Deadline": "30 days after sending",
        "Reminders": "One after 7 days",
    }
    assert reads_words(session) == (
        "What Bodil reads",
        "Your message, with a link to the document.",
    )


def test_what_else_scrive_is_told_is_said() -> None:
    told = {
        "send_with": "documents",
        "timezone": "Europe/Oslo",
        "api_callback_url": "https://example.com/told",
        "tags": [{"name": "case", "value": "17"}, {"name": "urgent", "value": ""}],
        "author": {"signatory_role": "signing_party"},
        "attachments": [{"file": "terms.pdf", "name": "Terms"}],
    }
    said = facts(a_session(an_agreement(scrive=told), ServiceKind.SCRIVE))
    assert (said["You"], said["Time zone"]) == ("You sign too", "Europe/Oslo")
    assert (said["Reports to"], said["Goes along"]) == ("https://example.com/told", "Terms")
    assert said["Tags"] == "case: 17, urgent"
    assert "Tags" not in facts(a_session(an_agreement(scrive=told), ServiceKind.SIGNINGHUB))


def test_of_a_plain_document_without_settings_nothing_is_made_up() -> None:
    asked = {"send_with": "documents"}
    session = a_session(an_agreement(language="", scrive=asked), ServiceKind.SCRIVE)
    told = facts(session)
    assert (told["Language"], told["Deadline"]) == ("The account’s own", "The account’s own")
    assert told["Reminders"] == "None"
    assert reads_words(session)[1] == "Scrive’s own invitation with a link."


def test_who_is_not_written_to_reads_nothing() -> None:
    person = replace(bodil(), delivery=Delivery.LINK)
    session = a_session(an_agreement(participants=(person, inga())), ServiceKind.SCRIVE)
    assert facts(session)["Service"] == "Scrive, as a plain document"
    assert reads_words(session) == ("", "")


def test_of_a_package_its_order_and_settings_are_said() -> None:
    session = a_session(a_package(), ServiceKind.SIGNINGHUB)
    assert facts(session) == {
        "Account": "Office",
        "Service": "SigningHub, as a package",
        "Order": "One after the other",
        "If somebody declines": "As the account has it",
        "Reminders": "As the account has it",
    }
    assert reads_words(session) == (
        "What Bodil reads",
        "Your message, with a link to the documents.",
    )


def test_what_signinghub_is_told_of_people_is_said_once_for_all_alike() -> None:
    reminded: JsonObject = {"remind_after": 3}
    own: JsonObject = {person.label: {"reminder": reminded} for person in a_package().participants}
    first = a_package().participants[0]
    last: JsonObject = {"access_duration": {"duration_by_days": {"duration": {"total_days": 9}}}}
    own[first.label] = {"reminder": reminded, "permission": {"print": True}, **last}
    session = a_session(a_package(signinghub={"participants": own}), ServiceKind.SIGNINGHUB)
    told = facts(session)
    assert told["Rights"] == f"{first.shown_name}: may print"
    assert told["Access"] == f"{first.shown_name}: open for 9 days after their turn came"
    assert told["Reminders"] == "Everybody: the first after 3 days, and none after that"


def test_other_packages_say_other_things() -> None:
    agreement = a_package(signinghub={"workflow_type": "INDIVIDUAL", "continue_on_decline": True})
    session = a_session(replace(agreement, message=""), ServiceKind.SIGNINGHUB)
    told = facts(session)
    assert told["Order"] == "A copy of their own for everybody"
    assert told["If somebody declines"] == "The others go on"
    assert reads_words(session)[1] == "SigningHub’s own invitation with a link."


def test_who_gets_no_message_of_a_package_reads_nothing() -> None:
    silent = tuple(replace(each, delivery=Delivery.NONE) for each in a_package().participants)
    agreement = replace(a_package(Order.PARALLEL), participants=silent)
    session = a_session(agreement, ServiceKind.SIGNINGHUB)
    assert facts(session)["Order"] == "Stage after stage"
    assert reads_words(session) == ("", "")

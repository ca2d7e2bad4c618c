"""The tree of a Scrive agreement: what happened in people's words, the rest on demand."""

import json
from dataclasses import replace
from datetime import UTC

import pytest

from app.domain.observed_parts import Channel, DeliveryReport, DocumentNote, Letter
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.models.entry_words import second_line
from app.gui.tracking.building import workflow_rows
from app.gui.tracking.rows import WorkflowRow, as_text, walk
from app.gui.tracking.stations import stations
from app.gui.when import Times
from tests.support.observations import a_document, a_person, an_observation, at, signed
from tests.support.rich_scrive import NOW, rich_observation

TIMES = Times(now=NOW, zone=UTC)
RICH = rich_observation()


def the(*names: str) -> WorkflowRow:
    """The row at a path of names."""
    rows, found = workflow_rows(RICH, TIMES), None
    for name in names:
        found = next(row for row in rows if row.name == name)
        rows = found.children
    assert found is not None
    return found


def told(row: WorkflowRow) -> dict[str, str]:
    return {child.name: child.status for child in row.children if child.name != "All details"}


def test_a_document_tells_what_an_owner_asks_for_before_all_else() -> None:
    contract = the("Documents", "Lease unit 7")
    assert contract.status == "Waiting, signed by all"
    assert told(contract) == {
        "Note": "Signed by all, waiting for the rest",
        "Attachments": "2 files",
        "Deadline": "27 Nov 22:59, in 7 days",
        "Reminder": "23 Nov 08:00, in 3 days",
        "Tags": "case: 31-7",
        "Tells of changes": "https://hooks.example.com/scrive",
        "Folder": "4711",
    }
    assert contract.children[-1].name == "All details"
    assert told(the("Documents", "Lease unit 7", "Attachments")) == {
        "House rules": "Must be accepted, beside the signed file",
        "Floor plan": "May be read, part of the signed file",
    }
    assert "Note" not in told(the("Documents", "Inventory"))


def test_a_person_tells_what_was_done_with_each_document() -> None:
    inga = the("Step 2 of 2", "Inga Engberg")
    assert (inga.aside, inga.is_blocker) == ("1 of 2 done", True)
    assert told(the("Step 2 of 2", "Inga Engberg", "Documents")) == {
        "Lease unit 7": "Signed",
        "Inventory": "Not opened yet",
    }
    assert the("Step 1 of 2", "Bodil Oskarsson").aside == ""


def test_files_and_answers_tell_what_is_missing() -> None:
    assert the("Step 2 of 2", "Inga Engberg", "Files asked for").status == "1 of 2 files handed in"
    answers = the("Step 1 of 2", "Bodil Oskarsson", "Questions")
    assert answers.status == "1 of 2 answered"
    assert told(answers)["May we write to you?"] == "Please do"
    assert told(answers)["May we call you?"] == "Not yet"


def test_what_did_not_arrive_is_marked() -> None:
    lost = the("Step 1 of 2", "Elin Sund", "Invitation")
    assert lost.status_glyph == "mail-x"
    assert told(lost) == {"E-mail": "Did not arrive"}
    assert told(the("Step 2 of 2", "Inga Engberg", "Invitation")) == {"SMS": "Arrived"}
    copy = the("Step 1 of 2", "Bodil Oskarsson", "Signed copy")
    assert (copy.status, copy.status_token) == ("Did not arrive", "needs")
    assert told(copy) == {"E-mail": "Did not arrive"}
    assert the("Step 2 of 2", "Inga Engberg", "Signed copy").status == "As a link by SMS"


def test_proofs_of_identity_are_told_to_the_end() -> None:
    bodil = told(the("Step 1 of 2", "Bodil Oskarsson"))
    assert bodil["Authentication"] == "BankID (Sweden)"
    assert bodil["To see it later"] == "BankID (Sweden)"


def test_history_keeps_its_language_and_says_what_it_was() -> None:
    history = the("History")
    assert [(each.name, each.status, each.aside, each.said) for each in history.children] == [
        ("Bodil Oskarsson: Signed with BankID", "Signed", "", "signed"),
        ("Bodil Oskarsson: Dokumentet öppnades", "Opened", "", "opened"),
        ("Elin Sund: Inbjudan kom inte fram", "Not delivered", "Inventory", "deliveryproblem"),
        ("Something new", "teleported", "", "teleported"),
        ("Dokumentet skickades", "Sent", "", "sent"),
    ]


def test_nothing_secret_is_in_the_tree() -> None:
    assert "secret" not in as_text(workflow_rows(RICH, TIMES))
    assert "secret" not in json.dumps(RICH.details)


def test_every_row_among_its_siblings_has_a_key_of_its_own() -> None:
    rows = workflow_rows(RICH, TIMES)
    for _, row in walk((WorkflowRow(key="", name="", children=rows),)):
        keys = [child.key for child in row.children]
        assert len(keys) == len(set(keys)), row.name


@pytest.mark.parametrize(
    ("note", "words", "bad"),
    [
        (DocumentNote.SEALING, "being sealed", False),
        (DocumentNote.SEAL_FAILED, "no signed file", True),
        (DocumentNote.TRASHED, "in the trash", True),
        (DocumentNote.DELETED, "deleted", True),
        (DocumentNote.NOT_OURS, "only to look at", False),
        (DocumentNote.NOT_STARTED, "not started yet", False),
    ],
)
def test_what_an_owner_should_know_stands_in_the_row(
    note: DocumentNote, words: str, bad: bool
) -> None:
    document = a_document(
        status=AgreementStatus.COMPLETED, notes=(note,), viewed_as="company_shared"
    )
    rows = workflow_rows(an_observation(documents=(document, document)), TIMES)
    assert rows[0].status == f"2 files, 44 pages, {words}"
    row = rows[0].children[0]
    assert row.status == f"Completed, 22 pages, {words}"
    assert (row.status_token == "needs") is bad
    assert told(row)["This account"] == "Shared with this account"


def test_who_is_unknown_is_shown_in_the_words_of_the_service() -> None:
    person = a_person(
        role="witness", delivery=None, raw_delivery="pigeon", email="", confirmation="letter"
    )
    rows = workflow_rows(an_observation(participants=(person,)), TIMES)
    shown = rows[1].children[0]
    assert shown.tag == "witness"
    assert told(shown)["Invitation"] == "pigeon"
    assert told(shown)["Signed copy"] == "letter"


@pytest.mark.parametrize(
    ("raw", "words"), [("deferred", "On its way"), ("bounced_twice", "bounced_twice")]
)
def test_a_delivery_that_is_not_decided_says_how_it_stands(raw: str, words: str) -> None:
    report = DeliveryReport(
        channel=Channel.SMS, letter=Letter.INVITATION, arrived=None, raw_status=raw
    )
    observation = an_observation(participants=(a_person(deliveries=(report,)),))
    (invitation, *_) = workflow_rows(observation, TIMES)[1].children[0].children
    assert told(invitation) == {"SMS": words}


def test_a_delivery_without_a_time_is_a_station_too() -> None:
    report = DeliveryReport(
        channel=Channel.EMAIL, letter=Letter.INVITATION, arrived=True, raw_status="delivered"
    )
    names = {each.name: each.detail for each in stations(a_person(deliveries=(report,)), TIMES)}
    assert names["Delivered"] == "Time not told"
    assert "Delivered" not in {each.name for each in stations(a_person(), TIMES)}


def test_a_list_says_why_nobody_is_waited_for() -> None:
    document = a_document(notes=(DocumentNote.ALL_SIGNED,), status=AgreementStatus.IN_PROGRESS)
    everybody = (signed("Amara Diallo", at(9)), signed("Jonas Wik", at(10)))
    done = an_observation(documents=(document,), participants=everybody)
    assert second_line(done, None, TIMES) == (
        "",
        "Signed by all, waiting for the rest",
    )
    assert second_line(replace(done, documents=()), None, TIMES) == ("", "In progress")
    assert all(each.status is ParticipantStatus.ACTED for each in everybody)

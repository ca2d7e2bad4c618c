"""SigningHub's package in the tree: people's words first, then each value that was said."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, cast

import pytest
from hypothesis import HealthCheck, given, settings

from app.cli.tracked_documents import agreement_document
from app.domain.json_value import JsonObject, JsonValue
from app.domain.observation import Observation
from app.domain.status import AgreementStatus, ParticipantStatus
from app.gui.tracking.blocker_words import card_words
from app.gui.tracking.building import workflow_rows
from app.gui.tracking.details import MASK
from app.gui.tracking.rows import WorkflowRow, as_text, revealed, walk
from app.gui.when import Times
from app.services.lenient import lenient
from app.services.signinghub.mapping import observation_of
from app.services.signinghub.wire import WorkflowDetails
from app.services.tracking.codec import decode, encode
from tests.support.observations import a_tracked, the_full_workflow
from tests.support.package_bodies import bodies

SEEN: Final = datetime(2031, 3, 5, tzinfo=UTC)
TIMES: Final = Times(now=SEEN, zone=UTC)


def observed(said: JsonObject) -> Observation:
    details = lenient(said, WorkflowDetails)
    return observation_of(details, service_id="88121", observed_at=SEEN)


def tree(said: JsonObject) -> tuple[WorkflowRow, ...]:
    return workflow_rows(observed(said), TIMES)


def at(rows: tuple[WorkflowRow, ...], *names: str) -> WorkflowRow:
    """The row at a path of names."""
    row = next(each for each in rows if each.name == names[0])
    return row if len(names) == 1 else at(row.children, *names[1:])


def told(row: WorkflowRow) -> dict[str, str]:
    return {child.name: child.status for child in row.children if child.name != "All details"}


def person(said: JsonObject, name: str = "Bo Diaz") -> WorkflowRow:
    return next(row for _, row in walk(tree(said)) if row.person is not None and row.name == name)


def full(**changes: JsonValue) -> JsonObject:
    """The full answer, with members of its first recipient changed."""
    said = the_full_workflow()
    users = cast("list[JsonObject]", said["users"])
    users[0] |= changes
    return said


def leaves(value: JsonValue, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every leaf as it was written, with the path of keys at which its row stands."""
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from leaves(each, (*path, name))
    elif isinstance(value, list) and value:
        for place, each in enumerate(value, 1):
            yield from leaves(each, (*path, str(place)))
    elif isinstance(value, dict | list):
        yield path, "–"
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def written(rows: tuple[WorkflowRow, ...], path: tuple[str, ...]) -> str:
    """What the row at a path of keys says in the service's own writing."""
    row = next(each for each in rows if each.key == path[0])
    if len(path) > 1:
        return written(row.children, path[1:])
    assert row.children == ()
    return row.said or row.status


def assert_all_is_told(said: JsonObject) -> None:
    rows = revealed(tree(said))
    text = as_text(rows)
    below = at(rows, "All details").children if said else ()
    for path, raw in leaves(said):
        if path:
            assert written(below, path) in {raw, "–" if raw == "" else raw}, path
            assert raw in text
    kept = decode(encode(observed(said)))
    document = agreement_document(replace(a_tracked(), observation=kept))
    assert document["details"] == said


def test_every_value_of_the_full_answer_is_in_the_tree_its_text_and_the_status_document() -> None:
    assert len(list(leaves(the_full_workflow()))) > 150
    assert_all_is_told(the_full_workflow())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_every_value_that_a_server_may_send_is_in_the_tree_and_the_status_document(
    said: JsonObject,
) -> None:
    assert_all_is_told(said)
    for _, row in walk(tree(said)):
        keys = [child.key for child in row.children]
        assert len(keys) == len(set(keys))


def test_under_all_details_stand_the_names_of_the_service() -> None:
    details = at(tree(the_full_workflow()), "All details", "workflow")
    assert [row.name for row in details.children][:2] == ["workflow_type", "workflow_mode"]


def test_the_package_says_what_an_owner_asks_first() -> None:
    row = at(tree(the_full_workflow()), "Package")
    assert row.status == "Owned by Ada Byrne, in Inbox"
    assert told(row) == {
        "The whole workflow": "Completed",
        "For this account": "Waits for this account, not opened by it yet",
        "Owner": "Ada Byrne, ada@example.com",
        "Folder": "Inbox",
        "Next": "Bo Diaz, bo@example.com",
        "Name": "Lease 2031 / Unit 7",
        "Number": "88121",
        "Created": "≈ 1 Mar 09:10",
        "Changed": "≈ 2 Mar 10:20",
    }


@pytest.mark.parametrize(
    ("package", "workflow", "status"),
    [
        ("PENDING", "SHARED", AgreementStatus.IN_PROGRESS),
        ("SIGNED", "SHARED", AgreementStatus.IN_PROGRESS),
        ("INPROGRESS", "COMPLETED", AgreementStatus.COMPLETED),
        ("DECLINED", "IN_PRGORESS", AgreementStatus.IN_PROGRESS),
    ],
)
def test_how_it_stands_for_the_account_is_never_how_far_the_workflow_is(
    package: str, workflow: str, status: AgreementStatus
) -> None:
    said = the_full_workflow()
    said["package_status"] = package
    cast("JsonObject", said["workflow"])["workflow_status"] = workflow
    assert observed(said).status is status
    row = at(tree(said), "Package")
    assert at(row.children, "For this account").said == package
    assert at(row.children, "The whole workflow").said == workflow


def test_settings_and_what_comes_afterwards_are_in_words() -> None:
    rows = tree(the_full_workflow())
    assert at(rows, "Settings").status == "One after another, locked by a template"
    assert told(at(rows, "Settings")) == {
        "Order": "One after another",
        "Who acts": "The owner and others",
        "If somebody declines": "It stops for everybody",
        "Locked": "A template keeps people and fields as they are",
    }
    after = at(rows, "After completion")
    assert after.status == (
        "Copies to 3 people, report to everybody, kept in Google Drive, kept in Dropbox"
    )
    assert told(at(after.children, "Copies to")) == {
        "Archive": "archive@example.com",
        "Cy Ek": "cy@example.com",
        "legal@example.com": "",
    }


def test_a_document_is_described() -> None:
    row = next(each for each in at(tree(the_full_workflow()), "Documents").children)
    assert row.status == "9 pages"
    assert told(row) == {
        "Size": "595 by 842 pixels",
        "Made from": "PDF file, from Countersign",
        "Template": "House lease, locked",
        "Certified": "Forms may be filled in afterwards",
        "Form fields": "Yes, locked",
        "Uploaded": "≈ 1 Mar 09:10",
        "Changed": "≈ 1 Mar 09:40",
    }


def test_where_all_act_at_once_no_steps_are_numbered() -> None:
    said = the_full_workflow()
    cast("JsonObject", said["workflow"])["workflow_type"] = "PARALLEL"
    assert told(person(said))["Place"] == "Number 1 in the list"


def test_a_recipient_is_described() -> None:
    row = person(the_full_workflow())
    assert told(row) == {
        "Invitation": "E-mail to bo@example.com",
        "Acted for them": "deputy@example.com",
        "Place": "Number 1 in the list, acts in step 1",
        "Delegation": "deputy@example.com",
        "Authentication": "Password",
        "Access": "Until 31 Mar 17:45",
        "Reminders": "After 2 days, then every 4 days, 5 in all",
        "Permissions": "Print, add text, change recipients",
        "Legal notice": "House rules",
        "Who acted": "By deputy@example.com, as one of the workflow",
        "National ID": MASK,
        "History": "1 event",
    }
    assert told(at(row.children, "Permissions")) == {
        "Print": "Allowed",
        "Download": "Not allowed",
        "Add text": "Allowed",
        "Add attachments": "Not allowed",
        "Change recipients": "Allowed",
    }
    assert told(at(row.children, "Legal notice")) == {
        "House rules": "By signing I accept the house rules."
    }
    assert told(at(row.children, "Authentication", "To open")) == {
        "Password": "Asked for",
        "Code by SMS": "Not asked for",
        "The code goes to": "0031201234567",
        "Length of the code": "6 digits",
        "Time between two codes": "45 seconds",
    }
    assert told(at(row.children, "Access")) == {
        "Limited": "Yes",
        "By dates": "On",
        "From": "1 Mar 08:15",
        "Until": "31 Mar 17:45",
        "By days after receipt": "Off",
        "Days": "14",
    }
    assert told(at(row.children, "Reminders")) == {
        "First": "After 2 days",
        "Repeated": "Yes",
        "Then": "Every 4 days",
        "In all": "5",
    }


def test_what_version_4_adds_is_told_too() -> None:
    notice: JsonValue = [{"legal_notice_id": 3, "legal_notice_name": "Privacy"}]
    said = full(
        permission={
            "print": None,
            "attachment": {"enabled": True},
            "legal_notice": {"enabled": True, "default_notice": notice},
        },
        authentications={
            "authentication_signing": {
                "enabled": True,
                "otp": {"enabled": True, "mobile_number": "+4670", "methods": ["SMS", "EMAIL"]},
                "totp": {"enabled": True},
            }
        },
        reminder={"enabled": True, "remind_after": 1, "frequency": "HOURS"},
        guest_user=True,
        email_language_code="sv-SE",
    )
    cast("list[JsonObject]", said["documents"])[0] |= {
        "uploaded_on": None,
        "created_on": "2031-03-01T08:00:00Z",
        "document_size": 84_000,
        "locked": True,
    }
    row = person(said)
    assert told(row)["Permissions"] == "Add attachments"
    assert told(row)["Legal notice"] == "Privacy"
    assert told(row)["Reminders"] == "After 1 hour"
    assert told(row)["Guest"] == "Yes"
    assert told(row)["Language of e-mails"] == "sv-SE"
    to_sign = at(row.children, "Authentication", "To sign")
    assert to_sign.status == "A code by SMS and a code of an app"
    assert told(to_sign)["Ways"] == "SMS, EMAIL"
    document = told(at(tree(said), "Documents").children[0])
    assert document["Size"] == "595 by 842 pixels, 84 kB"
    assert document["Uploaded"] == "1 Mar 08:00"
    assert document["Locked"] == "Yes"


def test_a_long_legal_notice_can_be_read_line_by_line() -> None:
    words = "I have read the rules of the house and accept them. "
    notice: JsonObject = {"legal_notice_name": "Rules", "legal_notice_html": f"<p>{words * 4}</p>"}
    said = full(permission={"legal_notice": {"enabled": True, "default_notice": notice}})
    row = at(person(said).children, "Legal notice", "Rules")
    assert row.status == (words * 4).strip()
    assert " ".join(line.name for line in row.children) == row.status
    assert all(len(line.name) <= 56 for line in row.children)


def test_a_national_id_is_shown_only_when_asked_for() -> None:
    rows = tree(the_full_workflow())
    assert "bo-1234-5678-9" not in as_text(rows)
    assert all("bo-1234" not in row.spoken for _, row in walk(rows))
    assert as_text(revealed(rows)).count("bo-1234-5678-9") == 3


def test_a_group_and_a_placeholder_say_who_may_act() -> None:
    group: JsonValue = [{"user_name": "Ada Byrne", "user_email": "ada@example.com"}, "Cy Ek"]
    row = person(full(group_name="Legal", group_members=group, user_email=""), "Legal")
    assert told(at(row.children, "Members")) == {"Ada Byrne": "ada@example.com", "Cy Ek": ""}
    kept = person(full(placeholder="Tenant", user_email="", user_name="Tenant"), "Tenant")
    assert told(kept)["Placeholder"] == "Kept for “Tenant”, nobody is named yet"


def test_an_access_that_ended_is_not_told_as_a_refusal() -> None:
    window: JsonObject = {
        "access_duration": {
            "enabled": True,
            "duration_by_date": {
                "enabled": True,
                "duration": {"end_date_time": "2031-03-04T09:00:00Z"},
            },
        }
    }
    said = full(
        process_status="DECLINED",
        processed_on="2031-03-04T09:00:00Z",
        reason="",
        authentications=window,
    )
    cast("JsonObject", said["workflow"])["workflow_status"] = "DECLINED"
    seen = observed(said)
    assert seen.status is AgreementStatus.EXPIRED
    assert seen.participants[0].status is ParticipantStatus.EXPIRED
    row = person(said)
    assert (row.status, row.said) == ("Access ended", "DECLINED")
    assert told(row)["Access"] == "Ended 4 Mar 09:00"
    assert told(at(row.children, "Access"))["Not a refusal"] == "The service counts it as a decline"
    assert at(tree(said), "Step 1 of 2").status == "Access ended"
    card = card_words(seen, TIMES)
    assert card is not None
    assert (card.intro, card.name) == ("Time ran out for", "Bo Diaz")
    assert "Nobody refused" in card.sentence

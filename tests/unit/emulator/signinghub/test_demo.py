"""Tests of the demo's packages: every state is there, and nothing was faked."""

import io

import pytest
from pypdf import PdfReader

from tests.support.signinghub_desk import DAY, NOON, Desk, items, member

STATES = {
    "Employee handbook, spring edition": "COMPLETED",
    "Company car policy": "COMPLETED",
    "Consulting agreement Brightwater": "DECLINED",
    "Parking permit, garage north": "DECLINED",
    "Lease / Unit 7": "SHARED",
    "Supplier framework agreement": "SHARED",
    "Office cleaning contract": "SHARED",
    "Purchase order, standing desks": "SHARED",
    "Non-disclosure agreement Halvorsen": "DRAFT",
    "Conflict of interest declaration": "SHARED",
    "Sublet, unit 9": "DRAFT",
}


@pytest.fixture
def demo(desk: Desk) -> Desk:
    desk.hub.seed_demo()
    return desk


def package(desk: Desk, title: str) -> int:
    return next(int(one.id) for one in desk.hub.agreements() if one.title == title)


def test_the_demo_has_packages_in_every_state(demo: Desk) -> None:
    rows = demo.get("/packages/ALL/1/50").rows

    assert {
        member(row, "package_name", str): demo.status(member(row, "package_id", int))
        for row in rows
    } == STATES


def test_the_demo_is_the_same_for_the_same_seed(demo: Desk) -> None:
    again = Desk()
    again.hub.seed_demo()

    assert again.hub.agreements() == demo.hub.agreements()


def test_the_demo_happened_in_the_past_and_the_clock_is_back(demo: Desk) -> None:
    assert demo.world.clock.now() == NOON
    assert all(message.at < NOON for message in demo.world.inbox.messages())


def test_every_document_of_the_demo_can_be_downloaded_and_read(demo: Desk) -> None:
    for title, state in STATES.items():
        details = demo.workflow(package(demo, title))
        for document in items(details, "documents"):
            path = f"/packages/{details['package_id']}/documents/{document['document_id']}"
            answer = demo.get(path)
            if state == "DRAFT":
                assert answer.status_code == 403
            else:
                pages = PdfReader(io.BytesIO(answer.data)).pages
                assert len(pages) >= member(document, "document_pages", int)


def test_only_the_colleagues_package_waits_for_the_user(demo: Desk) -> None:
    rows = demo.get("/packages/PENDING/1/50").rows

    assert [row["package_name"] for row in rows] == ["Purchase order, standing desks"]
    assert rows[0]["package_owner"] == "henrik.dahl@example.com"


def test_the_first_signer_of_the_cleaning_contract_has_opened_it_and_was_reminded(
    demo: Desk,
) -> None:
    number = package(demo, "Office cleaning contract")

    actions = items(demo.read(f"/packages/{number}/log"), "actions")

    assert [action["action_type"] for action in actions] == ["SHARED", "OPENED", "REMINDED"]


def test_the_demo_goes_on_living(demo: Desk) -> None:
    number = package(demo, "Office cleaning contract")

    demo.wait(12 * DAY)

    assert demo.status(number) == "DECLINED"
    assert demo.mail("bodil.oskarsson").count("Reminder: Office cleaning contract") >= 2


def test_the_user_can_sign_what_waits_for_him(demo: Desk) -> None:
    number = package(demo, "Purchase order, standing desks")

    demo.act(number, "maja.lindqvist", "sign")

    assert demo.turns(number) == {"maja.lindqvist": "SIGNED", "karin.falk": "IN_PROGRESS"}
    assert demo.workflow(number)["package_status"] == "SIGNED"


def test_everybody_has_an_own_copy_of_the_declaration(demo: Desk) -> None:
    copies = [
        one for one in demo.hub.agreements() if one.title == "Conflict of interest declaration"
    ]

    people = {demo.turns(int(copy.id)).popitem() for copy in copies}

    assert people == {
        ("elsa.norberg", "IN_PROGRESS"),
        ("viktor.hallgren", "IN_PROGRESS"),
        ("aisha.rahman", "IN_PROGRESS"),
    }


def test_the_draft_from_a_template_has_fields_of_every_kind(demo: Desk) -> None:
    details = demo.workflow(package(demo, "Sublet, unit 9"))
    (document,) = items(details, "documents")
    path = f"/packages/{details['package_id']}/documents/{document['document_id']}"

    pages = [demo.read(f"{path}/fields/{number}") for number in (1, 2)]

    drawn = {kind for page in pages for kind, fields in page.items() if fields}
    assert drawn >= {"electronic_signature", "in_person_signature", "initials", "text"}
    assert drawn >= {"radio", "checkbox"}
    assert member(document["template"], "template_name", str) == "House lease"

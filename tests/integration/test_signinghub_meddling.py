"""Others who work on a package in SigningHub while it is prepared: noticed, and never undone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.emulator.signinghub.words import WorkflowStatus
from app.services.outbox.records import OutboxItem, Phase
from tests.support.signinghub_office import DOCUMENTS, PACKAGES, WORKFLOW, Office, a_package

LONG = write_pdf([("Lease", ["Rent"]), ("Terms", ["Notice"]), ("Signatures", [])])


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


def asked_what_to_do(office: Office, item: OutboxItem) -> None:
    assert (item.phase, item.family) == (Phase.WAITING, "changed"), item.message
    assert office.agreements() == 0


def add_somebody(office: Office) -> None:
    path = f"/packages/{office.only_package().package_id}/workflow/users"
    eve = {"user_email": "eve@example.com", "user_name": "Eve", "role": "SIGNER"}
    office.by_hand("POST", path, [dict(eve)])


def remove_somebody(office: Office) -> None:
    office.by_hand("DELETE", f"/packages/{office.only_package().package_id}/workflow/3")


def remove_a_document(office: Office) -> None:
    package = office.only_package()
    document = package.documents[0].document_id
    office.by_hand("DELETE", f"/packages/{package.package_id}/documents/{document}")


def remove_a_field(office: Office) -> None:
    package = office.only_package()
    document = package.documents[1]
    path = f"/packages/{package.package_id}/documents/{document.document_id}/fields"
    office.by_hand("DELETE", path, {"field_name": document.fields[0].name})


def add_a_field(office: Office) -> None:
    """On the first page, where none of ours is."""
    package = office.only_package()
    document = package.documents[0].document_id
    office.by_hand(
        "POST",
        f"/packages/{package.package_id}/documents/{document}/fields/electronic_signature",
        {
            "order": 1,
            "page_no": 1,
            "field_name": "theirs",
            "dimensions": {"x": 10, "y": 10, "width": 60, "height": 20},
            "display": "VISIBLE",
        },
    )


def change_the_message(office: Office) -> None:
    path = f"/packages/{office.only_package().package_id}/workflow"
    office.by_hand("PUT", path, {"message": "Something else."})


def delete_it(office: Office) -> None:
    office.by_hand("DELETE", f"/packages/{office.only_package().package_id}")


def send_long(office: Office) -> OutboxItem:
    return office.outbox.run(office.enqueue(a_package(), LONG).id, wait=3000)


@pytest.mark.parametrize(
    "meddle",
    [
        add_somebody,
        remove_somebody,
        remove_a_document,
        add_a_field,
        remove_a_field,
        change_the_message,
        delete_it,
    ],
    ids=lambda each: each.__name__,
)
def test_what_somebody_changes_before_it_is_sent_is_noticed(
    office: Office, meddle: Callable[[Office], None]
) -> None:
    office.before_sharing = lambda: meddle(office)

    item = send_long(office)

    asked_what_to_do(office, item)
    assert office.outbox.give_up(item.id).phase is Phase.GIVEN_UP
    assert office.packages() == []


@pytest.mark.parametrize(
    "meddle",
    [add_somebody, remove_somebody, remove_a_document, add_a_field, remove_a_field, delete_it],
    ids=lambda each: each.__name__,
)
def test_what_somebody_changes_before_all_is_read_back_is_noticed_and_not_undone(
    office: Office, meddle: Callable[[Office], None]
) -> None:
    written: list[int] = []

    def meddled() -> None:
        meddle(office)
        written.append(len([each for each in office.requests() if each.startswith("POST")]))

    office.before_step["tidy"] = meddled

    item = send_long(office)

    asked_what_to_do(office, item)
    posts = [each for each in office.requests() if each.startswith("POST")]
    assert not [each for each in posts[written[0] :] if "authenticate" not in each]


@pytest.mark.parametrize("kind", ["upload", "names", "settings", "people", "fields"])
def test_a_package_that_was_deleted_while_it_was_built_is_said_so(
    office: Office, kind: str
) -> None:
    office.before_step[kind] = lambda: delete_it(office)

    asked_what_to_do(office, office.send())


def test_a_lost_upload_to_a_package_that_was_deleted_is_said_so(office: Office) -> None:
    before = Fault(kind="drop_before", service="signinghub", method="POST", path=DOCUMENTS)
    office.fault(before)
    item = office.send(wait=0)
    assert item.phase is Phase.WAITING
    delete_it(office)

    asked_what_to_do(office, office.outbox.run(item.id, wait=3000))


def test_a_draft_that_somebody_shares_meanwhile_is_not_sent_again_nor_deleted(
    office: Office,
) -> None:
    office.before_sharing = lambda: office.share_by_hand(str(office.only_package().package_id))

    item = office.send()
    office.before_sharing = lambda: None

    assert (item.phase, item.family) == (Phase.WAITING, "changed")
    assert office.outbox.give_up(item.id).phase is Phase.GIVEN_UP
    assert office.only_package().status == "IN_PROGRESS"
    assert office.agreements() == 1


def give_its_number_to_another(office: Office) -> str:
    """As on another server, or on this one after it was set back; how that one looks."""
    package = office.only_package()
    package.name = "Board minutes"
    package.documents = []
    package.recipients = package.recipients[:1]
    return f"{package}"


@pytest.mark.parametrize("kind", ["upload", "names", "settings", "people", "fields", "tidy"])
def test_another_package_with_the_number_of_ours_is_left_as_it_is(
    office: Office, kind: str
) -> None:
    looks: list[str] = []
    office.before_step[kind] = lambda: looks.append(give_its_number_to_another(office))

    item = office.send()

    asked_what_to_do(office, item)
    assert office.outbox.give_up(item.id).phase is Phase.GIVEN_UP
    assert [f"{office.only_package()}"] == looks


def test_another_package_with_the_number_of_ours_is_no_proof_that_ours_was_sent(
    office: Office,
) -> None:
    lost = Fault(kind="drop_before", service="signinghub", method="POST", path=WORKFLOW)
    office.fault(lost)
    item = office.send(wait=0)
    assert item.phase is Phase.FINDING_OUT
    give_its_number_to_another(office)
    office.only_package().status = WorkflowStatus.IN_PROGRESS

    item = office.outbox.check_again(item.id)

    assert item.phase is Phase.FINDING_OUT
    assert item.message is not None
    assert "another agreement" in item.message.title


def test_a_recipient_that_somebody_added_before_ours_is_not_removed(office: Office) -> None:
    users = r"/workflow/users$"
    office.fault(Fault(kind="status", method="POST", path=users, code=401, times=2))
    item = office.send(wait=0)
    assert item.phase is Phase.WAITING
    add_somebody(office)
    asked_what_to_do(office, office.outbox.run(item.id, wait=3000))
    assert len(office.only_package().recipients) == 1


def test_a_package_that_a_proxy_made_twice_goes_when_sending_is_refused(office: Office) -> None:
    office.fault(Fault(kind="repeat", method="POST", path=PACKAGES))
    office.fault(Fault(kind="status", method="POST", path=DOCUMENTS, code=400))
    assert office.send().phase is Phase.NOT_SENT
    office.outbox.run_all()
    assert office.leftovers() == []

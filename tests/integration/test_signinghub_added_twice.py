"""What SigningHub makes by itself, delivered twice or late: library, texts and templates."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.agreement import Agreement, Field, Participant
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType, Order, ParticipantKind, StepType
from app.domain.process import Branch, Step
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.services.outbox.records import Phase
from app.services.timing import Timing
from tests.support.signinghub_office import Office, a_package, a_signer

LIBRARY: JsonObject = {
    "library": [
        {"library_document_id": "501", "document_name": "Standard terms"},
        {"library_document_id": "502"},
    ]
}
TERMS = write_pdf([("Lease", ["Rent", "Notice"])])


def two_texts() -> Agreement:
    """Dates of Bodil's at two texts of the contract."""
    fields = tuple(
        Field(
            type=FieldType.DATE,
            participant="bodil",
            document="contract",
            page=1,
            x=40.0,
            y=40.0,
            width=100.0,
            height=20.0,
            id=anchor.lower(),
            anchor=anchor,
        )
        for anchor in ("Rent", "Notice")
    )
    told: JsonObject = {"fields": {each.id: {"placement": "RIGHT"} for each in fields}}
    return replace(a_package(signinghub=told), fields=fields)


def legal_before_tenant(order: Order) -> Agreement:
    """A template that has its people the other way round."""
    people = (
        Participant(label="legal", name="Legal", kind=ParticipantKind.GROUP),
        a_signer("bodil", "Bodil Oskarsson"),
    )
    steps = tuple(
        Step(type=StepType.SIGN, participant=each.label, documents=("contract",)) for each in people
    )
    agreement = a_package(signinghub={"template": {"template_name": "House lease"}})
    return replace(
        agreement,
        documents=agreement.documents[:1],
        participants=people,
        process=Branch(order=order, steps=steps),
    )


def people_and_fields(office: Office) -> tuple[list[str], list[str]]:
    package = office.only_package()
    fields = package.documents[0].fields
    return (
        [each.email or each.group_name for each in package.recipients],
        [each.recipient.email or each.recipient.group_name for each in fields],
    )


AS_WANTED = (
    ["Legal", "bodil@example.com"],
    ["bodil@example.com", "bodil@example.com", "Legal"],
)


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator, 4)


def test_a_library_document_that_a_proxy_added_twice_is_not_taken_for_the_next_one(
    office: Office,
) -> None:
    office.fault(Fault(kind="repeat", service="signinghub", method="POST", path="/library/501$"))

    item = office.send(a_package(signinghub=LIBRARY))

    names = [each.name for each in office.only_package().documents]
    assert names == ["Contract", "Annex", "Standard terms", "House rules"]
    assert item.phase is Phase.SENT, item.message


def test_fields_that_a_proxy_had_placed_twice_are_not_sent_on_each_other(office: Office) -> None:
    office.fault(Fault(kind="repeat", service="signinghub", method="POST", path="/autoplace$"))

    item = office.outbox.run(office.enqueue(two_texts(), TERMS).id, wait=3000)

    contract = office.only_package().documents[0]
    dates = [(each.page, each.box) for each in contract.fields if each.content.type == "DATE"]
    assert len(dates) == len(set(map(str, dates))) == 2
    assert item.phase is Phase.SENT, item.message


def test_a_field_that_somebody_drew_is_not_taken_for_one_that_was_to_be_placed(
    office: Office,
) -> None:
    def draw() -> None:
        package = office.only_package()
        document = package.documents[0]
        office.by_hand(
            "POST",
            f"/packages/{package.package_id}/documents/{document.document_id}/fields/text",
            {
                "order": 1,
                "page_no": 1,
                "type": "TEXT",
                "field_name": "by hand",
                "dimensions": {"x": 10, "y": 10, "width": 60, "height": 20},
            },
        )

    office.before_step["by_text"] = draw

    item = office.outbox.run(office.enqueue(two_texts(), TERMS).id, wait=3000)

    assert (item.phase, item.family) == (Phase.WAITING, "changed"), item.message
    assert office.agreements() == 0


def test_people_of_a_template_come_up_in_the_order_of_the_draft(office: Office) -> None:
    item = office.send(legal_before_tenant(Order.SEQUENCE))

    assert item.phase is Phase.SENT, item.message
    assert people_and_fields(office) == AS_WANTED
    assert [each.signing_order for each in office.only_package().recipients] == [1, 2]


def test_nobody_is_moved_while_a_naming_of_a_person_may_be_late(office: Office) -> None:
    office.timing = Timing(scale=0.05)
    office.fault(Fault(kind="drop_before", service="signinghub", path="/1/user$"))

    item = office.send(legal_before_tenant(Order.PARALLEL), wait=60)

    assert (item.phase, item.family) == (Phase.WAITING, "late"), item.message
    assert people_and_fields(office)[0] == ["bodil@example.com", "Legal"]
    assert office.requests("/reorder$") == []

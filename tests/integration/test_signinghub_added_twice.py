"""What SigningHub makes by itself, delivered twice or late: library, texts and templates."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.agreement import Agreement, Field
from app.domain.json_value import JsonObject
from app.domain.kinds import FieldType
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.services.outbox.records import Phase
from app.services.timing import Timing
from tests.support.signinghub_office import Office, a_package

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


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    office = Office(tmp_path, emulator, 4)
    office.timing = Timing(scale=0.005)
    return office


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

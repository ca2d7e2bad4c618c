"""Answers of SigningHub that are lost while nothing else can be read either."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.emulator.faults import Fault
from app.emulator.server import Emulator
from app.services.outbox.records import OutboxItem, Phase, StepRecord, StepState
from tests.support.signinghub_office import FIELDS, Office
from tests.support.waiting import wait_until

NEXT_PAGES = r"/fields/\d+$"
WANTED = 4
"""Fields: two people sign two documents."""


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


def fields_step(item: OutboxItem) -> StepRecord:
    return next(each for each in item.steps if each.kind == "fields")


def struck(office: Office, fault: Fault, reads: int | None = None) -> None:
    """The first field meets with the fault; so many reads of a page behind it find nobody."""
    office.fault(fault)
    office.fault(
        Fault(
            kind="drop_before",
            service="signinghub",
            method="GET",
            path=NEXT_PAGES,
            skip=1,
            times=reads,
        )
    )


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="drop_after", service="signinghub", method="POST", path=FIELDS),
        Fault(kind="status", code=401, effect=True, method="POST", path=FIELDS),
    ],
    ids=lambda each: each.kind,
)
def test_a_field_without_an_answer_stays_in_doubt_where_the_page_cannot_be_read(
    office: Office, fault: Fault
) -> None:
    struck(office, fault)

    item = office.send(wait=0)

    step = fields_step(item)
    assert (item.phase, step.state, step.doubtful) == (Phase.WAITING, StepState.UNCERTAIN, 1)
    office.emulator.world.faults.clear()
    assert office.outbox.run(item.id, wait=3000).phase is Phase.SENT
    assert office.doubles() == []


def test_a_field_that_comes_late_is_not_sent_twice(office: Office) -> None:
    late = office.timing.scaled(office.timing.change + 90.0)
    struck(
        office,
        Fault(kind="delay", service="signinghub", method="POST", path=FIELDS, seconds=late),
        reads=4,
    )
    item = office.send(wait=0)
    assert item.phase is Phase.WAITING

    def the_late_one_lands() -> None:
        office.emulator.world.faults.clear()
        wait_until(lambda: office.effects(FIELDS) == WANTED + 1)

    office.before_step["share"] = the_late_one_lands
    item = office.outbox.run(item.id, wait=3000)

    assert item.phase is Phase.SENT, item.message
    assert office.effects(FIELDS) == WANTED + 1
    assert office.doubles() == []


def doubled_field(office: Office) -> str:
    package = office.only_package()
    document = package.documents[0]
    field = document.fields[0]
    box = {"x": field.box.x, "y": field.box.y, "width": 60, "height": 20}
    office.by_hand(
        "POST",
        f"/packages/{package.package_id}/documents/{document.document_id}"
        "/fields/electronic_signature",
        {
            "order": 1,
            "page_no": field.page,
            "field_name": field.name,
            "dimensions": dict(box),
            "display": "VISIBLE",
        },
    )
    return "/fields$"


def doubled_recipient(office: Office) -> str:
    package = office.only_package()
    elin = {"user_email": "elin@example.com", "user_name": "Elin Sund", "role": "CARBON_COPY"}
    path = f"/packages/{package.package_id}/workflow/users"
    office.by_hand("POST", path, [{**elin, "signing_order": 3}])
    return r"/workflow/\d+$"


@pytest.mark.parametrize("double", [doubled_field, doubled_recipient], ids=lambda it: it.__name__)
def test_a_double_whose_removal_has_no_answer_is_not_removed_again_at_once(
    office: Office, double: Callable[[Office], str]
) -> None:
    """The removal could be under way, and take the other one when it comes."""

    def somebody_doubles_it() -> None:
        office.fault(Fault(kind="drop_after", method="DELETE", path=double(office)))

    office.before_step["tidy"] = somebody_doubles_it
    item = office.send()
    assert item.phase is Phase.WAITING
    assert office.agreements() == 0

    item = office.outbox.run(item.id, wait=3000)

    assert item.phase is Phase.SENT, item.message
    assert office.doubles() == []
    assert [len(each.fields) for each in office.only_package().documents] == [2, 2]
    assert len(office.only_package().recipients) == 3

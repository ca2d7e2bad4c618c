"""Sending packages through the emulated SigningHub, from the frozen draft to the shared package."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.agreement import Agreement, Document, Field
from app.domain.kinds import FieldType, Order, StepType
from app.domain.process import Branch, Step
from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from app.services.outbox.records import OutboxItem, Phase, StepRecord, StepState
from app.services.timing import Timing
from tests.support.signinghub_office import (
    DOCUMENTS,
    FIELDS,
    PACKAGES,
    USERS,
    WORKFLOW,
    Office,
    a_package,
    a_signer,
)

OpenOffice = Callable[[int], Office]
LONG = write_pdf([("Lease", ["Rent"]), ("Terms", ["Notice"]), ("Signatures", [])])


@pytest.fixture
def opened(tmp_path: Path, emulator: Emulator) -> OpenOffice:
    """Opens an office with a version of the API."""
    return lambda version: Office(tmp_path, emulator, version)


@pytest.fixture
def office(opened: OpenOffice) -> Office:
    return opened(3)


def sign(person: str, *documents: str) -> Step:
    return Step(type=StepType.SIGN, participant=person, documents=documents)


def four_people(order: Order) -> Agreement:
    """Three documents that four people sign."""
    labels = ("contract", "annex", "rules")
    people = ("ada", "bo", "cy", "di")
    return Agreement(
        id="5b0d9c7e-9a55-4d57-bb39-b79f61a7e9c1",
        title="Våning 7, tillägg",
        documents=tuple(Document(label=each, file=f"{each}.pdf", name=each) for each in labels),
        participants=tuple(a_signer(each, each.title()) for each in people),
        process=Branch(order=order, steps=tuple(sign(each, *labels) for each in people)),
    )


def one_and_clean(office: Office, item: OutboxItem) -> None:
    assert item.phase is Phase.SENT, item.message
    assert office.agreements() == 1
    assert office.leftovers() == []
    assert office.doubles() == []


def step(item: OutboxItem, kind: str) -> StepRecord:
    return next(each for each in item.steps if each.kind == kind)


@pytest.mark.parametrize("version", [3, 4])
def test_a_draft_becomes_one_package_as_it_was_composed(opened: OpenOffice, version: int) -> None:
    office = opened(version)

    item = office.send()

    one_and_clean(office, item)
    [package] = office.packages()
    assert item.service_id == str(package.package_id)
    assert (package.name, package.type, package.message) == ("Lease 2031", "SERIAL", "Please sign.")
    assert [(each.email, each.role) for each in package.recipients] == [
        ("bodil@example.com", "SIGNER"),
        ("karim@example.com", "SIGNER"),
        ("elin@example.com", "CARBON_COPY"),
    ]
    assert [each.name for each in package.documents] == ["Contract", "Annex"]
    for document in package.documents:
        fields = {each.recipient.email: each.otp_mobile_number for each in document.fields}
        assert fields == {"bodil@example.com": None, "karim@example.com": "+46702254141"}
        assert document.source == f"Countersign/{item.ref}-{package.documents.index(document) + 1}"
    assert [each.service_id for each in office.arrived] == [item.service_id] * len(office.arrived)
    assert all(each.state is StepState.DONE for each in office.outbox.item(item.id).steps)


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize(
    ("order", "type_", "stages"),
    [(Order.SEQUENCE, "SERIAL", [1, 2, 3, 4]), (Order.PARALLEL, "PARALLEL", [1, 2, 3, 4])],
)
def test_three_documents_for_four_people_arrive_whole(
    opened: OpenOffice, version: int, order: Order, type_: str, stages: list[int]
) -> None:
    office = opened(version)

    item = office.send(four_people(order))

    one_and_clean(office, item)
    [package] = office.packages()
    assert (package.type, [each.signing_order for each in package.recipients]) == (type_, stages)
    assert [len(each.fields) for each in package.documents] == [4, 4, 4]
    assert package.name == "Våning 7, tillägg"


def test_stages_are_kept_in_a_custom_workflow(office: Office) -> None:
    agreement = four_people(Order.SEQUENCE)
    ada, bo, cy, di = agreement.steps()
    both = Branch(order=Order.PARALLEL, steps=(bo, cy))
    process = Branch(order=Order.SEQUENCE, steps=(ada, both, di))

    item = office.send(replace(agreement, process=process))

    one_and_clean(office, item)
    [package] = office.packages()
    assert package.type == "CUSTOM"
    assert [each.signing_order for each in package.recipients] == [1, 2, 2, 3]


def test_signatures_lie_where_the_draft_wants_them_else_at_the_end(office: Office) -> None:
    place = Field(
        type=FieldType.SIGNATURE,
        participant="bodil",
        document="contract",
        page=2,
        x=72,
        y=640,
        width=180,
        height=48,
    )
    item = office.enqueue(replace(a_package(), fields=(place,)), LONG)
    item = office.outbox.run(item.id, wait=3000)

    one_and_clean(office, item)
    [package] = office.packages()
    pages = [
        (each.recipient.email, each.page)
        for document in package.documents
        for each in document.fields
    ]
    bodil, karim = "bodil@example.com", "karim@example.com"
    assert pages == [(bodil, 2), (karim, 3), (bodil, 3), (karim, 3)]
    box = package.documents[0].fields[0].box
    assert (box.x, box.y, box.width, box.height) == (72, 640, 180, 48)


WRITES = [
    ("POST", PACKAGES),
    ("POST", DOCUMENTS),
    ("PUT", r"/documents/\d+$"),
    ("PUT", WORKFLOW),
    ("POST", USERS),
    ("POST", FIELDS),
    ("PUT", r"/packages/\d+$"),
    ("POST", WORKFLOW),
]
FAULTS = [Fault(kind="drop_after"), Fault(kind="repeat")]
"""The fault matrix has all others, and version 3."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: f"{each.kind}-{each.code}-{each.effect}")
@pytest.mark.parametrize(("method", "path"), WRITES, ids=lambda each: each.strip("/$"))
def test_whatever_becomes_of_a_request_one_package_is_sent(
    opened: OpenOffice, method: str, path: str, fault: Fault
) -> None:
    office = opened(4)
    office.timing = Timing(scale=0.005)
    office.fault(replace(fault, service="signinghub", method=method, path=path))

    item = office.send()

    assert office.emulator.world.faults.waiting() == []
    one_and_clean(office, item)


@pytest.mark.parametrize("version", [3, 4])
def test_what_was_called_back_after_a_lost_answer_is_not_sent_twice(
    opened: OpenOffice, version: int
) -> None:
    office = opened(version)
    office.fault(Fault(kind="drop_after", service="signinghub", method="POST", path=WORKFLOW))
    reads = r"/packages/\d+/(workflow|log).*$"
    office.before_sharing = lambda: office.fault(
        Fault(
            kind="status",
            service="signinghub",
            method="GET",
            path=reads,
            code=500,
            skip=1,
            times=None,
        )
    )
    item = office.send(wait=0)
    assert item.phase is Phase.FINDING_OUT
    office.emulator.world.faults.clear()
    office.before_sharing = lambda: None
    office.by_hand("DELETE", f"/packages/{office.only_package().package_id}/workflow")

    item = office.outbox.send_again(item.id)

    assert item.phase is Phase.FINDING_OUT
    assert item.message is not None
    assert "called it back" in item.message.title
    assert office.agreements() == 1


def test_a_doubtful_package_is_let_go_and_never_deleted(office: Office) -> None:
    office.fault(Fault(kind="drop_before", service="signinghub", method="POST", path=WORKFLOW))
    item = office.send(wait=0)
    assert item.phase is Phase.FINDING_OUT

    item = office.outbox.give_up(item.id)

    assert item.phase is Phase.LET_GO
    assert len(office.packages()) == 1
    assert not [each for each in office.requests(r"/packages/\d+$") if each.startswith("DELETE")]


def test_a_refused_share_is_not_sent_and_leaves_nothing(office: Office) -> None:
    office.hub.configure({"workflows_left": 0})

    item = office.send()

    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "limit" in item.message.service_text
    assert office.packages() == []


def test_a_draft_that_is_shared_between_look_and_repeat_is_found_by_its_refusal(
    office: Office,
) -> None:
    office.timing = Timing(scale=0.005)
    office.fault(Fault(kind="drop_before", service="signinghub", method="POST", path=WORKFLOW))
    visits = []

    def before_sharing() -> None:
        visits.append(1)
        if len(visits) == 2:
            office.share_by_hand(str(office.only_package().package_id))

    office.before_sharing = before_sharing

    item = office.send()

    one_and_clean(office, item)


def test_other_drafts_of_the_account_stay_as_they_are(office: Office) -> None:
    for name in ("Lease 2031", "Lease 2031 ~0123456789"):
        office.by_hand("POST", "/packages", {"package_name": name})

    item = office.send()

    assert item.phase is Phase.SENT
    assert [each.name for each in office.packages() if each.status == "DRAFT"] == [
        "Lease 2031",
        "Lease 2031 ~0123456789",
    ]


def test_a_server_that_keeps_no_sources_of_documents_sends_all_the_same(office: Office) -> None:
    """Once all is named as people read it, the documents' numbers are all that tells it is ours."""

    def forget_sources() -> None:
        for document in office.only_package().documents:
            document.source = ""

    office.before_step["people"] = forget_sources

    item = office.send()

    assert item.phase is Phase.SENT, item.message
    assert office.agreements() == 1
    assert office.leftovers() == []

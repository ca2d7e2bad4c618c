"""Sending through the outbox to the emulated Scrive, over real sockets."""

import json

import pytest

from app.domain.kinds import Order, Role, StepType
from app.domain.process import Branch, Step
from app.emulator.faults import Fault, FaultKind
from app.services.outbox.records import Phase, SendState
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga
from tests.support.flow_office import START, UPLOAD, Office


def test_the_calls_of_the_guide_are_made_once_each(office: Office) -> None:
    item = office.send()
    assert item.state is SendState.SENT, item.message
    posts = [each for each in office.requests("/") if each.startswith("POST")]
    assert [each.rsplit("/", 1)[-1] for each in posts] == ["new", "update", "instances"]
    assert item.instance_id


def test_the_request_follows_the_guide(office: Office) -> None:
    item = office.send()
    assert item.firing is not None
    body = json.loads(item.firing.request)
    [document] = body["documents"]
    assert document["type"] == "esign"
    assert [party["participant"] for party in document["parties"]] == ["bodil", "inga"]
    assert body["participants"][0]["emails"] == [{"email": "bodil@example.com"}]
    assert body["participants"][1]["authentication"]["view"] == {
        "provider": "sms_otp",
        "max_attempts": 3,
    }
    assert body["process"]["type"] == "parallel_all"
    assert body["process"]["steps"][1]["authentication"] == "inga_sign"


def test_the_draft_at_scrive_gets_its_real_name_back(office: Office) -> None:
    item = office.send()
    assert office.client.get(item.document_ids[0]).title == "Contract"


def test_several_documents_and_a_viewer_are_one_agreement(office: Office) -> None:
    process = Branch(
        order=Order.SEQUENCE,
        steps=(
            a_step("bodil", "contract", "rules"),
            a_step("inga", "contract", authentication="inga_sign"),
            Step(type=StepType.VIEW, participant="elin", documents=("contract", "rules")),
        ),
    )
    agreement = an_agreement(
        documents=(a_document(), a_document("rules")),
        participants=(bodil(), inga(), elin()),
        process=process,
    )
    item = office.send(agreement)
    assert item.state is SendState.SENT, item.message
    assert len(office.requests("/flow/instances")) == 1
    [arrival] = office.arrived
    turns = {each.label: each.signing_order for each in arrival.known}
    assert turns == {"bodil": 1, "inga": 2, "elin": 1}
    assert [len(each.signatory_ids) for each in arrival.known] == [2, 1, 2]
    assert arrival.known[2].role is Role.VIEWER


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "html_502", "cut"])
def test_a_broken_start_still_ends_with_one_instance(office: Office, kind: FaultKind) -> None:
    office.fault(Fault(kind=kind, method="POST", path=START, size=5))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    assert office.instances() == 1


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "html_502"])
def test_a_broken_upload_leaves_one_document(office: Office, kind: FaultKind) -> None:
    office.fault(Fault(kind=kind, method="POST", path=UPLOAD))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    assert office.documents() == list(item.document_ids)


def test_a_refused_start_says_why_and_leaves_nothing_behind(office: Office) -> None:
    body = '{"code": 400, "message": "Participant inga has no usable phone."}'
    office.fault(
        Fault(kind="status", path=START, code=400, body=body, content_type="application/json")
    )
    item = office.send()
    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "no usable phone" in item.message.service_text
    assert office.documents() == []


def test_a_service_that_is_down_keeps_the_agreement(office: Office) -> None:
    office.fault(Fault(kind="refuse", service="scrive"))
    item = office.send()
    assert item.phase is Phase.WAITING
    assert item.family == "unreachable"
    office.emulator.world.faults.clear()
    assert office.outbox.run(item.id).state is SendState.SENT

"""Sending through the outbox to the emulated Scrive, over real sockets."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.agreement import Agreement
from app.domain.kinds import Order, Role, ServiceKind, StepType
from app.domain.process import Branch, Step
from app.emulator.faults import Fault, FaultKind
from app.emulator.server import Emulator
from app.services.accounts import Account
from app.services.clock import SystemClock
from app.services.http.client import HttpClient, Transport
from app.services.outbox.outbox import Outbox
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.scrive.auth import PlaintextAuth
from app.services.scrive.client import ScriveClient
from app.services.scrive.refusals import refusal_text
from app.services.scrive.sending import FlowCarrier
from app.services.secrets.secret import Secret
from app.services.storage.database import MIGRATIONS, Database
from app.services.timing import Timing
from tests.support.agreements import a_document, a_step, an_agreement, bodil, elin, inga
from tests.support.emulator import GUIDE_PDF

if TYPE_CHECKING:
    from app.services.outbox.carrier import Arrival

SCALE = 0.02


class Office:
    """An outbox that sends to the emulator."""

    def __init__(self, folder: Path, emulator: Emulator) -> None:
        self.folder = folder
        self.emulator = emulator
        self.arrived: list[Arrival] = []
        clock = SystemClock()
        secrets = {
            name: Secret(value) for name, value in emulator.services["scrive"].credentials().items()
        }
        timing = Timing(scale=SCALE)
        http = HttpClient(
            emulator.scrive_url,
            PlaintextAuth(secrets),
            Transport(clock=clock, timing=timing),
            read_text=refusal_text,
        )
        self.client = ScriveClient(http)
        self.account = Account(
            id="a1", name="Office", service=ServiceKind.SCRIVE, base_url=emulator.scrive_url
        )
        self.outbox = Outbox(
            Database(folder / "c.db", MIGRATIONS / "countersign", clock),
            folder / "outbox",
            folder / "lock",
            lambda _account_id: FlowCarrier(self.client),
            clock,
            lambda: timing,
            lambda _item, arrival: self.arrived.append(arrival),
        )

    def send(self, agreement: Agreement | None = None, wait: float = 3000) -> OutboxItem:
        wanted = agreement or an_agreement()
        paths = {}
        for document in wanted.documents:
            paths[document.label] = self.folder / document.file
            paths[document.label].write_bytes(GUIDE_PDF)
        item = self.outbox.enqueue(wanted, paths, self.account)
        return self.outbox.run(item.id, wait=wait)

    def requests(self, path: str) -> list[str]:
        """Method and path of every request that the emulator saw below a path."""
        return [
            f"{entry.method} {entry.path}"
            for entry in self.emulator.world.journal.entries()
            if entry.service == "scrive" and path in entry.path
        ]

    def fault(self, fault: Fault) -> None:
        self.emulator.world.faults.order(fault)


START = "/flow/instances"
UPLOAD = "/api/v2/documents/new"


@pytest.fixture
def office(tmp_path: Path, emulator: Emulator) -> Office:
    return Office(tmp_path, emulator)


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
    started = office.emulator.services["scrive"].agreements()
    assert len(started) == 1


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "html_502"])
def test_a_broken_upload_leaves_one_document(office: Office, kind: FaultKind) -> None:
    office.fault(Fault(kind=kind, method="POST", path=UPLOAD))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    page = office.client.listed()
    assert [each.id for each in page.documents] == list(item.document_ids)


def test_a_refused_start_says_why_and_leaves_nothing_behind(office: Office) -> None:
    body = '{"code": 400, "message": "Participant inga has no usable phone."}'
    office.fault(
        Fault(kind="status", path=START, code=400, body=body, content_type="application/json")
    )
    item = office.send()
    assert item.phase is Phase.NOT_SENT
    assert item.message is not None
    assert "no usable phone" in item.message.service_text
    assert office.client.listed().documents == ()


def test_a_service_that_is_down_keeps_the_agreement(office: Office) -> None:
    office.fault(Fault(kind="refuse", service="scrive"))
    item = office.send()
    assert item.phase is Phase.WAITING
    assert item.family == "unreachable"
    office.emulator.world.faults.clear()
    assert office.outbox.run(item.id).state is SendState.SENT

"""Sending to the emulated Scrive while answers, the network or the user get in the way."""

import pytest

from app.emulator.faults import Fault, FaultKind
from app.services.outbox.records import OutboxItem, Phase, SendState
from tests.support.emulator import GUIDE_PDF
from tests.support.flow_office import START, UPLOAD, Office

UPDATE = "/update$"
LARGE = GUIDE_PDF + b"%" + b"x" * 30_000_000 + b"\n%%EOF\n"


@pytest.mark.parametrize("shape", ["id", "instance_id", "flow_id", "nested", "location", "empty"])
def test_every_shape_of_the_answer_is_sent_and_leaves_no_secret_behind(
    office: Office, shape: str
) -> None:
    service = office.emulator.services["scrive"]
    service.configure({"flow_answer": shape})
    item = office.send()
    assert item.state is SendState.SENT
    assert (item.instance_id == "") == (shape == "empty")
    credentials = service.credentials()
    links = [each.link for each in office.emulator.world.inbox.messages() if each.link]
    secrets = [credentials["apisecret"], credentials["accesssecret"], *links]
    assert len(secrets) == 4
    for file in office.folder.rglob("*"):
        if file.is_file():
            kept = file.read_bytes()
            assert not [each for each in secrets if each.encode() in kept], file


@pytest.mark.parametrize("path", [UPLOAD, UPDATE, START])
def test_a_request_that_a_proxy_delivers_twice_makes_one_agreement(
    office: Office, path: str
) -> None:
    office.fault(Fault(kind="repeat", method="POST", path=path))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    assert office.instances() == 1
    assert office.documents() == list(item.document_ids)


@pytest.mark.parametrize("effect", [False, True])
@pytest.mark.parametrize("path", [UPLOAD, UPDATE, START])
@pytest.mark.parametrize("code", [409, 503])
def test_a_status_that_proves_nothing_ends_with_one_agreement(
    office: Office, path: str, code: int, effect: bool
) -> None:
    office.fault(Fault(kind="status", method="POST", path=path, code=code, effect=effect))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    assert office.instances() == 1
    assert office.documents() == list(item.document_ids)


@pytest.mark.parametrize("path", [UPLOAD, UPDATE, START])
@pytest.mark.parametrize("code", [400, 404])
def test_a_refusal_is_final_and_leaves_nothing_behind(office: Office, path: str, code: int) -> None:
    office.fault(Fault(kind="status", method="POST", path=path, code=code))
    item = office.send()
    assert item.phase is Phase.NOT_SENT
    assert office.instances() == 0
    assert office.documents() == []


@pytest.mark.parametrize("path", [UPLOAD, UPDATE, START])
def test_a_sign_in_refused_in_the_middle_is_only_a_delay(office: Office, path: str) -> None:
    office.fault(Fault(kind="status", method="POST", path=path, code=401))
    item = office.send()
    assert item.state is (SendState.SENT if path == START else SendState.NOT_SENT)
    assert office.outbox.run(item.id, wait=3000).state is SendState.SENT
    assert office.instances() == 1


@pytest.mark.parametrize("kind", ["delay", "delay_after"])
@pytest.mark.parametrize("path", [UPLOAD, UPDATE, START])
def test_an_answer_that_comes_too_late_ends_with_one_agreement(
    office: Office, path: str, kind: FaultKind
) -> None:
    office.fault(Fault(kind=kind, method="POST", path=path, seconds=0.9))
    item = office.send()
    assert item.state is SendState.SENT, item.message
    assert office.instances() == 1
    assert office.documents() == list(item.document_ids)


def test_a_pause_that_the_service_asks_for_is_kept(office: Office) -> None:
    office.fault(Fault(kind="status", path=UPLOAD, code=429, retry_after="3600"))
    item = office.send(wait=30)
    assert (item.phase, item.family) == (Phase.WAITING, "throttled")
    assert len(office.requests(UPLOAD)) == 1


def test_thirty_megabytes_are_sent_in_pieces(office: Office) -> None:
    told: list[tuple[int, int]] = []

    def hear(item: OutboxItem) -> None:
        if item.progress is not None:
            told.append(item.progress)

    office.outbox.subscribe(hear)
    item = office.outbox.run(office.enqueue(pdf=LARGE).id, wait=3000)
    assert item.state is SendState.SENT, item.message
    done = [each for each, _whole in told]
    assert done == sorted(done)
    assert done[-1] == told[-1][1] > len(LARGE)
    assert office.documents() == list(item.document_ids)


def test_an_upload_that_the_user_stops_leaves_nothing_behind(office: Office) -> None:
    def hear(item: OutboxItem) -> None:
        if item.progress is not None and item.progress[0] > 1_000_000:
            office.outbox.cancel(item.id)

    office.outbox.subscribe(hear)
    item = office.outbox.run(office.enqueue(pdf=LARGE).id)
    assert item.phase is Phase.GIVEN_UP
    assert office.documents() == []


def test_what_somebody_removed_in_scrive_stays_in_doubt_and_is_told(office: Office) -> None:
    office.fault(Fault(kind="drop_before", method="POST", path=START))
    item = office.enqueue()

    def hear(told: OutboxItem) -> None:
        if told.phase is Phase.FINDING_OUT:
            unsubscribe()
            [document] = office.documents()
            office.client.trash(document)

    unsubscribe = office.outbox.subscribe(hear)
    done = office.outbox.run(item.id, wait=3000)
    assert (done.state, done.family) == (SendState.FINDING_OUT, "elsewhere")
    assert done.message is not None
    assert "removed" in done.message.title


def test_what_somebody_started_by_hand_is_neither_sent_again_nor_removed(office: Office) -> None:
    office.fault(Fault(kind="drop_before", method="POST", path=UPDATE, times=None))
    item = office.send()
    assert item.phase is Phase.WAITING
    office.emulator.world.faults.clear()
    [document] = office.documents()
    office.start_by_hand(document)
    done = office.outbox.run(item.id)
    assert (done.phase, done.family) == (Phase.WAITING, "changed")
    assert office.instances() == 0
    assert office.client.get(document).status == "pending"
    office.outbox.run_all()
    assert office.requests(f"{document}/trash") == []


def test_a_doubled_draft_that_somebody_removed_meanwhile_stops_nothing(office: Office) -> None:
    office.fault(Fault(kind="repeat", method="POST", path=UPLOAD))
    office.fault(Fault(kind="status", method="POST", path="/trash$", code=404))
    assert office.send().state is SendState.SENT
    assert office.instances() == 1


def test_what_was_sent_and_removed_at_once_counts_as_confirmed(office: Office) -> None:
    office.fault(Fault(kind="status", path="/get$", code=404, skip=3))
    item = office.send()
    assert item.state is SendState.SENT
    assert len(office.arrived) == 1
    office.outbox.run_all()
    assert len(office.arrived) == 1

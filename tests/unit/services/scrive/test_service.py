"""Scrive behind its port: the test of an account, following, downloading."""

import hashlib
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.domain.kinds import Delivery, ServiceKind
from app.domain.progress import waiting_names
from app.domain.status import AgreementStatus, ParticipantStatus
from app.emulator.faults import Fault
from app.services.clock import SystemClock
from app.services.errors import BadAnswer, Gone, ServiceError, Unauthorized, Unreachable
from app.services.ports import AccountCheck, CheckState, KnownParticipant, SavedKind
from app.services.scrive.service import ScriveService
from tests.support.raw_server import RawServer, closed_port, silent
from tests.support.scrive_desk import bodil, inga, opened
from tests.support.scrive_server import ScriveServer, a_scrive_client, journal_of, signatories

BUYER: JsonObject = {
    "label": "bodil",
    "name": "Bodil Oskarsson",
    "emails": [{"email": "bodil@example.com"}],
}
SELLER: JsonObject = {
    "label": "inga",
    "name": "Inga Engberg",
    "phones": [{"phone": "+46701740611"}],
}
VALUES = {"apitoken": "a_1", "apisecret": "b", "accesstoken": "c_2", "accesssecret": "d"}


def at(url: str) -> ScriveService:
    clock = SystemClock()
    return ScriveService(a_scrive_client(url, VALUES, clock), clock)


def states(check: AccountCheck) -> dict[str, CheckState]:
    return {each.code: each.state for each in check.items}


def test_a_good_account_is_tested_without_leaving_a_trace(scrive: ScriveServer) -> None:
    service = scrive.service()
    check = service.check()
    assert service.kind is ServiceKind.SCRIVE
    assert states(check) == {
        "server": CheckState.GOOD,
        "sign_in": CheckState.GOOD,
        "read": CheckState.GOOD,
        "flow": CheckState.GOOD,
        "sending": CheckState.NOT_TESTED,
    }
    assert "@" in check.identity.email
    assert check.identity.name
    assert check.identity.email in check.items[1].sentence
    assert all(line.startswith("GET ") for line in journal_of(scrive))


@pytest.mark.parametrize("name", VALUES)
def test_each_wrong_value_is_a_wrong_sign_in(scrive: ScriveServer, name: str) -> None:
    with pytest.raises(Unauthorized):
        scrive.service({name: "0000"}).check()


def test_swapped_values_are_a_wrong_sign_in(scrive: ScriveServer) -> None:
    right = scrive.desk.scrive.credentials()
    swapped = {"apitoken": right["accesstoken"], "accesstoken": right["apitoken"]}
    with pytest.raises(Unauthorized):
        scrive.service(swapped).check()


def test_an_account_without_flow_is_told_so(scrive: ScriveServer) -> None:
    scrive.configure(flow_enabled=False)
    check = scrive.service().check()
    assert states(check)["flow"] is CheckState.BAD
    assert states(check)["sign_in"] is CheckState.GOOD


def test_flow_that_does_not_answer_says_nothing_about_the_account(scrive: ScriveServer) -> None:
    scrive.desk.world.faults.order(Fault(kind="html_502", path="data_retention", times=None))
    assert states(scrive.service().check())["flow"] is CheckState.NOT_TESTED


@pytest.mark.parametrize(("status", "state"), [(403, CheckState.BAD), (502, CheckState.NOT_TESTED)])
def test_documents_that_cannot_be_read_are_told(
    scrive: ScriveServer, status: int, state: CheckState
) -> None:
    fault = Fault(kind="status", code=status, path="documents/list", times=None, body="no")
    scrive.desk.world.faults.order(fault)
    assert states(scrive.service().check())["read"] is state


def test_a_sign_in_that_is_revoked_while_it_is_tested_is_told(scrive: ScriveServer) -> None:
    fault = Fault(kind="status", code=401, path="documents/list", times=None, body="revoked")
    scrive.desk.world.faults.order(fault)
    with pytest.raises(Unauthorized):
        scrive.service().check()


def test_a_user_who_may_not_be_named_is_signed_in_all_the_same(scrive: ScriveServer) -> None:
    refusal = '{"error_type": "insufficient_privileges", "error_message": "", "http_code": 403}'
    fault = Fault(kind="status", code=403, path="getprofile", times=None, body=refusal)
    scrive.desk.world.faults.order(fault)
    check = scrive.service().check()
    assert states(check)["sign_in"] is CheckState.GOOD
    assert check.identity.email == ""


def test_an_account_is_not_tested_against_something_else(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("<html>Welcome</html>")
    with pytest.raises(ServiceError):
        at(httpserver.url_for("")).check()
    httpserver.clear()
    page = "<html><body>Sign in to the hotel's network</body></html>"
    httpserver.expect_request("/api/v2/monitor/status").respond_with_data(page)
    httpserver.expect_request("/api/v2/getprofile").respond_with_data(page)
    with pytest.raises(BadAnswer, match="web page"):
        at(httpserver.url_for("")).check()


def test_an_account_at_nobodys_address_is_unreachable() -> None:
    with closed_port() as port, pytest.raises(Unreachable):
        at(f"http://127.0.0.1:{port}").check()
    with RawServer(silent) as server, pytest.raises(Unreachable):
        at(server.url).check()


def test_a_flow_agreement_is_followed_from_invitation_to_seal(scrive: ScriveServer) -> None:
    service_id = scrive.flow(BUYER, SELLER, documents=2)
    service = scrive.service()
    known = whom_we_sent(scrive, service_id)

    observation = service.observe(service_id, known)
    assert observation.service_id == service_id
    assert observation.status is AgreementStatus.IN_PROGRESS
    assert waiting_names(observation) == ("Bodil Oskarsson", "Inga Engberg")
    assert observation.observed_at == scrive.desk.world.clock.now()
    assert observation.sent_at is not None

    flow = scrive.desk.scrive.agreements()[0].id
    scrive.desk.act(flow, "Bodil Oskarsson", "open")
    first = service.observe(service_id, known).participants[0]
    assert first.status is ParticipantStatus.OPENED
    scrive.desk.act(flow, "Bodil Oskarsson", "sign")
    observation = service.observe(service_id, known)
    assert observation.participants[0].status is ParticipantStatus.ACTED
    assert observation.participants[0].documents_total == 2
    assert waiting_names(observation) == ("Inga Engberg",)

    scrive.desk.act(flow, "Inga Engberg", "open")
    scrive.desk.act(flow, "Inga Engberg", "sign")
    observation = service.observe(service_id, known)
    assert observation.status is AgreementStatus.COMPLETED
    assert observation.completed_at is not None
    assert observation.history


def whom_we_sent(scrive: ScriveServer, service_id: str) -> tuple[KnownParticipant, ...]:
    pairs = [signatories(scrive.desk.read(each)) for each in service_id.split(",")]
    firsts, seconds = zip(*pairs, strict=True)
    return (
        KnownParticipant(
            label="bodil",
            name="Bodil Oskarsson",
            email="bodil@example.com",
            signatory_ids=tuple(firsts),
        ),
        KnownParticipant(
            label="inga",
            name="Inga Engberg",
            phone="+46701740611",
            delivery=Delivery.SMS,
            signatory_ids=tuple(seconds),
        ),
    )


def test_a_flow_agreement_whose_parties_stay_blank_still_has_names(scrive: ScriveServer) -> None:
    scrive.configure(copies_participants=False)
    service_id = scrive.flow(BUYER, SELLER)
    known = whom_we_sent(scrive, service_id)
    named = scrive.service().observe(service_id, known)
    assert waiting_names(named) == ("Bodil Oskarsson", "Inga Engberg")
    elsewhere = scrive.service().observe(service_id)
    assert [each.name for each in elsewhere.participants] == ["", ""]


def test_a_flow_agreement_made_elsewhere_is_followed_by_its_documents(
    scrive: ScriveServer,
) -> None:
    service_id = scrive.flow(BUYER, SELLER, documents=2, order="sequence")
    observation = scrive.service().observe(f" {service_id.replace(',', ' , ')} ")
    assert observation.service_id == service_id
    assert [each.name for each in observation.participants] == ["Bodil Oskarsson", "Inga Engberg"]
    assert [each.documents_total for each in observation.participants] == [2, 2]
    flow = scrive.desk.scrive.agreements()[0].id
    scrive.desk.act(flow, "Bodil Oskarsson", "open")
    scrive.desk.act(flow, "Bodil Oskarsson", "decline")
    observation = scrive.service().observe(service_id)
    assert observation.status is AgreementStatus.DECLINED
    assert observation.participants[0].status is ParticipantStatus.DECLINED


def test_a_document_sent_alone_is_followed_too(scrive: ScriveServer) -> None:
    document = scrive.desk.started(bodil(sign_order=1), inga(sign_order=2))
    scrive.desk.act(document, "Bodil Oskarsson", "deliver_fail")
    first, second = scrive.service().observe(str(document["id"])).participants
    assert (first.status, first.raw_status) == (ParticipantStatus.FAILED, "not_delivered")
    assert (second.status, second.delivery) == (ParticipantStatus.NOT_YET, Delivery.SMS)


def test_a_history_that_cannot_be_had_is_no_failure(scrive: ScriveServer) -> None:
    document = scrive.desk.started(bodil())
    fault = Fault(kind="status", code=403, path="history", times=None, body="no")
    scrive.desk.world.faults.order(fault)
    observation = scrive.service().observe(str(document["id"]))
    assert observation.history == ()
    assert observation.status is AgreementStatus.IN_PROGRESS


def test_a_sign_in_that_is_revoked_in_between_is_told(scrive: ScriveServer) -> None:
    document = scrive.desk.started(bodil())
    fault = Fault(kind="status", code=401, path="history", times=None, body="revoked")
    scrive.desk.world.faults.order(fault)
    with pytest.raises(Unauthorized):
        scrive.service().observe(str(document["id"]))


def test_an_agreement_of_nobody_is_gone(scrive: ScriveServer) -> None:
    with pytest.raises(Gone):
        scrive.service().observe("8123456789012345678")


@pytest.mark.parametrize("service_id", ["", "lease", "7,", "7;8"])
def test_what_cannot_be_an_id_is_refused_without_asking(
    scrive: ScriveServer, service_id: str
) -> None:
    with pytest.raises(DomainError):
        scrive.service().observe(service_id)
    assert scrive.requests() == []


def test_signed_files_are_saved_under_their_titles(scrive: ScriveServer, tmp_path: Path) -> None:
    service_id = scrive.flow(BUYER, documents=2)
    flow = scrive.desk.scrive.agreements()[0].id
    scrive.desk.act(flow, "Bodil Oskarsson", "open")
    scrive.desk.act(flow, "Bodil Oskarsson", "sign")
    scrive.desk.wait(60)
    seen: list[tuple[int, int]] = []
    files = scrive.service().download(
        service_id, tmp_path, progress=lambda *each: seen.append(each)
    )
    signed = [each for each in files if each.kind is SavedKind.SIGNED]
    assert [each.path.name for each in signed] == ["Contract 1.pdf", "Contract 2.pdf"]
    assert all(each.path.read_bytes().startswith(b"%PDF-") for each in signed)
    for each in files:
        assert each.sha256 == hashlib.sha256(each.path.read_bytes()).hexdigest()
    assert seen[-1][0] == seen[-1][1] == sum(each.path.stat().st_size for each in files)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_file_that_is_not_signed_yet_says_so_in_its_name(
    scrive: ScriveServer, tmp_path: Path
) -> None:
    document = scrive.desk.prepared(bodil(), title="../Lease")
    opened(scrive.desk.do(document, "start"))
    (file,) = scrive.service().download(str(document["id"]), tmp_path)
    assert file.path.parent == tmp_path
    assert file.path.name.endswith("Lease (not complete).pdf")


def test_of_several_files_all_are_saved_or_none(scrive: ScriveServer, tmp_path: Path) -> None:
    service_id = scrive.flow(BUYER, documents=2)
    fault = Fault(kind="status", code=404, path="files/main", skip=1, times=None)
    scrive.desk.world.faults.order(fault)
    with pytest.raises(Gone):
        scrive.service().download(service_id, tmp_path)
    assert list(tmp_path.iterdir()) == []

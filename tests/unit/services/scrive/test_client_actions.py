"""What is done after sending: the requests as they leave, and what their answers mean."""

import io
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

import pytest
from pytest_httpserver import HTTPServer

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.services.clock import SystemClock
from app.services.errors import BadAnswer, Forbidden, Uncertain
from app.services.scrive.client import ScriveClient
from app.services.scrive.wire import EvidenceFile
from tests.support.scrive_server import a_scrive_client

VALUES = {"apitoken": "a_1", "apisecret": "b", "accesstoken": "c_2", "accesssecret": "d"}
ID = "8123456789012345678"
API = f"/api/v2/documents/{ID}"
SAME: JsonObject = {"id": ID, "status": "pending"}

Call = Callable[[ScriveClient], object]

CHANGING: dict[str, tuple[Call, str, dict[str, str]]] = {
    "automatic reminder": (
        lambda client: client.set_auto_reminder(ID, 3, 7),
        "/setautoreminder",
        {"days": "3", "object_version": "7"},
    ),
    "no automatic reminder": (
        lambda client: client.set_auto_reminder(ID, None),
        "/setautoreminder",
        {},
    ),
    "authentication to view the archive": (
        lambda client: client.set_authentication_to_view_archived(ID, "12", "standard"),
        "/12/setauthenticationtoviewarchived",
        {"authentication_type": "standard"},
    ),
    "tags": (
        lambda client: client.update_tags(ID, {"project": "Årsta", "old": None}),
        "/tags/update",
        {
            "tags": '[{"name": "project", "value": "Årsta"}, {"name": "old", "value": null}]',
        },
    ),
    "callback": (lambda client: client.call_back(ID), "/callback", {}),
}
FIRING: dict[str, tuple[Call, str, dict[str, str]]] = {
    "authentication to view": (
        lambda client: client.set_authentication_to_view(
            ID, "12", "se_bankid", personal_number="190001019876"
        ),
        "/12/setauthenticationtoview",
        {"authentication_type": "se_bankid", "personal_number": "190001019876"},
    ),
    "authentication to sign": (
        lambda client: client.set_authentication_to_sign(
            ID, "12", "sms_pin", mobile_number="+46700000001", object_version=2
        ),
        "/12/setauthenticationtosign",
        {
            "authentication_type": "sms_pin",
            "mobile_number": "+46700000001",
            "object_version": "2",
        },
    ),
    "authentication by a company": (
        lambda client: client.set_authentication_to_sign(
            ID, "12", "dk_mitid_erhverv", company_number="10000001"
        ),
        "/12/setauthenticationtosign",
        {"authentication_type": "dk_mitid_erhverv", "company_number": "10000001"},
    ),
    "cancel": (lambda client: client.cancel(ID, 4), "/cancel", {"object_version": "4"}),
    "remind": (lambda client: client.remind(ID), "/remind", {}),
    "prolong": (lambda client: client.prolong(ID, 14), "/prolong", {"days": "14"}),
    "forward": (
        lambda client: client.forward(ID, "ida@example.com", no_attachments=True),
        "/forward",
        {"email": "ida@example.com", "no_content": "true", "no_attachments": "true"},
    ),
    "resend": (lambda client: client.resend(ID, "12"), "/12/resend", {}),
    "another address": (
        lambda client: client.change_email_and_mobile(
            ID, "12", email="ida@example.com", object_version=9
        ),
        "/12/changeemailandmobile",
        {"email": "ida@example.com", "object_version": "9"},
    ),
}
ALL = CHANGING | FIRING


@pytest.fixture
def client(httpserver: HTTPServer) -> ScriveClient:
    return a_scrive_client(httpserver.url_for(""), VALUES, SystemClock())


def sent(server: HTTPServer) -> tuple[str, str, Mapping[str, str], str]:
    """The only request that arrived: method, path, form and what becomes of its connection."""
    assert len(server.log) == 1
    request = server.log[0][0]
    form = dict(parse_qsl(request.get_data(as_text=True), strict_parsing=False))
    return request.method, request.path, form, request.headers.get("Connection", "")


@pytest.mark.parametrize("name", ALL)
def test_a_request_says_what_was_asked_for_and_nothing_else(
    httpserver: HTTPServer, client: ScriveClient, name: str
) -> None:
    call, path, form = ALL[name]
    httpserver.expect_request(f"{API}{path}").respond_with_json(SAME)
    call(client)
    assert sent(httpserver)[:3] == ("POST", f"{API}{path}", form)


@pytest.mark.parametrize("name", ALL)
def test_what_writes_to_people_or_is_final_has_a_connection_of_its_own(
    httpserver: HTTPServer, client: ScriveClient, name: str
) -> None:
    call, path, _form = ALL[name]
    httpserver.expect_request(f"{API}{path}").respond_with_json(SAME)
    call(client)
    assert (sent(httpserver)[3] == "close") == (name in FIRING)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_repeated_and_a_lost_answer_leaves_doubt(
    httpserver: HTTPServer, client: ScriveClient, name: str
) -> None:
    call, path, _form = ALL[name]
    httpserver.expect_request(f"{API}{path}").respond_with_data("<html>no</html>", status=502)
    with pytest.raises(Uncertain):
        call(client)
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("name", ALL)
def test_a_page_of_a_proxy_is_no_success(
    httpserver: HTTPServer, client: ScriveClient, name: str
) -> None:
    call, path, _form = ALL[name]
    httpserver.expect_request(f"{API}{path}").respond_with_data("<html>Welcome</html>")
    with pytest.raises(Uncertain):
        call(client)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_queued_reminder_needs_no_body(
    httpserver: HTTPServer, client: ScriveClient, status: int
) -> None:
    httpserver.expect_request(f"{API}/remind").respond_with_data("", status=status)
    client.remind(ID)


def test_an_answer_about_another_document_is_in_doubt(
    httpserver: HTTPServer, client: ScriveClient
) -> None:
    httpserver.expect_request(f"{API}/cancel").respond_with_json({"id": "1", "status": "canceled"})
    with pytest.raises(Uncertain):
        client.cancel(ID)


def test_a_restart_gives_another_document(httpserver: HTTPServer, client: ScriveClient) -> None:
    draft = {"id": 8123456789012345679, "status": "preparation"}
    httpserver.expect_ordered_request(f"{API}/restart").respond_with_json(draft, 201)
    httpserver.expect_ordered_request(f"{API}/restart").respond_with_json(SAME, 201)
    assert client.restart(ID).id == "8123456789012345679"
    with pytest.raises(Uncertain):
        client.restart(ID)


def test_what_flow_manages_is_refused_in_scrives_words(
    httpserver: HTTPServer, client: ScriveClient
) -> None:
    told = {"error_type": "action_not_permitted", "error_message": "Managed by Flow"}
    httpserver.expect_request(f"{API}/remind").respond_with_json(told, 403)
    with pytest.raises(Forbidden) as caught:
        client.remind(ID)
    assert caught.value.service_text == "Managed by Flow."


def test_a_code_to_scan_must_be_a_picture(httpserver: HTTPServer, client: ScriveClient) -> None:
    picture = b"\x89PNG\r\n\x1a\nrest"
    httpserver.expect_ordered_request(f"{API}/12/getqrcode").respond_with_data(picture)
    httpserver.expect_ordered_request(f"{API}/12/getqrcode").respond_with_data(b"<html>")
    assert client.qr_code(ID, "12") == picture
    with pytest.raises(BadAnswer):
        client.qr_code(ID, "12")


@pytest.mark.parametrize("signatory", ["", "12/cancel", "../9", "x"])
def test_no_id_leads_to_another_endpoint(client: ScriveClient, signatory: str) -> None:
    with pytest.raises(DomainError):
        client.resend(ID, signatory)


def test_evidence_is_fetched_from_the_service_alone(
    httpserver: HTTPServer, client: ScriveClient
) -> None:
    told = {"attachments": [{"name": "Evidence Log", "download_url": f"{API}/files/5/log.html"}]}
    httpserver.expect_request(f"{API}/evidenceattachments").respond_with_json(told)
    httpserver.expect_request(f"{API}/files/5/log.html").respond_with_data("<html>log</html>")
    (file,) = client.evidence(ID)
    sink = io.BytesIO()
    client.evidence_file(file, sink)
    assert sink.getvalue() == b"<html>log</html>"
    for elsewhere in ("http://127.0.0.1:9/x", "//127.0.0.1:9/x", "x", "/a\n"):
        with pytest.raises(BadAnswer):
            client.evidence_file(EvidenceFile(download_url=elsewhere), io.BytesIO())

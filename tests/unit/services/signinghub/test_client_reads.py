"""What is asked of SigningHub to read, with its headers and pages, and what is made of it."""

import base64
import io
import json
from collections.abc import Callable

import pytest
from pytest_httpserver import HTTPServer

from app.domain.json_value import JsonValue
from app.services.errors import BadAnswer, Gone, Refused
from app.services.secrets.secret import Secret
from app.services.signinghub.answers import FileKind
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.client_files import Protection
from app.services.signinghub.client_reading import PackageFilter
from app.services.signinghub.positions import Seat
from app.services.signinghub.wire_history import HistoryNode
from tests.support.signinghub_scripted import DOCUMENT, PACKAGE, ScriptedHub

P = f"/packages/{PACKAGE}"
D = f"{P}/documents/{DOCUMENT}"
SEAT = Seat(order=1, user_email="bo@example.com", role="SIGNER")
PDF = b"%PDF-1.7 lease"
PNG = b"\x89PNG\r\n\x1a\nlease"


@pytest.fixture
def hub(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


def test_a_list_is_narrowed_by_headers_in_base64_and_in_v4_by_more(hub: ScriptedHub) -> None:
    entry: JsonValue = {"package_id": 88121, "gatekeeper_package": True, "extension": "pdf"}
    hub.says("GET", "/packages/ALL/2/25", [entry], headers={"x-total-records": "212"})
    only = PackageFilter(folder="INBOX", search="sales contract 105", v4={"owned-by": "ME"})
    for version in (3, 4):
        page = hub.client(version).packages(page=2, records=25, only=only)
        assert (page.total, page.entries[0].gatekeeper) == (212, True)
    third, fourth = hub.calls
    assert third.headers["x-folder"] == "SU5CT1g="
    assert third.headers["x-search-text"] == "c2FsZXMgY29udHJhY3QgMTA1"
    assert (third.query, fourth.query) == ({}, {"owned-by": "ME"})


def test_text_in_a_header_is_utf_8_whatever_its_letters(hub: ScriptedHub) -> None:
    hub.says("GET", "/packages/DRAFT/1/50", [])
    hub.client().packages(status="DRAFT", only=PackageFilter(folder="Åre mål"))
    told = hub.calls[-1].headers
    assert base64.b64decode(told["x-folder"]).decode() == "Åre mål"
    assert "x-search-text" not in told


LISTS: list[tuple[str, Callable[[SigningHubClient], object], JsonValue, str]] = [
    ("/settings/contacts", lambda c: c.contacts(page=2, records=10).entries[0].user_email,
     {"email": "bo@example.com"}, "bo@example.com"),
    ("/settings/groups", lambda c: c.groups(page=2, records=10).entries[0].group_name,
     {"Name": "Legal", "Members": ["bo@example.com", {"user_name": "Cy"}]}, "Legal"),
    ("/settings/templates", lambda c: c.templates(page=2, records=10).entries[0].template_name,
     {"name": "House lease"}, "House lease"),
    ("/settings/library", lambda c: c.library(page=2, records=10).entries[0].document_id,
     {"id": 77}, "77"),
    ("/account/notifications", lambda c: c.notifications(page=2, records=10).entries[0].message,
     {"message": "Hej"}, "Hej"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "ask", "entry", "wanted"), LISTS)
def test_lists_of_the_account_take_the_records_before_the_page(
    hub: ScriptedHub,
    path: str,
    ask: Callable[[SigningHubClient], object],
    entry: JsonValue,
    wanted: str,
) -> None:
    hub.says("GET", f"{path}/10/2", [entry], headers={"x-total-records": "11"})
    assert ask(hub.client()) == wanted


def test_a_list_that_is_not_there_is_empty(hub: ScriptedHub) -> None:
    hub.says("GET", "/settings/groups/50/1", {"Message": "Document not found"}, status=404)
    page = hub.client().groups()
    assert (page.entries, page.total) == ((), None)


def test_the_address_book_of_the_enterprise_is_searched(hub: ScriptedHub) -> None:
    hub.says("GET", "/settings/contacts/50/1", ["bo@example.com"])
    [found] = hub.client().contacts(search="Bo", enterprise=True).entries
    assert found.user_email == "bo@example.com"
    headers = hub.calls[-1].headers
    assert (headers["x-enterprise"], headers["x-search-text"]) == ("true", "Qm8=")


def test_what_is_used_up_is_told_as_it_comes(hub: ScriptedHub) -> None:
    hub.says("GET", "/account/statistics/usage", {"workflows": 3})
    hub.says("GET", "/account/statistics/documents", {"draft": 2})
    client = hub.client()
    assert (client.usage(), client.document_counts()) == ({"workflows": 3}, {"draft": 2})


def test_package_details_are_read_in_v4_only(hub: ScriptedHub) -> None:
    told: JsonValue = {
        "name": "Lease",
        "owner": {"name": "Ada", "email": "ada@example.com"},
        "documents": [{"id": 550231, "name": "lease", "size": 9}],
    }
    hub.says("GET", f"{P}/details", told)
    found = hub.client(4).package_details(PACKAGE)
    assert (found.owner.user_email, found.documents[0].id) == ("ada@example.com", DOCUMENT)
    with pytest.raises(Refused, match="cannot tell"):
        hub.client(3).package_details(PACKAGE)


def test_a_document_is_read_with_what_may_change_and_what_was_checked(hub: ScriptedHub) -> None:
    hub.says("GET", f"{D}/details", {"document_id": 550231, "template": {"template_name": "T"}})
    hub.says("GET", f"{D}/certify", {"certify": {"enabled": True}, "lock_form_fields": True})
    hub.says("GET", f"{D}/verification", [{"field_name": "f1", "valid": True}])
    hub.says("GET", f"{P}/verification", {"documents": []})
    client = hub.client()
    document = client.document_details(PACKAGE, DOCUMENT)
    assert document.template is not None
    certify = client.document_certify(PACKAGE, DOCUMENT)
    assert (certify.certify and certify.certify.enabled, certify.lock_form_fields) == (True, True)
    assert client.document_verification(PACKAGE, DOCUMENT) == [{"field_name": "f1", "valid": True}]
    assert client.package_verification(PACKAGE) == {"documents": []}


def test_fields_of_all_kinds_are_read_with_where_they_lie(hub: ScriptedHub) -> None:
    told: JsonValue = {
        "text": [{"field_name": "t", "order": None, "max_length": 30, "font": {"size": 12}}],
        "electronic_signature": [
            {
                "field_name": "s",
                "order": 2,
                "dimensions": {"field": {"x": 1.5, "y": 2}, "page": {"width": 595}},
                "authentication": {"enabled": True, "sms_otp": {"mobile_number": "+46"}},
            }
        ],
    }
    hub.says("GET", f"{D}/fields/2", told)
    signature, text = hub.client().fields(PACKAGE, DOCUMENT, 2)
    assert (signature.kind, signature.order, text.kind, text.order) == (
        "electronic_signature",
        2,
        "text",
        None,
    )
    assert (signature.dimensions.field.x, signature.dimensions.page.width) == (1.5, 595)
    assert signature.authentication_signing.sms_otp.mobile_number == "+46"
    assert (text.max_length, text.font.size) == (30, 12)


def test_settings_of_a_recipient_are_read_after_a_look_at_who_is_there(hub: ScriptedHub) -> None:
    hub.says("GET", f"{P}/workflow/1/permissions", {"print": True})
    hub.says("GET", f"{P}/workflow/1/authentication", {"access_duration": {"enabled": True}})
    hub.says("GET", f"{P}/workflow/1/reminders", {"remind_after": 3})
    client = hub.client()
    assert client.permissions(PACKAGE, SEAT).print is True
    assert client.opening(PACKAGE, SEAT).access_duration.enabled is True
    assert client.reminders(PACKAGE, SEAT).remind_after == 3
    assert sum(call.path.endswith("/workflow/users") for call in hub.calls) == 3


def _history(*ids: int) -> JsonValue:
    actions: list[JsonValue] = [{"log_id": each, "action_type": "SHARED"} for each in ids]
    return {"package_id": 88121, "owner_name": "Ada", "actions": actions}


def test_a_history_of_many_pages_keeps_what_the_first_page_tells(hub: ScriptedHub) -> None:
    hub.says("GET", f"{P}/log/1/100", _history(*range(100)))
    hub.says("GET", f"{P}/log/2/100", _history(100))
    history = hub.client(4).history(PACKAGE)
    assert (history.package_id, history.owner_name, len(history.actions)) == (PACKAGE, "Ada", 101)


def test_a_server_that_has_no_pages_of_history_is_asked_for_all_of_it(hub: ScriptedHub) -> None:
    hub.says("GET", f"{P}/log/1/100", {"Message": "No such page"}, status=404)
    hub.says("GET", f"{P}/log", _history(7))
    assert [each.log_id for each in hub.client(4).history(PACKAGE).actions] == ["7"]


def test_a_page_of_history_that_is_not_there_is_its_end(hub: ScriptedHub) -> None:
    hub.says("GET", f"{P}/log/1/100", _history(*range(100)))
    hub.says("GET", f"{P}/log/2/100", {"Message": "Document not found"}, status=404)
    assert len(hub.client(4).history(PACKAGE).actions) == 100


def _node(depth: int) -> JsonValue:
    node: dict[str, JsonValue] = {"key": "end"}
    for _ in range(depth):
        node = {"key": "in", "data": [node]}
    return node


@pytest.mark.parametrize("flag", [True, False])
def test_an_entry_of_the_history_is_a_tree(hub: ScriptedHub, flag: bool) -> None:
    hub.says("GET", f"{P}/log/7/details", _node(3))
    node = hub.client().history_details(PACKAGE, "7", with_certificates=flag)
    assert node.data[0].data[0].data[0].key == "end"
    assert hub.calls[-1].headers["x-base64"] == ("true" if flag else "false")


def test_an_entry_that_is_nested_without_end_is_a_bad_answer(hub: ScriptedHub) -> None:
    deep = b'{"data": [' * 5000 + b"{}" + b"]}" * 5000
    hub.says("GET", f"{P}/log/7/details", body=deep)
    with pytest.raises(BadAnswer):
        hub.client().history_details(PACKAGE, "7")
    hub.says("GET", f"{P}/log/8/details", body=json.dumps(_node(400)).encode())
    with pytest.raises(BadAnswer, match="could not be read"):
        hub.client().history_details(PACKAGE, "8")


@pytest.mark.parametrize("absolute", [True, False])
def test_a_certificate_is_fetched_at_the_address_that_was_told(
    hub: ScriptedHub, absolute: bool
) -> None:
    path = f"{P}/log/7/details/k3y"
    hub.says("GET", path, body=b"0\x82certificate")
    url = f"{hub.url}/v3{path}" if absolute else f"/v3{path}"
    node = HistoryNode(certificate_base64_url=url)
    assert hub.client().certificate(PACKAGE, node) == b"0\x82certificate"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://elsewhere.example.com/v3/packages/1/log/7/details/k",
        "//elsewhere.example.com/x",
        "k3y",
        "/v3/../x",
        "/v3/x y",
        "/v3/x\r\nHost: y",
    ],
)
def test_the_token_goes_to_no_other_address(hub: ScriptedHub, url: str) -> None:
    with pytest.raises(BadAnswer, match="not its own"):
        hub.client().certificate(PACKAGE, HistoryNode(certificate_base64_url=url))
    assert hub.calls == []


def test_an_address_that_only_begins_like_ours_is_another(hub: ScriptedHub) -> None:
    node = HistoryNode(certificate_base64_url=f"{hub.url}.example.com/v3/x")
    with pytest.raises(BadAnswer):
        hub.client().certificate(PACKAGE, node)
    assert hub.calls == []


@pytest.mark.parametrize("body", [b"", b"<html>Sign in</html>"])
def test_a_certificate_that_is_none_is_a_bad_answer(hub: ScriptedHub, body: bytes) -> None:
    hub.says("GET", "/x", body=body)
    with pytest.raises(BadAnswer):
        hub.client().certificate(PACKAGE, HistoryNode(certificate_base64_url="/v3/x"))


def test_protected_documents_are_opened_with_password_or_code(hub: ScriptedHub) -> None:
    hub.says("GET", P, body=PDF)
    hub.says("GET", D, body=PDF)
    hub.says("GET", f"{D}/images/2/800x600", body=PNG)
    client = hub.client()
    password = Protection(password=Secret("lamp-post"))
    code = Protection(code=Secret("123456"))
    assert client.download_package(PACKAGE, io.BytesIO(), protection=password) is FileKind.PDF
    assert client.download_document(PACKAGE, DOCUMENT, io.BytesIO(), protection=code)
    picture = client.page_image(PACKAGE, DOCUMENT, 2, width=800, height=600, protection=password)
    assert picture == PNG
    told = [(c.headers.get("x-password"), c.headers.get("x-otp")) for c in hub.calls]
    assert told == [("lamp-post", None), (None, "123456"), ("lamp-post", None)]
    assert {c.headers["accept"] for c in hub.calls} == {"application/octet-stream", "image/png"}
    assert "lamp" not in repr(password)


def test_the_evidence_is_no_page_of_a_proxy(hub: ScriptedHub) -> None:
    hub.says("GET", f"{P}/report", body=PDF)
    sink = io.BytesIO()
    assert hub.client().report(PACKAGE, sink) is FileKind.PDF
    assert sink.getvalue() == PDF
    hub.says("GET", f"{D}/images/1/8x6", body=b"<html></html>")
    with pytest.raises(BadAnswer):
        hub.client().page_image(PACKAGE, DOCUMENT, 1, width=8, height=6)


READS: list[Callable[[SigningHubClient], object]] = [
    lambda c: c.users(PACKAGE),
    lambda c: c.history(PACKAGE),
    lambda c: c.history_details(PACKAGE, "7"),
    lambda c: c.document_details(PACKAGE, DOCUMENT),
    lambda c: c.document_verification(PACKAGE, DOCUMENT),
    lambda c: c.package_verification(PACKAGE),
    lambda c: c.fields(PACKAGE, DOCUMENT, 1),
    lambda c: c.report(PACKAGE, io.BytesIO()),
    lambda c: c.page_image(PACKAGE, DOCUMENT, 1, width=8, height=6),
]


@pytest.mark.parametrize("ask", READS)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_part_that_is_missing_is_gone_only_with_its_package(
    hub: ScriptedHub, ask: Callable[[SigningHubClient], object], is_there: bool
) -> None:
    gone: JsonValue = {"Message": "Document not found"}
    parts = ["/workflow/users", "/log", "/log/7/details", "/verification", "/report"]
    for path in [f"{P}{part}" for part in parts] + [
        f"{D}{part}" for part in ("/details", "/verification", "/fields/1", "/images/1/8x6")
    ]:
        hub.says("GET", path, gone, status=404)
    if not is_there:
        hub.says("GET", f"{P}/workflow", gone, status=404)
    with pytest.raises(Refused) as caught:
        ask(hub.client())
    assert isinstance(caught.value, Gone) is not is_there

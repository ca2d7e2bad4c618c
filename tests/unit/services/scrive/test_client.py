"""The endpoints of Scrive, against the emulator and against stranger answers."""

import io
import json

import pytest
from pytest_httpserver import HTTPServer

from app.domain.errors import DomainError, UserCancelled
from app.domain.json_value import JsonObject
from app.emulator.faults import Fault
from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.errors import (
    BadAnswer,
    Forbidden,
    Gone,
    Refused,
    Throttled,
    Unauthorized,
    Uncertain,
)
from app.services.scrive.client import ScriveClient
from tests.support.emulator import GUIDE_PDF, guide_body
from tests.support.scrive_server import ScriveServer, a_scrive_client, journal_of

VALUES = {"apitoken": "a_1", "apisecret": "b", "accesstoken": "c_2", "accesssecret": "d"}
DRAFTS: list[JsonObject] = [
    {"filter_by": "status", "statuses": ["preparation"]},
    {"filter_by": "is_author"},
]
OLDEST_FIRST: list[JsonObject] = [{"sort_by": "mtime", "order": "ascending"}]


@pytest.fixture
def client(scrive: ScriveServer) -> ScriveClient:
    return scrive.client()


@pytest.fixture
def odd(httpserver: HTTPServer) -> ScriveClient:
    """Our client before a server that answers as a test tells it."""
    return a_scrive_client(httpserver.url_for(""), VALUES, SystemClock())


def new(client: ScriveClient, name: str = "Lease-0a1b2c-1.pdf") -> str:
    return client.new_document(io.BytesIO(GUIDE_PDF), name).id


def ready_for_flow(client: ScriveClient) -> bytes:
    """A prepared document, and the request of the guide for it."""
    document = client.new_document(io.BytesIO(GUIDE_PDF), "Lease.pdf")
    parties = [document.parties[0].raw, {}, {}]
    document = client.update(document.id, {"parties": list(parties)})
    first, second = (party.id for party in document.parties[1:])
    return json.dumps(guide_body(document.id, (first, second))).encode()


def test_an_upload_becomes_a_draft_called_like_its_file(client: ScriveClient) -> None:
    seen: list[tuple[int, int]] = []
    document = client.new_document(
        io.BytesIO(GUIDE_PDF), "Lease-0a1b2c-1.pdf", progress=lambda *each: seen.append(each)
    )
    assert document.title == "Lease-0a1b2c-1"
    assert document.status == "preparation"
    assert [party.is_author for party in document.parties] == [True]
    assert seen[-1][0] == seen[-1][1] > len(GUIDE_PDF)


def test_a_cancelled_upload_makes_no_draft(scrive: ScriveServer, client: ScriveClient) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(UserCancelled):
        client.new_document(io.BytesIO(GUIDE_PDF), "Lease.pdf", cancel=cancel)
    assert client.listed().documents == ()


def test_something_that_is_no_pdf_is_refused_in_scrives_words(client: ScriveClient) -> None:
    with pytest.raises(Refused) as caught:
        client.new_document(io.BytesIO(b"plain text"), "Lease.pdf")
    assert caught.value.status == 400
    assert caught.value.service_text


def test_an_update_changes_what_it_names_and_keeps_the_author_first(client: ScriveClient) -> None:
    document = client.get(new(client))
    changed = client.update(
        document.id,
        {
            "title": "Lease \u00c5ngstr\u00f6m & Co",
            "tags": [{"name": "countersign-ref", "value": "0a1b2c"}],
            "parties": [document.parties[0].raw, {}, {"signatory_role": "viewer"}],
        },
        document.object_version,
    )
    assert changed.title == "Lease \u00c5ngstr\u00f6m & Co"
    assert [(tag.name, tag.value) for tag in changed.tags] == [("countersign-ref", "0a1b2c")]
    roles = [party.signatory_role for party in changed.parties]
    assert roles == ["signing_party", "signing_party", "viewer"]
    assert [party.is_author for party in changed.parties] == [True, False, False]
    assert client.get(document.id) == changed


def test_an_update_of_something_older_is_in_doubt(client: ScriveClient) -> None:
    document = client.get(new(client))
    client.update(document.id, {"title": "First"})
    with pytest.raises(Uncertain) as caught:
        client.update(document.id, {"title": "Second"}, document.object_version)
    assert caught.value.status == 409
    assert client.get(document.id).title == "First"


def test_drafts_are_found_by_filter_page_by_page(client: ScriveClient) -> None:
    ids = {new(client, f"Lease-{number}.pdf") for number in range(3)}
    first = client.listed(DRAFTS, sorting=OLDEST_FIRST, most=2)
    second = client.listed(DRAFTS, sorting=OLDEST_FIRST, most=2, offset=2)
    assert [len(first.documents), len(second.documents)] == [2, 1]
    assert {each.id for page in (first, second) for each in page.documents} == ids
    assert client.listed(DRAFTS, offset=3).documents == ()


def test_a_draft_is_gone_after_trash_and_delete(client: ScriveClient) -> None:
    document_id = new(client)
    client.trash(document_id)
    assert client.get(document_id).is_trashed
    client.delete(document_id)
    assert client.listed().documents == ()


@pytest.mark.parametrize("answer", ["id", "instance_id", "flow_id", "nested", "location"])
def test_the_id_of_an_instance_is_found_wherever_it_stands(
    scrive: ScriveServer, client: ScriveClient, answer: str
) -> None:
    scrive.configure(flow_answer=answer)
    instance_id = client.create_flow_instance(ready_for_flow(client))
    assert instance_id == scrive.desk.scrive.agreements()[0].id


def test_an_instance_without_an_id_is_created_all_the_same(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    scrive.configure(flow_answer="empty")
    body = ready_for_flow(client)
    assert client.create_flow_instance(body) == ""
    sent = scrive.requests()[-1]
    assert (sent.path, sent.body_size) == ("/flow/instances", len(body))
    assert sent.headers["Connection"] == "close"


def test_an_instance_whose_answer_was_cut_off_is_created_all_the_same(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    body = ready_for_flow(client)
    scrive.desk.world.faults.order(Fault(kind="cut", path="/flow/instances", size=9))
    assert client.create_flow_instance(body) == ""


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "html_502"])
def test_an_instance_without_an_answer_is_in_doubt_and_asked_for_once(
    scrive: ScriveServer, client: ScriveClient, kind: str
) -> None:
    body = ready_for_flow(client)
    scrive.desk.world.faults.order(Fault(kind=kind, path="/flow/instances"))  # type: ignore[arg-type]
    with pytest.raises(Uncertain):
        client.create_flow_instance(body)
    assert journal_of(scrive).count("POST /flow/instances") == 1


def test_an_instance_with_a_wrong_label_is_refused(client: ScriveClient) -> None:
    told = json.loads(ready_for_flow(client))
    told["process"]["steps"][0]["participant"] = "nobody"
    with pytest.raises(Refused) as caught:
        client.create_flow_instance(json.dumps(told).encode())
    assert caught.value.status == 400
    assert caught.value.service_text


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, '{"id": "7"}'),
        (202, ""),
        (201, "<html><body>Welcome to the hotel's network</body></html>"),
        (201, "created"),
    ],
)
def test_another_kind_of_success_is_in_doubt(
    httpserver: HTTPServer, odd: ScriveClient, status: int, body: str
) -> None:
    httpserver.expect_request("/flow/instances").respond_with_data(body, status=status)
    with pytest.raises(Uncertain):
        odd.create_flow_instance(b"{}")


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"id": 5, "acc', '"7"', '{"id": null}'])
def test_a_success_of_the_listed_kind_is_one_whatever_its_json_says(
    httpserver: HTTPServer, odd: ScriveClient, body: str
) -> None:
    httpserver.expect_request("/flow/instances").respond_with_data(body, status=201)
    assert odd.create_flow_instance(b"{}") == ""


def test_only_the_id_is_taken_from_the_address_of_an_instance(
    httpserver: HTTPServer, odd: ScriveClient
) -> None:
    for place, found in (("/flow/instances/i-7", "i-7"), ("/flow/overview/i-7/bodil/5ec3e7", "")):
        httpserver.expect_oneshot_request("/flow/instances").respond_with_data(
            "", status=201, headers={"Location": place}
        )
        assert odd.create_flow_instance(b"{}") == found


@pytest.mark.parametrize("body", ["", "{}", "[]", "{", "null", "<html></html>", '{"id": null}'])
def test_a_draft_that_cannot_be_read_is_in_doubt_after_a_change(
    httpserver: HTTPServer, odd: ScriveClient, body: str
) -> None:
    httpserver.expect_request("/api/v2/documents/new").respond_with_data(body, status=201)
    httpserver.expect_request("/api/v2/documents/7/get").respond_with_data(body)
    with pytest.raises(Uncertain):
        odd.new_document(io.BytesIO(GUIDE_PDF), "Lease.pdf")
    with pytest.raises(BadAnswer):
        odd.get("7")


def test_numbers_and_unknown_words_are_kept_as_text(
    httpserver: HTTPServer, odd: ScriveClient
) -> None:
    httpserver.expect_request("/api/v2/documents/7/get").respond_with_json(
        {
            "id": 8123456789012345678,
            "status": "sleeping",
            "object_version": "12",
            "parties": [{"id": 901, "signatory_role": "witness", "sign_order": None}, "odd"],
            "brand_new": {"member": True},
        }
    )
    document = odd.get("7")
    assert document.id == "8123456789012345678"
    assert (document.status, document.object_version) == ("sleeping", 12)
    assert [(each.id, each.signatory_role) for each in document.parties] == [("901", "witness")]
    assert document.raw["brand_new"] == {"member": True}


@pytest.mark.parametrize("document_id", ["", "..", "7/../8", "abc", "7?x=1", "\u0667", "7,8"])
def test_what_cannot_be_an_id_never_becomes_part_of_an_address(
    scrive: ScriveServer, client: ScriveClient, document_id: str
) -> None:
    with pytest.raises(DomainError) as caught:
        client.get(document_id)
    assert caught.value.code == "service_id.malformed"
    assert scrive.requests() == []


def test_a_document_of_nobody_is_gone(client: ScriveClient) -> None:
    with pytest.raises(Gone):
        client.get("8123456789012345678")


def test_wrong_credentials_are_told_though_the_answer_is_plain_text(scrive: ScriveServer) -> None:
    with pytest.raises(Unauthorized) as caught:
        scrive.client({"accesssecret": "wrong"}).profile()
    assert "credentials" in caught.value.service_text


def test_flow_says_whether_it_takes_the_sign_in(scrive: ScriveServer, client: ScriveClient) -> None:
    client.flow_ready()
    scrive.configure(flow_enabled=False)
    with pytest.raises(Forbidden):
        client.flow_ready()


def test_a_web_page_is_not_taken_for_flow(httpserver: HTTPServer, odd: ScriveClient) -> None:
    path = "/flow/folders/home/data_retention"
    httpserver.expect_request(path).respond_with_data("<!doctype html><p>Welcome")
    with pytest.raises(BadAnswer, match="web page"):
        odd.flow_ready()


def test_the_main_file_is_waited_for_while_it_is_sealed(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    document_id = new(client)
    busy = Fault(kind="status", code=503, path="files/main", times=3)
    scrive.desk.world.faults.order(busy)
    sink = io.BytesIO()
    client.main_file(document_id, sink)
    assert sink.getvalue().startswith(b"%PDF-")
    assert [line for line in journal_of(scrive) if "files/main" in line][3:] == [
        f"GET /api/v2/documents/{document_id}/files/main/document.pdf"
    ]


def test_a_main_file_that_is_never_ready_is_given_up(
    scrive: ScriveServer, client: ScriveClient
) -> None:
    document_id = new(client)
    scrive.desk.world.faults.order(Fault(kind="status", code=503, path="files/main", times=None))
    with pytest.raises(Throttled):
        client.main_file(document_id, io.BytesIO())
    assert sum("files/main" in line for line in journal_of(scrive)) == 5


def test_a_file_that_is_no_pdf_is_not_taken_for_one(
    httpserver: HTTPServer, odd: ScriveClient
) -> None:
    httpserver.expect_request("/api/v2/documents/7/files/main/document.pdf").respond_with_data(
        "<html>please sign in</html>"
    )
    with pytest.raises(BadAnswer, match="not a PDF"):
        odd.main_file("7", io.BytesIO())


def test_the_history_is_read_newest_first(client: ScriveClient) -> None:
    events = client.history(new(client)).events
    assert events
    assert [each.time for each in events] == sorted((each.time for each in events), reverse=True)

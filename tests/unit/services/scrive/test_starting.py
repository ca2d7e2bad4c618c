"""Starting a document by itself, against odd answers, and fencing a doubtful start off."""

from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer

from app.domain.json_value import JsonObject
from app.services.cancel import CancelToken
from app.services.clock import SystemClock
from app.services.errors import Forbidden, Gone, Refused, Uncertain
from app.services.outbox.carrier import Changed, Fence, Parcel
from app.services.outbox.records import FrozenFile, StepClass, StepRecord
from app.services.scrive.client import ScriveClient
from app.services.scrive.document_sending import DocumentsCarrier
from tests.support.documents_office import A4, a_document_agreement
from tests.support.scrive_server import a_scrive_client

VALUES = {"apitoken": "a_1", "apisecret": "b", "accesstoken": "c_2", "accesssecret": "d"}
API = "/api/v2/documents/8123456789012345678"
ID = API.rsplit("/", 1)[-1]
VERSION = 2
REASONS: JsonObject = {
    "error_type": "document_state_error",
    "error_message": "first reason",
    "http_code": 409,
    "error_details": {"explanations": ["first reason", "second reason"]},
}


def a_step(position: int, kind: str, klass: StepClass, result: JsonObject) -> StepRecord:
    subject = "contract" if kind == "upload" else ""
    return StepRecord(position=position, kind=kind, klass=klass, subject=subject, result=result)


PARCEL = Parcel(
    agreement=a_document_agreement(),
    files=(FrozenFile(label="contract", file="1.pdf", name="Contract", sha256="", size=1),),
    paths={},
    ref="0123456789",
    enqueued_at=datetime(2031, 3, 1, tzinfo=UTC),
    steps=(
        a_step(0, "upload", StepClass.CREATING, {"document_id": ID}),
        a_step(
            1,
            "prepare",
            StepClass.CONVERGING,
            {
                "documents": {
                    "contract": {"document_id": ID, "object_version": VERSION, "signatories": {}}
                }
            },
        ),
    ),
)
START = StepRecord(
    position=3, kind="start", klass=StepClass.FIRING, request=b"object_version=2", attempts=1
)


@pytest.fixture
def client(httpserver: HTTPServer) -> ScriveClient:
    return a_scrive_client(httpserver.url_for(""), VALUES, SystemClock())


@pytest.fixture
def carrier(client: ScriveClient) -> DocumentsCarrier:
    return DocumentsCarrier(client, lambda _path: [A4])


def started(carrier: DocumentsCarrier) -> JsonObject:
    return carrier.perform(START, PARCEL, lambda _done, _total: None, CancelToken())


def tells(server: HTTPServer, status: str, version: int = VERSION, **more: bool) -> None:
    """The next read of the document finds it like this."""
    body = {"id": ID, "status": status, "object_version": version, **more}
    server.expect_ordered_request(f"{API}/get").respond_with_json(body)


def answers(server: HTTPServer, action: str, body: JsonObject, status: int = 200) -> None:
    server.expect_ordered_request(f"{API}/{action}").respond_with_json(body, status)


def test_exactly_the_stored_form_is_sent(httpserver: HTTPServer, client: ScriveClient) -> None:
    httpserver.expect_request(
        f"{API}/start",
        method="POST",
        data=b"object_version=2",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    ).respond_with_json({"id": ID, "status": "pending"})
    assert client.start(ID, b"object_version=2").status == "pending"


@pytest.mark.parametrize(
    "body",
    [
        "<html>Welcome</html>",
        "",
        '{"id": "8123456789012345678", "status": "preparation"}',
        '{"id": "8123456789012345678"}',
        '{"id": "1", "status": "pending"}',
    ],
)
def test_a_success_that_does_not_say_so_leaves_doubt(
    httpserver: HTTPServer, client: ScriveClient, body: str
) -> None:
    httpserver.expect_request(f"{API}/start").respond_with_data(body)
    with pytest.raises(Uncertain):
        client.start(ID, b"object_version=2")


@pytest.mark.parametrize(
    ("status", "body", "reasons"),
    [
        (200, {"can_start": True}, []),
        (200, {"can_start": False, "explanations": ["one", "two"]}, ["one", "two"]),
        (200, {"can_start": False, **REASONS}, ["first reason", "second reason"]),
        (409, REASONS, ["first reason", "second reason"]),
        (404, {}, []),
        (200, {"something": "else"}, []),
    ],
)
def test_what_is_against_a_start_is_asked_beforehand(
    httpserver: HTTPServer, client: ScriveClient, status: int, body: JsonObject, reasons: list[str]
) -> None:
    httpserver.expect_request(f"{API}/canbestarted").respond_with_json(body, status)
    assert [each.text for each in client.obstacles(ID)] == reasons


def test_an_account_that_may_not_send_is_told_so(
    httpserver: HTTPServer, client: ScriveClient
) -> None:
    body = {"error_type": "insufficient_privileges", "error_message": "DOC_SEND", "http_code": 403}
    httpserver.expect_request(f"{API}/canbestarted").respond_with_json(body, 403)
    with pytest.raises(Forbidden):
        client.obstacles(ID)


def test_a_start_that_met_itself_was_started(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    answers(httpserver, "start", REASONS, 409)
    tells(httpserver, "pending", VERSION + 1)
    assert started(carrier) == {"status": "pending"}


def test_a_start_that_never_can_is_refused_with_every_reason(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    answers(httpserver, "start", REASONS, 409)
    tells(httpserver, "preparation")
    answers(httpserver, "canbestarted", {"can_start": False})
    with pytest.raises(Refused) as refused:
        started(carrier)
    assert refused.value.service_text == "first reason. second reason."


def test_a_refusal_that_the_reads_do_not_explain_leaves_doubt(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    answers(httpserver, "start", {}, 409)
    tells(httpserver, "preparation")
    answers(httpserver, "canbestarted", {"can_start": True})
    with pytest.raises(Uncertain):
        started(carrier)


def test_a_refusal_of_another_version_leaves_doubt(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    answers(httpserver, "start", {"error_type": "document_object_version_mismatch"}, 409)
    tells(httpserver, "preparation", VERSION + 1)
    # What is against the document as it is now says nothing about what was started.
    httpserver.expect_request(f"{API}/canbestarted").respond_with_json({"can_start": False})
    with pytest.raises(Uncertain):
        started(carrier)


def test_without_a_read_a_refusal_leaves_doubt(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    answers(httpserver, "start", REASONS, 409)
    httpserver.expect_request(f"{API}/get").respond_with_data("", 404)
    with pytest.raises(Uncertain) as doubt:
        started(carrier)
    assert not isinstance(doubt.value, Gone)


@pytest.mark.parametrize(
    ("status", "version", "more"),
    [
        ("preparation", VERSION + 1, {}),
        ("preparation", VERSION, {"is_trashed": True}),
        ("pending", VERSION + 1, {}),
    ],
)
def test_before_firing_the_draft_must_be_as_it_was_prepared(
    httpserver: HTTPServer,
    carrier: DocumentsCarrier,
    status: str,
    version: int,
    more: dict[str, bool],
) -> None:
    tells(httpserver, status, version, **more)
    with pytest.raises(Changed):
        carrier.verify(START, PARCEL)


def test_the_fence_is_closed_when_the_draft_is_gone(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    tells(httpserver, "preparation")
    answers(httpserver, "trash", {})
    assert carrier.fence(START, PARCEL, held=False) is Fence.HELD
    tells(httpserver, "preparation", is_trashed=True)
    answers(httpserver, "delete", {})
    assert carrier.fence(START, PARCEL, held=True) is Fence.CLOSED
    httpserver.check_assertions()


def test_what_started_while_it_was_fenced_off_is_kept(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    tells(httpserver, "preparation")
    answers(httpserver, "trash", {"error_type": "document_state_error"}, 409)
    tells(httpserver, "pending")
    assert carrier.fence(START, PARCEL, held=False) is Fence.STARTED
    assert all(not request.path.endswith("/delete") for request, _ in httpserver.log)


def test_what_was_in_the_trash_already_is_deleted(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    tells(httpserver, "preparation")
    answers(httpserver, "trash", {"error_type": "document_state_error"}, 409)
    tells(httpserver, "preparation", is_trashed=True)
    assert carrier.fence(START, PARCEL, held=False) is Fence.HELD


def test_a_fence_that_nobody_can_read_proves_nothing(
    httpserver: HTTPServer, carrier: DocumentsCarrier
) -> None:
    tells(httpserver, "preparation")
    answers(httpserver, "trash", {}, 409)
    tells(httpserver, "preparation")
    with pytest.raises(Uncertain):
        carrier.fence(START, PARCEL, held=False)

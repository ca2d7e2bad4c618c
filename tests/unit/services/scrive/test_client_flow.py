"""Flow instances: endpoints that not every server has."""

import pytest
from pytest_httpserver import HTTPServer

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject, JsonValue
from app.services.clock import SystemClock
from app.services.errors import BadAnswer, Forbidden, Gone, Refused, ServiceError, Uncertain
from app.services.scrive.client import ScriveClient
from app.services.scrive.client_calls import is_not_offered
from tests.support.scrive_server import a_scrive_client

VALUES = {"apitoken": "a_1", "apisecret": "b", "accesstoken": "c_2", "accesssecret": "d"}
ID = "5b1d9a1e-8d0b-4a36-8a1f-5f5b7a3a9c10"
LIST = "/flow/instances"
ONE: JsonObject = {"id": ID, "status": "in_progress", "access_links": {"a": "hush"}}


@pytest.fixture
def client(httpserver: HTTPServer) -> ScriveClient:
    return a_scrive_client(httpserver.url_for(""), VALUES, SystemClock())


@pytest.mark.parametrize(
    "told",
    [[ONE], {"instances": [ONE]}, {"items": [{**ONE, "id": "", "flow_id": ID}]}, {"data": [ONE]}],
)
def test_instances_are_found_wherever_the_list_stands(
    httpserver: HTTPServer, client: ScriveClient, told: JsonValue
) -> None:
    httpserver.expect_request(LIST).respond_with_json(told)
    instances = client.flow_instances()
    assert instances is not None
    assert [(each.known_id, each.status) for each in instances] == [(ID, "in_progress")]


@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_server_that_tells_nothing_of_instances_is_no_failure(
    httpserver: HTTPServer, client: ScriveClient, status: int
) -> None:
    httpserver.expect_request(LIST).respond_with_data("no", status=status)
    httpserver.expect_request(f"{LIST}/{ID}").respond_with_data("no", status=status)
    assert client.flow_instances() is None
    assert client.flow_instance(ID) is None


def test_a_server_that_refuses_says_so(httpserver: HTTPServer, client: ScriveClient) -> None:
    httpserver.expect_request(LIST).respond_with_json({"code": 403, "message": "No"}, 403)
    with pytest.raises(Forbidden):
        client.flow_instances()


def test_another_instance_is_not_taken_for_the_one_asked_for(
    httpserver: HTTPServer, client: ScriveClient
) -> None:
    httpserver.expect_request(f"{LIST}/{ID}").respond_with_json({**ONE, "id": "other"})
    with pytest.raises(BadAnswer):
        client.flow_instance(ID)


def test_cancelling_an_instance_needs_no_body_in_return(
    httpserver: HTTPServer, client: ScriveClient
) -> None:
    httpserver.expect_request(f"{LIST}/{ID}/cancel", method="POST").respond_with_data(
        "", status=204
    )
    client.cancel_flow_instance(ID)
    assert httpserver.log[0][0].headers["Connection"] == "close"


@pytest.mark.parametrize(
    ("status", "family", "missing"),
    [
        (404, Gone, True),
        (405, Refused, True),
        (501, Uncertain, True),
        (409, Uncertain, False),
        (502, Uncertain, False),
    ],
)
def test_a_failed_cancelling_tells_whether_it_is_offered_at_all(
    httpserver: HTTPServer,
    client: ScriveClient,
    status: int,
    family: type[ServiceError],
    missing: bool,
) -> None:
    httpserver.expect_request(f"{LIST}/{ID}/cancel").respond_with_data("no", status=status)
    with pytest.raises(family) as caught:
        client.cancel_flow_instance(ID)
    assert is_not_offered(caught.value) is missing


@pytest.mark.parametrize("instance", ["", "a/b", "..", "a b", "a?x"])
def test_no_id_of_an_instance_leads_elsewhere(client: ScriveClient, instance: str) -> None:
    with pytest.raises(DomainError):
        client.flow_instance(instance)

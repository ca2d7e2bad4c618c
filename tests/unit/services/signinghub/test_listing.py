"""Every package of an account, also where the list moves or a folder is not understood."""

import pytest
from pytest_httpserver import HTTPServer

from app.domain.json_value import JsonValue
from app.services.errors import Unauthorized
from app.services.signinghub.listing import listed
from tests.support.signinghub_scripted import ScriptedHub

TOTAL = {"x-total-records": "3"}


@pytest.fixture
def hub(httpserver: HTTPServer) -> ScriptedHub:
    return ScriptedHub(httpserver)


def entry(number: int, folder: str = "INBOX") -> JsonValue:
    return {"package_id": number, "package_name": f"Lease {number}", "folder": folder}


def ids(hub: ScriptedHub, folder: str = "") -> list[str]:
    return [each.package_id for each in listed(hub.client(), "ALL", folder=folder)]


def test_a_list_that_moves_while_it_is_read_tells_nothing_twice(hub: ScriptedHub) -> None:
    hub.says("GET", "/packages/ALL/1/50", [entry(1), entry(2)], headers=TOTAL)
    hub.says("GET", "/packages/ALL/2/50", [entry(2), entry(3)], headers=TOTAL)
    assert ids(hub) == ["1", "2", "3"]
    assert len(hub.calls) == 2


def test_without_a_total_an_empty_page_is_the_end(hub: ScriptedHub) -> None:
    hub.says("GET", "/packages/ALL/1/50", [entry(1)])
    hub.says("GET", "/packages/ALL/2/50", [])
    assert ids(hub) == ["1"]


def test_a_folder_that_is_understood_is_asked_for_once(hub: ScriptedHub) -> None:
    hub.says("GET", "/packages/ALL/1/50", [entry(7, "ARCHIVE")], headers={"x-total-records": "1"})
    assert ids(hub, "ARCHIVE") == ["7"]
    assert [call.headers.get("x-folder") for call in hub.calls] == ["QVJDSElWRQ=="]


@pytest.mark.parametrize("status", [200, 400, 404, 403])
def test_a_folder_that_is_not_understood_is_looked_for_in_everything(
    hub: ScriptedHub, status: int
) -> None:
    told: JsonValue = [] if status == 200 else {"Message": "Unknown folder"}
    hub.says("GET", "/packages/ALL/1/50", told, status=status)
    hub.says("GET", "/packages/ALL/1/50", [entry(1), entry(2, "Archive")])
    hub.says("GET", "/packages/ALL/2/50", [entry(3, "archive")], headers=TOTAL)
    assert ids(hub, "ARCHIVE") == ["2", "3"]
    assert "x-folder" not in hub.calls[-1].headers


def test_a_sign_in_that_ended_is_not_taken_for_a_folder(hub: ScriptedHub) -> None:
    hub.says("GET", "/packages/ALL/1/50", {"Message": "Request authorization denied"}, status=401)
    with pytest.raises(Unauthorized):
        ids(hub, "ARCHIVE")

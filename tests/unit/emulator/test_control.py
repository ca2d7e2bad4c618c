"""The control API and its pages, over HTTP."""

from typing import Any

import pytest
import requests

from app.domain.json_value import JsonObject, JsonValue
from app.emulator.server import Emulator
from tests.support.emulator import guide_script

NAMES = {"base_url", "apitoken", "apisecret", "accesstoken", "accesssecret"}


class Remote:
    """Calls the control API."""

    def __init__(self, emulator: Emulator) -> None:
        self._base = emulator.control_url

    def get(self, path: str) -> requests.Response:
        """GET a path."""
        return requests.get(self._base + path, timeout=10)

    def post(self, path: str, /, **body: JsonValue) -> requests.Response:
        """POST a JSON object."""
        return requests.post(self._base + path, json=body, timeout=10)


@pytest.fixture
def remote(emulator: Emulator) -> Remote:
    return Remote(emulator)


@pytest.fixture
def guide(emulator: Emulator) -> str:
    """The document of an instance as the guide makes it."""
    credentials = emulator.services["scrive"].credentials()
    return guide_script(emulator.scrive_url, credentials).document_id


def people(remote: Remote) -> dict[str, Any]:
    """The people of the newest Scrive agreement, by key."""
    agreements = remote.get("/state").json()["services"]["scrive"]["agreements"]
    return {one["key"]: one for one in agreements[0]["people"]}


def test_it_is_healthy(remote: Remote) -> None:
    assert remote.get("/health").json() == {"status": "ok"}


def test_the_state_shows_who_can_do_what(remote: Remote, guide: str) -> None:
    state = remote.get("/state").json()

    assert set(state["ready"]["scrive"]) == NAMES
    assert set(state["services"]) == {"scrive", "signinghub"}
    assert people(remote)["buyer"] == {
        "key": "buyer",
        "name": "Bodil Oskarsson",
        "status": "invited",
        "actions": ["open", "deliver_fail"],
        "notes": [],
    }


def test_people_are_played_by_calls(remote: Remote, guide: str) -> None:
    seller = {"service": "scrive", "agreement": guide, "person": "seller"}
    for action in ("open", "sign"):
        assert remote.post("/act", action=action, **seller).status_code == 200
        codes = remote.get("/inbox.json?to=0225-4141465").json()["messages"]
        done = remote.post("/act", action="authenticate", code=codes[-1]["code"], **seller)
        assert done.json() == {"done": True}

    assert people(remote)["seller"]["status"] == "signed"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"action": "sign"}, 409),
        ({"person": "nobody"}, 404),
        ({"agreement": "1"}, 404),
        ({"service": "docusign"}, 404),
        ({"reason": 5}, 400),
        ({"person": 5}, 400),
    ],
)
def test_what_cannot_be_played_says_why(
    remote: Remote, guide: str, change: JsonObject, status: int
) -> None:
    call = {"service": "scrive", "agreement": guide, "person": "buyer", "action": "open", **change}

    answer = remote.post("/act", **call)

    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_call_that_lacks_something_is_refused(remote: Remote) -> None:
    answer = remote.post("/act", service="scrive")

    assert (answer.status_code, answer.json()["error"]) == (400, "agreement is missing")


def test_faults_are_ordered_listed_and_removed(remote: Remote, emulator: Emulator) -> None:
    ordered = remote.post("/fault", kind="status", service="scrive", code=418, times=None)
    listed = remote.get("/faults").json()["faults"]
    struck = requests.get(f"{emulator.scrive_url}/api/v2/monitor/status", timeout=10)
    removed = requests.delete(f"{emulator.control_url}/faults", timeout=10)

    assert (ordered.status_code, ordered.json()["code"]) == (201, 418)
    assert listed == [ordered.json()]
    assert struck.status_code == 418
    assert removed.status_code == 204
    assert remote.get("/faults").json()["faults"] == []


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"kind": "explode"},
        {"kind": "cut", "size": "10"},
        {"kind": "cut", "times": True},
        {"kind": "delay", "seconds": "1"},
        {"kind": "status", "effect": "yes"},
        {"kind": "cut", "path": 5},
        {"kind": "cut", "colour": "red"},
        {"kind": "cut", "service": "docusign"},
    ],
)
def test_an_unfit_fault_is_refused(remote: Remote, fault: JsonObject) -> None:
    answer = remote.post("/fault", **fault)

    assert answer.status_code == 400
    assert remote.get("/faults").json()["faults"] == []


def test_the_clock_is_turned(remote: Remote, emulator: Emulator, guide: str) -> None:
    before = emulator.world.clock.now()

    turned = remote.post("/clock", advance_seconds=100 * 86400)

    assert turned.status_code == 200
    assert (emulator.world.clock.now() - before).days == 100
    assert people(remote)["buyer"]["actions"] == []
    assert remote.post("/clock", set="2031-03-01T12:00:00+00:00").json()["now"] > "2031-03-01"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"advance_seconds": -1},
        {"advance_seconds": True},
        {"set": "noon"},
        {"set": "2031-03-01T12:00:00"},
        {"set": "2031-03-01T12:00:00Z", "advance_seconds": 1},
        {"advance": 1},
    ],
)
def test_the_clock_refuses_nonsense(remote: Remote, body: JsonObject) -> None:
    assert remote.post("/clock", **body).status_code == 400


def test_the_journal_is_read(remote: Remote, guide: str) -> None:
    entries = remote.get("/journal?service=scrive&since=1").json()["entries"]

    assert [entry["path"] for entry in entries] == [
        f"/api/v2/documents/{guide}/update",
        "/flow/instances",
    ]
    assert remote.get("/journal?since=x").status_code == 400


def test_peculiarities_are_switched(remote: Remote, emulator: Emulator) -> None:
    assert remote.post("/configure", service="scrive", flow_answer="empty").status_code == 204
    credentials = emulator.services["scrive"].credentials()

    assert guide_script(emulator.scrive_url, credentials).instance == ""
    assert remote.post("/configure", service="scrive", colour="red").status_code == 400
    assert remote.post("/configure", colour="red").status_code == 404


def test_a_reset_empties_everything_and_may_bring_the_demo(remote: Remote, guide: str) -> None:
    before = remote.get("/state").json()["ready"]

    ready = remote.post("/reset", seed="other", demo=True).json()

    assert ready["scrive"]["base_url"] == before["scrive"]["base_url"]
    assert ready["scrive"]["apitoken"] != before["scrive"]["apitoken"]
    assert remote.get("/journal").json()["entries"] == []
    services = remote.get("/state").json()["services"]
    assert all(len(service["agreements"]) > 5 for service in services.values())
    assert remote.post("/reset").status_code == 200
    services = remote.get("/state").json()["services"]
    assert not any(service["agreements"] for service in services.values())


@pytest.mark.parametrize("body", [{"seed": True}, {"seed": [1]}, {"sed": 1}])
def test_an_unfit_reset_is_refused(remote: Remote, body: JsonObject) -> None:
    assert remote.post("/reset", **body).status_code == 400


def test_a_body_that_is_no_object_is_refused(emulator: Emulator) -> None:
    for data in (b"[]", b"{"):
        answer = requests.post(f"{emulator.control_url}/clock", data=data, timeout=10)
        assert answer.status_code == 400


def test_an_unknown_address_is_not_found(remote: Remote) -> None:
    assert remote.get("/nowhere").status_code == 404
    assert remote.get("/act").status_code == 405


def test_the_inbox_page_lists_messages_and_loads_nothing_from_elsewhere(
    remote: Remote, emulator: Emulator, guide: str
) -> None:
    page = requests.get(emulator.inbox_url, timeout=10).text

    assert "b@example.com" in page
    assert "Please sign: Framework contract" in page
    assert f'href="{emulator.control_url}/play/scrive/' in page
    assert "<script" not in page
    assert "https://" not in page


def test_an_empty_inbox_says_so(emulator: Emulator) -> None:
    assert "Nothing was sent yet." in requests.get(emulator.inbox_url, timeout=10).text


def test_somebody_is_played_by_the_forms_of_his_page(
    remote: Remote, emulator: Emulator, guide: str
) -> None:
    link = remote.get("/inbox.json?to=b@example.com").json()["messages"][0]["link"]
    agreement = link.split("/")[-2]
    form = {"service": "scrive", "agreement": agreement, "person": "buyer", "action": "open"}
    assert 'value="open"' in requests.get(link, timeout=10).text

    opened = requests.post(f"{emulator.control_url}/act", data=form, timeout=10)
    again = requests.post(f"{emulator.control_url}/act", data=form, timeout=10)

    assert opened.url == link
    assert 'value="sign"' in opened.text
    assert 'placeholder="reason"' in opened.text
    assert 'role="alert"' in again.text
    assert "cannot open now" in again.text


def test_a_page_shows_texts_as_texts(emulator: Emulator, remote: Remote) -> None:
    emulator.world.inbox.deliver(
        service="scrive", channel="email", to="<b>x</b>", subject="<script>1</script>", link="/x"
    )

    page = requests.get(emulator.inbox_url, timeout=10).text

    assert "<script>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert remote.get("/play/scrive/<x>").status_code == 404


def test_codes_are_shown_to_those_who_practise(
    remote: Remote, emulator: Emulator, guide: str
) -> None:
    remote.post("/act", service="scrive", agreement=guide, person="seller", action="open")
    code = remote.get("/inbox.json").json()["messages"][-1]["code"]

    assert f'<span class="code">{code}</span>' in requests.get(emulator.inbox_url, timeout=10).text
    state = remote.get("/state").json()["services"]["scrive"]["agreements"][0]
    page = remote.get(f"/play/scrive/{state['id']}").text
    assert 'placeholder="code"' in page

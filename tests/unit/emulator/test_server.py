"""Real sockets: keep-alive, and faults as a client meets them."""

import hashlib
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from app.emulator.faults import Fault
from app.emulator.sealing import write_pdf
from app.emulator.server import Emulator
from tests.support.emulator import guide_script
from tests.support.scrive_desk import header
from tests.support.waiting import wait_until

STATUS = "/api/v2/monitor/status"
NEW = "/api/v2/documents/new"


class Caller:
    """Calls the emulated Scrive over one connection."""

    def __init__(self, emulator: Emulator) -> None:
        self._base = emulator.scrive_url
        self.session = requests.Session()
        self.session.headers["Authorization"] = header(emulator.services["scrive"].credentials())

    def new(self, timeout: float = 10) -> requests.Response:
        """Upload a document."""
        file = {"file": ("Lease.pdf", write_pdf([("Lease", [])]))}
        return self.session.post(self._base + NEW, files=file, timeout=timeout)

    def status(self) -> requests.Response:
        """Ask whether the server is there."""
        return self.session.get(self._base + STATUS, timeout=10)

    def count(self) -> int:
        """How many documents there are."""
        answer = self.session.get(f"{self._base}/api/v2/documents/list", timeout=10)
        return int(answer.json()["total_matching"])


@pytest.fixture
def caller(emulator: Emulator) -> Caller:
    return Caller(emulator)


@pytest.fixture(autouse=True)
def closed_connections(caller: Caller) -> Iterator[None]:
    yield
    caller.session.close()


def test_the_script_of_the_guide_gets_what_the_guide_promises(emulator: Emulator) -> None:
    run = guide_script(emulator.scrive_url, emulator.services["scrive"].credentials())

    assert run.statuses == (201, 200, 201)
    entries = emulator.world.journal.entries("scrive")
    assert [(entry.method, entry.status) for entry in entries] == [
        ("POST", 201),
        ("POST", 200),
        ("POST", 201),
    ]


def test_one_connection_carries_many_requests(emulator: Emulator) -> None:
    with socket.create_connection(
        ("127.0.0.1", int(emulator.scrive_url.rpartition(":")[2]))
    ) as one:
        for _ in range(3):
            one.sendall(f"GET {STATUS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            received = b""
            while not received.endswith(b'{"status": "ok"}'):
                received += one.recv(4096)
            assert received.startswith(b"HTTP/1.1 200")


def test_the_journal_has_no_credentials_and_a_digest_of_the_body(
    emulator: Emulator, caller: Caller
) -> None:
    url = f"{emulator.scrive_url}/api/v2/documents/1/update"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    caller.session.post(url, data="document={}", headers=form, timeout=10)

    (entry,) = emulator.world.journal.entries()
    assert entry.n == 1
    assert entry.status == 404
    assert entry.body_size == 11
    assert entry.body_sha256 == hashlib.sha256(b"document={}").hexdigest()
    assert "Authorization" not in entry.headers
    assert entry.headers["User-Agent"].startswith("python-requests")


def test_the_journal_can_be_read_from_a_number_on(emulator: Emulator, caller: Caller) -> None:
    for _ in range(3):
        caller.status()

    assert [entry.n for entry in emulator.world.journal.entries(since=1)] == [2, 3]
    assert emulator.world.journal.entries("signinghub") == []


def test_an_ordered_status_has_no_effect(emulator: Emulator, caller: Caller) -> None:
    fault = Fault(kind="status", code=429, body="slow down", retry_after="7", path=NEW)
    emulator.world.faults.order(fault)

    answer = caller.new()

    assert (answer.status_code, answer.text) == (429, "slow down")
    assert answer.headers["Retry-After"] == "7"
    assert caller.count() == 0


def test_an_ordered_status_may_hide_an_effect(emulator: Emulator, caller: Caller) -> None:
    emulator.world.faults.order(Fault(kind="status", code=500, path=NEW, effect=True))

    assert caller.new().status_code == 500
    assert caller.count() == 1


@pytest.mark.parametrize(("effect", "documents"), [(None, 1), (False, 0)])
def test_a_proxys_page_hides_what_happened(
    emulator: Emulator, caller: Caller, effect: bool | None, documents: int
) -> None:
    emulator.world.faults.order(Fault(kind="html_502", path=NEW, effect=effect))

    answer = caller.new()

    assert answer.status_code == 502
    assert answer.text.startswith("<html>")
    assert caller.count() == documents


@pytest.mark.parametrize(("kind", "documents"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_gives_no_answer(
    emulator: Emulator, caller: Caller, kind: str, documents: int
) -> None:
    emulator.world.faults.order(Fault(kind=kind, path=NEW))  # type: ignore[arg-type]

    with pytest.raises(requests.ConnectionError):
        caller.new()

    assert caller.count() == documents
    entry = emulator.world.journal.entries()[0]
    assert (entry.note, entry.effect) == (kind, documents == 1)


def test_an_answer_can_be_cut_off(emulator: Emulator, caller: Caller) -> None:
    emulator.world.faults.order(Fault(kind="cut", size=10, path=NEW))

    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="10 bytes read"):
        caller.new()

    assert caller.count() == 1


@pytest.mark.parametrize(("kind", "documents"), [("delay", 0), ("delay_after", 1)])
def test_a_client_that_waits_too_little_does_not_know(
    emulator: Emulator, caller: Caller, kind: str, documents: int
) -> None:
    emulator.world.faults.order(Fault(kind=kind, seconds=30, path=NEW))  # type: ignore[arg-type]

    with pytest.raises(requests.ReadTimeout):
        caller.new(timeout=0.3)

    assert caller.count() == documents


def test_clearing_the_faults_lets_a_delayed_request_go_on(
    emulator: Emulator, caller: Caller
) -> None:
    emulator.world.faults.order(Fault(kind="delay", seconds=30, path=NEW))
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(caller.new)
        wait_until_taken(emulator)
        emulator.world.faults.clear()

        assert answer.result(timeout=10).status_code == 201


def test_a_request_that_was_delayed_over_a_reset_has_no_effect(
    emulator: Emulator, caller: Caller
) -> None:
    emulator.world.faults.order(Fault(kind="delay", seconds=30, path=NEW))
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(caller.new)
        wait_until_taken(emulator)
        emulator.reset()

        with pytest.raises(requests.ConnectionError):
            answer.result(timeout=10)
    assert caller.count() == 0


def test_a_repeated_request_has_its_effect_twice(emulator: Emulator, caller: Caller) -> None:
    emulator.world.faults.order(Fault(kind="repeat", path=NEW))

    assert caller.new().status_code == 201
    assert caller.count() == 2
    assert [entry.effect for entry in emulator.world.journal.entries()[:2]] == [True, True]


def test_a_refused_service_takes_no_connection_until_the_fault_is_gone(
    emulator: Emulator, caller: Caller
) -> None:
    assert caller.status().status_code == 200
    url = emulator.scrive_url
    emulator.world.faults.order(Fault(kind="refuse", service="scrive"))

    with pytest.raises(requests.ConnectionError, match="refused"):
        caller.status()
    assert requests.get(f"{emulator.control_url}/health", timeout=10).status_code == 200

    emulator.world.faults.clear()
    assert emulator.scrive_url == url
    assert caller.status().status_code == 200
    assert len(emulator.world.journal.entries()) == 2


def test_an_upload_that_breaks_off_has_no_effect(emulator: Emulator, caller: Caller) -> None:
    host = ("127.0.0.1", int(emulator.scrive_url.rpartition(":")[2]))
    authorization = caller.session.headers["Authorization"]
    head = f"POST {NEW} HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization!s}\r\n"
    with socket.create_connection(host) as one:
        one.sendall(f"{head}Content-Length: 1000\r\n\r\nhalf of it".encode())

    wait_for_entries(emulator, 1)
    (entry,) = emulator.world.journal.entries()
    assert (entry.note, entry.status, entry.effect) == ("the request was cut short", None, False)
    assert caller.count() == 0


def test_the_same_seed_gives_the_same_world_after_a_reset(
    emulator: Emulator, caller: Caller
) -> None:
    first = caller.new().json()["id"]
    emulator.reset(seed=1)

    assert caller.new().json()["id"] == first


def test_requests_are_carried_out_one_after_the_other(emulator: Emulator) -> None:
    callers = [Caller(emulator) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        ids = {answer.json()["id"] for answer in pool.map(lambda one: one.new(), callers)}
    for one in callers:
        one.session.close()

    assert len(ids) == 8
    assert [entry.n for entry in emulator.world.journal.entries()] == list(range(1, 9))


def test_an_emulator_frees_its_ports_and_threads() -> None:
    before = threading.active_count()
    with Emulator(seed=5) as one:
        port = int(one.scrive_url.rpartition(":")[2])
        with Emulator(seed=5, demo_data=True) as other:
            assert other.scrive_url != one.scrive_url
            assert other.ready_line()["scrive"] != one.ready_line()["scrive"]
    with Emulator(scrive_port=port) as again:
        assert again.scrive_url.endswith(str(port))
        with pytest.raises(OSError, match="in use"):
            Emulator(scrive_port=port).start()
    wait_until(lambda: threading.active_count() <= before)


def wait_until_taken(emulator: Emulator) -> None:
    """Wait until the one fault that was ordered has struck."""
    wait_until(lambda: not emulator.world.faults.waiting())


def wait_for_entries(emulator: Emulator, number: int) -> None:
    """Wait until so many requests were entered."""
    wait_until(lambda: len(emulator.world.journal.entries()) >= number)

"""How long connections stay open: as long as their thread, and never longer than the client."""

import contextlib
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.services.clock import SystemClock
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.http.request import get
from tests.support.http_clients import a_client
from tests.support.raw_server import RawServer

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
SECONDS = 10.0


def keeping_alive(connection: socket.socket) -> None:
    """Answers until the other side closes; meanwhile nobody else is answered."""
    while connection.recv(65_536):
        connection.sendall(OK)


class Company:
    """A server that keeps any number of connections alive at once, and knows which are open."""

    def __init__(self) -> None:
        self.server = RawServer(self._welcome)
        self._threads: list[threading.Thread] = []

    def wait_until_all_left(self) -> bool:
        """Whether everybody closed their connections."""
        for each in self._threads:
            each.join(SECONDS)
        return not any(each.is_alive() for each in self._threads)

    def _welcome(self, connection: socket.socket) -> None:
        guest = threading.Thread(target=self._serve, args=[connection.dup()], daemon=True)
        self._threads.append(guest)
        guest.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(SECONDS)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            keeping_alive(connection)


@pytest.fixture
def company() -> Iterator[Company]:
    made = Company()
    with made.server:
        yield made


def in_a_thread_of_its_own(client: HttpClient) -> None:
    thread = threading.Thread(target=client.send, args=[get("/")])
    thread.start()
    thread.join()


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_a_connection_is_closed_as_soon_as_its_thread_has_ended() -> None:
    """The server would not answer the second one before the first one is gone."""
    with RawServer(keeping_alive) as server, a_client(server.url) as client:
        for _ in range(20):
            in_a_thread_of_its_own(client)
        assert server.connections == 20


@pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc")
def test_a_thousand_threads_that_ended_leave_nothing_open() -> None:
    in_the_beginning = open_descriptors()
    server = RawServer(keeping_alive)
    with a_client(server.url) as client:
        with server:
            for _ in range(1000):
                in_a_thread_of_its_own(client)
        assert server.connections == 1000
        assert open_descriptors() <= in_the_beginning  # what earlier tests left may go


def test_a_thread_that_lives_keeps_its_connection_while_others_come_and_go(
    company: Company,
) -> None:
    with a_client(company.server.url) as client, ThreadPoolExecutor(1) as other:
        for _ in range(3):
            client.send(get("/"))
            other.submit(client.send, get("/")).result()
            in_a_thread_of_its_own(client)
        assert company.server.connections == 1 + 1 + 3


def test_closing_a_client_closes_the_connections_of_all_threads(company: Company) -> None:
    with a_client(company.server.url) as client, ThreadPoolExecutor(1) as other:
        client.send(get("/"))
        other.submit(client.send, get("/")).result()
        client.close()
        assert company.server.connections == 2
        assert company.wait_until_all_left()


def test_a_client_that_is_forgotten_leaves_no_connection_open(company: Company) -> None:
    with ThreadPoolExecutor(1) as other:
        client = HttpClient(company.server.url, NoAuth(), Transport(clock=SystemClock()))
        other.submit(client.send, get("/")).result()
        client.send(get("/"))
        del client
        assert company.server.connections == 2
        assert company.wait_until_all_left()

"""One HTTP server on its own: odd requests, a broken application, opening and closing."""

import socket
from collections.abc import Iterator

import pytest
import requests
from werkzeug.wrappers import Request, Response

from app.emulator.listener import HOST, Listener
from tests.support.waiting import wait_until


@Request.application
def echo(request: Request) -> Response:
    if request.path == "/broken":
        raise LookupError("a mistake of ours")
    return Response(b"got " + request.get_data())


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener("echo", echo)
    listener.open()
    yield listener
    listener.close()


def test_a_client_that_asks_first_is_told_to_go_on(listener: Listener) -> None:
    with socket.create_connection((HOST, listener.port)) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n")
        client.sendall(b"Expect: 100-continue\r\n\r\n")
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"hi")
        received = b""
        while not received.endswith(b"got hi"):
            received += client.recv(1000)

    assert received.startswith(b"HTTP/1.1 200")


def test_an_answer_to_head_has_no_body(listener: Listener) -> None:
    with requests.Session() as session:
        head = session.head(listener.url, timeout=10)
        after = session.get(listener.url, timeout=10)

    assert (head.status_code, head.content) == (200, b"")
    assert after.content == b"got "


def test_a_mistake_of_the_emulator_is_a_500_and_shows_on_standard_error(
    listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = ""

    def is_shown() -> bool:
        nonlocal shown
        shown += capsys.readouterr().err
        return "a mistake of ours" in shown

    answer = requests.get(f"{listener.url}/broken", timeout=10)

    assert answer.status_code == 500
    wait_until(is_shown)


def test_it_keeps_its_port_while_it_is_closed(listener: Listener) -> None:
    port = listener.port
    listener.open()
    listener.close()
    listener.close()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port))
    listener.open()
    assert listener.port == port
    assert requests.get(listener.url, timeout=10).content == b"got "


def test_one_that_was_only_bound_can_be_closed() -> None:
    listener = Listener("echo", echo)
    listener.bind()
    listener.bind()
    listener.close()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, listener.port))

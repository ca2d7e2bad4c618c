"""The ban on the network, tried on itself."""

import socket

import pytest

from tests.support.network import NetworkForbiddenError


def test_a_foreign_address_is_refused() -> None:
    with (
        socket.socket() as client,
        pytest.raises(NetworkForbiddenError, match=r"192\.0\.2\.1"),
    ):
        client.connect(("192.0.2.1", 443))


def test_a_datagram_to_a_foreign_address_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as client,
        pytest.raises(NetworkForbiddenError, match=r"192\.0\.2\.1"),
    ):
        client.sendto(b"x", ("192.0.2.1", 53))


def test_a_foreign_name_is_not_looked_up() -> None:
    with pytest.raises(NetworkForbiddenError, match=r"sign\.example\.com"):
        socket.create_connection(("sign.example.com", 443))


def test_a_name_that_cannot_exist_is_not_found() -> None:
    with pytest.raises(socket.gaierror):
        socket.create_connection(("sign.invalid", 443))


def test_this_computer_is_reached_by_name_and_by_number() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            with socket.create_connection((host, port)) as client:
                assert client.getpeername()[1] == port

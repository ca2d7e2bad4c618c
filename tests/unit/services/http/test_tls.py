"""Certificates: whom the client trusts, and what it says of others."""

import queue
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from app.services.errors import Unreachable
from app.services.http.request import get, post_form
from app.services.http.session import trusting_context
from app.services.timing import Timing
from tests.support.http_clients import a_client
from tests.support.raw_server import RawServer, answering

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
PATIENT = Timing(scale=0.2)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> ssl.SSLContext:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return trusting_context(str(path))


def server_context(authority: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[RawServer]:
    with RawServer(answering(OK), server_context(authority)) as running:
        yield running


def test_a_server_whose_authority_is_trusted_is_talked_to(
    server: RawServer, trusted: ssl.SSLContext
) -> None:
    with a_client(server.url, context=trusted, timing=PATIENT) as client:
        assert client.send(get("/")).body == b"{}"
        assert client.send(post_form("/", {})).body == b"{}"


def test_a_certificate_of_nobody_known_is_refused_before_anything_is_sent(
    server: RawServer,
) -> None:
    with a_client(server.url, timing=PATIENT) as client, pytest.raises(Unreachable) as caught:
        client.send(post_form("/", {}))
    assert caught.value.title == "The certificate of localhost is not trusted."
    assert "administrator" in caught.value.next_step


def test_a_certificate_for_another_name_is_refused(
    authority: trustme.CA, trusted: ssl.SSLContext
) -> None:
    other = server_context(authority, "other.example.com")
    with (
        RawServer(answering(OK), other) as server,
        a_client(server.url, context=trusted, timing=PATIENT) as client,
        pytest.raises(Unreachable) as caught,
    ):
        client.send(get("/"))
    assert caught.value.title == "The certificate of localhost is not trusted."
    assert "localhost" in caught.value.detail


def test_an_authority_named_by_the_environment_would_not_replace_the_check(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "")
    monkeypatch.setenv("CURL_CA_BUNDLE", "")
    with a_client(server.url, timing=PATIENT) as client, pytest.raises(Unreachable):
        client.send(get("/"))


def test_a_server_that_does_not_speak_tls_gets_no_byte_of_the_request() -> None:
    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def behave(connection: socket.socket) -> None:
        heard.put(connection.recv(65_536))
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with RawServer(behave) as server:
        url = server.url.replace("http:", "https:")
        with a_client(url, timing=PATIENT) as client, pytest.raises(Unreachable) as caught:
            client.send(post_form("/", {"word": "invented"}))
        assert b"invented" not in heard.get(timeout=10)
    assert caught.value.title == "No secure connection to localhost could be made."


def test_old_tls_is_not_spoken() -> None:
    assert trusting_context().minimum_version == ssl.TLSVersion.TLSv1_2

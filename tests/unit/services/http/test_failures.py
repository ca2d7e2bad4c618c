"""What is said when a connection fails: on real sockets, before and after the first byte."""

import io
import queue
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from app.domain.errors import UserCancelled
from app.services.cancel import CancelToken
from app.services.errors import BadAnswer, LocalError, ServiceError, Uncertain, Unreachable
from app.services.http.client import HttpClient
from app.services.http.failures import CutOff, NoAnswer
from app.services.http.request import Effect, Reply, Request, get, post_form, send_json
from app.services.http.upload import Part, UploadBody, bytes_part
from app.services.timing import Timing
from tests.support.http_clients import a_client
from tests.support.raw_server import (
    Behaviour,
    RawServer,
    answering,
    closed_port,
    read_request,
    resetting,
    silent,
)

CHANGE = post_form("/change", {"a": "b"})
FIRE = send_json("POST", "/fire", b"{}", effect=Effect.FIRES)
READ = get("/read")


def failure_of(client: HttpClient, request: Request) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        client.send(request)
    return caught.value


def failure_from(behave: Behaviour, request: Request) -> ServiceError:
    with RawServer(behave) as server, a_client(server.url) as client:
        return failure_of(client, request)


def reply_from(answer: bytes, request: Request) -> Reply:
    with RawServer(answering(answer)) as server, a_client(server.url) as client:
        return client.send(request)


@pytest.mark.parametrize("request_", [READ, CHANGE, FIRE])
def test_a_refused_connection_means_that_nothing_left(request_: Request) -> None:
    with closed_port() as port, a_client(f"http://127.0.0.1:{port}") as client:
        failure = failure_of(client, request_)
    assert type(failure) is Unreachable
    assert failure.title == "127.0.0.1 refused the connection."
    assert failure.retryable
    assert failure.correlation_id


@pytest.mark.parametrize("request_", [READ, CHANGE])
def test_an_unknown_name_means_that_nothing_left(request_: Request) -> None:
    with a_client("https://nowhere.invalid") as client:
        failure = failure_of(client, request_)
    assert type(failure) is Unreachable
    assert failure.title == "The address of nowhere.invalid could not be found."


@contextmanager
def a_port_that_accepts_nobody() -> Iterator[int]:
    """A listener whose queue is full, so that further connections hang."""
    with ExitStack() as sockets:
        listener = sockets.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def test_a_connection_that_is_never_accepted_means_that_nothing_left() -> None:
    with a_port_that_accepts_nobody() as port, a_client(f"http://127.0.0.1:{port}") as client:
        failure = failure_of(client, CHANGE)
    assert type(failure) is Unreachable
    assert failure.title == "127.0.0.1 could not be reached in time."


@pytest.mark.parametrize("behave", [resetting, silent, answering(b"")])
@pytest.mark.parametrize("request_", [CHANGE, FIRE])
def test_a_change_without_an_answer_is_uncertain(behave: Behaviour, request_: Request) -> None:
    failure = failure_from(behave, request_)
    assert type(failure) is Uncertain
    assert failure.detail == "The request may have taken effect."


@pytest.mark.parametrize("behave", [resetting, silent, answering(b"")])
def test_a_read_without_an_answer_leaves_no_doubt(behave: Behaviour) -> None:
    failure = failure_from(behave, READ)
    assert type(failure) is NoAnswer
    assert failure.retryable
    assert "taken effect" not in str(failure)


def test_silence_is_called_silence() -> None:
    assert failure_from(silent, CHANGE).title == "localhost did not answer in time."
    assert (
        failure_from(resetting, CHANGE).title
        == "The connection to localhost broke before it answered."
    )


@pytest.mark.parametrize(
    "answer",
    [b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 2"],
)
def test_something_that_is_not_http_is_no_answer(answer: bytes) -> None:
    assert isinstance(failure_from(answering(answer), CHANGE), Uncertain)


def test_a_change_is_sent_once_however_it_fails() -> None:
    for behave in (resetting, silent, answering(b"")):
        with RawServer(behave) as server, a_client(server.url) as client:
            failure_of(client, CHANGE)
            assert server.connections == 1


def test_a_read_is_tried_again_until_it_succeeds() -> None:
    good = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"
    with RawServer(answering(b"", cut, good)) as server, a_client(server.url) as client:
        assert client.send(READ).body == b"{}"
        assert server.connections == 3


def test_a_read_gives_up_after_four_tries() -> None:
    with RawServer(resetting) as server, a_client(server.url) as client:
        failure_of(client, READ)
        assert server.connections == 4


def test_the_pause_between_two_reads_can_be_cancelled() -> None:
    cancel = CancelToken()

    def behave(connection: socket.socket) -> None:
        resetting(connection)
        cancel.cancel()

    with RawServer(behave) as server, a_client(server.url, timing=Timing()) as client:
        began = time.monotonic()
        with pytest.raises(UserCancelled):
            client.send(READ, cancel=cancel)
        assert time.monotonic() - began < 5


def test_a_success_whose_body_broke_off_is_told_as_such() -> None:
    reply = reply_from(b'HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{"id": "7', FIRE_201)
    assert (reply.status, reply.complete, reply.body) == (201, False, b'{"id": "7')
    chunked = b'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"id\r\nzz'
    reply = reply_from(chunked, FIRE_201)
    assert (reply.status, reply.complete) == (201, False)


FIRE_201 = send_json("POST", "/fire", b"{}", effect=Effect.FIRES, expect=frozenset({201}))


def test_a_body_that_stops_dripping_is_given_up() -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{")
        connection.recv(1)

    with RawServer(behave) as server, a_client(server.url) as client:
        assert not client.send(FIRE_201).complete


def test_an_answer_without_end_is_given_up() -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 201 Created\r\n\r\n")
        while True:
            connection.sendall(b"x")

    impatient = Timing(scale=0.02, whole_answer=5.0)
    with RawServer(behave) as server, a_client(server.url, timing=impatient) as client:
        assert not client.send(FIRE_201).complete


def test_a_read_whose_body_broke_off_is_an_error() -> None:
    failure = failure_from(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), READ)
    assert type(failure) is CutOff
    assert isinstance(failure, BadAnswer)


def test_damaged_compression_counts_as_broken_off() -> None:
    answer = (
        b"HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n"
        b"Connection: close\r\n\r\nplain"
    )
    assert not reply_from(answer, FIRE_201).complete


def test_a_cancelled_upload_leaves_an_unfinished_request() -> None:
    cancel = CancelToken()
    body = UploadBody(
        [bytes_part(b"x" * 1_000_000)],
        progress=lambda done, _: cancel.cancel() if done >= 200_000 else None,
        cancel=cancel,
    )
    received: queue.SimpleQueue[int] = queue.SimpleQueue()

    def behave(connection: socket.socket) -> None:
        size = 0
        while block := connection.recv(65_536):
            size += len(block)
        received.put(size)

    with RawServer(behave) as server, a_client(server.url, timing=Timing()) as client:
        with pytest.raises(UserCancelled):
            client.send(upload(body))
        assert 0 < received.get(timeout=10) < 1_000_000


def test_a_file_that_fails_while_it_is_sent_is_a_local_error() -> None:
    body = UploadBody([bytes_part(b"x" * 100_000), Part(stream=io.BytesIO(b"few"), size=100)])
    with (
        RawServer(silent) as server,
        a_client(server.url) as client,
        pytest.raises(LocalError, match="shorter"),
    ):
        client.send(upload(body))


def test_a_refusal_in_the_middle_of_an_upload_is_heard() -> None:
    def behave(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(
            b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):
            pass

    body = UploadBody([bytes_part(b"x" * 3_000_000)])
    with RawServer(behave) as server, a_client(server.url, timing=Timing()) as client:
        failure = failure_of(client, upload(body))
    assert failure.status == 413


def upload(body: UploadBody) -> Request:
    return Request(
        method="POST", path="/upload", body=body, content_type="application/octet-stream"
    )

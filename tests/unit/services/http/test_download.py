"""Downloads: straight into a file, complete or an error."""

import io
import socket
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typing_extensions import Buffer

from app.domain.errors import UserCancelled
from app.services.cancel import CancelToken
from app.services.errors import Gone, LocalError
from app.services.http.failures import CutOff
from app.services.http.request import get
from app.services.timing import Timing
from tests.support.http_clients import a_client
from tests.support.raw_server import RawServer, answering, read_request

FILE = get("/file", headers={"Accept-Encoding": "identity"})


def test_a_download_lands_in_the_file_and_tells_its_progress(
    httpserver: HTTPServer, tmp_path: Path
) -> None:
    content = bytes(range(256)) * 2000
    httpserver.expect_request("/file").respond_with_data(content)
    seen: list[tuple[int, int]] = []
    path = tmp_path / "signed.pdf"
    with path.open("w+b") as sink, a_client(httpserver.url_for("")) as client:
        reply = client.download(FILE, sink, progress=lambda *each: seen.append(each))
    assert path.read_bytes() == content
    assert reply.body == b""
    assert seen[-1] == (len(content), len(content))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert httpserver.log[-1][0].headers["Accept-Encoding"] == "identity"


def test_a_download_that_broke_off_begins_anew() -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n%PDF-old"
    good = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n%PDF-"
    sink = io.BytesIO()
    with RawServer(answering(cut, good)) as server, a_client(server.url) as client:
        client.download(FILE, sink)
    assert sink.getvalue() == b"%PDF-"


def test_a_download_that_always_breaks_off_is_an_error() -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n%PDF-"
    with RawServer(answering(cut)) as server, a_client(server.url) as client:
        with pytest.raises(CutOff):
            client.download(FILE, io.BytesIO())
        assert server.connections == 4


def test_a_refusal_is_not_written_into_the_file(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/file").respond_with_data("no such document", status=404)
    sink = io.BytesIO()
    with a_client(httpserver.url_for("")) as client, pytest.raises(Gone) as caught:
        client.download(FILE, sink)
    assert sink.getvalue() == b""
    assert caught.value.service_text == "no such document"


def test_a_download_stops_when_it_is_cancelled() -> None:
    cancel = CancelToken()

    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")
        while True:
            connection.sendall(b"x" * 10_000)

    sink = io.BytesIO()
    with (
        RawServer(behave) as server,
        a_client(server.url, timing=Timing()) as client,
        pytest.raises(UserCancelled),
    ):
        client.download(
            FILE,
            sink,
            progress=lambda done, _: cancel.cancel() if done > 50_000 else None,
            cancel=cancel,
        )
    assert len(sink.getvalue()) < 99_999_999


def test_a_full_disk_is_a_local_error(httpserver: HTTPServer) -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: Buffer) -> int:
            raise OSError(28, "No space left on device")

    httpserver.expect_request("/file").respond_with_data(b"%PDF-")
    with (
        a_client(httpserver.url_for("")) as client,
        pytest.raises(LocalError, match="No space left"),
    ):
        client.download(FILE, FullDisk())

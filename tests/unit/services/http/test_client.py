"""What leaves with a request, and what does not."""

import gzip
import logging
import socket
import threading
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from requests import PreparedRequest
from requests.auth import AuthBase
from werkzeug import Request as Received
from werkzeug import Response

from app.services.errors import BadAnswer, Refused, Throttled, Uncertain, Unreachable
from app.services.http.client import path_without_values
from app.services.http.request import Effect, get, post_form, send_json
from tests.support.http_clients import a_client
from tests.support.raw_server import RawServer, answering

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Stamp(AuthBase):
    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        r.headers["Authorization"] = "stamp"
        return r


def last(server: HTTPServer) -> Received:
    return server.log[-1][0]


def test_a_request_says_who_it_is_from_and_takes_compressed_answers(httpserver: HTTPServer) -> None:
    body = gzip.compress(b'{"large": "list"}')
    httpserver.expect_request("/api/list").respond_with_data(
        body, headers={"Content-Encoding": "gzip"}
    )
    with a_client(httpserver.url_for("/api"), auth=Stamp()) as client:
        reply = client.send(get("/list", query={"filter": '[{"a":"\u00e5 &"}]'}))
    assert reply.body == b'{"large": "list"}'
    received = last(httpserver)
    assert received.headers["User-Agent"] == "Countersign/test"
    assert received.headers["Accept-Encoding"] == "gzip"
    assert received.headers["Authorization"] == "stamp"
    assert received.args["filter"] == '[{"a":"\u00e5 &"}]'


def test_a_form_arrives_as_it_was_given(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/update").respond_with_data("")
    fields = {"document": '{"title":"\u00c5rsavtal & bilaga"}', "empty": ""}
    with a_client(httpserver.url_for("")) as client:
        client.send(post_form("/update", fields))
    assert last(httpserver).form.to_dict() == fields


def test_json_leaves_as_exactly_these_bytes(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/flow").respond_with_data("", status=201)
    body = '{ "b":1,"a":"\u00e5" }'.encode()
    with a_client(httpserver.url_for("")) as client:
        client.send(send_json("POST", "/flow", body, expect=frozenset({201}), effect=Effect.FIRES))
    assert last(httpserver).get_data() == body
    assert last(httpserver).headers["Content-Type"] == "application/json"
    assert last(httpserver).headers["Connection"] == "close"


def test_a_password_file_of_the_user_never_replaces_the_sign_in(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    httpserver.expect_request("/").respond_with_data("{}")
    with a_client(httpserver.url_for(""), auth=Stamp()) as client:
        client.send(get("/"))
    assert last(httpserver).headers["Authorization"] == "stamp"
    with a_client(httpserver.url_for("")) as client:
        client.send(get("/"))
    assert "Authorization" not in last(httpserver).headers


def test_cookies_are_not_kept(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("{}", headers={"Set-Cookie": "session=1"})
    with a_client(httpserver.url_for("")) as client:
        client.send(get("/"))
        client.send(get("/"))
    assert "Cookie" not in last(httpserver).headers


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(httpserver: HTTPServer, status: int) -> None:
    elsewhere = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request("/here").respond_with_data("", status=status, headers=elsewhere)
    httpserver.expect_request("/elsewhere").respond_with_data("{}")
    with a_client(httpserver.url_for("")) as client:
        with pytest.raises(BadAnswer, match="another address"):
            client.send(get("/here"))
        with pytest.raises(Uncertain, match="another address"):
            client.send(post_form("/here", {"a": "b"}))
    assert [each.path for each, _ in httpserver.log] == ["/here", "/here"]


def test_a_connection_is_used_again_but_never_for_a_request_that_fires() -> None:
    alive = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

    def behave(connection: socket.socket) -> None:
        while connection.recv(65_536):
            connection.sendall(alive)

    fire = send_json("POST", "/fire", b"{}", effect=Effect.FIRES)
    with RawServer(behave) as server, a_client(server.url) as client:
        client.send(get("/one"))
        client.send(get("/two"))
        assert server.connections == 1
        client.close()
        client.send(get("/three"))
        assert server.connections == 2
        client.close()
        client.send(fire)
        client.send(fire)
        assert server.connections == 4


def test_each_thread_has_connections_of_its_own(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("{}")
    with a_client(httpserver.url_for("")) as client:
        threads = [threading.Thread(target=client.send, args=[get("/")]) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len(httpserver.log) == 4


def test_the_words_of_the_service_are_kept_as_plain_text(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/text").respond_with_data("No <b>such</b>\n parameter", status=400)
    httpserver.expect_request("/html").respond_with_data("<!DOCTYPE html><p>Nginx", status=400)
    with a_client(httpserver.url_for("")) as client:
        with pytest.raises(Refused) as caught:
            client.send(post_form("/text", {}))
        assert caught.value.service_text == "No <b>such</b> parameter"
        with pytest.raises(Refused) as caught:
            client.send(post_form("/html", {}))
        assert caught.value.service_text == "an HTML page"


def test_a_read_waits_as_long_as_it_is_asked_to(httpserver: HTTPServer) -> None:
    busy = Response("", status=429, headers={"Retry-After": "1"})
    httpserver.expect_ordered_request("/").respond_with_response(busy)
    httpserver.expect_ordered_request("/").respond_with_data("{}")
    with a_client(httpserver.url_for("")) as client:
        assert client.send(get("/")).body == b"{}"


def test_a_read_that_is_asked_to_wait_for_an_hour_ends_at_once(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(
        "", status=429, headers={"Retry-After": "3600"}
    )
    with a_client(httpserver.url_for("")) as client, pytest.raises(Throttled) as caught:
        client.send(get("/"))
    assert caught.value.retry_after == 3600
    assert len(httpserver.log) == 1


def test_one_line_of_log_tells_of_a_request_without_its_values(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    httpserver.expect_request("/api/v2/documents/8123/update").respond_with_data("{}")
    with caplog.at_level(logging.INFO, logger="app"), a_client(httpserver.url_for("")) as client:
        reply = client.send(post_form("/api/v2/documents/8123/update", {"document": "Lease"}))
    lines = [each.getMessage() for each in caplog.records if each.name.startswith("app")]
    assert len(lines) == 1
    start = "POST localhost /api/v2/documents/{}/update 200 "
    assert lines[0].startswith(start)
    assert lines[0].endswith(f" ms [{reply.correlation_id}]")
    assert "Lease" not in caplog.text.replace(start, "")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/api/v2/documents/8123/files/main/Lease 2031.pdf", "/api/v2/documents/{}/files/main/{}"),
        ("/v3/packages/88121/workflow?x=1", "/v3/packages/{}/workflow"),
        ("/flow/instances/0f2c6c0e-6a53-4f0b-8f39-1c3f6f0f3c11", "/flow/instances/{}"),
        ("/users/ada@example.com", "/users/{}"),
    ],
)
def test_a_logged_path_has_no_ids_or_names(path: str, shown: str) -> None:
    assert path_without_values(path) == shown


def test_a_proxy_that_wants_a_password_is_told_before_anything_left() -> None:
    refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    with RawServer(answering(refusal)) as proxy:
        through = {"https": proxy.url}
        with (
            a_client("https://scrive.example.com", proxies=lambda _: through) as client,
            pytest.raises(Unreachable) as caught,
        ):
            client.send(post_form("/api", {"a": "b"}))
        assert proxy.connections == 1
    assert caught.value.title == "The proxy of this network did not let the request through."


def test_a_resolver_that_knows_no_proxy_is_not_overruled_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with RawServer(answering(b"")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with (
            a_client("https://nowhere.invalid", proxies=lambda _: {}) as client,
            pytest.raises(Unreachable, match="could not be found"),
        ):
            client.send(get("/"))
        assert proxy.connections == 0


def test_a_kind_of_proxy_that_is_not_supported_is_told_before_anything_left() -> None:
    through = {"https": "socks5://127.0.0.1:1"}
    with (
        a_client("https://scrive.example.com", proxies=lambda _: through) as client,
        pytest.raises(Unreachable),
    ):
        client.send(post_form("/api", {"a": "b"}))


def test_a_proxy_named_by_the_environment_is_used_only_for_other_computers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with RawServer(answering(OK)) as server, RawServer(answering(b"")) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with a_client(server.url) as client:
            client.send(post_form("/", {}))
        assert proxy.connections == 0
        with a_client("https://scrive.example.com") as client, pytest.raises(Unreachable):
            client.send(post_form("/", {}))
        assert proxy.connections == 1

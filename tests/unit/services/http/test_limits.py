"""How long an answer is waited for: by what the request does, and by how much it carries."""

import socket
import time
from dataclasses import replace
from threading import Event

import pytest

from app.services.errors import Uncertain
from app.services.http.failures import NoAnswer
from app.services.http.request import Effect, Request, get, post_form
from app.services.http.upload import UploadBody, bytes_part
from app.services.timing import Timing
from tests.support.http_clients import a_client
from tests.support.raw_server import Behaviour, RawServer, read_request

SCALE = 0.02
"""Reads 0.6 s, changes 1.2 s, what fires 3 s; a megabyte 0.08 s more."""
LATE = 1.6


def _answering_after(seconds: float) -> Behaviour:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        Event().wait(seconds)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    return behave


def _asked(request: Request, seconds: float = LATE) -> int:
    with (
        RawServer(_answering_after(seconds)) as server,
        a_client(server.url, timing=Timing(scale=SCALE)) as client,
    ):
        return client.send(request).status


def test_what_notifies_people_is_waited_for_longest() -> None:
    assert _asked(post_form("/start", {}, effect=Effect.FIRES)) == 200


def test_a_start_is_waited_for_longer_than_the_two_minutes_that_a_share_may_take() -> None:
    assert Timing().fire >= 120


def test_what_changes_something_is_given_up_earlier() -> None:
    with pytest.raises(Uncertain):
        _asked(post_form("/update", {}))


def test_a_large_upload_is_waited_for_longer_than_a_small_one() -> None:
    large = UploadBody([bytes_part(b"x" * 40_000_000)])
    small = UploadBody([bytes_part(b"x" * 1_000)])
    request = Request(method="POST", path="/new", body=large, content_type="application/pdf")
    assert _asked(request) == 200
    with pytest.raises(Uncertain):
        _asked(replace(request, body=small))


def test_a_read_for_which_somebody_waits_is_tried_once_and_not_longer() -> None:
    began = time.monotonic()
    with (
        RawServer(_answering_after(LATE)) as server,
        a_client(server.url, timing=Timing()) as client,
    ):
        with pytest.raises(NoAnswer):
            client.send(replace(get("/status"), within=0.2))
        assert time.monotonic() - began < LATE
        assert server.connections == 1

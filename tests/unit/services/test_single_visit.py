"""Leading one visitor on: once, and nobody without the path."""

import socket
from urllib.parse import urlsplit

import pytest
import requests

from app.services.secrets.secret import Secret
from app.services.single_visit import single_visit

THERE = Secret("https://scrive.example.com/loginwithredirect?session_id=abc")


def visit(address: str) -> requests.Response:
    return requests.get(address, allow_redirects=False, timeout=10)


def test_the_first_visitor_is_led_on_and_nobody_after_that() -> None:
    address = single_visit(THERE)
    assert urlsplit(address).hostname == "127.0.0.1"
    assert "abc" not in address
    first = visit(address)
    assert (first.status_code, first.headers["Location"]) == (302, THERE.reveal())
    assert first.headers["Cache-Control"] == "no-store"
    with pytest.raises(requests.ConnectionError):
        visit(address)


def test_who_does_not_know_the_path_learns_nothing_and_takes_nothing_away() -> None:
    address = single_visit(THERE)
    guessed = visit(address.rsplit("/", 1)[0] + "/guess")
    assert (guessed.status_code, guessed.headers.get("Location")) == (404, None)
    assert visit(address).status_code == 302


def test_a_connection_on_which_nothing_is_asked_keeps_nobody_out() -> None:
    address = single_visit(THERE)
    parts = urlsplit(address)
    with socket.create_connection(("127.0.0.1", parts.port or 0)):
        assert visit(address).status_code == 302


def test_nobody_is_waited_for_without_end() -> None:
    address = single_visit(THERE, seconds=0.05)
    for _ in range(100):
        try:
            assert visit(address.rsplit("/", 1)[0] + "/guess").status_code == 404
        except requests.ConnectionError:
            return
    pytest.fail("it still listens")

"""Accounts at a server that wants a client certificate and has an authority of its own."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.certificates import (
    PASSPHRASE,
    CertificateDrawer,
    certificate_drawer,
    passing_on,
)
from tests.support.raw_server import RawServer
from tests.support.shell import Shell

Values = dict[str, Any]


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> CertificateDrawer:
    return certificate_drawer(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def strict(
    shell: Shell, drawer: CertificateDrawer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Values]]:
    """The values of an account at a strict server before the emulated service."""
    # A handshake takes its time on a busy computer.
    monkeypatch.setenv("COUNTERSIGN_TIME_SCALE", "1")
    servers: list[RawServer] = []

    def values(service: str) -> Values:
        port = int(shell.values[service]["base_url"].rsplit(":", 1)[1])
        server = RawServer(passing_on(port), drawer.server_context())
        servers.append(server.__enter__())
        return {
            **shell.values[service],
            "base_url": server.url,
            "authority_file": drawer.path("authority.pem"),
            "certificate_file": drawer.path("client.pem"),
            "key_file": drawer.path("locked.key"),
            "key_passphrase": PASSPHRASE,
        }

    yield values
    for server in servers:
        server.__exit__()


@pytest.mark.parametrize("service", ["signinghub", "scrive"])
def test_every_call_of_the_account_shows_the_certificate(
    shell: Shell, strict: Callable[[str], Values], service: str
) -> None:
    values = strict(service)
    status, added = shell.call("account", "add", "Own", "--service", service, stdin=values)
    assert status == 0, added
    assert added["certificate_file"] == values["certificate_file"]
    assert PASSPHRASE not in json.dumps(added)
    assert shell.call("account", "check", "Own")[0] == 0
    stored = (shell.profile / "countersign.db").read_bytes()
    assert PASSPHRASE.encode() not in stored
    if service == "signinghub":
        assert shell.call("follow", 1026, "--account", "Own")[0] in {0, 3}


def test_without_the_certificate_nothing_is_stored_and_it_is_said_what_is_missing(
    shell: Shell, strict: Callable[[str], Values]
) -> None:
    values = strict("signinghub")
    for name in ("certificate_file", "key_file", "key_passphrase"):
        del values[name]
    status, document = shell.call("account", "add", "Own", "--service", "signinghub", stdin=values)
    assert status != 0
    assert "wants a client certificate" in document["message"]
    assert shell.call("account", "list")[1] == {"accounts": []}


def test_a_relative_path_means_the_same_file_from_everywhere(
    shell: Shell,
    strict: Callable[[str], Values],
    drawer: CertificateDrawer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(drawer.folder)
    values = {**strict("signinghub"), "authority_file": "authority.pem"}
    status, added = shell.call("account", "add", "Own", "--service", "signinghub", stdin=values)
    assert (status, added["authority_file"]) == (0, drawer.path("authority.pem"))
    monkeypatch.chdir(Path("/"))
    assert shell.call("account", "check", "Own")[0] == 0


def test_a_file_that_went_away_is_named(
    shell: Shell, strict: Callable[[str], Values], tmp_path: Path, drawer: CertificateDrawer
) -> None:
    copy = tmp_path / "copy.pem"
    copy.write_bytes(Path(drawer.path("authority.pem")).read_bytes())
    values = {**strict("signinghub"), "authority_file": str(copy)}
    assert shell.call("account", "add", "Own", "--service", "signinghub", stdin=values)[0] == 0
    copy.unlink()
    status, document = shell.call("account", "check", "Own")
    assert status != 0
    assert "copy.pem" in document["message"]

"""Servers of one's own: whom an account trusts, the certificate it shows, and what goes wrong."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.services.accounts import CertificateFiles
from app.services.clock import SystemClock
from app.services.errors import BadCertificate, NotSecure, Unreachable
from app.services.http.certificates import account_context, ending_soon
from app.services.http.client import HttpClient, NoAuth, Transport
from app.services.http.request import Effect, get, send_json
from app.services.http.validity import validity_of
from app.services.secrets.secret import Secret
from app.services.timing import Timing
from tests.support.certificates import (
    PASSPHRASE,
    CertificateDrawer,
    certificate_drawer,
    self_signed,
)
from tests.support.http_clients import a_client
from tests.support.raw_server import RawServer, answering

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
PATIENT = Timing(scale=0.2)
VERSIONS = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> CertificateDrawer:
    return certificate_drawer(tmp_path_factory.mktemp("certificates"))


def context(
    drawer: CertificateDrawer,
    *,
    authorities: str = "authority.pem",
    certificate: str = "",
    key: str = "",
    passphrase: str = "",
) -> ssl.SSLContext:
    files = CertificateFiles(
        authorities=drawer.path(authorities) if authorities else "",
        certificate=drawer.path(certificate) if certificate else "",
        key=drawer.path(key) if key else "",
    )
    return account_context(files, Secret(passphrase) if passphrase else None, SystemClock().now())


@contextmanager
def strict_server(
    drawer: CertificateDrawer, used: ssl.SSLContext, newest: ssl.TLSVersion
) -> Iterator[HttpClient]:
    """A client of a server that wants a certificate."""
    with (
        RawServer(answering(OK), drawer.server_context(newest)) as server,
        a_client(server.url, context=used, timing=PATIENT) as client,
    ):
        yield client


@pytest.mark.parametrize("newest", VERSIONS)
@pytest.mark.parametrize(
    "shown",
    [
        {"certificate": "both.pem"},
        {"certificate": "client.pem", "key": "client.key"},
        {"certificate": "client.pem", "key": "locked.key", "passphrase": PASSPHRASE},
        {"certificate": "both.pem", "authorities": "authority.cer"},
    ],
)
def test_a_server_that_wants_a_certificate_is_shown_it(
    drawer: CertificateDrawer, newest: ssl.TLSVersion, shown: dict[str, str]
) -> None:
    with strict_server(drawer, context(drawer, **shown), newest) as client:
        assert client.send(get("/")).body == b"{}"
        fires = send_json("POST", "/", b"{}", effect=Effect.FIRES)
        assert client.send(fires).body == b"{}"


def test_without_a_certificate_it_is_said_that_one_is_wanted(drawer: CertificateDrawer) -> None:
    with (
        strict_server(drawer, context(drawer), ssl.TLSVersion.TLSv1_3) as client,
        pytest.raises(NotSecure) as caught,
    ):
        client.send(get("/"))
    assert caught.value.title == "localhost wants a client certificate."
    assert "administrator" in caught.value.next_step


def test_an_older_server_only_hangs_up_and_the_words_say_what_may_be_missing(
    drawer: CertificateDrawer,
) -> None:
    with (
        strict_server(drawer, context(drawer), ssl.TLSVersion.TLSv1_2) as client,
        pytest.raises(NotSecure) as caught,
    ):
        client.send(get("/"))
    assert "client certificate" in caught.value.next_step
    assert "_ssl.c" not in str(caught.value)


@pytest.mark.parametrize("newest", VERSIONS)
def test_a_certificate_of_a_stranger_is_told_as_that(
    drawer: CertificateDrawer, newest: ssl.TLSVersion
) -> None:
    used = context(drawer, certificate="foreign.pem")
    with strict_server(drawer, used, newest) as client, pytest.raises(NotSecure) as caught:
        client.send(get("/"))
    assert caught.value.title == "localhost does not take the client certificate."
    assert "authority" in caught.value.detail


def test_a_server_of_an_unknown_authority_leads_to_the_extra_authority(
    drawer: CertificateDrawer,
) -> None:
    server_context = drawer.server_context(wants_certificate=False)
    with RawServer(answering(OK), server_context) as server:
        with (
            a_client(server.url, context=context(drawer, authorities="")) as client,
            pytest.raises(NotSecure) as caught,
        ):
            client.send(get("/"))
        assert caught.value.title == "The certificate of localhost is not trusted."
        assert "authority in the sign-in of the account" in caught.value.next_step
        with a_client(server.url, context=context(drawer), timing=PATIENT) as client:
            assert client.send(get("/")).body == b"{}"


def test_a_server_that_vouches_for_itself_is_trusted_by_its_own_certificate(
    drawer: CertificateDrawer,
) -> None:
    with RawServer(answering(OK), self_signed(drawer.folder)) as server:
        with (
            a_client(server.url, context=context(drawer), timing=PATIENT) as client,
            pytest.raises(NotSecure) as caught,
        ):
            client.send(get("/"))
        assert "authority in the sign-in of the account" in caught.value.next_step
        own = context(drawer, authorities="self-signed.pem")
        with a_client(server.url, context=own, timing=PATIENT) as client:
            assert client.send(get("/")).body == b"{}"


def test_a_server_whose_certificate_has_ended_is_told_as_that(drawer: CertificateDrawer) -> None:
    ended = datetime.now(UTC) - timedelta(days=2)
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued = drawer.authority.issue_cert(
        "localhost", not_before=ended - timedelta(days=2), not_after=ended
    )
    issued.configure_cert(server_context)
    with (
        RawServer(answering(OK), server_context) as server,
        a_client(server.url, context=context(drawer), timing=PATIENT) as client,
        pytest.raises(NotSecure) as caught,
    ):
        client.send(get("/"))
    assert caught.value.title == "The certificate of localhost has ended."
    assert "clock" in caught.value.next_step


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({"authorities": "none.pem"}, "The certificate of the company's own authority cannot be"),
        ({"authorities": "letter.txt"}, "letter.txt holds no certificate of an authority."),
        ({"certificate": "none.pem"}, "The client certificate cannot be read."),
        ({"certificate": "letter.txt"}, "letter.txt holds no client certificate."),
        ({"certificate": "client.pem"}, "client.pem holds no private key."),
        ({"certificate": "client.pem", "key": "none.key"}, "The key of the client certificate"),
        ({"certificate": "client.pem", "key": "letter.txt"}, "letter.txt holds no private key."),
        ({"certificate": "client.pem", "key": "other.key"}, "The key in other.key does not belong"),
        ({"certificate": "client.pem", "key": "locked.key"}, "The key in locked.key is locked"),
        (
            {"certificate": "client.pem", "key": "locked.key", "passphrase": "wrong"},
            "The passphrase does not open the key in locked.key.",
        ),
        ({"certificate": "client.pem", "key": "damaged.key"}, "The client certificate cannot be"),
        ({"certificate": "client.p12"}, "client.p12 is a PKCS#12 file."),
        ({"certificate": "client.der"}, "client.der is in the binary form DER."),
        ({"certificate": "ended.pem"}, "The client certificate in ended.pem ended on "),
        ({"certificate": "early.pem"}, "The client certificate in early.pem is good only from "),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_a_next_step_and_without_secrets(
    drawer: CertificateDrawer, files: dict[str, str], title: str
) -> None:
    with pytest.raises(BadCertificate) as caught:
        context(drawer, **files)
    assert caught.value.title.startswith(title)
    assert caught.value.next_step
    assert "wrong" not in str(caught.value)


def test_a_certificate_that_ends_within_a_month_is_told_and_no_other(
    drawer: CertificateDrawer,
) -> None:
    client = CertificateFiles(certificate=drawer.path("both.pem"))
    validity = validity_of(Path(drawer.path("client.der")).read_bytes())
    assert validity is not None
    assert "both.pem ends on" in ending_soon(client, validity.ends - timedelta(days=29))
    for when in (timedelta(days=31), timedelta(seconds=-1)):
        assert ending_soon(client, validity.ends - when) == ""
    now = SystemClock().now()
    for name in ("none.pem", "letter.txt", "client.p12"):
        assert ending_soon(CertificateFiles(certificate=drawer.path(name)), now) == ""
    assert ending_soon(CertificateFiles(), now) == ""


def test_a_folder_is_no_certificate(drawer: CertificateDrawer) -> None:
    with pytest.raises(BadCertificate):
        context(drawer, authorities=".")


def test_a_file_that_was_put_right_is_taken_at_the_next_request(
    drawer: CertificateDrawer, tmp_path: Path
) -> None:
    path = tmp_path / "authority.pem"
    files = CertificateFiles(authorities=str(path))
    clock = SystemClock()
    transport = Transport(
        clock=clock, timing=PATIENT, context=lambda: account_context(files, None, clock.now())
    )
    server_context = drawer.server_context(wants_certificate=False)
    with RawServer(answering(OK), server_context) as server:
        client = HttpClient(server.url, NoAuth(), transport)
        with pytest.raises(BadCertificate):
            client.send(get("/"))
        path.write_bytes(Path(drawer.path("authority.pem")).read_bytes())
        assert client.send(get("/")).body == b"{}"
        client.close()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<center>No required SSL certificate was sent</center>", "wants a client certificate"),
        ("<h2>403.7 - Forbidden: Client certificate required</h2>", "wants a client certificate"),
        ("<center>The SSL certificate error</center>", "does not take the client certificate"),
    ],
)
@pytest.mark.parametrize("status", [b"400 Bad Request", b"403 Forbidden"])
def test_a_page_of_a_web_server_about_certificates_is_understood(
    page: str, title: str, status: bytes
) -> None:
    body = f"<html><body>{page}</body></html>".encode()
    head = b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % (status, len(body))
    with (
        RawServer(answering(head + body)) as server,
        a_client(server.url) as client,
        pytest.raises(Unreachable) as caught,
    ):
        client.send(send_json("POST", "/", b"{}"))
    assert title in caught.value.title


@pytest.mark.parametrize("content", [b"", b"\x30", b"\x30\x03\x30\x81", b"0" * 40, b"\x30\x80" * 9])
def test_the_validity_of_what_is_no_certificate_is_not_known(content: bytes) -> None:
    assert validity_of(content) is None


def test_the_validity_is_read_in_utc(drawer: CertificateDrawer) -> None:
    found = validity_of(Path(drawer.path("client.der")).read_bytes())
    assert found is not None
    assert found.begins < datetime.now(UTC) < found.ends

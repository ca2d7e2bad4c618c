"""Invented certificates on disk, and a server that wants one, in front of another server."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import create_connection, socket

import trustme
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import (
    CertificateBuilder,
    DNSName,
    Name,
    NameAttribute,
    SubjectAlternativeName,
    load_pem_x509_certificate,
    random_serial_number,
)
from cryptography.x509.oid import NameOID

from tests.support.raw_server import read_request

PASSPHRASE = "invented words"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDrawer:
    """Files of a company with an authority of its own."""

    folder: Path
    authority: trustme.CA

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def server_context(
        self,
        newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
        *,
        wants_certificate: bool = True,
    ) -> ssl.SSLContext:
        """Of a server called localhost that lets nobody in without a certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.maximum_version = newest
        self.authority.issue_cert("localhost").configure_cert(context)
        if wants_certificate:
            self.authority.configure_trust(context)
            context.verify_mode = ssl.CERT_REQUIRED
        return context


def certificate_drawer(folder: Path) -> CertificateDrawer:
    """Write every file, good and bad, once."""
    authority, stranger = trustme.CA(), trustme.CA()
    now = datetime.now(UTC)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    root = load_pem_x509_certificate(authority.cert_pem.bytes())
    (folder / "authority.cer").write_bytes(root.public_bytes(Encoding.DER))
    client = authority.issue_cert("maja@example.com")
    certificate = client.cert_chain_pems[0].bytes()
    key = client.private_key_pem.bytes()
    (folder / "client.pem").write_bytes(certificate)
    (folder / "client.key").write_bytes(key)
    (folder / "both.pem").write_bytes(b"Bag Attributes: caf\xe9\n" + key + certificate)
    loaded = load_pem_private_key(key, None)
    locked = loaded.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSPHRASE.encode())
    )
    (folder / "locked.key").write_bytes(locked)
    packed = pkcs12.serialize_key_and_certificates(
        b"client",
        loaded,  # type: ignore[arg-type]
        load_pem_x509_certificate(certificate),
        None,
        BestAvailableEncryption(PASSPHRASE.encode()),
    )
    (folder / "client.p12").write_bytes(packed)
    found = load_pem_x509_certificate(certificate)
    (folder / "client.der").write_bytes(found.public_bytes(Encoding.DER))
    other = authority.issue_cert("bo@example.com")
    (folder / "other.key").write_bytes(other.private_key_pem.bytes())
    foreign = stranger.issue_cert("maja@example.com")
    foreign.private_key_and_cert_chain_pem.write_to_path(str(folder / "foreign.pem"))
    ended = authority.issue_cert(
        "maja@example.com", not_before=now - timedelta(days=9), not_after=now - timedelta(days=2)
    )
    ended.private_key_and_cert_chain_pem.write_to_path(str(folder / "ended.pem"))
    early = authority.issue_cert(
        "maja@example.com", not_before=now + timedelta(days=2), not_after=now + timedelta(days=9)
    )
    early.private_key_and_cert_chain_pem.write_to_path(str(folder / "early.pem"))
    damaged = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    (folder / "damaged.key").write_bytes(damaged)
    (folder / "letter.txt").write_text("Dear Maja", "utf-8")
    return CertificateDrawer(folder=folder, authority=authority)


def self_signed(folder: Path) -> ssl.SSLContext:
    """Of a server called localhost whose certificate, `self-signed.pem`, nobody else issued."""
    key = generate_private_key(SECP256R1())
    name = Name([NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        CertificateBuilder(name, name, key.public_key(), random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(SubjectAlternativeName([DNSName("localhost")]), critical=False)
        .sign(key, SHA256())
    )
    (folder / "self-signed.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "self-signed.key").write_bytes(secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "self-signed.pem", folder / "self-signed.key")
    return context


def passing_on(port: int) -> Callable[[socket], None]:
    """Hands each request to a server on loopback, and its answer back; then it hangs up."""

    def behave(connection: socket) -> None:
        asked = read_request(connection).replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        with create_connection(("127.0.0.1", port), timeout=10) as behind:
            behind.sendall(asked)
            while block := behind.recv(65_536):
                connection.sendall(block)

    return behave

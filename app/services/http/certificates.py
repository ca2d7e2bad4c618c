"""The TLS context of an account: whom it trusts, and the certificate that it shows."""

import re
import ssl
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from app.services.accounts import CertificateFiles
from app.services.errors import BadCertificate
from app.services.http.session import trusting_context
from app.services.http.validity import Validity, validity_of
from app.services.secrets.secret import Secret

_SOON: Final = timedelta(days=30)
_LARGEST: Final = 5_000_000
"""Bytes; the list of all public authorities takes a quarter of a million."""
_CERTIFICATE: Final = re.compile(
    rb"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----\s*([A-Za-z0-9+/=\s]+?)-----END "
)
_KEY: Final = re.compile(rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----")
_PKCS7_DATA: Final = bytes.fromhex("2a864886f70d010701")
"""Stands near the beginning of each PKCS#12 file (RFC 7292, 4)."""
_DER: Final = b"\x30"
_NOT_FITTING: Final = frozenset({"KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH"})
_CHANGE: Final = "Choose another file in the sign-in of the account"


def account_context(
    files: CertificateFiles, passphrase: Secret | None, now: datetime
) -> ssl.SSLContext:
    """The computer's own authorities and those of `files`, with the certificate to show, if any.

    Reads the files. Raises BadCertificate with what is wrong with which.
    """
    context = trusting_context()
    if files.authorities:
        _trust(context, Path(files.authorities))
    if files.certificate:
        _show(context, files, passphrase, now)
    return context


def ending_soon(files: CertificateFiles, now: datetime) -> str:
    """A sentence where the client certificate ends within a month; empty for any other."""
    if not files.certificate:
        return ""
    path = Path(files.certificate)
    try:
        certificates = _certificates(_read(path, ""))
    except BadCertificate:
        return ""
    validity = validity_of(certificates[0]) if certificates else None
    if validity is None or not now <= validity.ends < now + _SOON:
        return ""
    return (
        f"The client certificate in {path.name} ends on {validity.ends:%d %B %Y}: ask your "
        "administrator for a new one before that."
    )


def _trust(context: ssl.SSLContext, path: Path) -> None:
    """Trust what the file holds: PEM with any number of certificates, or a single one in DER."""
    content = _read(path, "certificate of the company's own authority")
    found = _certificates(content) or ([content] if content.startswith(_DER) else [])
    try:
        for each in found:
            context.load_verify_locations(cadata=each)
    except (ssl.SSLError, ValueError):
        found = []
    if not found:
        raise BadCertificate(
            f"{path.name} holds no certificate of an authority.",
            "It has to be a certificate as PEM or DER, mostly called .pem, .crt or .cer. "
            "Nothing was sent.",
            f"{_CHANGE}; your administrator has the right one.",
        )


def _show(
    context: ssl.SSLContext, files: CertificateFiles, passphrase: Secret | None, now: datetime
) -> None:
    """Be ready to show the certificate, with its key."""
    path = Path(files.certificate)
    key = Path(files.key) if files.key else path
    certificates = _certificates(_checked_pem(path, "client certificate"))
    if not certificates:
        raise BadCertificate(
            f"{path.name} holds no client certificate.",
            "It has to be PEM, with a part that begins with BEGIN CERTIFICATE. Nothing was sent.",
            f"{_CHANGE}.",
        )
    if not _KEY.search(_checked_pem(key, "key of the client certificate")):
        raise BadCertificate(
            f"{key.name} holds no private key.",
            "The client certificate is worth nothing without it. Nothing was sent.",
            "Choose the file with the key, which your administrator gave out with the certificate.",
        )
    _refuse_ended(validity_of(certificates[0]), path, now)
    _load(context, path, key, passphrase)


def _load(context: ssl.SSLContext, path: Path, key: Path, passphrase: Secret | None) -> None:
    asked: list[bool] = []

    def password() -> str:
        # Without an answer of ours, OpenSSL would ask at the terminal.
        asked.append(True)
        return passphrase.reveal() if passphrase is not None else ""

    try:
        context.load_cert_chain(path, key, password)
    except (ssl.SSLError, OSError, ValueError) as error:
        reason = (getattr(error, "reason", None) or "").replace(" ", "_").upper()
        raise _not_loaded(key, reason, asked=bool(asked), given=bool(passphrase)) from None


def _not_loaded(key: Path, reason: str, *, asked: bool, given: bool) -> BadCertificate:
    if reason in _NOT_FITTING:
        return BadCertificate(
            f"The key in {key.name} does not belong to the client certificate.",
            "Both have to come from the same request. Nothing was sent.",
            "Choose the key that was given out with this certificate.",
        )
    if asked and not given:
        return BadCertificate(
            f"The key in {key.name} is locked with a passphrase.",
            "The account does not have it. Nothing was sent.",
            "Enter the passphrase of the key in the sign-in of the account.",
        )
    if asked:
        return BadCertificate(
            f"The passphrase does not open the key in {key.name}.",
            "Nothing was sent.",
            "Enter the passphrase of the key again.",
        )
    return BadCertificate(
        f"The client certificate cannot be used with the key in {key.name}.",
        "One of the files is damaged, or of a kind that is not known here. Nothing was sent.",
        f"{_CHANGE}, or ask your administrator for the certificate and its key as PEM.",
    )


def _refuse_ended(validity: Validity | None, path: Path, now: datetime) -> None:
    if validity is None:
        return
    if now > validity.ends:
        raise BadCertificate(
            f"The client certificate in {path.name} ended on {validity.ends:%d %B %Y}.",
            "The server would not take it any more. Nothing was sent.",
            "Ask your administrator for a new one, then choose it in the sign-in of the account.",
        )
    if now < validity.begins:
        raise BadCertificate(
            f"The client certificate in {path.name} is good only from {validity.begins:%d %B %Y}.",
            "Nothing was sent.",
            "Check the clock of this computer, or wait until then.",
        )


def _checked_pem(path: Path, what: str) -> bytes:
    content = _read(path, what)
    if content.startswith(_DER):
        packed = _PKCS7_DATA in content[:100] or path.suffix.lower() in {".p12", ".pfx"}
        raise BadCertificate(
            f"{path.name} is {'a PKCS#12 file' if packed else 'in the binary form DER'}.",
            "Countersign reads client certificates and keys as PEM. Nothing was sent.",
            f"Convert it with: openssl {'pkcs12' if packed else 'x509 -inform DER'} "
            f"-in {path.name} -out client.pem",
        )
    return content


def _read(path: Path, what: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "The path is not one"
        raise BadCertificate(
            f"The {what} cannot be read.",
            f"{path}: {why}. Nothing was sent.",
            "Put the file back or choose another one in the sign-in of the account.",
        ) from None
    if len(content) > _LARGEST:
        raise BadCertificate(
            f"{path.name} is too large for a certificate.",
            "Nothing was sent.",
            f"{_CHANGE}.",
        )
    return content


def _certificates(content: bytes) -> list[bytes]:
    """The certificates of a PEM file, as DER; what else stands in it is passed over."""
    found: list[bytes] = []
    for each in _CERTIFICATE.findall(content):
        text = f"{ssl.PEM_HEADER}\n{each.decode('ascii').strip()}\n{ssl.PEM_FOOTER}"
        try:
            found.append(ssl.PEM_cert_to_DER_cert(text))
        except ValueError:
            continue
    return found

"""What the history of a package proves: the details of an entry, the certificate in it."""

import base64
import hashlib

from app.emulator.json_value import JsonObject, JsonValue
from app.emulator.signinghub.pen import Pen
from app.emulator.signinghub.records import LogEntry, Package
from app.emulator.signinghub.words import Happening

# A self-signed certificate of "Practice signature", whose key nobody has.
CERTIFICATE = base64.b64decode(
    "MIIBuzCCAWKgAwIBAgIBBzAKBggqhkjOPQQDAjA8MRswGQYDVQQDDBJQcmFjdGljZSBzaWduYXR1"
    "cmUxHTAbBgNVBAoMFENvdW50ZXJzaWduIHByYWN0aWNlMCAXDTI2MTEyMjA4MDI0OFoYDzIxMjYx"
    "MDI5MDgwMjQ4WjA8MRswGQYDVQQDDBJQcmFjdGljZSBzaWduYXR1cmUxHTAbBgNVBAoMFENvdW50"
    "ZXJzaWduIHByYWN0aWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwdnuUw8wcs88tb22SR4L"
    "Jrjzu250VjnWpM1iO6iuXs5ggcUOHoNUxybEAV3BLesCsbmkIwSde/0Kzr42zFHhnaNTMFEwHQYD"
    "VR0OBBYEFOWnlL3NJdsjFeIt3AGnP5r41HR1MB8GA1UdIwQYMBaAFOWnlL3NJdsjFeIt3AGnP5r4"
    "1HR1MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgc60631jEP0obiFIpEF4xmcNX"
    "fsMhbR0LsT2BsGeq5rACIDsI4IULmguXdJPPCkXnUiPs/EjzEsvfj0ho8xKkpL+K"
)


def key(entry: LogEntry) -> str:
    """What the address of the entry's certificate ends with."""
    return hashlib.sha256(f"practice {entry.log_id}".encode()).hexdigest()[:32]


def details(
    package: Package, entry: LogEntry, *, certificate_url: str, whole: bool, pen: Pen
) -> JsonObject:
    """The tree of one entry; `whole` puts the certificate itself in, as base64."""
    parts: list[JsonObject] = [
        _node("USER_NAME", "Name", entry.name),
        _node("USER_EMAIL", "E-mail", entry.email),
        _node("DATE_TIME", "Date and time", str(pen.date(entry.at))),
    ]
    if entry.information is not None:
        type_, value = entry.information
        parts.append(_node(type_, type_.replace("_", " ").capitalize(), value))
    if entry.action is Happening.SIGNED:
        parts.append(_signature(certificate_url, whole=whole))
    documents = [
        _node("DOCUMENT_NAME", "Document", document.name, order=number)
        for number, document in enumerate(package.documents, 1)
    ]
    parts.append(_node("DOCUMENTS", "Documents", "", parts=documents))
    return _node(entry.action.value, entry.action.value.capitalize(), "", parts=parts)


def _signature(url: str, *, whole: bool) -> JsonObject:
    certificate = _node("CERTIFICATE", "Certificate", "Practice signature", kind="CERTIFICATE")
    certificate["certificate_base64"] = base64.b64encode(CERTIFICATE).decode() if whole else ""
    certificate["certificate_base64_url"] = url
    issuer = _node("ISSUER", "Issuer", "Practice signature")
    return _node("SIGNATURE", "Signature", "", parts=[certificate, issuer])


def _node(
    name: str,
    label: str,
    value: str,
    *,
    kind: str = "TEXT",
    order: int = 1,
    parts: list[JsonObject] | None = None,
) -> JsonObject:
    data: list[JsonValue] = []
    for number, part in enumerate(parts or (), 1):
        data.append({**part, "order": number})
    return {
        "key": name,
        "key_label": label,
        "value": value,
        "value_label": value,
        "visible": True,
        "order": order,
        "type": kind,
        "certificate_base64": None,
        "certificate_base64_url": None,
        "data": data,
    }

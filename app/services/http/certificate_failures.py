"""Certificates that stand in the way, told in sentences: the server's and the one that we show."""

import ssl
from typing import Final

from app.services.errors import NotSecure

_TROUBLES: Final = {
    9: "early",
    10: "ended",
    18: "stranger",
    19: "stranger",
    20: "stranger",
    21: "stranger",
    62: "name",
    64: "name",
}
"""What is wrong with the certificate of a server, by OpenSSL's numbers (X509_V_ERR_...)."""
_OF_OUR_CERTIFICATE = {
    "CERTIFICATE_REQUIRED": "wants",
    "BAD_CERTIFICATE": "refuses",
    "UNSUPPORTED_CERTIFICATE": "refuses",
    "CERTIFICATE_REVOKED": "revoked",
    "CERTIFICATE_EXPIRED": "ended",
    "CERTIFICATE_UNKNOWN": "refuses",
    "UNKNOWN_CA": "stranger",
    "ACCESS_DENIED": "refuses",
    "DECRYPT_ERROR": "refuses",
}
"""What a server says of the certificate that we show: how the names of TLS alerts end.

RFC 8446, 6.2. It says so before it reads a request, which with TLS 1.3 is on its way by then.
"""
_CLOCK = "Check the clock of this computer, or tell the administrator of the server."
_OWN_AUTHORITY = (
    "Check the address. In a company network, choose the certificate of the company's own "
    "authority in the sign-in of the account, or ask your administrator to install it on this "
    "computer."
)


def untrusted(host: str, refused: ssl.SSLCertVerificationError) -> tuple[str, str, str]:
    """Title, detail and next step where the certificate of the server is the trouble."""
    said = refused.verify_message or refused.reason or "It could not be verified"
    title = f"The certificate of {host} is not trusted."
    match _TROUBLES.get(getattr(refused, "verify_code", 0)):
        case "ended":
            detail = "It has ended; its administrator has to renew it."
            return f"The certificate of {host} has ended.", f"{detail} Nothing was sent.", _CLOCK
        case "early":
            return title, "It is not good yet. Nothing was sent.", _CLOCK
        case "stranger":
            detail = "It was issued by an authority that this computer does not know"
            return title, f"{detail} ({said}). Nothing was sent.", _OWN_AUTHORITY
        case "name":
            advice = "Check the address: it may be spelt otherwise, or belong to somebody else."
            return title, f"{said}. Nothing was sent.", advice
    return title, f"{said}. Nothing was sent.", _OWN_AUTHORITY


def not_admitted(host: str, what: str, correlation_id: str) -> NotSecure:
    """The server, or what stands before it, does not let this computer in.

    `what`: `wants` a client certificate, or `refuses` ours, because it is `revoked`, has `ended` or
    comes from a `stranger`.
    """
    title, detail = {
        "wants": (
            f"{host} wants a client certificate.",
            "It talks only to computers that show one, and it got none.",
        ),
        "revoked": (f"{host} does not take the client certificate.", "It was revoked."),
        "ended": (f"{host} does not take the client certificate.", "It has ended."),
        "stranger": (
            f"{host} does not take the client certificate.",
            "It does not know the authority that issued it.",
        ),
        "refuses": (f"{host} does not take the client certificate.", "It does not say why."),
    }[what]
    next_step = (
        "Choose the certificate that your administrator gave you, with its key, in the sign-in of "
        "the account."
        if what == "wants"
        else "Ask your administrator for another one, then choose it in the sign-in of the account."
    )
    return NotSecure(title, f"{detail} Nothing was done.", next_step, correlation_id=correlation_id)


def said_of_our_certificate(chain: list[BaseException]) -> str:
    """What an alert of the server says of the certificate that we show; empty for no alert."""
    for each in chain:
        if isinstance(each, ssl.SSLCertVerificationError) or not isinstance(each, ssl.SSLError):
            continue
        reason = (each.reason or "").replace(" ", "_").upper()
        if "ALERT" not in reason:
            continue
        for end, what in _OF_OUR_CERTIFICATE.items():
            if reason.endswith(end):
                return what
    return ""

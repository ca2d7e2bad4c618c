"""From when to when a certificate is good."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_LONG: Final = 0x80
_VERSION: Final = 0xA0
_SHORT_YEAR: Final = 0x17
"""UTCTime; years below 50 belong to this century (RFC 5280, 4.1.2.5.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Two moments in UTC."""

    begins: datetime
    ends: datetime


def validity_of(certificate: bytes) -> Validity | None:
    """The validity of a certificate as DER; None where it cannot be found (RFC 5280, 4.1)."""
    try:
        signed = _parts(_parts(certificate)[0][1])
        fields = _parts(signed[0][1])
        if fields[0][0] == _VERSION:
            fields = fields[1:]
        # serial number, algorithm, issuer, validity
        begins, ends = (_moment(*each) for each in _parts(fields[3][1])[:2])
    except (IndexError, ValueError):
        return None
    return Validity(begins=begins, ends=ends)


def _moment(tag: int, content: bytes) -> datetime:
    text = content.decode("ascii").removesuffix("Z")
    if tag == _SHORT_YEAR:
        text = f"{'20' if int(text[:2]) < 50 else '19'}{text}"  # noqa: PLR2004
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _parts(content: bytes) -> list[tuple[int, bytes]]:
    """The values one after another, each with its tag. Raises IndexError, ValueError."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(content):
        tag, length, at = content[at], content[at + 1], at + 2
        if length & _LONG:
            size = length & ~_LONG
            length, at = int.from_bytes(content[at : at + size], "big"), at + size
        if at + length > len(content):
            raise ValueError("cut off")
        found.append((tag, content[at : at + length]))
        at += length
    return found

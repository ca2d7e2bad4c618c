"""Ids of SigningHub, checked before they become part of an address."""

from app.domain.errors import DomainError


def checked_id(text: str) -> str:
    """A package or document id without blanks around it: decimal digits and nothing else.

    Raises DomainError `service_id.malformed` with the facts `id` and `service`.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise DomainError("service_id.malformed", facts={"id": text, "service": "SigningHub"})
    return digits

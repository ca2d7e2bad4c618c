"""Ids of SigningHub packages and documents."""

from app.services.decimal_id import decimal_id


def checked_id(text: str) -> str:
    """A package or document id fit for an address. Raises DomainError `service_id.malformed`."""
    return decimal_id(text, "SigningHub")

"""Ids of Scrive documents, alone and joined."""

from app.services.decimal_id import decimal_id


def checked_id(text: str) -> str:
    """A document id fit for an address. Raises DomainError `service_id.malformed`."""
    return decimal_id(text, "Scrive")


def document_ids(service_id: str) -> tuple[str, ...]:
    """The documents that a tracked id names, joined by `,`; each once, in their order.

    Raises DomainError `service_id.malformed`.
    """
    return tuple(dict.fromkeys(checked_id(part) for part in service_id.split(",")))

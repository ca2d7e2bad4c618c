"""Ids of Scrive, checked before they become part of an address."""

from app.domain.errors import DomainError


def checked_id(text: str) -> str:
    """A document id without blanks around it: decimal digits and nothing else.

    Raises DomainError `service_id.malformed` with the facts `id` and `service`.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise DomainError("service_id.malformed", facts={"id": text, "service": "Scrive"})
    return digits


def document_ids(service_id: str) -> tuple[str, ...]:
    """The documents that a tracked id names, joined by `,`; each once, in their order.

    Raises DomainError `service_id.malformed`.
    """
    return tuple(dict.fromkeys(checked_id(part) for part in service_id.split(",")))

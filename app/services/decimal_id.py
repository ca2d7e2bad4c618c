"""Ids of the services, checked before they become part of an address."""

from app.domain.errors import DomainError


def decimal_id(text: str, service: str) -> str:
    """An id without blanks around it: decimal digits and nothing else.

    `service` is named in the complaint. Raises DomainError `service_id.malformed` with the facts
    `id` and `service`.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise DomainError("service_id.malformed", facts={"id": text, "service": service})
    return digits

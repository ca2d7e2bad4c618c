"""Comparing an agreement on its way with what is at the service now: nothing is changed by it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.agreement import Agreement
from app.domain.comparison import Comparison, Portraits, Reading, There, compared
from app.domain.continued import continued
from app.services.errors import ServiceError
from app.services.outbox.carrier import Carrier, Parcel
from app.services.outbox.records import OutboxItem
from app.services.outbox.same_person import same_person
from app.services.words.errors import ErrorText, error_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The answer to the wish to compare an item."""

    comparison: Comparison
    at: datetime
    """When the service was asked."""
    trouble: ErrorText | None = None
    """Why it could not be read."""


def is_prepared(item: OutboxItem, agreement: Agreement) -> bool:
    """Whether there is something at the service: made for it, or there before anything is made."""
    return any(step.result for step in item.steps) or continued(agreement) is not None


def compare(
    item: OutboxItem,
    open_carrier: Callable[[], Carrier],
    parcel: Parcel,
    at: datetime,
) -> Compared:
    """Compare by reading as whoever sent it; what cannot be had is left open, and said why."""
    portraits = Portraits(ours=())
    try:
        carrier = open_carrier()
        portraits = carrier.portraits(parcel)
        same_person(item, carrier)
        reading, trouble = carrier.reading(parcel), None
    except ServiceError as error:
        reading, trouble = Reading(there=There.UNREADABLE), error_text(error)
    return Compared(comparison=compared(portraits, reading), at=at, trouble=trouble)

"""Exit statuses of the command line."""

from collections.abc import Iterable
from enum import IntEnum

from app.services.errors import (
    Forbidden,
    Gone,
    LocalError,
    NoKeyring,
    Refused,
    ServiceError,
    Throttled,
    Unauthorized,
    Uncertain,
    Unreachable,
)
from app.services.outbox.records import OutboxItem, Phase, SendState


class Exit(IntEnum):
    """What a script learns from the status of a verb."""

    DONE = 0
    BUG = 1
    INVALID = 2
    REFUSED = 3
    FINDING_OUT = 4
    NOT_YET = 5
    CANCELLED = 130


_GRAVEST = (Exit.BUG, Exit.FINDING_OUT, Exit.NOT_YET, Exit.REFUSED, Exit.INVALID, Exit.DONE)
_NO = frozenset({error.code for error in (Refused, Unauthorized, Forbidden, Gone)})


def of_several(exits: Iterable[Exit]) -> Exit:
    """The one status of several outcomes."""
    found = set(exits)
    return next((each for each in _GRAVEST if each in found), Exit.DONE)


def of_error(error: ServiceError) -> Exit:
    """The status of a verb that a ServiceError ended."""
    kept = (Unreachable, Throttled, NoKeyring, LocalError, Uncertain)
    return Exit.NOT_YET if isinstance(error, kept) or error.retryable else Exit.REFUSED


def of_item(item: OutboxItem) -> Exit:
    """The status of a verb that left an agreement where it stands now."""
    if item.state is SendState.SENT:
        return Exit.DONE
    if item.state is SendState.FINDING_OUT:
        return Exit.FINDING_OUT
    if item.phase is Phase.GIVEN_UP:
        return Exit.CANCELLED
    if item.phase is Phase.NOT_SENT:
        return Exit.REFUSED
    return Exit.REFUSED if item.family in _NO else Exit.NOT_YET

"""Which followed agreements are copies of one, each with a person of its own."""

import logging
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from app.domain.copies import copy_sets
from app.domain.observation import Observation
from app.services.errors import ServiceError
from app.services.ports import SigningService
from app.services.tracking.tracked import TrackedAgreement

log = logging.getLogger(__name__)


@runtime_checkable
class HasCopies(Protocol):
    """A service at which everybody may have a copy of their own."""

    def copies_of(self, copy: Observation) -> tuple[Observation, ...]:
        """The other copies of an agreement, as far as they can be found. Raises ServiceError."""
        ...


def other_copies(service: SigningService, copy: Observation) -> tuple[Observation, ...]:
    """The other copies; none where they cannot be looked for, which hinders nothing."""
    if not copy.copy_of or not isinstance(service, HasCopies):
        return ()
    try:
        return service.copies_of(copy)
    except ServiceError as error:
        log.info("the other copies are not found: %s [%s]", error.code, error.correlation_id)
        return ()


def copies_of(
    agreements: Iterable[TrackedAgreement],
) -> tuple[tuple[TrackedAgreement, ...], ...]:
    """The copies that belong together, account by account; what stands alone is in none."""
    by_id = {each.id: each for each in agreements if each.observation is not None}
    accounts = dict.fromkeys(each.account_id for each in by_id.values())
    return tuple(
        tuple(by_id[key] for key in found.keys)
        for account in accounts
        for found in copy_sets(
            {
                each.id: each.observation
                for each in by_id.values()
                if each.account_id == account and each.observation is not None
            }
        )
    )

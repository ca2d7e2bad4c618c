"""Which followed agreements are copies of one, each with a person of its own."""

from collections.abc import Iterable

from app.domain.copies import copy_sets
from app.services.tracking.tracked import TrackedAgreement


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

"""One entry of the list for an agreement of which everybody has their own copy."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.attention import reason
from app.domain.copies import copy_holder, merged
from app.domain.observation import Observation
from app.domain.status import AgreementStatus
from app.gui.models.entries import tracked_entry
from app.gui.models.entry import Entry
from app.gui.when import Times
from app.services.accounts import Account
from app.services.tracking.tracked import TrackedAgreement


def copies_entry(
    copies: Sequence[TrackedAgreement], account: Account | None, times: Times
) -> Entry:
    """The line of all copies together; each of them has been observed."""
    entry = tracked_entry(_as_one(copies), account, times)
    return replace(
        entry,
        members=tuple(each.id for each in copies),
        line=" · ".join(filter(None, (entry.line, f"{len(copies)} copies"))),
    )


def first_to_see(
    copies: Sequence[TrackedAgreement], account: Account | None, times: Times
) -> TrackedAgreement:
    """The copy that is shown unless another one is chosen: what needs the user, what goes on."""
    own_email = account.identity.email if account else ""

    def rank(copy: TrackedAgreement) -> int:
        seen = copy.observation
        if seen is not None and reason(seen, times.now, own_email) is not None:
            return 0
        return 1 if seen is not None and seen.status is AgreementStatus.IN_PROGRESS else 2

    return min(copies, key=rank)


def _as_one(copies: Sequence[TrackedAgreement]) -> TrackedAgreement:
    seen = [each.observation for each in copies if each.observation is not None]
    whole = merged(seen)
    title = _title(copies[0].title, seen[0])
    return replace(
        copies[0],
        service_id=whole.service_id,
        title=title,
        observation=replace(whole, title=title),
        access=whole.access,
        changed=any(each.changed for each in copies),
    )


def _title(title: str, copy: Observation) -> str:
    """The title that all have in common: those sent from here name whose copy it is."""
    return title.removesuffix(f" ({copy_holder(copy)})")

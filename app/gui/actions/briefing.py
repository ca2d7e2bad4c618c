"""What has to be known of an agreement before anything is offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.actions import ActionEffect, ActionKind, ActionRequest, Cause, Offer, Situation
from app.services.actions.actions import Actions
from app.services.actions.records import ActionRecord
from app.services.tracking.tracked import TrackedAgreement

_BEFORE: Final = frozenset({Cause.MAYBE_BEFORE, Cause.REMINDED_BEFORE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One agreement at one moment."""

    agreement_id: str
    situation: Situation | None
    """None where the service has not said anything yet."""
    offers: tuple[Offer, ...]
    records: tuple[ActionRecord, ...]
    """What was done from here, the newest first."""
    earlier: Mapping[tuple[ActionKind, str], tuple[ActionEffect, ...]] = field(default_factory=dict)
    """By action and person: that the same was done before, or may have been."""

    @property
    def doubts(self) -> tuple[ActionRecord, ...]:
        """What is under way, or may have been done without anybody knowing."""
        return tuple(each for each in self.records if each.is_open)


def read_briefing(actions: Actions, tracked: TrackedAgreement) -> Briefing:
    """Ask for all of it. Blocks; raises LocalError and DomainError."""
    situation = actions.situation(tracked)
    records = actions.records(tracked.id)
    offers = actions.offers(tracked) if situation is not None else ()
    done = {(each.kind, each.request.person) for each in records}
    return Briefing(
        agreement_id=tracked.id,
        situation=situation,
        offers=offers,
        records=records,
        earlier={
            (offer.kind, offer.person): _earlier(actions, tracked.id, offer)
            for offer in offers
            if offer.offered and (offer.kind, offer.person) in done
        },
    )


def _earlier(actions: Actions, agreement_id: str, offer: Offer) -> tuple[ActionEffect, ...]:
    request = ActionRequest(kind=offer.kind, agreement_id=agreement_id, person=offer.person)
    return tuple(each for each in actions.effects(request) if each.cause in _BEFORE)

"""Keeping what a service told of the past and does not tell any more.

SigningHub may delete the history of what is over (service plan), or begin to withhold it (role).
"""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.observation import HistoryEvent, Observation, ObservedParticipant
from app.domain.status import AgreementStatus, ParticipantStatus


def with_kept_history(before: Observation | None, after: Observation) -> Observation:
    """The newer observation, with the events that only an older one has.

    Events are known by the service's ids; where it gives none, nothing is kept.
    """
    if before is None:
        return after
    told = {each.service_id for each in after.history}
    missing = [each for each in before.history if each.service_id not in told | {""}]
    if not missing:
        return after
    kept = replace(
        after,
        history=_merged(missing, after.history),
        history_kept_at=before.history_kept_at or before.observed_at,
    )
    drafts = {before.status, after.status} & {AgreementStatus.DRAFT}
    return kept if drafts else _with_past(before, kept)


def _merged(
    missing: Sequence[HistoryEvent], told: Sequence[HistoryEvent]
) -> tuple[HistoryEvent, ...]:
    """The kept ones before what is told now: services purge what is old."""
    return (*(replace(each, is_kept=True) for each in missing), *told)


def _with_past(before: Observation, after: Observation) -> Observation:
    """What was read from the events that are told no more; it belongs to the same sending."""
    people = {each.key: each for each in before.participants}
    return replace(
        after,
        sent_at=after.sent_at or before.sent_at,
        participants=tuple(
            _remembered(people[each.key], each) if each.key in people else each
            for each in after.participants
        ),
    )


def _remembered(before: ObservedParticipant, after: ObservedParticipant) -> ObservedParticipant:
    opened_at = after.opened_at or before.opened_at
    seen = opened_at is not None and after.status is ParticipantStatus.INVITED
    return replace(
        after,
        status=ParticipantStatus.OPENED if seen else after.status,
        opened_at=opened_at,
        authenticated_at=after.authenticated_at or before.authenticated_at,
        authenticated=after.authenticated or before.authenticated,
    )

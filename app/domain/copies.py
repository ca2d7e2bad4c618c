"""Copies of one agreement: everybody has their own, and together they are one to its owner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Generic, TypeVar

from app.domain.observation import Moment, Observation, ObservedParticipant
from app.domain.status import Access, AgreementStatus

Key = TypeVar("Key")

_SAME_SENDING: Final = timedelta(hours=1)
"""Copies are made by one request; what was sent later than this is another agreement."""
_WORST_FIRST: Final = (
    AgreementStatus.IN_PROGRESS,
    AgreementStatus.UNKNOWN,
    AgreementStatus.DRAFT,
    AgreementStatus.DECLINED,
    AgreementStatus.EXPIRED,
    AgreementStatus.CANCELLED,
    AgreementStatus.FAILED,
    AgreementStatus.COMPLETED,
)
"""What the copies amount to is the first of these that one of them is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySet(Generic[Key]):
    """What belongs together, in the order in which the service numbered it."""

    members: tuple[tuple[Key, Observation], ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """Of all members."""
        return tuple(key for key, _ in self.members)

    @property
    def done(self) -> int:
        """How many copies are completed."""
        return sum(each.status is AgreementStatus.COMPLETED for _, each in self.members)


def copy_sets(seen: Mapping[Key, Observation]) -> tuple[CopySet[Key], ...]:
    """Those that are copies of one agreement; what stands alone is in none.

    A service numbers its copies but does not tell that they belong together: they have the same
    content and owner, were sent at the same time, and nobody has two of them.
    """
    alike: dict[str, list[tuple[Key, Observation]]] = {}
    for key, observation in seen.items():
        if observation.copy_of:
            alike.setdefault(observation.copy_of, []).append((key, observation))
    found = [each for group in alike.values() for each in _split(sorted(group, key=_number))]
    return tuple(CopySet(members=tuple(each)) for each in found if len(each) > 1)


def copy_holder(copy: Observation) -> str:
    """Whose copy it is."""
    return ", ".join(each.name or each.email for each in copy.participants)


def merged(copies: Sequence[Observation]) -> Observation:
    """The copies as one agreement whose people act at once: the people of all, the worst status."""
    first = copies[0]
    statuses = {each.status for each in copies}
    status = next(each for each in _WORST_FIRST if each in statuses)
    finished = status is AgreementStatus.COMPLETED
    return replace(
        first,
        service_id=",".join(each.service_id for each in copies),
        status=status,
        raw_status=next(each.raw_status for each in copies if each.status is status),
        observed_at=min(each.observed_at for each in copies),
        participants=tuple(_people(copies)),
        waiting_for_names=tuple(name for each in copies for name in each.waiting_for_names),
        sent_at=_first(each.sent_at for each in copies),
        modified_at=_last(each.modified_at for each in copies),
        deadline=_first(each.deadline for each in copies),
        completed_at=_last(each.completed_at for each in copies) if finished else None,
        ended_early=any(each.ended_early for each in copies),
        history=(),
        history_kept_at=None,
        versions={},
        access=_access(copies),
    )


def _number(member: tuple[Key, Observation]) -> tuple[int, str]:
    service_id = member[1].service_id
    return (int(service_id) if service_id.isdecimal() else 0, service_id)


def _split(
    alike: Sequence[tuple[Key, Observation]],
) -> list[list[tuple[Key, Observation]]]:
    """Apart what was sent at another time, or to somebody who has a copy already."""
    groups: list[list[tuple[Key, Observation]]] = []
    for member in alike:
        group = next((each for each in groups if _belongs(member[1], each)), None)
        if group is None:
            groups.append([member])
        else:
            group.append(member)
    return groups


def _belongs(copy: Observation, group: Sequence[tuple[Key, Observation]]) -> bool:
    others = [each for _, each in group]
    if any(_addresses(copy) & _addresses(each) for each in others):
        return False
    sent = [each.sent_at.at for each in (*others, copy) if each.sent_at is not None]
    return not sent or max(sent) - min(sent) <= _SAME_SENDING


def _addresses(copy: Observation) -> set[str]:
    return {(each.email or each.name).casefold() for each in copy.participants}


def _people(copies: Iterable[Observation]) -> Iterable[ObservedParticipant]:
    for copy in copies:
        for person in copy.participants:
            yield replace(person, key=f"{copy.service_id}/{person.key}", signing_order=1)


def _access(copies: Iterable[Observation]) -> Access:
    """As long as one of them is shown, the agreement is there."""
    told = {each.access for each in copies}
    return Access.OK if Access.OK in told else next(iter(told))


def _first(moments: Iterable[Moment | None]) -> Moment | None:
    return min(filter(None, moments), key=lambda each: each.at, default=None)


def _last(moments: Iterable[Moment | None]) -> Moment | None:
    return max(filter(None, moments), key=lambda each: each.at, default=None)

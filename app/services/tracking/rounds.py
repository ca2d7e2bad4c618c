"""A round over one account: which of its followed agreements have to be asked for by themselves.

Where the service lists what changed, a round costs as many requests as there were changes. Each
agreement is read by itself from time to time nevertheless: a list tells nothing of what is deleted.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.errors import DomainError
from app.domain.observation import Observation
from app.services.cancel import CancelToken
from app.services.errors import (
    LocalError,
    ServiceError,
    Throttled,
    Unauthorized,
    Unreachable,
)
from app.services.ports import Changes, Clock, SigningService
from app.services.storage.followed import Followed
from app.services.storage.listings import ListCursor, ListingTable
from app.services.storage.observations import Cached, ObservationTable

log = logging.getLogger(__name__)

_FULL_READ: Final = timedelta(hours=1)
_FULL_READ_COARSE: Final = timedelta(minutes=15)
"""Where a list does not tell of everything."""
_FULL_READ_WISHED: Final = timedelta(minutes=10)
_AT_ONCE: Final = 20
"""How many are read in one round though nothing seems to have changed."""
_PATIENCE: Final = 60.0
"""Seconds, where a service that is asked too much does not say how long."""
HOPELESS: Final = (Unreachable, Throttled, Unauthorized, LocalError)
"""What fails for one agreement in such a way fails for the others of the account too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A followed agreement, and what is known of it."""

    followed: Followed
    cached: Cached


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWish:
    """Who wants a round, and how."""

    first: str = ""
    """Our id of the agreement that is read whatever a list tells."""
    by_user: bool = False
    """The user asked for it, so that less is taken on trust, and nothing where it is not much."""
    cancel: CancelToken = field(default_factory=CancelToken)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """What a round brought."""

    changed: bool = False
    """Something is not as it was before."""
    trouble: bool = False
    """Something could not be asked for."""
    retry_after: float = 0.0
    """Seconds for which the service wants to be left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """What to read, in this order, and what needs no reading."""

    read: tuple[Candidate, ...]
    confirmed: tuple[Candidate, ...] = ()
    """Those of which a list told that nothing has changed."""


def planned(
    candidates: Sequence[Candidate],
    changes: Changes | None,
    now: datetime,
    wish: RoundWish,
    since: datetime,
) -> RoundPlan:
    """Sort them; `changes` is None where no list helps.

    `since`: a list tells nothing of what happened before that to what was not asked for then.
    """
    asked = [each for each in candidates if each.followed.id == wish.first]
    others = [each for each in candidates if each.followed.id != wish.first]
    if changes is None:
        return RoundPlan(read=(*asked, *others))
    touched = [each for each in others if not _is_confirmed(each.cached, changes, since)]
    untouched = [each for each in others if _is_confirmed(each.cached, changes, since)]
    age = _FULL_READ_COARSE if changes.is_coarse else _FULL_READ
    if wish.by_user:
        age = _FULL_READ_WISHED if len(candidates) > _AT_ONCE else timedelta()
    # A clock that was set back makes old askings look as if they were still to come.
    due = sorted(
        (each for each in untouched if abs(now - _asked_at(each.cached, now)) >= age),
        key=lambda each: _asked_at(each.cached, now),
    )[:_AT_ONCE]
    read = {each.followed.id for each in due}
    confirmed = tuple(each for each in untouched if each.followed.id not in read)
    return RoundPlan(read=(*asked, *touched, *due), confirmed=confirmed)


def differ(before: Observation | None, after: Observation | None) -> bool:
    """Whether two observations say something else about where an agreement stands."""
    if before is None or after is None:
        return before is not after
    return (before.status, before.access, before.participants, before.documents) != (
        after.status,
        after.access,
        after.participants,
        after.documents,
    )


class Rounds:
    """Makes rounds; safe to use from any thread."""

    def __init__(
        self,
        cursors: ListingTable,
        observations: ObservationTable,
        clock: Clock,
        fail: Callable[[Followed, ServiceError | DomainError], object],
    ) -> None:
        """`fail` keeps why an agreement could not be asked for."""
        self._cursors = cursors
        self._observations = observations
        self._clock = clock
        self._fail = fail

    def run(
        self,
        service: SigningService,
        candidates: Sequence[Candidate],
        read: Callable[[Followed], Observation | None],
        wish: RoundWish,
    ) -> RoundResult:
        """Bring the agreements of one account up to date; `read` asks for one by itself.

        Failures are kept with the agreements. Only UserCancelled and bugs are raised.
        """
        if len(candidates) == 1:
            # A list would cost as much as it could save.
            return self._read(candidates, read, wish.cancel)
        account_id = candidates[0].followed.account_id
        before, began = self._cursors.cursor(account_id), self._clock.now()
        try:
            cursor = "" if before is None else before.cursor
            changes = self._changes(service, cursor, len(candidates), wish.cancel)
        except HOPELESS as error:
            return self._given_up(candidates, error)
        # What the first list would have told is not known: it only says where the next begins.
        helps = changes if before is not None and before.cursor else None
        since = began if before is None else before.since
        plan = planned(candidates, helps, self._clock.now(), wish, since)
        result = self._read(plan.read, read, wish.cancel)
        self._observations.confirm([each.followed.id for each in plan.confirmed], self._clock.now())
        after = None if changes is None else ListCursor(cursor=changes.cursor, since=began)
        self._cursors.keep(account_id, after)
        return result

    def _changes(
        self, service: SigningService, cursor: str, followed: int, cancel: CancelToken
    ) -> Changes | None:
        """None where no list helps, be it because it is refused."""
        try:
            return service.changes(cursor, followed=followed, cancel=cancel)
        except HOPELESS:
            raise
        except ServiceError as error:
            log.info("no list of changes: %s [%s]", error.code, error.correlation_id)
            return None

    def _read(
        self,
        candidates: Sequence[Candidate],
        read: Callable[[Followed], Observation | None],
        cancel: CancelToken,
    ) -> RoundResult:
        changed = trouble = False
        for place, each in enumerate(candidates):
            cancel.raise_if_cancelled()
            try:
                after = read(each.followed)
            except HOPELESS as error:
                given_up = self._given_up(candidates[place:], error)
                return replace(given_up, changed=changed)
            except (ServiceError, DomainError) as error:
                self._fail(each.followed, error)
                trouble = True
            else:
                changed = changed or differ(each.cached.observation, after)
        return RoundResult(changed=changed, trouble=trouble)

    def _given_up(self, candidates: Sequence[Candidate], error: ServiceError) -> RoundResult:
        for each in candidates:
            self._fail(each.followed, error)
        wait = (error.retry_after or _PATIENCE) if isinstance(error, Throttled) else 0.0
        return RoundResult(trouble=True, retry_after=wait)


def _is_confirmed(cached: Cached, changes: Changes, since: datetime) -> bool:
    """Whether the list would have told of a change, and told of none."""
    seen = cached.observation
    if seen is None or cached.error is not None or not seen.versions:
        return False
    known = max(filter(None, (cached.asked_at, cached.confirmed_at)), default=None)
    if known is None or known < since:
        return False
    if changes.whole and not seen.versions.keys() <= changes.versions.keys():
        return False
    return all(changes.versions.get(key, told) == told for key, told in seen.versions.items())


def _asked_at(cached: Cached, now: datetime) -> datetime:
    return cached.asked_at or now

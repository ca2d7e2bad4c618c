"""What a package's history tells beyond its present state.

Only the action type SHARED is published. Others are shown as they are; those that plainly say
"opened" or "authenticated" are believed for the person whom the entry names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.observation import HistoryEvent, Moment
from app.domain.status import normal_word
from app.services.dates import read_moment
from app.services.signinghub.wire import History, HistoryAction

_SHARED = "SHARED"
_OPENED = frozenset({"OPENED", "DOCUMENTOPENED", "VIEWED", "DOCUMENTVIEWED"})
_AUTHENTICATED = frozenset({"AUTHENTICATED", "USERAUTHENTICATED"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The history of a package, as far as it concerns the present round of signing."""

    events: tuple[HistoryEvent, ...] = ()
    """All of it, in the service's order."""
    shared_at: Moment | None = None
    """When it was sent last; a recalled package may have been sent before."""
    opened: tuple[tuple[str, Moment], ...] = ()
    """Address, case folded, and time of each opening since then."""
    authenticated: tuple[tuple[str, Moment], ...] = ()
    """Address, case folded, and time of each proof of identity since then."""

    def opened_by(self, addresses: frozenset[str]) -> Moment | None:
        """When somebody with one of these addresses opened it first."""
        return _first(self.opened, addresses)

    def authenticated_by(self, addresses: frozenset[str]) -> Moment | None:
        """When somebody with one of these addresses proved their identity first."""
        return _first(self.authenticated, addresses)


def past_of(history: History) -> Past:
    """Read the history; entries without a readable time are told, but prove nothing."""
    shared = [at for action, at in _dated(history) if normal_word(action.action_type) == _SHARED]
    shared_at = max(shared, key=lambda moment: moment.at, default=None)
    return Past(
        events=tuple(_event(action) for action in history.actions),
        shared_at=shared_at,
        opened=_by_address(history, _OPENED, shared_at),
        authenticated=_by_address(history, _AUTHENTICATED, shared_at),
    )


def _dated(history: History) -> Iterator[tuple[HistoryAction, Moment]]:
    for action in history.actions:
        at = read_moment(action.date_time)
        if at is not None:
            yield action, at


def _by_address(
    history: History, words: frozenset[str], since: Moment | None
) -> tuple[tuple[str, Moment], ...]:
    return tuple(
        (action.user_email.casefold(), at)
        for action, at in _dated(history)
        if normal_word(action.action_type) in words and (since is None or at.at >= since.at)
    )


def _first(told: tuple[tuple[str, Moment], ...], addresses: frozenset[str]) -> Moment | None:
    times = [at for address, at in told if address in addresses]
    return min(times, key=lambda moment: moment.at, default=None)


def _event(action: HistoryAction) -> HistoryEvent:
    fact = ": ".join(filter(None, (action.information.type, action.information.value)))
    return HistoryEvent(
        at=read_moment(action.date_time),
        text=f"{action.action_type} ({fact})" if fact else action.action_type,
        who=action.user_name or action.user_email,
        raw_type=action.action_type,
        service_id=action.log_id,
    )

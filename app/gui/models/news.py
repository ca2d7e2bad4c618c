"""What changed since the user last looked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.attention import View
from app.gui.models.entry import Entry
from app.gui.widgets.states import State

_ORDER: Final = (View.STOPPED, View.NEEDS_YOU, View.COMPLETED, View.WAITING, View.DRAFTS)
_MOST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsFact:
    """One kind of change."""

    state: State
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How many agreements changed, and the kinds that matter most."""

    count: int
    title: str
    facts: tuple[NewsFact, ...]
    first: Entry | None
    """Where to look first."""


def news_of(entries: Sequence[Entry]) -> News:
    """The news among the entries."""
    changed = sorted((e for e in entries if e.is_new), key=lambda e: (_ORDER.index(e.view), e.rank))
    counted = Counter(entry.view for entry in changed)
    facts = [
        NewsFact(state=state, words=f"{counted[view]} {word}")
        for view, state, word in (
            (View.COMPLETED, State.DONE, "completed"),
            (View.STOPPED, State.STOPPED, "stopped"),
            (View.NEEDS_YOU, State.NEEDS, "for you"),
            (View.WAITING, State.WAITING, "moved on"),
        )
        if counted[view]
    ]
    what = "1 agreement changed" if len(changed) == 1 else f"{len(changed)} agreements changed"
    return News(
        count=len(changed),
        title=what,
        facts=tuple(facts[:_MOST]),
        first=changed[0] if changed else None,
    )

"""The columns of the list: where title, account, progress and deadline stand."""

from dataclasses import dataclass
from typing import Final

from app.domain.attention import View

WIDE: Final = 700
"""From this width on the account has a column of its own."""

_DOT: Final = (18, 22)
_GLYPH: Final = (28, 30)
_ACCOUNT: Final = 150
_PROGRESS: Final = (74, 104)
_DEADLINE: Final = (92, 120)
_BADGE: Final = (132, 150)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left edges in pixels; None where a column is not shown."""

    dot: int
    """Width of the place of the new dot, which begins at 0."""
    title: int
    title_end: int
    account: int | None
    progress: int | None
    deadline: int | None
    badge: int | None
    """Begins here and ends at the right edge less the padding."""


def columns_of(view: View, width: int) -> Columns:
    """The columns of a view in a list of that width."""
    wide = width >= WIDE
    dot, glyph = _DOT[wide], _GLYPH[wide]
    right = width
    deadline = progress = badge = account = None
    if view is View.WAITING:
        deadline = right = right - _DEADLINE[wide]
    if view in (View.WAITING, View.COMPLETED):
        progress = right = right - _PROGRESS[wide]
    if view in (View.NEEDS_YOU, View.STOPPED):
        badge = right = right - _BADGE[wide]
    if wide:
        account = right = right - _ACCOUNT
    return Columns(
        dot=dot,
        title=dot + glyph,
        title_end=right - 8,
        account=account,
        progress=progress,
        deadline=deadline,
        badge=badge,
    )

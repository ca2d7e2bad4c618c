"""Three views of one agreement side by side: the draft, what was prepared, what is there now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeAlias

from app.domain.portrait import Aspect, Fact, Part, PartKind, Portrait

_HINTS = 3
"""So many hints are tried, from the surest on."""
_KINDS = tuple(PartKind)
_ASPECTS = tuple(Aspect)


class There(StrEnum):
    """What a fresh read at the service found."""

    READ = "read"
    UNREADABLE = "unreadable"
    """Nobody answered, or not with what could be read."""
    GONE = "gone"
    NOT_OURS = "not_ours"
    """What has its number there is another agreement."""


class Change(StrEnum):
    """What became of a row since it was prepared."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Blank(StrEnum):
    """A cell without a value."""

    SILENT = "silent"
    """This view does not speak of it."""
    ABSENT = "absent"
    """There is no such part in this view."""
    UNKNOWN = "unknown"
    """This view could not be had."""


Cell: TypeAlias = Fact | Part | Blank
"""A part stands in the rows that tell that it is there, or was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The answer to a fresh read at the service."""

    there: There
    portrait: Portrait = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portraits:
    """The two views that need no question: the draft, and what was read back of our own writing."""

    ours: Portrait
    prepared: Portrait | None = None
    """None where nothing was kept: an older version prepared it, or it was not prepared yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """One aspect of one part in all views."""

    kind: PartKind
    name: str
    within: str
    """The name of the document that a person belongs to, where there are several."""
    aspect: Aspect
    ours: Cell
    prepared: Cell
    theirs: Cell
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All rows, those that somebody changed first."""

    there: There
    rows: tuple[ComparisonRow, ...]
    has_prepared: bool
    """Whether there is a view of what was prepared."""

    @property
    def changes(self) -> tuple[ComparisonRow, ...]:
        """The rows that somebody changed."""
        return tuple(row for row in self.rows if row.change is not Change.SAME)

    @property
    def same(self) -> tuple[ComparisonRow, ...]:
        """All other rows."""
        return tuple(row for row in self.rows if row.change is Change.SAME)


def compared(portraits: Portraits, reading: Reading) -> Comparison:
    """The three views, row by row.

    A change is measured at what was prepared; where that is not known, at the draft, as far as the
    draft speaks of it and without what only a digest could tell.
    """
    has_prepared = portraits.prepared is not None
    slots = _slots(portraits.ours, portraits.prepared or (), reading.portrait)
    documents = {each.key: each for each in slots if each.kind is PartKind.DOCUMENT}
    rows: list[ComparisonRow] = []
    for slot in slots:
        within = documents.get(slot.within)
        if within is not None and within.is_incomplete(reading.there, has_prepared=has_prepared):
            continue  # that the whole document came or went says it
        name = "" if within is None or len(documents) == 1 else within.name
        rows += slot.rows(reading.there, has_prepared=has_prepared, within=name)
    rows.sort(key=lambda row: (row.change is Change.SAME, _KINDS.index(row.kind)))
    return Comparison(there=reading.there, rows=tuple(rows), has_prepared=has_prepared)


class _Slot:
    """The same part of every view beside each other."""

    def __init__(self) -> None:
        self.parts: list[Part | None] = [None, None, None]

    def fits(self, part: Part, same: Callable[[Part, Part], bool]) -> bool:
        return any(
            other is not None
            and (other.kind, other.within) == (part.kind, part.within)
            and same(part, other)
            for other in self.parts
        )

    @property
    def _named(self) -> Part:
        """What the part is called by the first view that has it."""
        [named, *_] = (part for part in self.parts if part is not None)
        return named

    @property
    def key(self) -> str:
        return self._named.key

    @property
    def kind(self) -> PartKind:
        return self._named.kind

    @property
    def name(self) -> str:
        return self._named.name

    @property
    def within(self) -> str:
        return self._named.within

    def known(self, *, has_prepared: bool) -> Part | None:
        """What the present is measured at."""
        ours, prepared, _theirs = self.parts
        return prepared if has_prepared else ours

    def is_incomplete(self, there: There, *, has_prepared: bool) -> bool:
        """Whether the part itself came or went."""
        known, theirs = self.known(has_prepared=has_prepared), self.parts[-1]
        return there is There.READ and (theirs is None or known is None)

    def rows(self, there: There, *, has_prepared: bool, within: str) -> Iterator[ComparisonRow]:
        known, theirs = self.known(has_prepared=has_prepared), self.parts[-1]
        row = partial(self._row, there=there, has_prepared=has_prepared, within=within)
        if self.is_incomplete(there, has_prepared=has_prepared):
            change = Change.ADDED if known is None else Change.REMOVED
            yield row(Aspect.THERE, Change.SAME if known is theirs else change)
            return
        spoken = {aspect for part in self.parts if part is not None for aspect in part.facts}
        for aspect in sorted(spoken, key=_ASPECTS.index):
            changed = there is There.READ and _differs(known, theirs, aspect, exactly=has_prepared)
            if not changed and not self._says_something(aspect):
                continue
            yield row(aspect, Change.CHANGED if changed else Change.SAME)

    def _says_something(self, aspect: Aspect) -> bool:
        """Whether any view has set it."""
        told = [part.facts.get(aspect) for part in self.parts if part is not None]
        return any(fact is not None and fact.text for fact in told)

    def _row(
        self, aspect: Aspect, change: Change, *, there: There, has_prepared: bool, within: str
    ) -> ComparisonRow:
        ours, prepared, theirs = self.parts
        return ComparisonRow(
            kind=self.kind,
            name=self.name,
            within=within,
            aspect=aspect,
            ours=_cell(ours, aspect),
            prepared=_cell(prepared, aspect) if has_prepared else Blank.UNKNOWN,
            theirs=_cell(theirs, aspect) if there is There.READ else Blank.UNKNOWN,
            change=change,
        )


def _slots(*columns: Portrait) -> list[_Slot]:
    """Every part of the three views, found again by its key, else by what else is known of it."""
    slots: list[_Slot] = []
    for column, portrait in enumerate(columns):
        open_ = list(range(len(portrait)))
        free = list(slots)
        for same in _WAYS:
            for place in list(open_):
                part = portrait[place]
                slot = next((each for each in free if each.fits(part, same)), None)
                if slot is not None:
                    slot.parts[column] = part
                    free.remove(slot)
                    open_.remove(place)
        for place in open_:
            slots.append(_Slot())
            slots[-1].parts[column] = portrait[place]
    return slots


def _same_key(one: Part, other: Part) -> bool:
    return one.key == other.key


def _same_hint(place: int, one: Part, other: Part) -> bool:
    hints = one.hints[place : place + 1]
    return any(hints) and hints == other.hints[place : place + 1]


def _nameless(one: Part, other: Part) -> bool:
    """Of whom nothing is told is known by the position alone, where the service gave new keys."""
    return one.kind is PartKind.PERSON and not (any(one.hints) or any(other.hints))


_WAYS: tuple[Callable[[Part, Part], bool], ...] = (
    _same_key,
    *(partial(_same_hint, place) for place in range(_HINTS)),
    _nameless,
)
"""How a part is known again, the surest way first."""


def _differs(known: Part | None, theirs: Part | None, aspect: Aspect, *, exactly: bool) -> bool:
    one = None if known is None else known.facts.get(aspect)
    other = None if theirs is None else theirs.facts.get(aspect)
    if exactly:
        return one != other
    if one is None or other is None or one.partial:
        return False
    return one.text != other.text


def _cell(part: Part | None, aspect: Aspect) -> Cell:
    if part is None:
        return Blank.ABSENT
    if aspect is Aspect.THERE:
        return part
    return part.facts.get(aspect, Blank.SILENT)

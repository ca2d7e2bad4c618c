"""What a sheet asks before an action, as data: the fields, and how it stands with what was typed.

The sheet knows nothing of services; whoever opens it answers each state of its fields with an
`Outlook`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.gui.actions.effects import EffectLine
from app.gui.widgets.buttons import Kind

Typed = Mapping[str, str]
"""What stands in the fields, by their names; a tick is `yes` or empty."""


class Asks(StrEnum):
    """The kinds of fields."""

    LINE = "line"
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field of the sheet."""

    name: str
    label: str
    kind: Asks = Asks.LINE
    value: str = ""
    """What stands in it at first."""
    now_label: str = ""
    """Over the value of now, which stands at the left; empty where there is none to show."""
    now: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Of a choice: what is handed on, and what people read."""
    least: int = 0
    most: int = 0
    """Of a number."""
    unit: str = ""
    """Behind a number, e.g. ` days`."""
    zero: str = ""
    """Of a number: what its least value is called, e.g. `No reminder`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFace:
    """What a sheet says from the beginning."""

    key: str
    """The object name of the sheet."""
    title: str
    """Of the dialog, e.g. `Change number`."""
    name: str
    """Of the person, or of the agreement."""
    person: int | None
    """Place among the participants, from 0; None for an action about nobody in particular."""
    about: str
    """Below the name."""
    glyph: str
    """Stands for the avatar where the action is about the agreement."""
    fields: tuple[Asked, ...] = ()
    kind: Kind = "primary"
    """Of the button that does it."""
    refuse: str = ""
    """The button that does nothing; empty for `Cancel`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How it stands with what was typed."""

    action: str
    """What the button does, e.g. `Remind 2 people`."""
    lines: tuple[EffectLine, ...] = ()
    wrong: Mapping[str, str]
    """Sentences by the name of their field."""
    notes: Mapping[str, str]
    """Worth knowing, by the name of the field."""
    hidden: frozenset[str] = frozenset()
    """Fields that are not asked for with this choice."""
    reason: str = ""
    """Why the button is off; empty when it can be pressed."""
    foot: str = ""
    """E.g. `Scrive, 1 change`."""


Look = Callable[[Typed], Outlook]
"""Answers each state of the fields. Called on the main thread, so it asks nobody."""

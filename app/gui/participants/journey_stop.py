"""One thing that happens to a participant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStop:
    """Its glyph, what it is called, and what is said of it."""

    icon: str
    title: str
    text: str

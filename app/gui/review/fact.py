"""One setting with which a draft would be sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Its name, its value, and why it is so."""

    name: str
    value: str
    why: str = ""

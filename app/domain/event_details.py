"""What a service tells only when it is asked: of one event of its history, or of signatures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact:
    """One fact, or a heading, with what stands below it."""

    name: str
    value: str = ""
    has_certificate: bool = False
    """Whether a certificate belongs to it, which can be saved."""
    parts: tuple["EventFact", ...] = ()

"""What the emulated Scrive keeps about people and programs that sign in."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Wish:
    """A program's wish to act for the user (the temporary credentials of OAuth)."""

    token: str
    secret: str
    callback: str
    privileges: frozenset[str]
    verifier: str = ""
    """Filled in when the user has agreed."""


@dataclass(slots=True, kw_only=True)
class SignIns:
    """All that is under way."""

    login_tokens: dict[str, datetime] = field(default_factory=dict)
    """When each of them ends; each works once."""
    wishes: dict[str, Wish] = field(default_factory=dict)
    """By temporary token."""
    sessions: set[str] = field(default_factory=set)
    """Browser sessions that were handed over."""

"""The journal of requests: what really reached the emulated services."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request that arrived, and how it was answered."""

    n: int = 0
    """Its number, from 1, given by the journal."""
    at: datetime
    service: str
    method: str
    path: str
    query: str
    status: int | None
    """The status that was meant for the client; None when no answer was made."""
    body_size: int
    body_sha256: str
    note: str
    """The fault that struck, or what went wrong; empty for an ordinary exchange."""
    effect: bool
    """Whether the service carried the request out (its handler ran)."""
    headers: Mapping[str, str]
    """Request headers without `Authorization` and `Cookie`."""


class Journal:
    """Collects entries from many threads."""

    def __init__(self) -> None:
        """Begin empty."""
        self._guard = threading.Lock()
        self._entries: list[Entry] = []

    def record(self, entry: Entry) -> None:
        """Add one entry; it gets the next number."""
        with self._guard:
            self._entries.append(replace(entry, n=len(self._entries) + 1))

    def entries(self, service: str | None = None, since: int = 0) -> list[Entry]:
        """Entries with a number above `since`, of one service or of all."""
        with self._guard:
            return [
                entry
                for entry in self._entries
                if entry.n > since and service in (None, entry.service)
            ]

    def clear(self) -> None:
        """Forget everything; numbers start again."""
        with self._guard:
            self._entries.clear()

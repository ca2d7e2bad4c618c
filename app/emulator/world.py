"""The world that both emulated services share."""

import threading
from urllib.parse import quote

from app.emulator.clock import Clock
from app.emulator.faults import Faults
from app.emulator.ids import Ids
from app.emulator.inbox import Inbox
from app.emulator.journal import Journal


class World:
    """Clock, identifiers, inbox, journal, faults and the one lock under which services work."""

    def __init__(self, seed: int | str = 1, clock: Clock | None = None) -> None:
        """Make a world whose identifiers follow from `seed`."""
        self.seed = seed
        self.lock = threading.RLock()
        self.clock = clock or Clock()
        self.ids = Ids(seed)
        self.inbox = Inbox(self.clock)
        self.journal = Journal()
        self.faults = Faults()
        self.epoch = 0
        """Counts resets: a request that was held back over a reset must not touch the new state."""
        self.urls: dict[str, str] = {}
        """Base URL of each service by name, and `control`; known once the emulator has started."""

    def reset(self, seed: int | str | None = None) -> None:
        """Empty everything; start the identifiers and the clock anew."""
        with self.lock:
            self.seed = self.seed if seed is None else seed
            self.ids = Ids(self.seed)
            self.clock.reset()
            self.inbox.clear()
            self.journal.clear()
        self.interrupt()

    def interrupt(self) -> None:
        """End the faults, and the requests that they held back without any effect."""
        self.epoch += 1
        self.faults.clear()

    def play_link(self, service: str, agreement: str, person: str = "") -> str:
        """Where a person of an agreement (or everybody) is played, for use in messages."""
        path = "/".join(quote(part, safe="") for part in (service, agreement, person) if part)
        return f"{self.urls.get('control', '')}/play/{path}"

"""The emulator on the stage: requests are held until the judge lets them go on."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from app.emulator.clock import Clock
from app.emulator.faults import Fault, Faults, Strike
from app.emulator.journal import Entry, Journal
from app.emulator.server import Emulator
from app.emulator.world import World

_LONGEST = 20.0
"""Real seconds for something that must happen."""


@dataclass(eq=False)
class Held:
    """A request that is kept waiting."""

    released: threading.Event = field(default_factory=threading.Event)


class StagedFaults(Faults):
    """Holds requests back not for real seconds, but until they are released."""

    def __init__(self) -> None:
        super().__init__()
        self._changed = threading.Condition()
        self._held: list[Held] = []

    def wait(self, strike: Strike) -> None:
        del strike
        held = Held()
        with self._changed:
            self._held.append(held)
            self._changed.notify_all()
        held.released.wait()

    def next_held(self, seconds: float = _LONGEST) -> Held | None:
        """The request that is held, once it is there; it is the caller's from now on."""
        with self._changed:
            self._changed.wait_for(lambda: self._held, seconds)
            return self._held.pop(0) if self._held else None

    def clear(self) -> None:
        with self._changed:
            for held in self._held:
                held.released.set()
            self._held.clear()
        super().clear()

    def end_outage(self) -> None:
        """Open closed ports again, and leave everything else as it is."""
        with self._guard:
            self._orders = [each for each in self._orders if each.fault.kind != "refuse"]
        self._tell()


class StagedJournal(Journal):
    """Tells when a request was entered."""

    def __init__(self) -> None:
        super().__init__()
        self._entered = threading.Condition()
        self.count = 0

    def record(self, entry: Entry) -> None:
        super().record(entry)
        with self._entered:
            self.count += 1
            self._entered.notify_all()

    def wait_for(self, more: int, gives_up: Callable[[], bool]) -> None:
        """Return when so many further requests have been entered, or none will be."""
        with self._entered:
            wanted = self.count + more
            while self.count < wanted and not gives_up():
                self._entered.wait(0.05)

    def after(self, begin: Callable[[], None]) -> None:
        """Begin something, and return when a further request has been entered."""
        with self._entered:
            before = self.count
            begin()
            if not self._entered.wait_for(lambda: self.count > before, _LONGEST):
                raise TimeoutError("no request was carried out")


class StagedWorld(World):
    """A world whose time the judge turns."""

    faults: StagedFaults
    journal: StagedJournal

    def __init__(self) -> None:
        super().__init__(clock=Clock(running=False))
        self.faults = StagedFaults()
        self.journal = StagedJournal()


def staged_emulator() -> tuple[Emulator, StagedWorld]:
    """An emulator that is not started yet, and its world."""
    world = StagedWorld()
    return Emulator(world=world), world


def outage(service: str) -> Fault:
    """The port of a service is closed."""
    return Fault(kind="refuse", service=service)

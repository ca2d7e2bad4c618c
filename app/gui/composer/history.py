"""Undo: the agreements that a draft has been, one for each thing that the user did."""

from typing import Final

from app.domain.agreement import Agreement

MOST: Final = 200
"""So many steps back are kept."""
TOGETHER: Final = 2.0
"""Seconds within which typing in one place is one step."""


class History:
    """The agreement as it is, with the way back and forth."""

    def __init__(self, first: Agreement) -> None:
        """Begin with an agreement that has no past."""
        self._past: list[Agreement] = []
        self._future: list[Agreement] = []
        self._current = first
        self._merge = ""
        self._at = 0.0

    @property
    def current(self) -> Agreement:
        """The agreement as it is."""
        return self._current

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a step back can be taken again."""
        return bool(self._future)

    def take(self, agreement: Agreement, *, merge: str = "", at: float = 0.0) -> bool:
        """Go on to a changed agreement; False when nothing is different.

        Changes with the same `merge`, each within `TOGETHER` seconds of the one before (`at`, on
        any clock that only grows), are one step back.
        """
        if agreement == self._current:
            return False
        if not (merge and merge == self._merge and at - self._at <= TOGETHER):
            self._past.append(self._current)
            del self._past[:-MOST]
        self._future.clear()
        self._current = agreement
        self._merge, self._at = merge, at
        return True

    def undo(self) -> bool:
        """Go one step back, if there is one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Go forth again, if there is something."""
        return self._step(self._future, self._past)

    def _step(self, source: list[Agreement], target: list[Agreement]) -> bool:
        if not source:
            return False
        target.append(self._current)
        self._current = source.pop()
        self._merge = ""
        return True

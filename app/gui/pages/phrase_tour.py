"""Going from one occurrence of a phrase to the next."""

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.anchoring import PhraseHit
from app.gui.pages.finding_phrases import PhraseFinder


class PhraseTour(QObject):
    """The phrase that is looked for, where it was found, and which occurrence is shown.

    Signals:
        changed: any of that
    """

    changed = Signal()

    def __init__(self, finder: PhraseFinder, parent: QObject | None = None) -> None:
        """Begin with no phrase."""
        super().__init__(parent)
        self._finder = finder
        self._file = ""
        self._from_page = 1
        self.phrase = ""
        self.hits: tuple[PhraseHit, ...] = ()
        self.current = -1
        self.was_found = False
        """Whether the answer for the phrase is there, be it that it stands nowhere."""
        finder.found.connect(self._on_found)

    @property
    def hit(self) -> PhraseHit | None:
        """The occurrence that is shown."""
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None

    def look_for(self, file: str, phrase: str, from_page: int) -> None:
        """Look for a phrase; the same again goes on to its next occurrence."""
        if phrase and (file, phrase) == (self._file, self.phrase) and self.hits:
            self.step(1)
            return
        self.forget()
        self._file, self.phrase, self._from_page = file, phrase, from_page
        if file and phrase:
            self._finder.look_for(file, phrase)

    def forget(self) -> None:
        """Look for nothing any more."""
        self._file = self.phrase = ""
        self.hits, self.current, self.was_found = (), -1, False
        self.changed.emit()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go on to another occurrence, round and round."""
        if self.hits:
            self.current = (self.current + by) % len(self.hits)
            self.changed.emit()

    @Slot(str, str, object)
    def _on_found(self, file: str, phrase: str, hits: tuple[PhraseHit, ...]) -> None:
        if (file, phrase) == (self._file, self.phrase):
            after = (number for number, hit in enumerate(hits) if hit.page >= self._from_page)
            self.hits, self.current = hits, next(after, 0 if hits else -1)
            self.was_found = True
            self.changed.emit()

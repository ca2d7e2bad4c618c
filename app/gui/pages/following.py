"""Moves fields along with the phrases that they follow, when the file of a document is replaced."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.anchoring import Hits, followed, phrases_of
from app.gui.composer.session import Session
from app.gui.pages.finding_phrases import PhraseFinder
from app.gui.pages.words import fields_words


class Follower(QObject):
    """Told of each replaced file; the fields follow in the same step that can be undone.

    Signals:
        told: a sentence about what followed and what did not
    """

    told = Signal(str)

    def __init__(
        self, session: Session, finder: PhraseFinder, parent: QObject | None = None
    ) -> None:
        """Change the fields of `session`."""
        super().__init__(parent)
        self._session = session
        self._finder = finder

    @Slot(str, str)
    def follow(self, label: str, before: str) -> None:
        """The file of a document was another one: `before` is what it was stored as."""
        phrases = phrases_of(self._session.agreement, label)
        document = self._session.agreement.document(label)
        if document is not None and phrases:
            done = partial(self._on_compared, label, document.file)
            self._finder.compare(before, document.file, phrases, done)

    def _on_compared(self, label: str, file: str, hits: tuple[Hits, Hits]) -> None:
        agreement = self._session.agreement
        document = agreement.document(label)
        facts = None if document is None else self._session.facts_of(document)
        if document is None or facts is None or document.file != file:
            return
        outcome = followed(agreement, label, *hits, facts.page_sizes)
        self._session.change(outcome.agreement, replacing_step(label))
        said = []
        if outcome.moved:
            words = self.tr("{fields} moved along with the text of {name}.")
            said.append(words.format(fields=fields_words(outcome.moved), name=document.shown_name))
        if outcome.lost:
            words = self.tr("Not found any more: {phrases}. Those fields stayed.")
            said.append(words.format(phrases=", ".join(f"“{each}”" for each in outcome.lost)))
        if said:
            self.told.emit(" ".join(said))


def replacing_step(label: str) -> str:
    """What makes a replaced file and the fields that follow it one step back."""
    return f"document {label} file"

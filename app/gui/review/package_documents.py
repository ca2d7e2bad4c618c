"""What may still change in one document of a SigningHub package."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.signinghub_settings import DocumentSettings
from app.gui.metrics import GAP
from app.gui.participants.told_fields import ToldChoice
from app.gui.review.package_words import TOLD, certify_options, lock_options
from app.gui.theme import Theme


class DocumentChoices(QWidget):
    """One document: what may still change, and its own form fields.

    Signals:
        certify_chosen, lock_chosen: label of the document, what was chosen
    """

    certify_chosen = Signal(str, str)
    lock_chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without a document."""
        super().__init__(parent)
        self._label = ""
        self.certify = ToldChoice(theme, "", "document-certify")
        self.lock = ToldChoice(theme, self.tr("Its own form fields"), "document-lock")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.certify)
        layout.addWidget(self.lock)
        self.certify.chosen.connect(self._on_certify)
        self.lock.chosen.connect(self._on_lock)

    def show_document(self, label: str, name: str, said: DocumentSettings, *, locked: bool) -> None:
        """Show what is said of a document."""
        self._label = label
        words = self.tr("Changes in “{name}”").format(name=name)
        self.certify.label.setText(words)
        self.certify.editor.setAccessibleName(words)
        word = "" if said.certified is None else said.certified or "NEVER"
        self.certify.show_value(word, certify_options(), locked=locked)
        self.lock.show_value(TOLD[said.lock_form_fields], lock_options(), locked=locked)

    @Slot(str)
    def _on_certify(self, word: str) -> None:
        self.certify_chosen.emit(self._label, word)

    @Slot(str)
    def _on_lock(self, word: str) -> None:
        self.lock_chosen.emit(self._label, word)

"""Which documents somebody acts on: a box for each."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.agreement import Document
from app.gui.theme import Theme

_WIDEST = 420


class _Box(QCheckBox):
    """A box whose words are cut where there is no room."""

    def __init__(self, theme: Theme, document: Document) -> None:
        super().__init__()
        self.label = document.label
        self._theme = theme
        self.setObjectName(f"document-{document.label}")
        self.set_name(document.shown_name)

    def set_name(self, name: str) -> None:
        metrics = self._theme.font_metrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST)
        # An ampersand would make a key of the letter behind it.
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(name)
        self.setAccessibleName(name)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())


class DocumentChecks(QWidget):
    """The documents of the draft, those chosen that are acted on.

    Signals:
        chosen: labels of the documents, in the order of the draft
    """

    chosen = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without documents."""
        super().__init__(parent)
        self.theme = theme
        self._boxes: list[_Box] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_documents(
        self, documents: tuple[Document, ...], chosen: tuple[str, ...], *, possible: bool
    ) -> None:
        """Show all documents of the draft, and which of them are `chosen`."""
        if [each.label for each in documents] != [box.label for box in self._boxes]:
            self._rebuild(documents)
        for box, document in zip(self._boxes, documents, strict=True):
            box.set_name(document.shown_name)
            with QSignalBlocker(box):
                box.setChecked(document.label in chosen)
            box.setEnabled(possible)

    def box(self, label: str) -> QCheckBox:
        """The box of a document."""
        return next(box for box in self._boxes if box.label == label)

    def _rebuild(self, documents: tuple[Document, ...]) -> None:
        for box in self._boxes:
            self._layout.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [_Box(self.theme, document) for document in documents]
        for box in self._boxes:
            box.toggled.connect(self._on_toggled)
            self._layout.addWidget(box)

    @Slot(bool)
    def _on_toggled(self, _checked: bool) -> None:
        self.chosen.emit(tuple(box.label for box in self._boxes if box.isChecked()))

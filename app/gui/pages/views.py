"""The two views of the first part of composing: the files, and their pages with fields."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui.pages.panel import PagesPanel
from app.gui.uploader.panel import DocumentsPanel


class DocumentViews(QStackedWidget):
    """Shows one of the two; the document that was looked at stays the same."""

    def __init__(
        self, files: DocumentsPanel, fields: PagesPanel, parent: QWidget | None = None
    ) -> None:
        """Begin with the files."""
        super().__init__(parent)
        self._files = files
        self._fields = fields
        self.addWidget(files)
        self.addWidget(fields)
        files.view_chosen.connect(self.show_view)
        fields.view_chosen.connect(self.show_view)

    @property
    def view(self) -> str:
        """`files` or `fields`."""
        return "fields" if self.currentWidget() is self._fields else "files"

    @Slot(str)
    def show_view(self, view: str) -> None:
        """Show `files` or `fields`."""
        if view == self.view:
            return
        if view == "fields":
            self._fields.show_document(self._files.files.current_key())
            self.setCurrentWidget(self._fields)
            self._fields.toolbar.view.button("fields").setFocus()
        else:
            document = self._fields.editor.document
            self.setCurrentWidget(self._files)
            if document is not None:
                self._files.files.select(document.label)
            self._files.view.button("files").setFocus()

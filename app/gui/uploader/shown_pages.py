"""Whose pages stand beside the list: the current document's, or those of what goes along."""

from PySide6.QtCore import QObject, Slot

from app.domain.agreement import Document
from app.domain.attachments import attachments_of
from app.domain.page_removal import removed_pages, with_page_toggled
from app.gui.composer.session import Session
from app.gui.uploader.pictures import Pictures
from app.gui.uploader.preview import PagePreview
from app.gui.uploader.rows import reason_against_leaving_out


class ShownPages(QObject):
    """Keeps a preview in step with the draft; `pictures` brings what it asks for."""

    def __init__(
        self, session: Session, pictures: Pictures, preview: PagePreview, parent: QObject
    ) -> None:
        """Begin with nothing to show."""
        super().__init__(parent)
        self._session = session
        self._pictures = pictures
        self._preview = preview
        self._document: Document | None = None
        self._along = ""
        preview.picture_wanted.connect(self._on_picture_wanted)
        preview.page_toggled.connect(self._on_page_toggled)

    def show(self, document: Document | None) -> None:
        """Show the newest state of a document, unless something that goes along is looked at."""
        self._document = document
        along = {each.file: each for each in attachments_of(self._session.agreement)}
        if self._along in along:
            self._show_file(self._along, along[self._along].shown_name)
            self._preview.show_left_out((), against=self.tr("It goes along as a whole."))
        elif document is None:
            self._preview.show_file("", "", ())
        else:
            self._show_file(document.file, document.shown_name)
            left_out = removed_pages(self._session.agreement, document.label)
            self._preview.show_left_out(left_out, against=reason_against_leaving_out(self._session))

    @Slot(str)
    def look_at(self, file: str) -> None:
        """Show the pages of something that goes along, by its stored file; none for an empty."""
        self._along = file
        self.show(self._document)

    def _show_file(self, file: str, name: str) -> None:
        facts = self._session.facts_of_file(file)
        self._preview.show_file(file, name, () if facts is None else facts.page_sizes)

    @Slot(str, int, int)
    def _on_picture_wanted(self, file: str, page: int, width: int) -> None:
        self._pictures.ask(file, page, width)

    @Slot(int)
    def _on_page_toggled(self, page: int) -> None:
        if self._document is not None and not self._along:
            label = self._document.label
            self._session.change(with_page_toggled(self._session.agreement, label, page))

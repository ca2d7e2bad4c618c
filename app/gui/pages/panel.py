"""The pages of the documents with their fields: the second view of the first part of composing."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.agreement import Field
from app.domain.field_editing import PageSize, Place
from app.domain.kinds import FieldType
from app.domain.page_removal import removed_pages
from app.gui.composer.session import Session
from app.gui.metrics import GAP
from app.gui.pages.chooser import FieldChooser
from app.gui.pages.editing import FieldEditor
from app.gui.pages.faces import chosen_face, field_faces, free_middle, page_counts, person_rows
from app.gui.pages.field_canvas import FieldCanvas
from app.gui.pages.finding_phrases import PhraseFinder
from app.gui.pages.hits_bar import HitsBar
from app.gui.pages.phrase_tour import PhraseTour
from app.gui.pages.thumbs import ThumbList
from app.gui.pages.toolbar import HEAD, PagesToolbar
from app.gui.pages.words import why_not
from app.gui.theme import Theme
from app.gui.uploader.pictures import Pictures
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.elided_combo import ElidedCombo
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.focus_ring import FocusRing

_LEFT = 116


class PagesPanel(QWidget):
    """Thumbnails, the page, and what can be placed on it.

    Signals:
        view_chosen: `files` or `fields`
        placed_everywhere: a sentence about copies that can be undone
    """

    view_chosen = Signal(str)
    placed_everywhere = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        pictures: Pictures,
        finder: PhraseFinder,
        parent: QWidget | None = None,
    ) -> None:
        """Show and change the fields of `session`."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._pictures = pictures
        self._file = ""
        self._sizes: tuple[PageSize, ...] = ()
        self.phrases = PhraseTour(finder, self)
        self.editor = FieldEditor(session, self)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    def show_document(self, label: str) -> None:
        """Show the pages of a document."""
        if self._session.agreement.document(label) is not None:
            self.editor.show(label)
            self._refresh()

    def go_to_field(self, number: int) -> None:
        """Show one field, wherever it lies."""
        fields = self._session.agreement.fields
        if 0 <= number < len(fields):
            self.show_document(fields[number].document)
            self.editor.choose(number)
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.documents = ElidedCombo()
        self.documents.setObjectName("pages-document")
        self.documents.setAccessibleName(self.tr("Document"))
        self.thumbs = ThumbList(theme)
        self.toolbar = PagesToolbar(theme)
        self.hits_bar = HitsBar(theme)
        self.canvas = FieldCanvas(theme, self.editor.fitted)
        self.canvas.setObjectName("field-canvas")
        FocusRing(theme, self.canvas)
        self.chooser = FieldChooser(theme)
        self._empty = EmptyState(theme, icon="file-text", title="", sentence="")
        self._desk = QStackedWidget()

    def _build_layout(self) -> None:
        theme = self.theme
        left = Pane(theme, "bg-window")
        left.setFixedWidth(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        around = QHBoxLayout(head)
        around.setContentsMargins(6, 4, 6, 4)
        around.addWidget(self.documents)
        BarHeight(head, HEAD, self.toolbar.view, GAP)
        column.addWidget(head)
        column.addWidget(Line(theme))
        column.addWidget(self.thumbs, 1)
        ground = Pane(theme, "bg-sunken")
        QVBoxLayout(ground).addWidget(self._empty)
        self._desk.addWidget(self.canvas)
        self._desk.addWidget(ground)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.toolbar)
        middle.addWidget(Line(theme))
        middle.addWidget(self.hits_bar)
        middle.addWidget(self._desk, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Line(theme, Qt.Orientation.Vertical))
        row.addLayout(middle, 1)
        row.addWidget(Line(theme, Qt.Orientation.Vertical))
        row.addWidget(self.chooser)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self.editor.chosen_changed.connect(self._show_chosen)
        self._pictures.ready.connect(self._on_picture)
        self.phrases.changed.connect(self._on_hits_changed)
        self.documents.activated.connect(self._on_document_chosen)
        self._connect_canvas()
        self._connect_toolbar()
        chooser, chosen = self.chooser, self.chooser.chosen
        chooser.people.person_chosen.connect(self._on_person_chosen)
        chooser.kinds.place_requested.connect(self._on_place_requested)
        chosen.changed.connect(self._on_asked)
        chosen.told.connect(self.editor.tell)
        chosen.place_typed.connect(self._on_place_typed)
        chosen.every_page_requested.connect(self._on_every_page)
        chosen.duplicate_requested.connect(self.editor.duplicate)
        chosen.remove_requested.connect(self._on_remove)
        chosen.repair_requested.connect(self._session.repair)

    def _connect_canvas(self) -> None:
        canvas = self.canvas
        canvas.page_wanted.connect(self._on_picture_wanted)
        canvas.current_page_changed.connect(self._on_page_changed)
        canvas.zoom_changed.connect(self.toolbar.say_zoom)
        canvas.field_chosen.connect(self.editor.choose)
        canvas.field_dragged.connect(self._on_dragged)
        canvas.field_placed.connect(self._on_placed)
        canvas.field_nudged.connect(self._on_nudged)
        canvas.kind_dropped.connect(self._on_kind_dropped)
        canvas.remove_requested.connect(self._on_remove)
        canvas.duplicate_requested.connect(self.editor.duplicate)
        self.thumbs.picture_wanted.connect(self._on_picture_wanted)
        self.thumbs.page_chosen.connect(canvas.go_to_page)

    def _connect_toolbar(self) -> None:
        toolbar, canvas = self.toolbar, self.canvas
        toolbar.view_chosen.connect(self._on_view_chosen)
        toolbar.smaller_requested.connect(canvas.zoom_out)
        toolbar.larger_requested.connect(canvas.zoom_in)
        toolbar.fit_requested.connect(canvas.fit_width)
        toolbar.magnet_toggled.connect(self._on_magnet_toggled)
        toolbar.page_requested.connect(self._on_page_requested)
        toolbar.phrase_entered.connect(self._on_phrase_entered)
        self.hits_bar.step_requested.connect(self.phrases.step)
        self.hits_bar.follow_requested.connect(self._on_follow_requested)
        self.hits_bar.close_requested.connect(self.toolbar.phrase.clear)

    # -- going about --------------------------------------------------------------------------

    @Slot(str)
    def _on_view_chosen(self, view: str) -> None:
        self.toolbar.view.set_value("fields")
        self.view_chosen.emit(view)

    @Slot(int)
    def _on_document_chosen(self, place: int) -> None:
        self.show_document(str(self.documents.itemData(place)))

    @Slot(bool)
    def _on_magnet_toggled(self, on: bool) -> None:
        self.canvas.has_magnet = on

    @Slot(int)
    def _on_page_requested(self, by: int) -> None:
        self.canvas.go_to_page(self.canvas.current_page + by)

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        self.thumbs.set_current(page)
        self.toolbar.say_page(page + 1, self.canvas.page_count)

    @Slot(int, int)
    def _on_picture_wanted(self, page: int, width: int) -> None:
        if self._file:
            self._pictures.ask(self._file, page, width)

    @Slot(str, int, int, QImage)
    def _on_picture(self, file: str, page: int, width: int, image: QImage) -> None:
        if file != self._file:
            return
        if width == self.thumbs.picture_width:
            self.thumbs.set_image(page, image)
        else:
            self.canvas.set_image(page, image)

    # -- phrases ------------------------------------------------------------------------------

    @Slot()
    def _on_hits_changed(self) -> None:
        phrases = self.phrases
        self.canvas.set_hits(phrases.hits, phrases.current)
        self._say_hits()

    @Slot(str)
    def _on_phrase_entered(self, phrase: str) -> None:
        self.phrases.look_for(self._file, phrase, self.canvas.current_page + 1)

    @Slot()
    def _on_follow_requested(self) -> None:
        hit = self.phrases.hit
        if hit is not None:
            self.editor.move_below(hit, self.phrases.phrase)

    def _say_hits(self) -> None:
        phrases = self.phrases
        self.hits_bar.setVisible(phrases.was_found)
        if phrases.was_found:
            has_field = self.editor.field is not None and not self._session.is_locked
            count = len(phrases.hits)
            self.hits_bar.say(phrases.phrase, phrases.current, count, has_field=has_field)

    # -- what is done to fields ---------------------------------------------------------------

    @Slot(str)
    def _on_place_requested(self, kind: str) -> None:
        """Below the phrase that was found, else where the user looks."""
        person, document = self.chooser.people.chosen(), self.editor.document
        if document is None or not person or not self.canvas.page_count:
            return
        wanted = FieldType(kind)
        hit = self.phrases.hit
        if hit is not None:
            self.editor.place_below(wanted, person, hit, self.phrases.phrase)
        else:
            middle = self.canvas.visible_middle()
            agreement = self._session.agreement
            self.editor.place(
                wanted, person, free_middle(agreement, document.label, wanted, middle)
            )
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str, int, float, float)
    def _on_kind_dropped(self, kind: str, page: int, x: float, y: float) -> None:
        person = self.chooser.people.chosen()
        if person:
            self.editor.place(FieldType(kind), person, (page, x, y))
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int, object)
    def _on_dragged(self, _number: int, place: Place) -> None:
        self.chooser.chosen.follow(place)

    @Slot(int, object)
    def _on_placed(self, number: int, place: Place) -> None:
        self.editor.move(number, place)

    @Slot(int, object)
    def _on_nudged(self, number: int, place: Place) -> None:
        self.editor.move(number, place, f"field {number} nudged")

    @Slot(object)
    def _on_place_typed(self, place: Place) -> None:
        self.editor.move(self.editor.chosen, place)

    @Slot(object, str)
    def _on_asked(self, field: Field, what: str) -> None:
        self.editor.ask(field, what)

    @Slot()
    def _on_remove(self) -> None:
        if not self._session.is_locked:
            self.editor.remove()
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_every_page(self) -> None:
        added = self.editor.on_every_page(self._sizes)
        if added:
            words = self.tr("The field lies on {count} more pages now.")
            self.placed_everywhere.emit(words.format(count=added))

    @Slot(str)
    def _on_person_chosen(self, _label: str) -> None:
        self._show_kinds()

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        session, agreement = self._session, self._session.agreement
        if self.editor.document is None:
            first = next((each.label for each in agreement.documents), "")
            self.editor.show(first)
        self._show_documents()
        self._show_pages()
        self.editor.keep_choice()
        document = self.editor.document
        self.chooser.people.set_rows(person_rows(agreement))
        self._show_kinds()
        self.canvas.set_locked(session.is_locked)
        self.toolbar.magnet.setEnabled(not session.is_locked)
        if document is not None:
            self.canvas.set_faces(field_faces(session, document, self.editor.ways))
            self.canvas.set_left_out(removed_pages(agreement, document.label))
            self.thumbs.pages.set_counts(page_counts(agreement, document.label))
        self._show_chosen()

    def _show_documents(self) -> None:
        documents = self._session.agreement.documents
        names = [each.shown_name for each in documents]
        shown = [self.documents.itemText(place) for place in range(self.documents.count())]
        current = self.editor.document
        with QSignalBlocker(self.documents):
            if names != shown:
                self.documents.clear()
                for each in documents:
                    self.documents.addItem(each.shown_name, each.label)
            label = "" if current is None else current.label
            self.documents.setCurrentIndex(self.documents.findData(label))

    def _show_pages(self) -> None:
        document = self.editor.document
        facts = None if document is None else self._session.facts_of(document)
        file = "" if document is None else document.file
        sizes = () if facts is None else facts.page_sizes
        if (file, sizes) != (self._file, self._sizes):
            if file != self._file:
                self.toolbar.phrase.clear()
            self._file, self._sizes = file, sizes
            self.canvas.set_pages(sizes)
            self.thumbs.show_pages(sizes)
            self.phrases.forget()
            self._on_page_changed(self.canvas.current_page)
        self._desk.setCurrentIndex(0 if sizes else 1)
        if document is None:
            title = self.tr("No document yet")
            self._empty.say(title, self.tr("Add a PDF under Files; its pages appear here."))
        elif not sizes:
            title = self.tr("The pages are not known yet")
            self._empty.say(title, self.tr("They appear here when the file was looked at."))

    def _show_kinds(self) -> None:
        session, ways = self._session, self.editor.ways
        person = session.agreement.participant(self.chooser.people.chosen())

        def reason(kind: FieldType) -> str:
            if session.is_locked:
                return self.tr("This draft can only be read.")
            return why_not(ways, kind, person)

        self.chooser.kinds.set_possible(reason)

    @Slot()
    def _show_chosen(self) -> None:
        document, field = self.editor.document, self.editor.field
        self.canvas.choose(self.editor.chosen, reveal=self.canvas.chosen != self.editor.chosen)
        self.chooser.show_chosen(shown=field is not None)
        if field is not None and document is not None:
            self.chooser.people.choose(field.participant)
            self._show_kinds()
            ways = self.editor.ways
            self.chooser.chosen.show_face(
                chosen_face(self._session, document, self.editor.chosen, ways)
            )
        self._say_hits()

"""What is done to the fields of one document, each gesture as one step that can be undone."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.agreement import Agreement, Document, Field
from app.domain.anchoring import PhraseHit, below
from app.domain.field_editing import (
    PageSize,
    Place,
    a_new_field,
    duplicated,
    moved_to,
    on_every_page,
    radio_group,
    with_asked,
    with_changed_field,
    with_field,
    without_field,
)
from app.domain.json_value import JsonValue
from app.domain.kinds import FieldType
from app.domain.scrive_ways import Ways, open_ways
from app.domain.signinghub_fields import with_field_member
from app.gui.composer.session import Session
from app.gui.pages.faces import page_size


class FieldEditor(QObject):
    """Changes the fields of the shown document; knows which one is chosen.

    Signals:
        chosen_changed: another field is chosen, or none
    """

    chosen_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Begin without a document."""
        super().__init__(parent)
        self._session = session
        self._label = ""
        self._chosen = -1

    @property
    def document(self) -> Document | None:
        """The document whose pages are shown."""
        return self._session.agreement.document(self._label)

    @property
    def ways(self) -> Ways:
        """The ways of sending that are open."""
        return open_ways(self._session.agreement, self._session.service)

    @property
    def chosen(self) -> int:
        """The number of the chosen field; -1 for none."""
        return self._chosen

    @property
    def field(self) -> Field | None:
        """The chosen field."""
        fields = self._agreement.fields
        return fields[self._chosen] if 0 <= self._chosen < len(fields) else None

    @property
    def _agreement(self) -> Agreement:
        return self._session.agreement

    def show(self, label: str) -> None:
        """Change the fields of another document."""
        if label != self._label:
            self._label = label
            self.choose(-1)

    def choose(self, number: int) -> None:
        """Choose a field; -1 for none."""
        if number != self._chosen:
            self._chosen = number
            self.chosen_changed.emit()

    def keep_choice(self) -> None:
        """Let go of a field that is not there any more, e.g. because it was undone."""
        field = self.field
        if self._chosen >= 0 and (field is None or field.document != self._label):
            self.choose(-1)

    def size(self, page: int) -> PageSize:
        """The size of a page, from 1."""
        document = self.document
        return (595.0, 842.0) if document is None else page_size(self._session, document, page)

    def fitted(self, number: int, place: Place) -> Place:
        """The nearest place that page and kind allow."""
        field = self._agreement.fields[number]
        moved = moved_to(field, place, self.size(place.page), self.ways)
        return Place(page=moved.page, x=moved.x, y=moved.y, width=moved.width, height=moved.height)

    # -- what is done -------------------------------------------------------------------------

    def place(self, kind: FieldType, person: str, middle: tuple[int, float, float]) -> None:
        """Place a new field around a point, and choose it; of a new choice, two buttons."""
        page = self.size(middle[0])
        self._add(a_new_field(self._agreement, kind, person, self._label, middle, page), page)

    def place_below(self, kind: FieldType, person: str, hit: PhraseHit, phrase: str) -> None:
        """Place a new field below a phrase, which it follows from then on."""
        page, middle = self.size(hit.page), (hit.page, hit.x, hit.y)
        field = a_new_field(self._agreement, kind, person, self._label, middle, page)
        self._add(below(field, hit, phrase, page), page)

    def move_below(self, hit: PhraseHit, phrase: str) -> None:
        """Let the chosen field follow a phrase."""
        if self.field is not None:
            self._put(below(self.field, hit, phrase, self.size(hit.page)))

    def move(self, number: int, place: Place, merge: str = "") -> None:
        """Put a field elsewhere; one that is moved by hand follows its phrase no more."""
        field = self._agreement.fields[number]
        moved = moved_to(field, place, self.size(place.page), self.ways)
        if (moved.page, moved.x, moved.y) != (field.page, field.x, field.y):
            moved = replace(moved, anchor="")
        self._session.change(with_changed_field(self._agreement, number, moved), merge)

    def ask(self, field: Field, what: str) -> None:
        """Change what the chosen field asks for; `what`: typing in one place is one step."""
        if self.field is not None:
            merge = f"field {self._chosen} {what}" if what else ""
            self._session.change(with_asked(self._agreement, self._chosen, field), merge)

    @Slot(str, object, str)
    def tell(self, name: str, value: JsonValue, what: str) -> None:
        """Say of the chosen field what only SigningHub is told; None takes it away."""
        if self.field is not None:
            merge = f"field {self._chosen} {what}" if what else ""
            said = with_field_member(self._agreement, self._chosen, name, value)
            self._session.change(said, merge)

    def duplicate(self) -> None:
        """Copy the chosen field and choose the copy."""
        if self.field is not None:
            page = self.size(self.field.page)
            agreement, number = duplicated(self._agreement, self._chosen, page)
            self._chosen = number
            self._session.change(agreement)
            self.chosen_changed.emit()

    def remove(self) -> None:
        """Remove the chosen field."""
        if self.field is not None:
            number, self._chosen = self._chosen, -1
            self._session.change(without_field(self._agreement, number))
            self.chosen_changed.emit()

    def on_every_page(self, pages: Sequence[PageSize]) -> int:
        """Copy the chosen field to the same place of every page; how many were added."""
        if self.field is None:
            return 0
        before = len(self._agreement.fields)
        self._session.change(on_every_page(self._agreement, self._chosen, pages))
        return len(self._agreement.fields) - before

    def _add(self, field: Field, page: PageSize) -> None:
        agreement, number = with_field(self._agreement, field)
        if field.type is FieldType.RADIO and len(radio_group(agreement, field)) == 1:
            agreement, _second = duplicated(agreement, number, page)
        self._chosen = number
        self._session.change(agreement)
        self.chosen_changed.emit()

    def _put(self, field: Field) -> None:
        self._session.change(with_changed_field(self._agreement, self._chosen, field))

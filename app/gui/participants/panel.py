"""The people of the draft: the list, the editor of one, and what that one will meet."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.agreement import Participant
from app.domain.editing import (
    with_changed_participant,
    with_participant,
    with_participant_moved,
    with_step_documents,
    without_that_participant,
)
from app.domain.findings import Part, Repair
from app.gui.composer.finding_lines import FindingLines
from app.gui.composer.parts import people_words
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_PANE, PEOPLE
from app.gui.models.keyed_rows import KeyedRows
from app.gui.participants.choosing import Choosing
from app.gui.participants.delegate import PersonCardDelegate
from app.gui.participants.editor import PersonEditor
from app.gui.participants.journey_pane import JourneyPane
from app.gui.participants.person_menu import PersonMenu
from app.gui.participants.rows import person_rows
from app.gui.participants.typed import typed_people
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.field import line_edit
from app.gui.widgets.row_list import RowList
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.section_header import SectionHeader

_JOURNEY = 268
_NARROW_PEOPLE = 320
_WIDE, _WIDE_PEOPLE, _WIDE_JOURNEY = 1600, 460, 380
_EDITOR = 560
"""Less is not worth showing the journey for."""


class PeoplePanel(QWidget):
    """The second part of the composer.

    Signals:
        part_requested: key of the part that the user wants to see
        removed: a sentence about what was removed and can be brought back by undoing
    """

    part_requested = Signal(str)
    removed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        choosing: Choosing,
        times: Callable[[], Times],
        parent: QWidget | None = None,
    ) -> None:
        """Show and change the participants of `session`."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._choosing = choosing
        self._times = times
        self._model = KeyedRows(self)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    def go_to(self, label: str, member: str = "") -> None:
        """Show one participant, and perhaps put the focus into a line of theirs."""
        self._select(label)
        if member:
            self.editor.start_typing(member)
        else:
            self.list.setFocus()

    def current(self) -> Participant | None:
        """The participant who is edited."""
        rows = self._model.rows()
        place = self.list.currentIndex().row()
        return (
            self._session.agreement.participant(rows[place].key) if 0 <= place < len(rows) else None
        )

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self._head = SectionHeader(theme, "")
        self.add_button = Button(
            theme,
            self.tr("Add person"),
            size="small",
            icon="user-round-plus",
            name="add-person",
        )
        self.book_button = Button(
            theme, self.tr("Address book"), size="small", icon="book-user", name="address-book"
        )
        self.book_button.set_purpose(self.tr("Add people and groups of the address book"))
        self._head.add(self.book_button)
        self._head.add(self.add_button)
        delegate = PersonCardDelegate(theme, self)
        self.list = RowList(theme, self._model, delegate, self.tr("People"))
        self.list.setObjectName("people-list")
        self.typed = line_edit(
            theme, placeholder=self.tr("Type a name or an address, Enter adds"), name="typed-person"
        )
        self.typed.setAccessibleName(self.tr("Add a person by name, address or number"))
        self.typed.setProperty("search", "true")
        place = self.typed.ActionPosition.LeadingPosition
        self.typed.addAction(theme.icon("plus", "text-3"), place)
        self.findings = FindingLines(theme)
        self.editor = PersonEditor(theme, self._session, self._times)
        self.journey = JourneyPane(theme)
        self._nobody = EmptyState(
            theme,
            icon="users",
            title=self.tr("Nobody is in this agreement yet"),
            sentence=self.tr("Add who signs, and who only has to know."),
            action=self.tr("Add person"),
            action_icon="user-round-plus",
        )

    def _build_layout(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP_PANE, 14, 14, GAP_PANE)
        column.setSpacing(GAP)
        column.addWidget(self._head)
        column.addSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self.typed)
        column.addWidget(self.findings)
        column.addStretch(1)
        self._scroll = Scrolled(inside)
        self._inside = inside
        self._left = Pane(self.theme, "bg-pane")
        around = QVBoxLayout(self._left)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        empty = Pane(self.theme, "bg-base")
        QVBoxLayout(empty).addWidget(self._nobody)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.editor)
        self._pages.addWidget(empty)
        self._journey_line = Line(self.theme, Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(Line(self.theme, Qt.Orientation.Vertical))
        row.addWidget(self._pages, 1)
        row.addWidget(self._journey_line)
        row.addWidget(self.journey)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self.add_button.clicked.connect(self._on_add)
        self.book_button.clicked.connect(self._on_address_book)
        self._choosing.chosen.connect(self._select)
        self._choosing.notices_known.connect(self._on_notices_known)
        self.editor.choosing_requested.connect(self._on_choosing)
        self._nobody.action_requested.connect(self._on_add)
        self.typed.returnPressed.connect(self._on_typed)
        self.list.current_changed.connect(self._on_current_changed)
        self.list.move_requested.connect(self._on_move_to)
        self.list.remove_requested.connect(self._on_remove_row)
        self.list.rename_requested.connect(self._on_rename)
        self.list.activated.connect(self._on_activated)
        self.list.menu_requested.connect(self._on_menu)
        self.editor.changed.connect(self._on_changed)
        self.editor.agreement_changed.connect(self._session.change)
        self.editor.documents_chosen.connect(self._on_documents_chosen)
        self.editor.move_requested.connect(self._on_move)
        self.editor.remove_requested.connect(self._on_remove)
        self.editor.repair_requested.connect(self._on_repair)

    # -- what happens -------------------------------------------------------------------------

    @Slot()
    def _on_add(self) -> None:
        """Add somebody of whom nothing is known yet, and let the user say who it is."""
        agreement, person = with_participant(self._session.agreement, "")
        self._session.change(agreement)
        self.go_to(person.label, "name")

    @Slot()
    def _on_address_book(self) -> None:
        self._choosing.add(self)

    @Slot(tuple)
    def _on_notices_known(self, names: tuple[str, ...]) -> None:
        self.editor.signinghub.set_known_notices(names)
        self._show_current()

    @Slot()
    def _on_choosing(self) -> None:
        person = self.current()
        if person is not None:
            self._choosing.choose_for(person, self)

    @Slot()
    def _on_typed(self) -> None:
        agreement = self._session.agreement
        added: Participant | None = None
        for typed in typed_people(self.typed.text()):
            agreement, added = with_participant(
                agreement, typed.name, email=typed.email, phone=typed.phone
            )
        if added is None:
            return
        self._session.change(agreement)
        self.typed.clear()
        self._select(added.label)
        if not added.name:
            self.editor.start_typing("name")

    @Slot(object, str)
    def _on_changed(self, person: Participant, member: str) -> None:
        merge = f"person {person.label} {member}" if member else ""
        self._session.change(with_changed_participant(self._session.agreement, person), merge)

    @Slot(tuple)
    def _on_documents_chosen(self, labels: tuple[str, ...]) -> None:
        person = self.current()
        if person is not None:
            agreement = self._session.agreement
            self._session.change(with_step_documents(agreement, person.label, labels))

    @Slot(int)
    def _on_move(self, by: int) -> None:
        person = self.current()
        if person is not None:
            agreement = self._session.agreement
            self._session.change(with_participant_moved(agreement, person.label, by))

    @Slot(int, int)
    def _on_move_to(self, place: int, to: int) -> None:
        label = self._model.rows()[place].key
        agreement = self._session.agreement
        self._session.change(with_participant_moved(agreement, label, to - place))

    @Slot()
    def _on_remove(self) -> None:
        person = self.current()
        if person is not None and not self._session.is_locked:
            agreement = self._session.agreement
            self._session.change(without_that_participant(agreement, person.label))
            self.removed.emit(self.tr("{name} was removed.").format(name=person.shown_name))
            if not self._session.agreement.participants:
                self.typed.setFocus()

    @Slot(int)
    def _on_remove_row(self, _place: int) -> None:
        self._on_remove()

    @Slot(int)
    def _on_rename(self, _place: int) -> None:
        self.editor.start_typing("name")

    @Slot(QModelIndex)
    def _on_activated(self, _index: QModelIndex) -> None:
        self.editor.start_typing("name")

    @Slot()
    def _on_rename_requested(self) -> None:
        self.editor.start_typing("name")

    @Slot(object)
    def _on_repair(self, repair: Repair) -> None:
        self._session.repair(repair)

    @Slot(int, QPoint)
    def _on_menu(self, place: int, at: QPoint) -> None:
        if self._session.is_locked:
            return
        menu = PersonMenu(place, len(self._model.rows()), self)
        menu.rename_requested.connect(self._on_rename_requested)
        menu.move_requested.connect(self._on_move)
        menu.remove_requested.connect(self._on_remove)
        menu.popup(at)

    @Slot(int)
    def _on_current_changed(self, _place: int) -> None:
        self._show_current()
        place = self.list.visualRect(self.list.currentIndex())
        at = self.list.viewport().mapTo(self._inside, place.center())
        self._scroll.ensureVisible(at.x(), at.y(), 0, place.height())

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        self._choosing.look_for_notices()
        rows = person_rows(self._session)
        before = self.list.currentIndex().row()
        self._model.set_rows(rows)
        if rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(max(0, min(before, len(rows) - 1))))
        self.list.refresh_layout()
        locked = self._session.is_locked
        self.list.set_locked(locked)
        self.list.setVisible(bool(rows))
        self.typed.setVisible(not locked)
        self.add_button.setVisible(not locked)
        self.book_button.setVisible(not locked and self._choosing.is_offered)
        self._head.set_title(people_words(len(rows)) if rows else self.tr("People"))
        everybody = [each for each in self._session.findings if each.where == "/participants"]
        people = [each for each in everybody if each.part is Part.PEOPLE]
        # One reason for the way of sending is enough here; Review tells all of them.
        reasons = [each for each in everybody if each.part is not Part.PEOPLE][:1]
        self.findings.set_findings([*people, *reasons] if rows else [])
        self._show_current()

    def _show_current(self) -> None:
        person = self.current()
        self._pages.setCurrentIndex(0 if person is not None else 1)
        if person is not None:
            place = self.list.currentIndex().row()
            self.editor.show_person(person, place)
            self.journey.show_person(self._session, person, self._times())
            # What the editor needs is only known when everything inside of it has its place.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._fold()

    @Slot(str)
    def _select(self, label: str) -> None:
        place = self._model.place_of(label)
        if place >= 0:
            self.list.setCurrentIndex(self._model.index(place))

    def _fold(self) -> None:
        """When it is narrow, first the list gives way, then the pane at the right folds away."""
        editor = max(_EDITOR, self.editor.minimumSizeHint().width())
        left, journey = PEOPLE, _JOURNEY
        if self.width() >= _WIDE:
            left, journey = _WIDE_PEOPLE, _WIDE_JOURNEY
        elif self.width() < PEOPLE + editor + _JOURNEY:
            left = _NARROW_PEOPLE
        shown = self.current() is not None and self.width() >= left + editor + journey
        if not shown and self.width() >= PEOPLE + editor:
            left = PEOPLE
        self._left.setFixedWidth(left)
        # In a narrow list there is room for the words of one button only.
        self.book_button.setText("" if left == _NARROW_PEOPLE else self.tr("Address book"))
        self.journey.setFixedWidth(journey)
        self.journey.setVisible(shown)
        self._journey_line.setVisible(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            # What the editor shows now may need more room than before.
            self._fold()
        return done

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW_PEOPLE + self.editor.minimumSizeHint().width(), 300)

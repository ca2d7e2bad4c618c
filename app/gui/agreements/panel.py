"""The list of one view: head, search, rows, and what is said when there are none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.attention import View
from app.gui.agreements.columns import WIDE
from app.gui.agreements.delegate import EntryDelegate
from app.gui.agreements.filtering import EntryFilter
from app.gui.agreements.header import ListHeader
from app.gui.agreements.model import EntryModel
from app.gui.metrics import GAP_CARD, GAP_PANE, LIST_LEAST, PANE_HEAD
from app.gui.models.entry import Entry
from app.gui.models.view_words import empty_words, view_icon, view_word
from app.gui.theme import Theme
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.card import Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.section_header import SectionHeader

_SEARCH: Final = (172, 280)
_RETURN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryList(QListView):
    """The rows.

    Signals:
        opened: Enter was pressed on the current row
        resized: how wide the rows are now
    """

    opened = Signal()
    resized = Signal(int)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.viewport().width())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)


class AgreementsPanel(Pane):
    """The list; it remembers for each view what was selected there.

    Signals:
        selected: the `Entry` that is current now, or None
        opened: the `Entry` that the user wants to open
        new_requested: the button of an empty list
    """

    selected = Signal(object)
    opened = Signal(object)
    new_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, "bg-base", parent)
        self.setObjectName("agreements")
        self.setMinimumWidth(LIST_LEAST)
        self._model = EntryModel(self)
        self._filter = EntryFilter(self._model, self)
        self._chosen: dict[View, str] = {}
        self._told: Entry | None = None
        self._is_settling = False
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(0)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    # -- for the window --------------------------------------------------------------------

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._filter.view

    @property
    def account_id(self) -> str:
        """The account to which the list is narrowed; empty for all."""
        return self._filter.account_id

    def current(self) -> Entry | None:
        """The entry that is selected."""
        return self._filter.entry(self.list.currentIndex())

    def shown(self) -> tuple[Entry, ...]:
        """What is in the list, from the top."""
        rows = (self._filter.index(row, 0) for row in range(self._filter.rowCount()))
        return tuple(entry for entry in map(self._filter.entry, rows) if entry is not None)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Take the newest state of everything; what is selected stays, wherever it belongs."""
        current = self.current()
        with self._settling():
            self._filter.keep(current.key if current is not None else "")
            self._model.set_entries(entries)

    def set_view(self, view: View) -> None:
        """Show another view, with what was selected there."""
        with self._settling():
            if view is not self._filter.view:
                self._filter.keep("")
                self._delegate.set_view(view)
                self._header.set_view(view)
                self._filter.set_view(view)

    def set_account(self, account_id: str) -> None:
        """Narrow the list to one account; empty widens it again."""
        with self._settling():
            self._filter.keep("")
            self._filter.set_account(account_id)

    def select(self, key: str) -> None:
        """Make an entry current, when it is in the list."""
        index = self._filter.index_of(key)
        if index.isValid():
            self._make_current(index)

    def set_foot(self, foot: QWidget) -> None:
        """Put something below the rows."""
        place = QVBoxLayout()
        place.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        place.addWidget(foot)
        self._column.addLayout(place)

    def start_search(self) -> None:
        """Put the focus into the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self._head = SectionHeader(self.theme, "", role="title")
        self.search = SearchField(self.theme, self.tr("Search"), "Ctrl+F")
        self._head.add(self.search)
        self._header = ListHeader(self.theme)
        self._header.set_view(self._filter.view)
        self._delegate = EntryDelegate(self.theme, self)
        self.list = EntryList()
        self.list.setObjectName("entries")
        self.list.setModel(self._filter)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState(self.theme, icon="inbox", title="", sentence="")
        self._nothing_found = EmptyState(self.theme, icon="search", title="", sentence="")
        self._pages = QStackedWidget()
        for page in (self.list, self._empty, self._nothing_found):
            self._pages.addWidget(page)

    def _build_layout(self) -> None:
        head = QWidget()
        BarHeight(head, PANE_HEAD, self.search, GAP_PANE)
        inside = QHBoxLayout(head)
        inside.setContentsMargins(GAP_PANE, 0, GAP_CARD, 0)
        inside.addWidget(self._head)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self._header)
        self._column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._let_go.timeout.connect(self._on_let_go)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.doubleClicked.connect(self._on_opened)
        self.list.opened.connect(self._on_opened)
        self.list.resized.connect(self._header.set_rows_width)
        self.search.searched.connect(self._on_searched)
        self._empty.action_requested.connect(self.new_requested)
        self._nothing_found.action_requested.connect(self.search.clear)
        self.theme.changed.connect(self._on_look_changed)

    # -- what happens ----------------------------------------------------------------------

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._is_settling:
            return
        entry = self._filter.entry(current)
        if entry is not None:
            self._chosen[self._filter.view] = entry.key
        self._tell(entry)
        # Not now: rows must not go while the view is still at work with them.
        self._let_go.start()

    @Slot()
    def _on_let_go(self) -> None:
        """What was kept for the eyes may go now that they are elsewhere."""
        with self._settling():
            self._filter.keep("")

    def _tell(self, entry: Entry | None) -> None:
        if entry != self._told:
            self._told = entry
            self.selected.emit(entry)

    @Slot()
    def _on_opened(self) -> None:
        entry = self.current()
        if entry is not None:
            self.opened.emit(entry)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        with self._settling():
            self._filter.keep("")
            self._filter.set_search(text)
            self._delegate.set_words(self._filter.words)
        self.list.viewport().update()

    @Slot()
    def _on_look_changed(self) -> None:
        self.list.scheduleDelayedItemsLayout()

    @contextmanager
    def _settling(self) -> Iterator[None]:
        """While rows come and go, no row is told as selected but the one that is in the end."""
        self._is_settling = True
        yield
        self._is_settling = False
        self._refresh()
        self._ensure_current()

    def _ensure_current(self) -> None:
        """Keep the current row, else go to the one that was selected here, else to the first."""
        index = self.list.currentIndex()
        if not index.isValid():
            index = self._filter.index_of(self._chosen.get(self._filter.view, ""))
        if not index.isValid():
            index = self._filter.index(0, 0)
        if index.isValid():
            self._make_current(index)
        self._tell(self._filter.entry(index))

    def _make_current(self, index: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.list.scrollTo(index)

    def _refresh(self) -> None:
        view, count = self._filter.view, self._filter.count()
        self._head.set_title(view_word(view), str(count) if count else "")
        self.list.setAccessibleName(view_word(view))
        searching = bool(self._filter.words)
        if self._filter.rowCount():
            self._pages.setCurrentWidget(self.list)
        elif searching or self._filter.account_id:
            self._say_nothing_found(searching)
        else:
            title, sentence = empty_words(view)
            self._empty.set_icon(view_icon(view))
            self._empty.say(title, sentence, self.tr("New agreement"))
            self._pages.setCurrentWidget(self._empty)
        self._header.setVisible(bool(self._filter.rowCount()))

    def _say_nothing_found(self, searching: bool) -> None:
        view = view_word(self._filter.view)
        if not searching:
            self._nothing_found.say(
                self.tr("Nothing of this account"),
                self.tr("{view} has entries of other accounts only.").format(view=view),
            )
        else:
            elsewhere = self._filter.matches_elsewhere()
            self._nothing_found.say(
                self.tr("Nothing found in {view}").format(view=view),
                self.tr("{count} found in other views.").format(count=elsewhere)
                if elsewhere
                else self.tr("No title, person, file or note has these words."),
                self.tr("Clear search"),
            )
        self._pages.setCurrentWidget(self._nothing_found)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self.search.setFixedWidth(_SEARCH[wide])
        words = self.tr("Search titles, people, notes") if wide else self.tr("Search")
        self.search.setPlaceholderText(words)

"""A list of what was found elsewhere: searched, chosen from, or a word about why it is empty."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.metrics import GAP, GAP_PANE
from app.gui.models.keyed_rows import KeyedRow, KeyedRows, RowRole
from app.gui.models.word_rows import WordRowDelegate
from app.gui.theme import Theme
from app.gui.widgets.card import Line
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.search_field import SearchField

_MOVING: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FoundList(QWidget):
    """A search line over rows of two lines; whoever asks elsewhere gives the rows.

    Signals:
        changed: something else is chosen, or nothing
        activated: what is chosen was double-clicked
        searched: what is looked for now
        again_requested: the button below what was said
    """

    changed = Signal()
    activated = Signal()
    searched = Signal(str)
    again_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        parent: QWidget | None = None,
        *,
        several: bool = False,
    ) -> None:
        """`several` lets more than one row be chosen, with Ctrl and Shift."""
        super().__init__(parent)
        self.search = SearchField(theme, placeholder)
        self.model = KeyedRows(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(WordRowDelegate(theme, 2, self))
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if several:
            self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.told = EmptyState(theme, icon="search", title="", sentence="")
        self.pages = QStackedWidget()
        self.head = QVBoxLayout()
        self.head.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        self.head.setSpacing(GAP)
        self.head.addWidget(self.search)
        self.pages.addWidget(self.told)
        self.pages.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.head)
        layout.addWidget(Line(theme))
        layout.addWidget(self.pages, 1)
        self.setFocusProxy(self.search)
        self.search.installEventFilter(self)
        self.search.searched.connect(self.searched)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.view.doubleClicked.connect(self._on_double_clicked)
        self.told.action_requested.connect(self.again_requested)

    def chosen_rows(self) -> tuple[object, ...]:
        """The rows that are chosen, from the top."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return tuple(self.model.index(place).data(RowRole.ROW) for place in places)

    def show_rows(self, rows: Sequence[KeyedRow]) -> None:
        """Show these; what was chosen stays chosen, else the first is."""
        self.model.set_rows(rows)
        self.pages.setCurrentWidget(self.view)
        if rows and not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.model.index(0))
        self.changed.emit()

    def say(self, icon: str, title: str, sentence: str, action: str = "") -> None:
        """Say something instead of rows; `action` is the text of the button."""
        self.model.set_rows(())
        self.told.set_icon(icon)
        self.told.say(title, sentence, action)
        self.pages.setCurrentWidget(self.told)
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move the choice while one searches."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if watched is self.search and key in _MOVING and self.view.isVisible():
                QCoreApplication.sendEvent(self.view, event)
                return True
        return super().eventFilter(watched, event)

    def _on_selected(self) -> None:
        self.changed.emit()

    def _on_double_clicked(self) -> None:
        self.activated.emit()

"""The bar with which one finds something in the workflow tree."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, GAP_PAIR, GAP_PANE
from app.gui.theme import Theme
from app.gui.tracking.finding import after, found, words_of
from app.gui.tracking.model import WorkflowModel, WorkflowRole
from app.gui.tracking.view import WorkflowView
from app.gui.widgets.buttons import icon_button
from app.gui.widgets.card import Pane
from app.gui.widgets.labels import Label
from app.gui.widgets.search_field import SearchField

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FindBar(Pane):
    """Goes from hit to hit in a tree, opening what hides them; Esc closes it."""

    def __init__(
        self, theme: Theme, model: WorkflowModel, view: WorkflowView, parent: QWidget | None = None
    ) -> None:
        """Begin closed."""
        super().__init__(theme, "bg-pane", parent)
        self._model = model
        self._view = view
        self.field = SearchField(theme, self.tr("Find in the workflow"))
        self.count = Label(theme, role="caption", token="text-2")
        self.previous = icon_button(
            theme, "chevron-up", self.tr("Previous (Shift+Enter)"), size="small", name="find-up"
        )
        self.next = icon_button(
            theme, "chevron-down", self.tr("Next (Enter)"), size="small", name="find-down"
        )
        self.close_button = icon_button(
            theme, "x", self.tr("Close the search (Esc)"), size="small", name="find-close"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP_PANE, 6, GAP_PANE, 6)
        layout.setSpacing(GAP_PAIR)
        layout.addWidget(self.field, 1)
        layout.addSpacing(GAP)
        for widget in (self.count, self.previous, self.next, self.close_button):
            layout.addWidget(widget)
        self._connect()
        self.setVisible(False)

    def _connect(self) -> None:
        self.field.searched.connect(self._on_searched)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.finish)
        self._model.modelReset.connect(self._say_count)
        self._model.rows_changed.connect(self._say_count)

    @Slot()
    def start(self) -> None:
        """Open the bar, ready for typing."""
        self.setVisible(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot()
    def finish(self) -> None:
        """Close the bar; the row that was found stays the current one."""
        self.field.clear()
        self.setVisible(False)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """Go to the next hit."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the hit before."""
        self._go(-1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif event.key() in _ENTER:
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._view.set_searched(words_of(text))
        self._go(0)

    def _go(self, step: int) -> None:
        rows, hits = self._model.rows(), self._hits()
        if hits:
            path = self._view.currentIndex().data(WorkflowRole.PATH) or ()
            index = self._model.index_of(after(rows, hits, path, step))
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        self._say_count()

    def _hits(self) -> tuple[tuple[str, ...], ...]:
        return found(self._model.rows(), words_of(self.field.text()))

    @Slot()
    def _say_count(self) -> None:
        hits = self._hits() if self.field.text().strip() else ()
        here = self._view.currentIndex().data(WorkflowRole.PATH)
        if not self.field.text().strip():
            words = ""
        elif not hits:
            words = self.tr("Not found")
        elif here in hits:
            place = hits.index(here) + 1
            words = self.tr("{place} of {count}").format(place=place, count=len(hits))
        else:
            words = self.tr("{count} found").format(count=len(hits))
        self.count.setText(words)
        self.previous.setEnabled(bool(hits))
        self.next.setEnabled(bool(hits))

"""The tree of steps on the screen: always open, rearranged by keys and by dragging."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from app.gui.metrics import TREE_INDENT
from app.gui.process.delegate import EDGE, ProcessDelegate, left_of
from app.gui.process.model import Column, ProcessModel, ProcessRole
from app.gui.process.rows import ProcessRow
from app.gui.theme import Theme
from app.gui.widgets.rows import paint_focus_ring, paint_row_ground
from app.gui.widgets.tree_header import TreeHeader

Index = QModelIndex | QPersistentModelIndex

_DOCUMENTS: Final = 120
_KEYS: Final = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Right: "together",
    Qt.Key.Key_Left: "apart",
}


class ProcessView(QTreeView):
    """Shows a `ProcessModel`.

    Alt with an arrow rearranges the current row: up, down, right (together with the one before),
    left (on their own).

    Signals:
        current_changed: key of the current row; empty for none
        arrange_requested: `up`, `down`, `together` or `apart`, for the current row
    """

    current_changed = Signal(str)
    arrange_requested = Signal(str)

    def __init__(self, theme: Theme, model: ProcessModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("process-tree")
        self.setAccessibleName(self.tr("Steps"))
        self.setHeader(TreeHeader(theme, EDGE, self))
        self.setItemDelegate(ProcessDelegate(theme, self))
        self.setIndentation(TREE_INDENT)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setModel(model)
        model.layoutChanged.connect(self._on_layout_changed)
        theme.changed.connect(self._on_theme_changed)

    def current_key(self) -> str:
        """The key of the current row; empty for none."""
        row = self.currentIndex().data(ProcessRole.ROW)
        return row.key if isinstance(row, ProcessRow) else ""

    @Slot()
    def _on_layout_changed(self) -> None:
        self.expandAll()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_key())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = _KEYS.get(Qt.Key(event.key()))
        if wish is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.arrange_requested.emit(wish)
            return
        super().keyPressEvent(event)

    # -- drawing ------------------------------------------------------------------------------

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        whole = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        selected = self.selectionModel().isSelected(index)
        paint_row_ground(
            painter,
            whole,
            self._theme,
            selected=selected,
            active=self.hasFocus(),
            hovered=self.viewport().underMouse() and whole.contains(at),
        )
        for column in Column:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            x = self.header().sectionViewportPosition(column)
            place = QRect(x, whole.top(), self.header().sectionSize(column), whole.height())
            if column is Column.STEPS:
                place.setLeft(left_of(_depth(index)))
            option.rect = place
            self.itemDelegate().paint(painter, option, index.sibling(index.row(), column))
        by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if self.hasFocus() and by_keys and self.currentIndex().siblingAtColumn(0) == index:
            paint_focus_ring(painter, whole, self._theme)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.resizeSection(Column.STEPS, max(160, self.viewport().width() - _DOCUMENTS))
        header.resizeSection(Column.DOCUMENTS, _DOCUMENTS)


def _depth(index: Index) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth

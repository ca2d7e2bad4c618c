"""The model of the tree of steps: one agreement's process, which is rearranged but never sorted."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.gui.models.node_tree import NodeTree, TreeNode
from app.gui.process.rows import ProcessRow, all_rows

Index = QModelIndex | QPersistentModelIndex

STEP_MIME: Final = "application/x-countersign-step"
"""What is dragged inside the tree: the key of the row."""


class Column(IntEnum):
    """The columns, from the left."""

    STEPS = 0
    DOCUMENTS = 1


class ProcessRole(IntEnum):
    """What the model gives beside words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The `ProcessRow`."""


_ROOT: Final = ProcessRow(key="", title="")


class ProcessModel(NodeTree[ProcessRow]):
    """Rows in two columns: Steps, Documents.

    A row that was moved keeps its persistent indexes, so that it stays selected.

    Signals:
        move_wanted: key of the dragged row, key of the row into or onto which it was dropped
            (empty for the top), place among its children (-1: onto the row itself)
    """

    move_wanted = Signal(str, str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(_ROOT, parent)
        self._numbers: dict[str, int] = {}
        self._is_locked = False

    # -- what is shown ------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[ProcessRow]) -> None:
        """Show the process as it is now."""
        if _shape(rows) == _shape(self.rows()):
            self.root.row = replace(_ROOT, children=tuple(rows))
            for row in all_rows(rows):
                self._update(row)
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        before = [(self.nodes[each.internalId()].row.key, each.column()) for each in kept]
        self.nodes.clear()
        self.root = self._grown(replace(_ROOT, children=tuple(rows)), None)
        after = [self.index_of(key).siblingAtColumn(column) for key, column in before]
        self.changePersistentIndexList(kept, after)
        self.layoutChanged.emit()

    def rows(self) -> tuple[ProcessRow, ...]:
        """What is shown, from the top."""
        return self.root.row.children

    def index_of(self, key: str) -> QModelIndex:
        """The row of that key; an invalid index where there is none."""
        node = self.nodes.get(self._numbers.get(key, 0))
        return QModelIndex() if node is None else self.index_of_node(node)

    def set_locked(self, locked: bool) -> None:
        """Let nothing be dragged, or everything again."""
        self._is_locked = locked

    # -- Qt -----------------------------------------------------------------------------------

    @override
    def column_names(self) -> tuple[str, ...]:
        return (self.tr("Steps"), self.tr("Documents"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.node(index).row
        first = index.column() == Column.STEPS
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.title} {row.does}".strip() if first else row.documents
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if first else row.documents
        return row if role == ProcessRole.ROW else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._is_locked:
            return flags
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        if self.node(index).row.path is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    # -- dragging -----------------------------------------------------------------------------

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [STEP_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(STEP_MIME, self.node(indexes[0]).row.key.encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell the wish; the agreement decides what becomes of it, so nothing is moved here."""
        key = bytes(data.data(STEP_MIME).data()).decode()
        if self.index_of(key).isValid() and action == Qt.DropAction.MoveAction:
            self.move_wanted.emit(key, self.node(parent).row.key, row)
        return False

    # -- nodes --------------------------------------------------------------------------------

    def _grown(self, row: ProcessRow, parent: TreeNode[ProcessRow] | None) -> TreeNode[ProcessRow]:
        number = self._numbers.setdefault(row.key, len(self._numbers) + 1) if parent else 0
        node = TreeNode(number, row, parent)
        if parent is not None:
            self.nodes[number] = node
        node.children = [self._grown(child, node) for child in row.children]
        return node

    def _update(self, row: ProcessRow) -> None:
        node = self.nodes[self._numbers[row.key]]
        before, node.row = node.row, row
        if before != row:
            first = self.index_of_node(node)
            self.dataChanged.emit(first, first.siblingAtColumn(Column.DOCUMENTS))


def _shape(rows: Sequence[ProcessRow]) -> tuple[object, ...]:
    return tuple((row.key, _shape(row.children)) for row in rows)

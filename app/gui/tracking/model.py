"""The Qt model of the workflow tree; its rows are kept by their path of keys."""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from html import escape
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.gui.models.node_tree import NodeTree, TreeNode
from app.gui.tracking.rows import WorkflowRow

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the tree."""

    WORKFLOW = 0
    STATUS = 1
    WHEN = 2


class WorkflowRole(IntEnum):
    """What the model tells beyond words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The `WorkflowRow`."""
    CHANGED = Qt.ItemDataRole.UserRole + 2
    """Whether a refresh changed the row since the agreement was opened."""
    PATH = Qt.ItemDataRole.UserRole + 3
    """The keys from the top down to the row, as a tuple."""


def _words(node: TreeNode[WorkflowRow], column: Column) -> str:
    row = node.row
    return (row.name, row.status, row.when)[column]


_ROOT: Final = WorkflowRow(key="", name="")


class WorkflowModel(NodeTree[WorkflowRow]):
    """Rows in three columns: Workflow, Status, When.

    `show_rows` begins a new agreement; `refresh` brings the same agreement up to date and leaves
    alone what did not change, so that selection and expansion survive.

    Signals:
        rows_changed: persistent indexes of the rows that a refresh changed or brought
        opened: a row that is now to be shown open, as a persistent index
    """

    rows_changed = Signal(list)
    opened = Signal(QPersistentModelIndex)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(_ROOT, parent)
        self._numbers = 0
        self._changed: set[int] = set()
        self._news: list[QPersistentModelIndex] = []
        self._answers: dict[int, Callable[[TreeNode[WorkflowRow], Column], object]] = {
            Qt.ItemDataRole.DisplayRole: _words,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: lambda node, _: node.row.spoken,
            WorkflowRole.ROW: lambda node, _: node.row,
            WorkflowRole.CHANGED: lambda node, _: node.number in self._changed,
            WorkflowRole.PATH: lambda node, _: node.path(),
        }

    # -- what is shown ---------------------------------------------------------------------

    def show_rows(self, rows: Sequence[WorkflowRow]) -> None:
        """Show another agreement."""
        self.beginResetModel()
        self.nodes.clear()
        self._changed.clear()
        self.root = TreeNode(0, _ROOT, None)
        self.root.children = [self._grow(row, self.root) for row in rows]
        self.endResetModel()

    def refresh(self, rows: Sequence[WorkflowRow], *, are_news: bool = True) -> None:
        """Bring the agreement up to date; tell which rows are news, unless asked for."""
        self._news = []
        before = set(self._changed)
        self._update_children(self.root, rows)
        if not are_news:
            self._changed &= before
            self._news = []
        news, self._news = [each for each in self._news if each.isValid()], []
        if news:
            self.rows_changed.emit(news)

    def rows(self) -> tuple[WorkflowRow, ...]:
        """Return the rows that are shown, from the top."""
        return tuple(node.row for node in self.root.children)

    def open_indexes(self) -> Iterator[QModelIndex]:
        """Every row that is to be shown open at first, parents before children."""
        yield from self._open_below(self.root)

    def index_of(self, path: Sequence[str]) -> QModelIndex:
        """The row at a path of keys; an invalid index when it is not there."""
        node = self.root
        for key in path:
            place = node.place_of(key, 0)
            if place is None:
                return QModelIndex()
            node = node.children[place]
        return self.index_of_node(node)

    # -- Qt --------------------------------------------------------------------------------

    @override
    def column_names(self) -> tuple[str, ...]:
        return (self.tr("Workflow"), self.tr("Status"), self.tr("When"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.node(index), Column(index.column()))

    def _tip(self, node: TreeNode[WorkflowRow], column: Column) -> str:
        """The whole words, and what the service itself wrote."""
        row = node.row
        words = _words(node, column)
        if column is Column.STATUS and row.said:
            said = self.tr("The service wrote: {said}").format(said=row.said)
            words = "\n".join(part for part in (row.status, said) if part)
        # A tooltip renders what looks like HTML, and would load what that names.
        return f'<p style="white-space:pre-wrap">{escape(words)}</p>' if "<" in words else words

    # -- changes ---------------------------------------------------------------------------

    def _update_children(self, node: TreeNode[WorkflowRow], rows: Sequence[WorkflowRow]) -> None:
        wanted = {row.key for row in rows}
        for place in range(len(node.children) - 1, -1, -1):
            if node.children[place].row.key not in wanted:
                self._remove(node, place)
        for place, row in enumerate(rows):
            known = node.place_of(row.key, place)
            if known is None:
                self._insert(node, place, row)
                continue
            if known != place:
                self._move(node, known, place)
            self._update(node.children[place], row)

    def _update(self, node: TreeNode[WorkflowRow], row: WorkflowRow) -> None:
        before, node.row = node.row, row
        if before != row:
            is_news = before.compared != row.compared
            if is_news:
                self._changed.add(node.number)
            first = self.index_of_node(node)
            self.dataChanged.emit(first, first.siblingAtColumn(Column.WHEN))
            if is_news:
                self._news.append(QPersistentModelIndex(first))
        self._update_children(node, row.children)
        if row.is_open and not before.is_open:
            self.opened.emit(QPersistentModelIndex(self.index_of_node(node)))

    def _insert(self, node: TreeNode[WorkflowRow], place: int, row: WorkflowRow) -> None:
        self.beginInsertRows(self.index_of_node(node), place, place)
        child = self._grow(row, node)
        self._changed.add(child.number)
        node.children.insert(place, child)
        self.endInsertRows()
        for index in (self.index_of_node(child), *self._open_below(child)):
            self._news.append(QPersistentModelIndex(index))
            if self.node(index).row.is_open:
                self.opened.emit(QPersistentModelIndex(index))

    def _remove(self, node: TreeNode[WorkflowRow], place: int) -> None:
        self.beginRemoveRows(self.index_of_node(node), place, place)
        self._forget(node.children.pop(place))
        self.endRemoveRows()

    def _move(self, node: TreeNode[WorkflowRow], source: int, target: int) -> None:
        above = self.index_of_node(node)
        self.beginMoveRows(above, source, source, above, target)
        node.children.insert(target, node.children.pop(source))
        self.endMoveRows()

    # -- nodes -----------------------------------------------------------------------------

    def _grow(self, row: WorkflowRow, parent: TreeNode[WorkflowRow]) -> TreeNode[WorkflowRow]:
        self._numbers += 1
        node = TreeNode(self._numbers, row, parent)
        self.nodes[node.number] = node
        node.children = [self._grow(child, node) for child in row.children]
        return node

    def _forget(self, node: TreeNode[WorkflowRow]) -> None:
        del self.nodes[node.number]
        self._changed.discard(node.number)
        for child in node.children:
            self._forget(child)

    def _open_below(self, node: TreeNode[WorkflowRow]) -> Iterator[QModelIndex]:
        for child in node.children:
            if child.row.is_open:
                yield self.index_of_node(child)
                yield from self._open_below(child)

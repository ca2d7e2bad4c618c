"""The Qt model of the workflow tree; its rows are kept by their path of keys."""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

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


class _Node:
    """A row in its place. Nodes live as long as the model holds them, never as long as an index."""

    __slots__ = ("changed", "children", "number", "parent", "row")

    def __init__(self, number: int, row: WorkflowRow, parent: "_Node | None") -> None:
        self.number = number
        self.row = row
        self.parent = parent
        self.children: list[_Node] = []
        self.changed = False

    def path(self) -> tuple[str, ...]:
        above = self.parent.path() if self.parent is not None and self.parent.parent else ()
        return (*above, self.row.key)

    def place_of(self, key: str, start: int) -> int | None:
        """Where the child of that key stands, from `start` on."""
        for place in range(start, len(self.children)):
            if self.children[place].row.key == key:
                return place
        return None


def _words(node: _Node, column: Column) -> str:
    row = node.row
    return (row.name, row.status, row.when)[column]


_ROOT: Final = WorkflowRow(key="", name="")


class WorkflowModel(QAbstractItemModel):
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
        super().__init__(parent)
        self._numbers = 0
        self._nodes: dict[int, _Node] = {}
        self._root = _Node(0, _ROOT, None)
        self._news: list[QPersistentModelIndex] = []
        self._answers: dict[int, Callable[[_Node, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: _words,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: lambda node, _: node.row.spoken,
            WorkflowRole.ROW: lambda node, _: node.row,
            WorkflowRole.CHANGED: lambda node, _: node.changed,
            WorkflowRole.PATH: lambda node, _: node.path(),
        }

    # -- what is shown ---------------------------------------------------------------------

    def show_rows(self, rows: Sequence[WorkflowRow]) -> None:
        """Show another agreement."""
        self.beginResetModel()
        self._nodes.clear()
        self._root = _Node(0, _ROOT, None)
        self._root.children = [self._grow(row, self._root) for row in rows]
        self.endResetModel()

    def refresh(self, rows: Sequence[WorkflowRow]) -> None:
        """Bring the agreement up to date; tell which rows are news."""
        self._news = []
        self._update_children(self._root, rows)
        news, self._news = [each for each in self._news if each.isValid()], []
        if news:
            self.rows_changed.emit(news)

    def rows(self) -> tuple[WorkflowRow, ...]:
        """Return the rows that are shown, from the top."""
        return tuple(node.row for node in self._root.children)

    def open_indexes(self) -> Iterator[QModelIndex]:
        """Every row that is to be shown open at first, parents before children."""
        yield from self._open_below(self._root)

    def index_of(self, path: Sequence[str]) -> QModelIndex:
        """The row at a path of keys; an invalid index when it is not there."""
        node = self._root
        for key in path:
            place = node.place_of(key, 0)
            if place is None:
                return QModelIndex()
            node = node.children[place]
        return self._index_of(node)

    # -- Qt --------------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._node(parent).children[row].number)

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        node = self._nodes.get(child.internalId()) if child.isValid() else None
        if node is None or node.parent is None:
            return QModelIndex()
        return self._index_of(node.parent)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Workflow"), self.tr("Status"), self.tr("When"))[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._node(index), Column(index.column()))

    def _tip(self, node: _Node, column: Column) -> str:
        """The whole words, and what the service itself wrote."""
        row = node.row
        if column is not Column.STATUS:
            return _words(node, column)
        said = self.tr("The service wrote: {said}").format(said=row.said) if row.said else ""
        return "\n".join(part for part in (row.status, said) if part)

    # -- changes ---------------------------------------------------------------------------

    def _update_children(self, node: _Node, rows: Sequence[WorkflowRow]) -> None:
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

    def _update(self, node: _Node, row: WorkflowRow) -> None:
        before, node.row = node.row, row
        if before != row:
            is_news = before.compared != row.compared
            node.changed = node.changed or is_news
            first = self._index_of(node)
            self.dataChanged.emit(first, first.siblingAtColumn(Column.WHEN))
            if is_news:
                self._news.append(QPersistentModelIndex(first))
        self._update_children(node, row.children)
        if row.is_open and not before.is_open:
            self.opened.emit(QPersistentModelIndex(self._index_of(node)))

    def _insert(self, node: _Node, place: int, row: WorkflowRow) -> None:
        self.beginInsertRows(self._index_of(node), place, place)
        child = self._grow(row, node)
        child.changed = True
        node.children.insert(place, child)
        self.endInsertRows()
        for index in (self._index_of(child), *self._open_below(child)):
            self._news.append(QPersistentModelIndex(index))
            if self._node(index).row.is_open:
                self.opened.emit(QPersistentModelIndex(index))

    def _remove(self, node: _Node, place: int) -> None:
        self.beginRemoveRows(self._index_of(node), place, place)
        self._forget(node.children.pop(place))
        self.endRemoveRows()

    def _move(self, node: _Node, source: int, target: int) -> None:
        above = self._index_of(node)
        self.beginMoveRows(above, source, source, above, target)
        node.children.insert(target, node.children.pop(source))
        self.endMoveRows()

    # -- nodes -----------------------------------------------------------------------------

    def _grow(self, row: WorkflowRow, parent: _Node) -> _Node:
        self._numbers += 1
        node = _Node(self._numbers, row, parent)
        self._nodes[node.number] = node
        node.children = [self._grow(child, node) for child in row.children]
        return node

    def _forget(self, node: _Node) -> None:
        del self._nodes[node.number]
        for child in node.children:
            self._forget(child)

    def _node(self, index: Index) -> _Node:
        # An index that outlived its row is answered like one that is not valid.
        return self._nodes.get(index.internalId(), self._root) if index.isValid() else self._root

    def _index_of(self, node: _Node) -> QModelIndex:
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.children.index(node), 0, node.number)

    def _open_below(self, node: _Node) -> Iterator[QModelIndex]:
        for child in node.children:
            if child.row.is_open:
                yield self._index_of(child)
                yield from self._open_below(child)

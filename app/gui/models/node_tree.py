"""A tree model over rows with keys, for Qt: nodes live as long as the model holds them."""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex


class Keyed(Protocol):
    """A row that is known again."""

    @property
    def key(self) -> str:
        """Unique among its siblings."""
        ...


R = TypeVar("R", bound=Keyed)


class TreeNode(Generic[R]):
    """A row in its place; an index holds only its number, and may outlive it."""

    __slots__ = ("children", "number", "parent", "row")

    def __init__(self, number: int, row: R, parent: "TreeNode[R] | None") -> None:
        """`number` is the node's own in its model; 0 is the root's."""
        self.number = number
        self.row = row
        self.parent = parent
        self.children: list[TreeNode[R]] = []

    def path(self) -> tuple[str, ...]:
        """The keys from the top down to it."""
        above = self.parent.path() if self.parent is not None and self.parent.parent else ()
        return (*above, self.row.key)

    def place_of(self, key: str, start: int = 0) -> int | None:
        """Where the child of that key stands, from `start` on."""
        for place in range(start, len(self.children)):
            if self.children[place].row.key == key:
                return place
        return None


class NodeTree(QAbstractItemModel, Generic[R]):
    """Answers Qt's questions about the shape; subclasses fill `nodes` and answer `data`."""

    def __init__(self, root: R, parent: QObject | None = None) -> None:
        """Begin with nothing below `root`, which is never shown."""
        super().__init__(parent)
        self.nodes: dict[int, TreeNode[R]] = {}
        self.root = TreeNode(0, root, None)

    def column_names(self) -> tuple[str, ...]:
        """What stands above the columns."""
        raise NotImplementedError

    def node(self, index: Index) -> TreeNode[R]:
        """The node of an index; the root for one that is not valid or outlived its row."""
        return self.nodes.get(index.internalId(), self.root) if index.isValid() else self.root

    def index_of_node(self, node: TreeNode[R]) -> QModelIndex:
        """The index of a node; an invalid one for the root."""
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.children.index(node), 0, node.number)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self.node(parent).children[row].number)

    @override
    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(child).parent
        return QModelIndex() if above is None else self.index_of_node(above)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.column_names())

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.column_names()[section]

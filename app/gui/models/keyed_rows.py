"""A Qt model of rows that are known by a key and keep their index while they live."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex


class RowRole(IntEnum):
    """What the model tells beyond words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The row itself."""


class KeyedRow(Protocol):
    """What the model must know of a row."""

    @property
    def key(self) -> str:
        """Unlike that of any other row."""
        ...

    @property
    def name(self) -> str:
        """What stands first in the row."""
        ...

    @property
    def spoken(self) -> str:
        """The whole row in one sentence, for screen readers."""
        ...

    @property
    def can_move(self) -> bool:
        """Whether the row may be given another place."""
        ...


class KeyedRows(QAbstractListModel):
    """Shows rows in the order in which they are given; what stays keeps its index."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._rows: list[KeyedRow] = []

    def set_rows(self, rows: Sequence[KeyedRow]) -> None:
        """Take the newest state: remove, move, insert and change only what differs."""
        wanted = {row.key for row in rows}
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].key not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            self._put(place, row)

    def rows(self) -> tuple[KeyedRow, ...]:
        """What is shown."""
        return tuple(self._rows)

    def place_of(self, key: str) -> int:
        """The number of the row with that key; -1 where there is none."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def _put(self, place: int, row: KeyedRow) -> None:
        known = self.place_of(row.key)
        if known < 0:
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
            return
        if known != place:
            # Everything before `place` is in order already, so the row can only come up.
            self.beginMoveRows(QModelIndex(), known, known, QModelIndex(), place)
            self._rows.insert(place, self._rows.pop(known))
            self.endMoveRows()
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        answers = {
            int(Qt.ItemDataRole.DisplayRole): row.name,
            int(Qt.ItemDataRole.AccessibleTextRole): row.spoken,
            int(RowRole.ROW): row,
        }
        return answers.get(role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._rows[index.row()].can_move:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

"""The Qt model of the list: every agreement and draft, in no order."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.gui.models.entry import Entry

Index = QModelIndex | QPersistentModelIndex


class EntryRole(IntEnum):
    """What the model tells beyond words."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    """The `Entry`."""
    KEY = Qt.ItemDataRole.UserRole + 2
    """Its key."""


class EntryModel(QAbstractListModel):
    """Holds all entries; views, filters and order are the proxy's matter."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Take the newest state; what stays keeps its place, so that the selection survives."""
        wanted = {entry.key: entry for entry in entries}
        for place in range(len(self._entries) - 1, -1, -1):
            if self._entries[place].key not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._entries[place]
                self.endRemoveRows()
        for place, known in enumerate(self._entries):
            newer = wanted.pop(known.key)
            if newer != known:
                self._entries[place] = newer
                index = self.index(place)
                self.dataChanged.emit(index, index)
        if wanted:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._entries.extend(wanted.values())
            self.endInsertRows()

    def entries(self) -> tuple[Entry, ...]:
        """Return all of them."""
        return tuple(self._entries)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == EntryRole.ENTRY:
            return entry
        return entry.key if role == EntryRole.KEY else None

"""The Qt model of the list: every agreement and draft, in no order."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.gui.models.entry import Entry

Index = QModelIndex | QPersistentModelIndex

_FARTHEST: Final = 1e12
"""Beyond every rank, which are seconds; added so that none is negative."""


class EntryRole(IntEnum):
    """What the model tells beyond words."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    """The `Entry`."""
    KEY = Qt.ItemDataRole.UserRole + 2
    """Its key."""
    ORDER = Qt.ItemDataRole.UserRole + 3
    """A text by which entries of one view are sorted."""


class EntryModel(QAbstractListModel):
    """Holds all entries; views, filters and order are the proxy's matter."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._entries: list[Entry] = []
        # Made once for each entry: a proxy asks for it again and again while it sorts.
        self._orders: list[str] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Take the newest state; what stays keeps its place, so that the selection survives."""
        wanted = {entry.key: entry for entry in entries}
        for place in range(len(self._entries) - 1, -1, -1):
            if self._entries[place].key not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._entries[place], self._orders[place]
                self.endRemoveRows()
        for place, known in enumerate(self._entries):
            newer = wanted.pop(known.key)
            if newer != known:
                self._entries[place], self._orders[place] = newer, _order(newer)
                index = self.index(place)
                self.dataChanged.emit(index, index)
        if wanted:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._entries.extend(wanted.values())
            self._orders.extend(map(_order, wanted.values()))
            self.endInsertRows()

    def entries(self) -> tuple[Entry, ...]:
        """Return all of them."""
        return tuple(self._entries)

    def entry(self, place: int) -> Entry:
        """Return one of them, without the detour over an index that thousands would not bear."""
        return self._entries[place]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        # While a proxy sorts, this is asked thousands of times in a row.
        if role == EntryRole.ORDER:
            return self._orders[index.row()]
        answer = _ANSWERS.get(role)
        return None if answer is None else answer(self._entries[index.row()])


_ANSWERS: Final[dict[int, Callable[[Entry], object]]] = {
    Qt.ItemDataRole.DisplayRole: lambda entry: entry.title,
    Qt.ItemDataRole.AccessibleTextRole: lambda entry: entry.spoken,
    EntryRole.ENTRY: lambda entry: entry,
    EntryRole.KEY: lambda entry: entry.key,
}


def _order(entry: Entry) -> str:
    """The rank as text that sorts as its numbers do, then the title."""
    numbers = "".join(f"{min(each, _FARTHEST) + _FARTHEST:020.3f} " for each in entry.rank)
    return f"{numbers}{entry.title.casefold()} {entry.key}"

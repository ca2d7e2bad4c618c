"""What of all entries is in the list, and in which order."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel
from typing_extensions import override

from app.domain.attention import View
from app.gui.agreements.model import EntryModel, EntryRole
from app.gui.models.entry import Entry

Index = QModelIndex | QPersistentModelIndex


class EntryFilter(QSortFilterProxyModel):
    """One view, perhaps of one account, perhaps only what matches some words."""

    def __init__(self, model: EntryModel, parent: QObject | None = None) -> None:
        """Begin with what needs the user."""
        super().__init__(parent)
        self._view = View.NEEDS_YOU
        self._account_id = ""
        self._words: tuple[str, ...] = ()
        self._kept = ""
        self._entries = model
        self.setSortRole(EntryRole.ORDER)
        self.setDynamicSortFilter(True)
        self.setSourceModel(model)
        self.sort(0)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._view

    @property
    def account_id(self) -> str:
        """The account to which the list is narrowed; empty for all."""
        return self._account_id

    @property
    def words(self) -> tuple[str, ...]:
        """What is searched for, in small letters."""
        return self._words

    def set_view(self, view: View) -> None:
        """Show another view."""
        self.beginFilterChange()
        self._view = view
        self.endFilterChange()

    def set_account(self, account_id: str) -> None:
        """Narrow the list to one account, or to none when empty."""
        self.beginFilterChange()
        self._account_id = account_id
        self.endFilterChange()

    def set_search(self, text: str) -> None:
        """Show only entries in which every word of `text` occurs."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def keep(self, key: str) -> None:
        """Let the entry of that key stay although it belongs here no more; empty for none.

        What one reads does not vanish because the service said something new about it.
        """
        if key != self._kept:
            self.beginFilterChange()
            self._kept = key
            self.endFilterChange()

    def count(self) -> int:
        """How many entries belong here."""
        return sum(self._belongs(entry) for entry in self._entries.entries())

    def matches_elsewhere(self) -> int:
        """How many entries of other views match the search."""
        return sum(
            entry.view is not self._view and self._fits(entry) for entry in self._entries.entries()
        )

    def entry(self, index: Index) -> Entry | None:
        """The entry behind an index of this proxy."""
        entry = index.data(EntryRole.ENTRY) if index.isValid() else None
        return entry if isinstance(entry, Entry) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where an entry stands; invalid when it is not in the list."""
        for row in range(self.rowCount()):
            index = self.index(row, 0)
            if index.data(EntryRole.KEY) == key:
                return index
        return QModelIndex()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        entry = self._entries.entry(source_row)
        return self._belongs(entry) or entry.key == self._kept

    def _belongs(self, entry: Entry) -> bool:
        return entry.view is self._view and self._fits(entry)

    def _fits(self, entry: Entry) -> bool:
        if self._account_id and entry.account_id != self._account_id:
            return False
        return all(word in entry.searched for word in self._words)

"""The dialog in which people or groups are chosen from what the account knows."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.kinds import ParticipantKind
from app.gui.models.found_sheet import FoundSheet, Work
from app.gui.participants.address_rows import AddressRow, Entry, address_rows
from app.gui.participants.words import KIND_ICONS
from app.gui.tasks import TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.choice import Choice, Option
from app.services.accounts import Account
from app.services.address_book import AddressBook, Contact, ContactGroup

PEOPLE, GROUPS = ParticipantKind.PERSON, ParticipantKind.GROUP


class AddressSheet(FoundSheet):
    """Lists people, groups or both; `chosen` tells `Contact` and `ContactGroup`."""

    def __init__(
        self,
        theme: Theme,
        account: Account,
        addresses: AddressBook,
        tasks: Tasks,
        kinds: Sequence[ParticipantKind],
        parent: QWidget | None = None,
        *,
        several: bool = False,
    ) -> None:
        """Ask `account` for entries of `kinds`; `several` adds all that are chosen."""
        self._addresses = addresses
        self._several = several
        self._found: dict[ParticipantKind, tuple[Entry, ...]] = {}
        self._kind = kinds[0]
        only_groups = kinds[0] is GROUPS
        title = _("Choose a group") if only_groups else _("Address book")
        placeholder = _("Search for a name or an address")
        super().__init__(theme, title, placeholder, account, tasks, parent, several=several)
        self.setObjectName("address-sheet")
        self.list.view.setObjectName("address-list")
        self.list.view.setAccessibleName(title)
        words = {PEOPLE: self.tr("People"), GROUPS: self.tr("Groups")}
        options = [Option(key=e.value, text=words[e], icon=KIND_ICONS[e]) for e in kinds]
        self.kinds = Choice(theme, options, label=self.tr("What is looked for"))
        self.kinds.set_value(self._kind.value)
        self.kinds.setVisible(len(kinds) > 1)
        self.list.head.insertWidget(0, self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        self.kinds.chosen.connect(self._on_kind)
        self.ask()

    @override
    def work(self) -> Work:
        account, addresses, kind = self._account, self._addresses, self._kind

        def work(context: TaskContext) -> tuple[Entry, ...]:
            if kind is GROUPS:
                return addresses.groups(account, cancel=context.cancel)
            return addresses.contacts(account, cancel=context.cancel)

        return work

    @override
    def keep(self, found: tuple[object, ...]) -> None:
        entries = (each for each in found if isinstance(each, Contact | ContactGroup))
        self._found[self._kind] = tuple(entries)

    @override
    def entries(self) -> tuple[Entry, ...]:
        rows = self.list.chosen_rows()
        return tuple(each.entry for each in rows if isinstance(each, AddressRow))

    @override
    def show_found(self) -> None:
        found = self._found.get(self._kind)
        if found is None:
            return
        rows = address_rows(found, self.list.search.text())
        if rows:
            self.list.show_rows(rows)
        elif found:
            self.list.say(
                "search",
                self.tr("Nobody is called like that"),
                self.tr("Words are looked for in names and addresses."),
            )
        else:
            self._say_empty()

    @override
    def words_to_take(self, count: int) -> str:
        if count > 1:
            return self.tr("Add {count}").format(count=count)
        if self._several:
            words = {PEOPLE: self.tr("Add person"), GROUPS: self.tr("Add group")}
        else:
            words = {PEOPLE: self.tr("Use this person"), GROUPS: self.tr("Use this group")}
        return words[self._kind]

    def _say_empty(self) -> None:
        if self._kind is GROUPS:
            self.list.say(
                "users",
                self.tr("This account has no groups"),
                self.tr("Groups are made in SigningHub, by whoever looks after it."),
            )
        else:
            self.list.say(
                "book-user",
                self.tr("The address book of this account is empty"),
                self.tr("People that you save in SigningHub appear here."),
            )

    @Slot(str)
    def _on_kind(self, key: str) -> None:
        self._kind = ParticipantKind(key)
        self.list.search.clear()
        if self._kind in self._found:
            self.show_found()
        else:
            self.ask()


def _(words: str) -> str:
    return QCoreApplication.translate("AddressSheet", words)

"""The dialog in which people or groups are chosen from what the account knows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.kinds import ParticipantKind
from app.gui.error_words import words_for
from app.gui.metrics import DIALOG
from app.gui.models.found_list import FoundList
from app.gui.participants.address_rows import AddressRow, Entry, address_rows
from app.gui.participants.words import KIND_ICONS
from app.gui.tasks import Task, TaskContext, Tasks
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.address_book import AddressBook

_HEIGHT: Final = 520
PEOPLE, GROUPS = ParticipantKind.PERSON, ParticipantKind.GROUP


class AddressSheet(Sheet):
    """Lists people, groups or both; Enter, a double click or the button chooses.

    Signals:
        chosen: tuple of `Contact` or `ContactGroup`; the dialog closes
    """

    chosen = Signal(tuple)

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
        title = self.tr("Choose a group") if kinds[0] is GROUPS else self.tr("Address book")
        super().__init__(theme, title, parent, width=DIALOG)
        self.setObjectName("address-sheet")
        self._account = account
        self._addresses = addresses
        self._tasks = tasks
        self._several = several
        self._found: dict[ParticipantKind, tuple[Entry, ...]] = {}
        self._asking: Task | None = None
        self._kind = kinds[0]
        self._build_widgets(kinds)
        self._build_layout(kinds)
        self._connect()
        self.resize(self.sizeHint())
        self._ask()

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(DIALOG, _HEIGHT))

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self, kinds: Sequence[ParticipantKind]) -> None:
        words = {PEOPLE: self.tr("People"), GROUPS: self.tr("Groups")}
        options = [Option(key=e.value, text=words[e], icon=KIND_ICONS[e]) for e in kinds]
        self.kinds = Choice(self.theme, options, label=self.tr("What is looked for"))
        self.kinds.set_value(self._kind.value)
        placeholder = self.tr("Search for a name or an address")
        self.list = FoundList(self.theme, placeholder, several=self._several)
        self.list.view.setObjectName("address-list")
        self.cancel = Button(self.theme, self.tr("Cancel"), name="address-cancel")
        self.take = Button(self.theme, kind="primary", name="address-take")
        self.take.setDefault(True)

    def _build_layout(self, kinds: Sequence[ParticipantKind]) -> None:
        self.list.head.insertWidget(0, self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        self.kinds.setVisible(len(kinds) > 1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.add_foot(self.cancel)
        self.add_foot(self.take)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.list.changed.connect(self._refresh)
        self.list.activated.connect(self._on_take)
        self.list.searched.connect(self._on_searched)
        self.list.again_requested.connect(self._ask)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)

    # -- what happens ----------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        """Ask for what is not known yet."""
        self._stop()
        if self._kind in self._found:
            self._show_found()
            return
        account, addresses, kind = self._account, self._addresses, self._kind
        asking = self.tr("Asking {account}.").format(account=account.name)
        self.list.say("hourglass", self.tr("Looking…"), asking)

        def work(context: TaskContext) -> tuple[Entry, ...]:
            if kind is GROUPS:
                return addresses.groups(account, cancel=context.cancel)
            return addresses.contacts(account, cancel=context.cancel)

        self._asking = self._tasks.run(
            work, done=self._on_found, failed=self._on_not_found, owner=self
        )

    def _on_found(self, found: tuple[Entry, ...]) -> None:
        self._found[self._kind] = found
        self._show_found()

    def _on_not_found(self, error: Exception) -> None:
        words = words_for(error)
        self.list.say("unplug", words.title, words.meaning, self.tr("Try again"))

    def _show_found(self) -> None:
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

    def _stop(self) -> None:
        if self._asking is not None:
            self._asking.cancel()

    @Slot(str)
    def _on_kind(self, key: str) -> None:
        self._kind = ParticipantKind(key)
        self.list.search.clear()
        self._ask()

    @Slot(str)
    def _on_searched(self, _words: str) -> None:
        self._show_found()

    @Slot()
    def _on_take(self) -> None:
        if self._entries():
            self.accept()

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(each.entry for each in self.list.chosen_rows() if isinstance(each, AddressRow))

    @override
    def done(self, result: int) -> None:
        """Close; what was chosen is told after that."""
        entries = self._entries() if result else ()
        self._stop()
        super().done(result)
        if entries:
            self.chosen.emit(entries)

    @Slot()
    def _refresh(self) -> None:
        count = len(self._entries())
        self.take.set_possible(count > 0, self.tr("Choose somebody first."))
        if count > 1:
            self.take.setText(self.tr("Add {count}").format(count=count))
        elif self._several:
            words = {PEOPLE: self.tr("Add person"), GROUPS: self.tr("Add group")}
            self.take.setText(words[self._kind])
        else:
            words = {PEOPLE: self.tr("Use this person"), GROUPS: self.tr("Use this group")}
            self.take.setText(words[self._kind])

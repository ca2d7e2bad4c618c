"""Choosing participants from the address book of the account, and naming placeholders."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.agreement import Agreement, Participant
from app.domain.editing import with_changed_participant, with_participant
from app.domain.kinds import ParticipantKind
from app.domain.signinghub_people_editing import with_kind, with_placeholder_filled
from app.gui.composer.session import Session
from app.gui.participants.address_rows import Entry
from app.gui.participants.address_sheet import GROUPS, PEOPLE, AddressSheet
from app.gui.participants.fill_in_sheet import FillInSheet
from app.gui.tasks import Tasks
from app.gui.theme import Theme
from app.gui.widgets.sheet import Sheet
from app.services.accounts import Account
from app.services.address_book import AddressBook, Contact


class Choosing(QObject):
    """Opens the dialogs and changes the draft by what was chosen in them.

    Signals:
        chosen: label of the participant who was added or changed last
        notices_known: names of the legal notices that the account has told so far
    """

    chosen = Signal(str)
    notices_known = Signal(tuple)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        addresses: AddressBook,
        notices: Callable[[Account], tuple[str, ...]],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """Change the draft of `session`; `notices` may block."""
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self._addresses = addresses
        self._notices = notices
        self._asked_notices = ""
        self._tasks = tasks

    @property
    def is_offered(self) -> bool:
        """Whether the account of the draft has an address book."""
        account = self._session.account
        return account is not None and self._addresses.offered_by(account)

    def look_for_notices(self) -> None:
        """Find out, once for each account, which legal notices it has told."""
        account = self._session.account
        if account is None or not self.is_offered or account.id == self._asked_notices:
            return
        self._asked_notices = account.id
        self._tasks.run(
            lambda _context: self._notices(account), done=self.notices_known.emit, owner=self
        )

    def add(self, parent: QWidget) -> None:
        """Let people and groups be added."""
        account = self._session.account
        if account is not None and not self._session.is_locked:
            sheet = self._sheet(account, parent, PEOPLE, GROUPS, several=True)
            sheet.chosen.connect(self._on_added)
            sheet.open()

    def choose_for(self, person: Participant, parent: QWidget) -> None:
        """Let a person or group be chosen in the place of `person`, or a placeholder be named."""
        if self._session.is_locked:
            return
        self._sheet_for(person, parent).open()

    def _sheet_for(self, person: Participant, parent: QWidget) -> Sheet:
        account = self._session.account
        if person.kind is ParticipantKind.PLACEHOLDER or account is None:
            contacts = None
            if account is not None and self.is_offered:
                contacts = partial(self._people_of, account)
            filling = FillInSheet(self._theme, person, contacts, parent)
            filling.filled.connect(partial(self._on_filled, person.label))
            return filling
        kind = GROUPS if person.kind is ParticipantKind.GROUP else PEOPLE
        sheet = self._sheet(account, parent, kind)
        sheet.chosen.connect(partial(self._on_chosen, person.label))
        return sheet

    def _people_of(self, account: Account, parent: QWidget) -> AddressSheet:
        return self._sheet(account, parent, PEOPLE)

    def _sheet(
        self, account: Account, parent: QWidget, *kinds: ParticipantKind, several: bool = False
    ) -> AddressSheet:
        return AddressSheet(
            self._theme, account, self._addresses, self._tasks, kinds, parent, several=several
        )

    def _on_added(self, entries: tuple[Entry, ...]) -> None:
        agreement, label = self._session.agreement, ""
        for entry in entries:
            agreement, label = _with_entry(agreement, entry)
        self._change(agreement, label)

    def _on_chosen(self, label: str, entries: tuple[Entry, ...]) -> None:
        person = self._session.agreement.participant(label)
        if person is None:
            return
        for entry in entries:
            changed = replace(person, name=entry.name)
            if isinstance(entry, Contact):
                phone = person.phone or entry.phone
                changed = replace(changed, email=entry.email, phone=phone)
            self._change(with_changed_participant(self._session.agreement, changed), label)

    def _on_filled(self, label: str, name: str, email: str, phone: str) -> None:
        agreement = self._session.agreement
        changed = with_placeholder_filled(agreement, label, name=name, email=email, phone=phone)
        self._change(changed, label)

    def _change(self, agreement: Agreement, label: str) -> None:
        self._session.change(agreement)
        self.chosen.emit(label)


def _with_entry(agreement: Agreement, entry: Entry) -> tuple[Agreement, str]:
    """The agreement with one more participant, and the label."""
    if isinstance(entry, Contact):
        agreement, person = with_participant(
            agreement, entry.name, email=entry.email, phone=entry.phone
        )
        return agreement, person.label
    agreement, group = with_participant(agreement, entry.name)
    return with_kind(agreement, group.label, ParticipantKind.GROUP), group.label

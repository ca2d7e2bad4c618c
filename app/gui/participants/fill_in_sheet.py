"""The dialog in which a placeholder becomes a person."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.agreement import Participant
from app.domain.contacts import e164, normal_email
from app.gui.metrics import GAP_CARD, GAP_PANE
from app.gui.participants.address_sheet import AddressSheet
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet
from app.services.address_book import Contact

FromContacts = Callable[[QWidget], AddressSheet]
"""Opens the address book over a widget."""


class FillInSheet(Sheet):
    """Asks for name and address; the contacts of the account fill them.

    Signals:
        filled: name, e-mail address and number; the dialog closes
    """

    filled = Signal(str, str, str)

    def __init__(
        self,
        theme: Theme,
        person: Participant,
        contacts: FromContacts | None,
        parent: QWidget | None = None,
    ) -> None:
        """`contacts` is None where the account has no address book."""
        title = self.tr("Who is “{name}”?").format(name=person.shown_name)
        super().__init__(theme, title, parent)
        self.setObjectName("fill-in-sheet")
        self._contacts = contacts
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.edits["name"].setFocus()
        self._refresh()
        self.fit()

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.edits = {each: line_edit(theme, name=f"fill-{each}") for each in _MEMBERS}
        self.edits["phone"].setPlaceholderText(self.tr("Optional"))
        words = {
            "name": self.tr("Name"),
            "email": self.tr("E-mail"),
            "phone": self.tr("Mobile"),
        }
        self._fields = {each: Field(theme, words[each], self.edits[each]) for each in _MEMBERS}
        self.from_contacts = Button(
            theme,
            self.tr("From contacts…"),
            size="small",
            icon="book-user",
            name="fill-contacts",
        )
        self.cancel = Button(theme, self.tr("Cancel"), name="fill-cancel")
        self.fill = Button(theme, self.tr("Fill in"), kind="primary", name="fill-in")
        self.fill.setDefault(True)

    def _build_layout(self) -> None:
        said = self.tr("Role, fields, rights and the place in the process stay as they are.")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        column.addWidget(Label(self.theme, self.windowTitle(), role="subtitle", wrap=True))
        column.addWidget(Label(self.theme, said, token="text-2", wrap=True))
        column.addWidget(self._fields["name"])
        row = QHBoxLayout()
        row.setSpacing(GAP_CARD)
        row.addWidget(self._fields["email"], 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._fields["phone"], 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.add_foot(self.from_contacts, left=True)
        self.add_foot(self.cancel)
        self.add_foot(self.fill)
        self.from_contacts.setVisible(self._contacts is not None)

    def _connect(self) -> None:
        self.from_contacts.clicked.connect(self._on_contacts)
        self.cancel.clicked.connect(self.reject)
        self.fill.clicked.connect(self.accept)
        self.accepted.connect(self._on_accepted)
        for edit in self.edits.values():
            edit.textChanged.connect(self._refresh)

    # -- what happens ----------------------------------------------------------------------

    @Slot()
    def _on_contacts(self) -> None:
        if self._contacts is not None:
            sheet = self._contacts(self)
            sheet.chosen.connect(self._on_chosen)
            sheet.open()

    @Slot(tuple)
    def _on_chosen(self, entries: tuple[object, ...]) -> None:
        for entry in entries:
            if isinstance(entry, Contact):
                self.edits["name"].setText(entry.name)
                self.edits["email"].setText(entry.email)
                self.edits["phone"].setText(entry.phone or self.edits["phone"].text())
        self.fill.setFocus()

    @Slot()
    def _refresh(self) -> None:
        reason = ""
        if not self._text("name"):
            reason = self.tr("A name is missing.")
        elif normal_email(self._text("email")) is None:
            reason = self.tr("SigningHub knows people by their e-mail address.")
        self.fill.set_possible(not reason, reason)

    @Slot()
    def _on_accepted(self) -> None:
        phone = self._text("phone")
        self.filled.emit(self._text("name"), self._text("email"), e164(phone) or phone)

    def _text(self, member: str) -> str:
        return " ".join(self.edits[member].text().split())


_MEMBERS = ("name", "email", "phone")

"""The form of an account: name, server and the values of the sign-in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import DomainError
from app.domain.json_value import JsonObject
from app.domain.kinds import ServiceKind
from app.gui.accounts.company_server import CompanyServer
from app.gui.accounts.form_heading import FormHeading
from app.gui.accounts.pasting import PasteWatch, clipboard_text
from app.gui.accounts.values import (
    KNOWN_SERVERS,
    SERVICE_NAMES,
    Value,
    value_label,
    values_of,
)
from app.gui.accounts.ways import Way, Wish
from app.gui.metrics import GAP, GAP_CARD
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.labels import Label
from app.gui.widgets.secret_edit import SecretEdit
from app.services.account_book import (
    AccountDetails,
    checked_name,
    parse_details,
    pasted_values,
)
from app.services.accounts import Account, optional_secrets
from app.services.sign_ins import parse_browser_sign_in, parse_sign_in
from app.services.texts import domain_error_text

_VERSIONS: Final = {"": 3, "3": 3, "4": 4}
"""By the choice; without one the server is asked for the lowest first."""
_PARSERS: Final[Mapping[Way, Callable[[str, ServiceKind, JsonObject], AccountDetails | Wish]]] = {
    Way.VALUES: parse_details,
    Way.BROWSER: parse_browser_sign_in,
    Way.PASSWORD: parse_sign_in,
}


class AccountForm(QWidget):
    """What is entered for one account at one service.

    Signals:
        edited: something was typed, chosen or pasted
        submitted: Enter was pressed in a line
    """

    edited = Signal()
    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        service: ServiceKind,
        way: Way = Way.VALUES,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the service's usual name and server, and no values."""
        super().__init__(parent)
        self.theme = theme
        self.service = service
        self.way = way
        self._pastes = service is ServiceKind.SCRIVE and way is Way.VALUES
        self._obtained: AccountDetails | None = None
        self._obtained_for: tuple[str, ...] = ()
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._build_widgets()
        self._build_layout()
        self._connect()
        # Where all four can be pasted at once.
        self.setFocusProxy(next(iter(self._lines.values())))

    # -- for the dialog --------------------------------------------------------------------

    def wish(self) -> AccountDetails | Wish | None:
        """What was entered; None when something is missing or wrong, which is then said there.

        Once a way to the values was gone, it is these, and the way is not gone again.
        """
        self.forget_complaints()
        if self._obtained is not None and self._obtained_for == self._asked_for():
            return self._renamed(self._obtained)
        empty = self._missing()
        for name in empty:
            missing = self.tr("“{label}” is missing.").format(label=value_label(name))
            self._fields[name].set_wrong(missing)
        wish: AccountDetails | Wish | None = None
        try:
            wish = _PARSERS[self.way](self.name(), self.service, self._members())
        except DomainError as error:
            if error.where.removeprefix("/") not in empty:
                self.complain(error)
        if wish is None or empty:
            self._focus_first_wrong(empty)
            return None
        return wish

    def take_obtained(self, details: AccountDetails) -> None:
        """Keep the values that a way led to until something else is entered or it is closed."""
        if self.way is Way.VALUES:
            return
        if self.way is Way.PASSWORD:
            self._lines["password"].setText("")
            self._say_pasted(self.tr("The password was used once and is forgotten."))
        else:
            self._say_pasted(self.tr("You permitted Countersign in the browser."))
        self._obtained, self._obtained_for = details, self._asked_for()

    def complain(self, error: DomainError) -> bool:
        """Say at its field what is wrong; whether there is such a field."""
        name = error.where.removeprefix("/") or ("name" if "name" in error.code else "")
        field = self._fields.get(name)
        if field is None:
            return False
        said = {fact: value_label(name) for fact in ("member", "name") if error.where == f"/{name}"}
        text = domain_error_text(DomainError(error.code, error.where, {**error.facts, **said}))
        if field in self.company.fields.values():
            self.company.set_open(shown=True)
        field.set_wrong(f"{text.title} {text.next_step}".strip())
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def forget_complaints(self) -> None:
        """Take away what was said about the fields."""
        for field in self._fields.values():
            field.set_note("")

    def fill(self, account: Account) -> None:
        """Show an account as it is; its values are never shown."""
        self._name.setText(account.name)
        self.set_server(account.base_url)
        self.company.fill(account.files)
        if self.service is ServiceKind.SIGNINGHUB:
            self._scope.setText(account.scope)
            self._version.set_value(str(account.api_version))

    def take_values(self, text: str) -> bool:
        """Put pasted values into their lines; whether there were any."""
        found = {name: value for name, value in pasted_values(text).items() if name in self._lines}
        for name, value in found.items():
            self._lines[name].setText(value)
        self.forget_complaints()
        if found:
            self._say_what_was_pasted(found.keys())
            self.edited.emit()
        return bool(found)

    def clear(self) -> None:
        """Forget every value, also for undoing."""
        for line in self._lines.values():
            # Unlike `clear`, this empties the line's undo history too.
            line.setText("")
        self.company.clear()
        self._obtained = None

    def take_place(self, other: "AccountForm") -> None:
        """Begin with the name and the server that were entered for another way."""
        self._name.setText(other.name())
        self.set_server(other.server())

    def server(self) -> str:
        """The address that was entered."""
        return self._server.currentText()

    def name(self) -> str:
        """The name that was entered."""
        return self._name.text()

    def set_server(self, base_url: str) -> None:
        """Enter an address as if it were typed."""
        self._server.setEditText(base_url)
        typed = self._server.lineEdit()
        if typed is not None:
            typed.setCursorPosition(0)

    def pasted_words(self) -> str:
        """What is said about the last paste."""
        return self._pasted.text()

    def line(self, name: str) -> QLineEdit:
        """The line of a value, by its name in the `account add` object."""
        return self._lines[name]

    def field(self, name: str) -> Field:
        """The field of a member, by its name in the `account add` object."""
        return self._fields[name]

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self._name = line_edit(self.theme, name="account-name")
        self._name.setText(SERVICE_NAMES[self.service])
        self._add_field("name", self._name)
        self._server = QComboBox()
        self._server.setObjectName("account-server")
        self._server.setEditable(True)
        self._server.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._server.setCompleter(None)  # type: ignore[arg-type]
        self._server.addItems(KNOWN_SERVERS[self.service])
        self._add_field("base_url", self._server)
        for value in values_of(self.service, self.way):
            self._add_value(value)
        self._pasted = Label(self.theme, role="caption", token="text-2", wrap=True)
        self._pasted.setObjectName("pasted")
        self._pasted.setVisible(False)
        self._paste = Button(
            self.theme, self.tr("Paste all four"), icon="clipboard-paste", name="paste-all"
        )
        if self.service is ServiceKind.SIGNINGHUB:
            self._build_signinghub()
        self.company = CompanyServer(self.theme)
        self._fields.update(self.company.fields)

    def _build_signinghub(self) -> None:
        self._version = Choice(
            self.theme,
            [
                Option(key="", text=self.tr("Found out")),
                Option(key="3", text="3"),
                Option(key="4", text="4"),
            ],
            label=value_label("api_version"),
        )
        self._version.set_value("")
        self._fields["api_version"] = Field(self.theme, value_label("api_version"), self._version)
        self._scope = line_edit(
            self.theme, placeholder=self.tr("e-mail address, optional"), name="scope"
        )
        self._add_field("scope", self._scope)

    def _add_field(self, name: str, editor: QWidget) -> None:
        self._fields[name] = Field(self.theme, value_label(name), editor)

    def _add_value(self, value: Value) -> None:
        line = (
            SecretEdit(self.theme, name=value.name)
            if value.hidden
            else line_edit(self.theme, fixed=True, name=value.name)
        )
        self._lines[value.name] = line
        self._add_field(value.name, line)
        if self._pastes:
            PasteWatch(line).values_pasted.connect(self._on_values_pasted)

    def _build_layout(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._fields["name"], 0, 0, top)
        grid.addWidget(self._fields["base_url"], 0, 1, top)
        button = self._paste if self._pastes else None
        grid.addWidget(FormHeading(self.theme, self.service, self.way, button), 1, 0, 1, 2)
        for place, value in enumerate(values_of(self.service, self.way)):
            grid.addWidget(self._fields[value.name], 2 + place // 2, place % 2, top)
        if self.service is ServiceKind.SIGNINGHUB:
            grid.addWidget(self._fields["api_version"], 4, 0, top)
            grid.addWidget(self._fields["scope"], 4, 1, top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(grid)
        layout.addWidget(self._pasted)
        if self.way is Way.VALUES:
            layout.addWidget(self.company)
        else:
            self.company.setParent(self)
            self.company.hide()

    def _connect(self) -> None:
        for line in (self._name, *self._lines.values()):
            line.textEdited.connect(self.edited)
            line.returnPressed.connect(self.submitted)
        self._server.editTextChanged.connect(self.edited)
        typed = self._server.lineEdit()
        if typed is not None:
            typed.returnPressed.connect(self.submitted)
        self._paste.clicked.connect(self._on_paste_clicked)
        self.company.edited.connect(self.edited)
        self.company.submitted.connect(self.submitted)
        if self.service is ServiceKind.SIGNINGHUB:
            self._scope.textEdited.connect(self.edited)
            self._scope.returnPressed.connect(self.submitted)
            self._version.chosen.connect(self.edited)

    # -- what happens ----------------------------------------------------------------------

    @Slot(str)
    def _on_values_pasted(self, text: str) -> None:
        self.take_values(text)

    @Slot()
    def _on_paste_clicked(self) -> None:
        if not self.take_values(clipboard_text()):
            self._say_pasted(
                self.tr("The clipboard does not hold these values. Copy them in Scrive first.")
            )

    def _say_what_was_pasted(self, found: Iterable[str]) -> None:
        missing = [value_label(name) for name in self._lines if name not in set(found)]
        if not missing:
            self._say_pasted(self.tr("All four values were pasted."))
            return
        names = ", ".join(missing)
        self._say_pasted(self.tr("Pasted, without these: {names}.").format(names=names))

    def _say_pasted(self, sentence: str) -> None:
        self._pasted.setText(sentence)
        self._pasted.setVisible(bool(sentence))

    def _focus_first_wrong(self, empty: list[str]) -> None:
        if empty:
            self._lines[empty[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked_for(self) -> tuple[str, ...]:
        """Whose values they would be: nothing of it may have changed, and no password be there."""
        return (self.server(), *(line.text() for line in self._lines.values()))

    def _renamed(self, details: AccountDetails) -> AccountDetails | None:
        try:
            return replace(details, name=checked_name(self.name()))
        except DomainError as error:
            self.complain(error)
            return None

    def _members(self) -> JsonObject:
        members: JsonObject = {"base_url": self.server()}
        members.update({name: self._entered(name, line) for name, line in self._lines.items()})
        if self.service is ServiceKind.SIGNINGHUB:
            members["api_version"] = _VERSIONS[self._version.value()]
            members["scope"] = self._scope.text()
        if self.way is Way.VALUES:
            members.update(self.company.members())
        return members

    def _missing(self) -> list[str]:
        """The values that are needed and not there."""
        empty = [name for name, line in self._lines.items() if not self._entered(name, line)]
        if self.service is not ServiceKind.SIGNINGHUB:
            return empty
        version = _VERSIONS[self._version.value()]
        optional = optional_secrets(self.service, version, self._scope.text())
        return [name for name in empty if name not in optional or not optional <= set(empty)]

    def _entered(self, name: str, line: QLineEdit) -> str:
        """As typed; only a password may have blanks around it."""
        return line.text() if name == "password" else line.text().strip()

"""The dialog that asks, at Send, for the passwords with which people open the documents."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.agreement import Participant
from app.gui.metrics import GAP_CARD, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field
from app.gui.widgets.labels import Label
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.secret_edit import SecretEdit
from app.gui.widgets.sheet import Sheet
from app.services.secrets.secret import Secret

_MANY = 4
"""More people than this are scrolled."""


class PasswordsSheet(Sheet):
    """One line for each person; nothing of it becomes part of the draft.

    Signals:
        chosen: the passwords (`Secret`) by label of the participant; the dialog closes
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        people: Sequence[Participant],
        send: str,
        parent: QWidget | None = None,
    ) -> None:
        """`send` stands on the button that sends."""
        super().__init__(theme, self.tr("Passwords to open the documents"), parent)
        self.setObjectName("passwords-sheet")
        self._lines = {
            each.label: SecretEdit(theme, name=f"{each.label}-password") for each in people
        }
        said = self.tr(
            "Tell these people their password yourself, not in the same e-mail. SigningHub asks"
            " for it before the documents open. It is kept in the keyring until this is sent, then"
            " forgotten."
        )
        column = QVBoxLayout(self.body)
        column.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        column.addWidget(Label(theme, self.windowTitle(), role="subtitle", wrap=True))
        column.addWidget(Label(theme, said, token="text-2", wrap=True))
        holder = QWidget()
        fields = QVBoxLayout(holder)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(GAP_CARD)
        for person in people:
            fields.addWidget(Field(theme, person.shown_name, self._lines[person.label]))
        column.addWidget(Scrolled(holder) if len(people) > _MANY else holder)
        self.cancel = Button(theme, self.tr("Cancel"), name="passwords-cancel")
        self.send = Button(theme, send, kind="primary", icon="send", name="passwords-send")
        self.send.setDefault(True)
        self.add_foot(self.cancel)
        self.add_foot(self.send)
        self.cancel.clicked.connect(self.reject)
        self.send.clicked.connect(self.accept)
        self.accepted.connect(self._on_accepted)
        for line in self._lines.values():
            line.textChanged.connect(self._refresh)
        next(iter(self._lines.values())).setFocus()
        self._refresh()
        self.fit()

    def line(self, label: str) -> SecretEdit:
        """The line of a participant."""
        return self._lines[label]

    @Slot()
    def _refresh(self) -> None:
        missing = any(not line.text() for line in self._lines.values())
        self.send.set_possible(not missing, self.tr("A password is missing."))

    @Slot()
    def _on_accepted(self) -> None:
        self.chosen.emit({label: Secret(line.text()) for label, line in self._lines.items()})

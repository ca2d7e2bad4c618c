"""Name, e-mail and mobile number of a participant, with what is wrong below each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.agreement import Participant
from app.domain.contacts import e164, spaced_phone
from app.domain.findings import Finding, Repair
from app.domain.kinds import Delivery, ParticipantKind
from app.gui.metrics import GAP, GAP_CARD
from app.gui.theme import Theme
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.states import Severity
from app.services.texts import finding_text

MEMBERS: Final = ("name", "email", "phone")
_AT_THE_NUMBER: Final = frozenset({"people.code_needs_phone"})
_SMS: Final = (Delivery.SMS, Delivery.EMAIL_SMS)
_MAIL: Final = (Delivery.EMAIL, Delivery.EMAIL_SMS)


def member_of(finding: Finding) -> str:
    """The field at which a finding about a participant stands; empty for none of these."""
    if finding.id in _AT_THE_NUMBER:
        return "phone"
    last = finding.where.rsplit("/", 1)[-1]
    return last if last in MEMBERS else ""


class IdentityFields(QWidget):
    """Three fields.

    Signals:
        changed: the `Participant` as it would be, and the member that was typed
        repair_requested: the `Repair` of what stands below a field
    """

    changed = Signal(object, str)
    repair_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without anybody."""
        super().__init__(parent)
        self._person: Participant | None = None
        self._repairs: dict[str, Repair] = {}
        words = {
            "name": self.tr("Name"),
            "email": self.tr("E-mail"),
            "phone": self.tr("Mobile"),
        }
        self._edits = {member: line_edit(theme, name=f"person-{member}") for member in MEMBERS}
        self._fields = {m: Field(theme, words[m], self._edits[m]) for m in MEMBERS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._fields["name"], 0, 0, 1, 2)
        grid.addWidget(self._fields["email"], 1, 0, top)
        grid.addWidget(self._fields["phone"], 1, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._edits["name"].textEdited.connect(self._on_name)
        self._edits["email"].textEdited.connect(self._on_email)
        self._edits["phone"].textEdited.connect(self._on_phone)
        self._fields["name"].repair_requested.connect(self._on_name_repair)
        self._fields["email"].repair_requested.connect(self._on_email_repair)
        self._fields["phone"].repair_requested.connect(self._on_phone_repair)

    def show_person(
        self,
        person: Participant,
        findings: Sequence[Finding],
        *,
        locked: bool,
        needs_email: bool = False,
    ) -> None:
        """Show a participant; a line in which somebody types keeps what was typed.

        `needs_email`: the service knows people by their address, however it writes to them.
        """
        is_other = self._person is None or self._person.label != person.label
        self._person = person
        self._show("name", person.name, person.name, keep=not is_other)
        self._show("email", person.email, person.email, keep=not is_other)
        self._show("phone", person.phone, spaced_phone(person.phone), keep=not is_other)
        self._show_kind(person)
        delivery = person.effective_delivery
        optional = self.tr("Optional")
        self._edits["email"].setPlaceholderText(
            "" if needs_email or delivery in _MAIL else optional
        )
        self._edits["phone"].setPlaceholderText("+46 …" if delivery in _SMS else optional)
        for member in MEMBERS:
            self._edits[member].setReadOnly(locked)
            found = next((each for each in findings if member_of(each) == member), None)
            self._say(member, found)
        if not self._fields["name"].note():
            self._fields["name"].set_note(self._name_note(person.kind))

    def edit(self, member: str) -> QLineEdit:
        """The line of a member."""
        return self._edits[member]

    def field(self, member: str) -> Field:
        """The field of a member."""
        return self._fields[member]

    def _show_kind(self, person: Participant) -> None:
        """Only a person has an address and a number; what a draft brings stays in sight."""
        words = {
            ParticipantKind.PERSON: self.tr("Name"),
            ParticipantKind.GROUP: self.tr("Name of the group"),
            ParticipantKind.PLACEHOLDER: self.tr("Stands for"),
        }[person.kind]
        self._fields["name"].label.setText(words)
        self._edits["name"].setAccessibleName(words)
        is_person = person.kind is ParticipantKind.PERSON
        self._fields["email"].setVisible(is_person or bool(person.email))
        self._fields["phone"].setVisible(is_person or bool(person.phone))

    def _name_note(self, kind: ParticipantKind) -> str:
        if kind is ParticipantKind.GROUP:
            return self.tr("As the group is called in SigningHub. Any one member acts for all.")
        if kind is ParticipantKind.PLACEHOLDER:
            return self.tr("Such as Tenant. Fields can be placed now; somebody is named later.")
        return ""

    def _show(self, member: str, value: str, shown: str, *, keep: bool) -> None:
        edit = self._edits[member]
        if keep and edit.hasFocus() and _stored(member, edit.text()) == value:
            return
        if edit.text() != shown:
            edit.setText(shown)

    def _say(self, member: str, finding: Finding | None) -> None:
        field = self._fields[member]
        if finding is None:
            self._repairs.pop(member, None)
            field.set_wrong("")
            return
        words = finding_text(finding)
        if finding.repair is not None:
            self._repairs[member] = finding.repair
        severity = Severity(finding.severity.value)
        field.set_wrong(words.sentence, severity=severity, repair=words.repair)
        field.setToolTip(words.why)

    @Slot(str)
    def _on_name(self, text: str) -> None:
        self._change("name", text)

    @Slot(str)
    def _on_email(self, text: str) -> None:
        self._change("email", text)

    @Slot(str)
    def _on_phone(self, text: str) -> None:
        self._change("phone", text)

    def _change(self, member: str, text: str) -> None:
        person = self._person
        if person is None:
            return
        value = _stored(member, text)
        if member == "name":
            changed = replace(person, name=value)
        elif member == "email":
            changed = replace(person, email=value)
        else:
            changed = replace(person, phone=value)
        self._person = changed
        self.changed.emit(changed, member)

    @Slot()
    def _on_name_repair(self) -> None:
        self._repair("name")

    @Slot()
    def _on_email_repair(self) -> None:
        self._repair("email")

    @Slot()
    def _on_phone_repair(self) -> None:
        self._repair("phone")

    def _repair(self, member: str) -> None:
        repair = self._repairs.get(member)
        if repair is not None:
            self.repair_requested.emit(repair)


def _stored(member: str, text: str) -> str:
    """What is kept of what was typed: numbers in the international form as soon as they are."""
    if member == "phone":
        return e164(text) or text.strip()
    return text.strip() if member == "email" else text

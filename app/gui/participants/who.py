"""Who a participant is: person, group or placeholder, and how they are called and reached."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.agreement import Participant
from app.domain.findings import Finding
from app.domain.kinds import ParticipantKind, ServiceKind
from app.gui.composer.session import Session
from app.gui.metrics import GAP
from app.gui.participants.identity_fields import IdentityFields
from app.gui.participants.offers import kind_offer, kinds_matter
from app.gui.participants.reasoned_choice import ReasonedChoice
from app.gui.theme import Theme
from app.gui.widgets.button_rows import ButtonRows
from app.gui.widgets.buttons import Button

_ICONS = {
    ParticipantKind.PERSON: "book-user",
    ParticipantKind.GROUP: "users",
    ParticipantKind.PLACEHOLDER: "user-round-plus",
}


class WhoPart(QWidget):
    """The choice of kinds with a button that fits the kind, and the fields below.

    Signals:
        changed: the `Participant` as it would be, and the member that was typed
        kind_chosen: value of the `ParticipantKind`
        choosing_requested: somebody is to be chosen from the account, or a place to be filled
        repair_requested: the `Repair` of what stands below a field
    """

    changed = Signal(object, str)
    kind_chosen = Signal(str)
    choosing_requested = Signal()
    repair_requested = Signal(object)

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Begin without anybody."""
        super().__init__(parent)
        self._session = session
        self.kind = ReasonedChoice(theme, self.tr("Who it is"), "more-kinds")
        self.choose = Button(theme, size="small", name="choose-who")
        self.identity = IdentityFields(theme)
        self._head = ButtonRows()
        self._head.set_buttons([self.kind], [self.choose])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._head)
        column.addWidget(self.identity)
        self.kind.chosen.connect(self.kind_chosen)
        self.choose.clicked.connect(self.choosing_requested)
        self.identity.changed.connect(self.changed)
        self.identity.repair_requested.connect(self.repair_requested)

    def show_person(self, person: Participant, findings: Sequence[Finding]) -> None:
        """Show a participant; who can be chosen is only SigningHub's to tell."""
        session = self._session
        locked = session.is_locked
        self._head.setVisible(kinds_matter(session, person))
        self.kind.show_offer(kind_offer(session, person), person.kind.value, locked=locked)
        there = session.service is ServiceKind.SIGNINGHUB
        fills = person.kind is ParticipantKind.PLACEHOLDER
        self.choose.setVisible((there or fills) and not locked)
        self.choose.setText(self._choose_words(person.kind))
        self.choose.set_icon(_ICONS[person.kind])
        self.identity.show_person(person, findings, locked=locked, needs_email=there)

    def _choose_words(self, kind: ParticipantKind) -> str:
        return {
            ParticipantKind.PERSON: self.tr("From contacts…"),
            ParticipantKind.GROUP: self.tr("Choose a group…"),
            ParticipantKind.PLACEHOLDER: self.tr("Fill in…"),
        }[kind]

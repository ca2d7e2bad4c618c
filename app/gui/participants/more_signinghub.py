"""The rest that SigningHub can be told of a recipient, folded away until it is wanted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.agreement import Agreement, Participant
from app.domain.editing import authentication_to_view, with_changed_participant
from app.domain.findings import Finding
from app.domain.kinds import ParticipantKind, Role, ServiceKind
from app.domain.participant_members import members_of
from app.domain.signinghub_people import (
    NATIONAL_ID,
    OPENING,
    PERMISSION,
    REMINDER,
    ROLE,
    SEAL,
    WINDOW,
    Opening,
    Permissions,
    RecipientSettings,
    Reminders,
    Window,
    recipient_settings,
    with_recipient_member,
)
from app.domain.signinghub_people_editing import (
    with_opening,
    with_permissions,
    with_reminders,
    with_window,
)
from app.gui.composer.finding_lines import FindingLines
from app.gui.composer.session import Session
from app.gui.metrics import GAP_CARD, GAP_PAIR
from app.gui.participants.folded import Folded
from app.gui.participants.signinghub_words import summary
from app.gui.participants.told_fields import ToldLine
from app.gui.participants.told_opening import ToldOpening
from app.gui.participants.told_reminders import ToldReminders
from app.gui.participants.told_rights import ToldRights
from app.gui.participants.told_window import ToldWindow
from app.gui.theme import Theme
from app.gui.when import Times

_PARTS = (OPENING, PERMISSION, WINDOW, REMINDER)
_REST = "rest"
_V4 = 4


class MoreForSigningHub(Folded):
    """What is set as one line, and below it rights, access and reminders.

    Signals:
        changed: the `Agreement` as it is to be, and what was typed in (else empty)
        repair_requested: the `Repair` of what stands there
    """

    changed = Signal(object, str)
    repair_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        times: Callable[[], Times],
        parent: QWidget | None = None,
    ) -> None:
        """Begin without anybody."""
        purpose = self.tr("Everything else that SigningHub can be told of them")
        super().__init__(theme, "signinghub-fold", purpose, parent)
        self._session = session
        self._times = times
        self._known_notices: tuple[str, ...] = ()
        self._build_widgets()
        self._build_layout()
        self._connect()

    def is_wanted(self, person: Participant) -> bool:
        """Whether there is anything to show: it is SigningHub's, or the draft brings something."""
        service = self._session.service
        own = members_of(self._session.agreement.signinghub, person.label)
        return service is ServiceKind.SIGNINGHUB or (service is None and bool(own))

    def show_person(self, person: Participant, findings: Sequence[Finding]) -> None:
        """Show what is told of a recipient; what is wrong with it unfolds it."""
        about = [each for each in findings if each.where.startswith("/signinghub/")]
        self.be_about(person.label)
        if about:
            self.open()
        session = self._session
        settings = recipient_settings(session.agreement, person.label)
        words = summary(settings, self._times())
        self._summary.setText(words or self.tr("Rights, a legal notice, access and reminders …"))
        self._show_values(person, settings)
        for part, lines in self._notes.items():
            lines.set_findings([each for each in about if _part_of(each) == part])

    def set_known_notices(self, names: tuple[str, ...]) -> None:
        """Know the legal notices of the account, shown from the next look at somebody on."""
        self._known_notices = names

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.opening = ToldOpening(theme)
        self.rights = ToldRights(theme)
        self.window_ = ToldWindow(theme, self._times)
        self.reminders = ToldReminders(theme)
        self.national_id = ToldLine(theme, self.tr("National ID"), "told-national-id")
        self.seal = QCheckBox(self.tr("Seals for the organisation instead of signing"))
        self.seal.setObjectName("told-seal")
        self.seal.setFont(theme.font())
        self._notes = {part: FindingLines(theme) for part in (*_PARTS, _REST)}

    def _build_layout(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, GAP_PAIR, 0, 0)
        column.setSpacing(GAP_CARD)
        parts = (self.opening, self.rights, self.window_, self.reminders)
        for name, widget in zip(_PARTS, parts, strict=True):
            column.addWidget(widget)
            column.addWidget(self._notes[name])
        column.addWidget(self.national_id)
        column.addWidget(self.seal)
        column.addWidget(self._notes[_REST])

    def _connect(self) -> None:
        self.opening.changed.connect(self._on_opening)
        self.rights.changed.connect(self._on_rights)
        self.window_.changed.connect(self._on_window)
        self.reminders.changed.connect(self._on_reminders)
        self.national_id.typed.connect(self._on_national_id)
        self.seal.clicked.connect(self._on_seal)
        for lines in self._notes.values():
            lines.repair_requested.connect(self.repair_requested)

    # -- what is shown ------------------------------------------------------------------------

    def _show_values(self, person: Participant, settings: RecipientSettings) -> None:
        session, locked = self._session, self._session.is_locked
        newer = session.api_version >= _V4
        self.rights.show_value(settings.permission, self._notices(), locked=locked)
        self.window_.show_value(settings.window, locked=locked)
        self.reminders.show_value(settings.reminder, hours=newer, locked=locked)
        is_person = person.kind is ParticipantKind.PERSON
        self.opening.show_value(settings.opening, person.phone, locked=locked)
        self.opening.setVisible(is_person or settings.opening is not None)
        self.national_id.show_value(settings.national_id, locked=locked)
        self.national_id.setVisible((newer and is_person) or bool(settings.national_id))
        with QSignalBlocker(self.seal):
            self.seal.setChecked(settings.electronic_seal)
        signs = person.role is Role.SIGNER
        self.seal.setVisible((newer and signs) or settings.electronic_seal)
        self.seal.setEnabled(not locked)

    def _notices(self) -> tuple[str, ...]:
        """Names that the account has told, or that the draft has for somebody else."""
        agreement = self._session.agreement
        others = (each for each in agreement.participants if each.label != self._label)
        told = (recipient_settings(agreement, each.label).permission for each in others)
        names = {each.notice_name for each in told if each is not None and each.notice_name}
        return tuple(sorted({*names, *self._known_notices}))

    # -- what happens -------------------------------------------------------------------------

    def _tell(self, agreement: Agreement, typed: str = "") -> None:
        self.changed.emit(agreement, f"signinghub {self._label} {typed}" if typed else "")

    @Slot(object, str)
    def _on_opening(self, value: Opening | None, typed: str) -> None:
        agreement = with_opening(self._session.agreement, self._label, value)
        person = agreement.participant(self._label)
        if value is not None and person is not None:
            # What is asked here takes the place of what was chosen above.
            agreement = with_changed_participant(agreement, authentication_to_view(person, ""))
        self._tell(agreement, typed)

    @Slot(object, str)
    def _on_rights(self, value: Permissions, typed: str) -> None:
        self._tell(with_permissions(self._session.agreement, self._label, value), typed)

    @Slot(object, str)
    def _on_window(self, value: Window | None, typed: str) -> None:
        self._tell(with_window(self._session.agreement, self._label, value), typed)

    @Slot(object, str)
    def _on_reminders(self, value: Reminders | None, typed: str) -> None:
        self._tell(with_reminders(self._session.agreement, self._label, value), typed)

    @Slot(str)
    def _on_national_id(self, text: str) -> None:
        agreement = self._session.agreement
        self._tell(with_recipient_member(agreement, self._label, NATIONAL_ID, text), NATIONAL_ID)

    @Slot(bool)
    def _on_seal(self, checked: bool) -> None:
        agreement, value = self._session.agreement, SEAL if checked else None
        self._tell(with_recipient_member(agreement, self._label, ROLE, value))


def _part_of(finding: Finding) -> str:
    """The part at which a finding of `/signinghub/participants/<label>/...` stands."""
    member = "".join(finding.where.split("/")[4:5])
    return member if member in _PARTS else _REST

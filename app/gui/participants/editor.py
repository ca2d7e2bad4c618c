"""The editor of one participant: who, role, invitation, proof of identity, documents."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.agreement import Participant
from app.domain.editing import authentication_to_sign, authentication_to_view
from app.domain.findings import Finding
from app.domain.kinds import Delivery, ParticipantKind, Role, ServiceKind
from app.domain.scrive_ways import open_ways
from app.domain.signinghub_people import recipient_settings
from app.domain.signinghub_people_editing import with_kind
from app.gui.composer.document_checks import DocumentChecks
from app.gui.composer.finding_lines import FindingLines
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD, GAP_PANE
from app.gui.participants.editor_head import EditorHead
from app.gui.participants.identity_fields import member_of
from app.gui.participants.more import MoreForScrive
from app.gui.participants.more_signinghub import MoreForSigningHub
from app.gui.participants.offers import delivery_offer, role_offer
from app.gui.participants.proof import ProofChoice
from app.gui.participants.reasoned_choice import ReasonedChoice
from app.gui.participants.rows import person_findings
from app.gui.participants.who import WhoPart
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.labels import Label
from app.gui.widgets.scrolled import Scrolled

_LABEL: Final = 116
_WIDEST: Final = 1000
"""Wider fields would be harder to read, not easier."""


class PersonEditor(Pane):
    """Shows and changes one participant.

    Signals:
        changed: the `Participant` as it is to be, and the member that was typed (else empty)
        agreement_changed: the `Agreement` as it is to be, and what was typed in (else empty)
        documents_chosen: labels of the documents that the participant acts on
        move_requested: how far (negative is up)
        remove_requested: the participant is to leave the draft
        choosing_requested: somebody is to be chosen from the account, or a place to be filled
        repair_requested: the `Repair` of a finding
    """

    changed = Signal(object, str)
    agreement_changed = Signal(object, str)
    documents_chosen = Signal(tuple)
    move_requested = Signal(int)
    remove_requested = Signal()
    choosing_requested = Signal()
    repair_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        times: Callable[[], Times],
        parent: QWidget | None = None,
    ) -> None:
        """Begin without anybody."""
        super().__init__(theme, "bg-base", parent)
        self.setObjectName("person-editor")
        self._session = session
        self._times = times
        self._label = ""
        self._build_widgets()
        self._build_layout()
        self._connect()

    def show_person(self, person: Participant, place: int) -> None:
        """Show the `place`-th participant, from 0."""
        session, locked = self._session, self._session.is_locked
        self._label = person.label
        count = len(session.agreement.participants)
        self.head.show_person(person, place, count, locked=locked)
        findings = person_findings(session, place)
        self.who.show_person(person, findings)
        self._role.show_offer(role_offer(session, person), person.role.value, locked=locked)
        delivery = person.effective_delivery.value
        self._delivery.show_offer(delivery_offer(session, person), delivery, locked=locked)
        ways = open_ways(session.agreement, session.service)
        alone = person.kind is not ParticipantKind.GROUP
        view, sign = person.authentication.view, person.authentication.sign
        self.to_open.show_method(view, ways, locked=locked, can_get_codes=alone)
        told = recipient_settings(session.agreement, person.label)
        there = session.service is ServiceKind.SIGNINGHUB
        self._opened_there.setVisible(there and told.opening is not None)
        signs = (person.role is Role.SIGNER and alone) or bool(sign)
        self.to_sign.show_method(sign[0] if sign else None, ways, locked=locked)
        for widget in (self.to_sign, self._to_sign_label):
            widget.setVisible(signs)
        self._show_documents(person)
        self._more_row.setVisible(self.more.is_wanted(person))
        self.more.show_person(person)
        self._signinghub_row.setVisible(self.signinghub.is_wanted(person))
        self.signinghub.show_person(person, findings)
        self._show_findings([each for each in findings if not member_of(each)])

    def start_typing(self, member: str) -> None:
        """Put the focus into a line: `name`, `email` or `phone`; `more` unfolds what is below."""
        if member == "more":
            more = self.signinghub if self.signinghub.isVisibleTo(self) else self.more
            more.open()
            more.fold.setFocus()
            return
        edit = self.identity.edit(member)
        edit.setFocus()
        edit.selectAll()

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.head = EditorHead(theme)
        self.who = WhoPart(theme, self._session)
        self.identity = self.who.identity
        self._role = ReasonedChoice(theme, self.tr("Role"), "more-roles")
        self.role, self.more_roles = self._role.choice, self._role.more
        self._delivery = ReasonedChoice(theme, self.tr("Invitation"), "more-ways")
        self.delivery, self.more_ways = self._delivery.choice, self._delivery.more
        to_open, to_sign = self.tr("To open the documents"), self.tr("To sign")
        self.to_open = ProofChoice(theme, to_open, self.tr("link only"), to_open=True)
        self.to_sign = ProofChoice(theme, to_sign, self.tr("one click"))
        self.to_open.setObjectName("to-open")
        self.to_sign.setObjectName("to-sign")
        self._to_open_label = self._caption(to_open)
        self._to_sign_label = self._caption(to_sign)
        self._opened_there = Label(theme, role="caption", token="text-3", wrap=True)
        self._opened_there.setText(self.tr("More for SigningHub says what is asked to open."))
        self.documents = DocumentChecks(theme)
        self._no_documents = Label(theme, token="text-2", wrap=True)
        self.more = MoreForScrive(theme, self._session)
        self.signinghub = MoreForSigningHub(theme, self._session, self._times)
        self._notes = {
            part: FindingLines(theme)
            for part in ("who", "role", "delivery", "authentication", "documents", "more")
        }

    def _caption(self, words: str) -> Label:
        return Label(self.theme, words, role="caption", token="text-2", weight=500)

    def _build_layout(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(GAP_PANE, 2, GAP_PANE, GAP_PANE)
        self._rows.setSpacing(0)
        self._add_row(self.tr("Who"), self.who, "who", top=0)
        self._add_row(self.tr("Role"), self._role, "role", top=7)
        self._add_row(self.tr("Invitation"), self._delivery, "delivery", top=7)
        self._add_row(self.tr("Proves identity"), self._proofs(), "authentication", top=0)
        documents = QWidget()
        column = QVBoxLayout(documents)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.documents)
        column.addWidget(self._no_documents)
        self._add_row(self.tr("Documents"), documents, "documents", top=2)
        self._more_row = self._add_row(self.tr("More for Scrive"), self.more, "more", top=4)
        words = self.tr("More for SigningHub")
        self._signinghub_row = self._add_row(words, self.signinghub, "", top=4)
        self._rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Line(self.theme))
        layout.addWidget(Scrolled(inside), 1)

    def _add_row(self, name: str, content: QWidget, part: str, *, top: int) -> QWidget:
        """A heading at the left, the content and its findings (of `part`) at the right."""
        row = QWidget()
        around = QVBoxLayout(row)
        around.setContentsMargins(0, 0, 0, GAP_CARD)
        around.setSpacing(GAP_CARD)
        if self._rows.count():
            around.addWidget(Line(self.theme))
        else:
            around.addSpacing(GAP_CARD)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        around.addLayout(grid)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP)
        heading = Label(self.theme, name, weight=600, wrap=True)
        heading.setFixedWidth(_LABEL)
        heading.setContentsMargins(0, top, 0, 0)
        grid.addWidget(heading, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(content, 0, 1)
        if part:
            grid.addWidget(self._notes[part], 1, 1)
        grid.setColumnStretch(1, 1)
        self._rows.addWidget(row)
        return row

    def _proofs(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._to_open_label, 0, 0)
        grid.addWidget(self._to_sign_label, 0, 1)
        grid.addWidget(self.to_open, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.to_sign, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._opened_there, 2, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return holder

    def _connect(self) -> None:
        self.head.move_requested.connect(self.move_requested)
        self.head.remove_requested.connect(self.remove_requested)
        self.who.changed.connect(self.changed)
        self.who.kind_chosen.connect(self._on_kind)
        self.who.choosing_requested.connect(self.choosing_requested)
        self.who.repair_requested.connect(self.repair_requested)
        self._role.chosen.connect(self._on_role)
        self._delivery.chosen.connect(self._on_delivery)
        self.to_open.chosen.connect(self._on_to_open)
        self.to_sign.chosen.connect(self._on_to_sign)
        self.documents.chosen.connect(self.documents_chosen)
        self.more.changed.connect(self.agreement_changed)
        self.signinghub.changed.connect(self.agreement_changed)
        self.signinghub.repair_requested.connect(self.repair_requested)
        for lines in self._notes.values():
            lines.repair_requested.connect(self.repair_requested)

    # -- what is shown ------------------------------------------------------------------------

    def _show_documents(self, person: Participant) -> None:
        agreement = self._session.agreement
        steps = [step for step in agreement.steps() if step.participant == person.label]
        chosen = agreement.documents_of(person.label)
        possible = len(steps) == 1 and not self._session.is_locked
        self.documents.show_documents(agreement.documents, chosen, possible=possible)
        words = ""
        if not agreement.documents:
            words = self.tr("There are no documents yet.")
        elif not steps and person.role in (Role.VIEWER, Role.COPY):
            words = self.tr("Sees all documents.")
        elif len(steps) > 1:
            words = self.tr("Has several steps; choose their documents in Process.")
        self._no_documents.setText(words)
        self._no_documents.setVisible(bool(words))

    def _show_findings(self, findings: list[Finding]) -> None:
        parts: dict[str, list[Finding]] = {part: [] for part in self._notes}
        for finding in findings:
            if not finding.where.startswith("/signinghub/"):
                parts[_part_of(finding)].append(finding)
        for part, lines in self._notes.items():
            lines.set_findings(parts[part])

    # -- what happens -------------------------------------------------------------------------

    def _person(self) -> Participant | None:
        return self._session.agreement.participant(self._label)

    @Slot(str)
    def _on_kind(self, key: str) -> None:
        kind = ParticipantKind(key)
        self.agreement_changed.emit(with_kind(self._session.agreement, self._label, kind), "")

    @Slot(str)
    def _on_role(self, key: str) -> None:
        person = self._person()
        if person is not None:
            self.changed.emit(replace(person, role=Role(key)), "")

    @Slot(str)
    def _on_delivery(self, key: str) -> None:
        person = self._person()
        if person is not None:
            self.changed.emit(replace(person, delivery=Delivery(key)), "")

    @Slot(str, int)
    def _on_to_open(self, provider: str, tries: int) -> None:
        person = self._person()
        if person is not None:
            self.changed.emit(authentication_to_view(person, provider, tries or None), "")

    @Slot(str, int)
    def _on_to_sign(self, provider: str, tries: int) -> None:
        person = self._person()
        if person is not None:
            agreement = self._session.agreement
            changed = authentication_to_sign(agreement, person, provider, tries or None)
            self.changed.emit(changed, "")


def _part_of(finding: Finding) -> str:
    """The section of the editor at which a finding stands."""
    if finding.id == "process.no_step":
        return "documents"
    if finding.where.startswith("/scrive/"):
        return "more"
    members = finding.where.split("/")[3:]
    first = members[0] if members else ""
    return first if first in ("role", "delivery", "authentication") else "who"

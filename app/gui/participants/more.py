"""The rest that Scrive can be told of a person, folded away until it is wanted."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.agreement import Agreement, Participant
from app.domain.json_value import JsonObject, JsonValue
from app.domain.kinds import Role, SendWith, ServiceKind
from app.domain.rules_scrive_proofs import ARCHIVED
from app.domain.scrive_fields import role_in_document
from app.domain.scrive_needs import own_members
from app.domain.scrive_people_editing import (
    Consent,
    RequestedFile,
    consent_of,
    editable_fields,
    requested_files,
    text_of,
    with_consent,
    with_editable_fields,
    with_member,
    with_requested_files,
)
from app.domain.scrive_proofs import methods_of, proof_of
from app.domain.scrive_ways import open_ways
from app.gui.composer.session import Session
from app.gui.metrics import GAP_CARD, GAP_PAIR
from app.gui.participants.folded import Folded
from app.gui.participants.more_words import (
    COPY,
    archive_options,
    archived_of,
    copy_options,
    summary,
)
from app.gui.participants.questions import QuestionsEdit
from app.gui.participants.requested_files import RequestedFilesEdit
from app.gui.participants.told_fields import ToldChoice, ToldLine
from app.gui.theme import Theme
from app.gui.widgets.labels import Label

_LINES = (
    "company",
    "company_number",
    "personal_number",
    "sign_success_redirect_url",
    "reject_redirect_url",
)
_VISIBLE = {"": None, "shown": True, "hidden": False}


class MoreForScrive(Folded):
    """What is filled in as one line, and below it everything, each where it makes sense.

    Signals:
        changed: the `Agreement` as it is to be, and what was typed in (else empty)
    """

    changed = Signal(object, str)

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Begin without anybody."""
        purpose = self.tr("Everything else that Scrive can be told of this person")
        super().__init__(theme, "more-fold", purpose, parent)
        self._session = session
        self._build_widgets()
        self._build_layout()
        self._connect()

    def is_wanted(self, person: Participant) -> bool:
        """Whether there is anything to show: it is Scrive's, or the draft brings something."""
        service = self._session.service
        own = own_members(self._session.agreement, person.label)
        return service is ServiceKind.SCRIVE or (service is None and bool(own))

    def show_person(self, person: Participant) -> None:
        """Show what is told of a person."""
        self.be_about(person.label)
        session = self._session
        own = own_members(session.agreement, person.label)
        role = role_in_document(session.agreement, person)
        ways = open_ways(session.agreement, session.service)
        # A Flow carries none of it: what a draft brings is shown, more is not offered.
        self._possible = not ways or SendWith.DOCUMENTS in ways
        self._locked = session.is_locked
        self._show_head(own, role)
        self._show_values(person, own, role)

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self._possible, self._locked = True, False
        self.copy = ToldChoice(theme, self.tr("Signed copy"), "told-copy")
        self.archive = ToldChoice(theme, self.tr("To open the archive"), "told-archive")
        words = {
            "company": self.tr("Company"),
            "company_number": self.tr("Company’s number"),
            "personal_number": self.tr("Personal number"),
            "sign_success_redirect_url": self.tr("Page after signing"),
            "reject_redirect_url": self.tr("Page after declining"),
        }
        self.lines = {
            each: ToldLine(
                theme, words[each], f"told-{each}", "https://…" if each.endswith("url") else ""
            )
            for each in _LINES
        }
        hidden = self.tr("Keep the personal number out of the evidence")
        self.hide_number = self._check(hidden, "hide-number")
        self.fix_email = self._check(self.tr("May correct the e-mail address"), "editable-email")
        self.fix_mobile = self._check(self.tr("May correct the mobile number"), "editable-mobile")
        self.files = RequestedFilesEdit(theme)
        self.questions = QuestionsEdit(theme)
        self._files_part = self._part(self.tr("Files that they are asked for"), self.files)
        self._questions_part = self._part(self.tr("Questions before signing"), self.questions)
        self.visible = ToldChoice(theme, self.tr("Shown to the others"), "told-visible")

    def _check(self, words: str, name: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setFont(self.theme.font())
        return box

    def _build_layout(self) -> None:
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, GAP_PAIR, 0, 0)
        grid.setHorizontalSpacing(GAP_CARD)
        grid.setVerticalSpacing(GAP_CARD)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.copy, 0, 0, top)
        grid.addWidget(self.archive, 0, 1, top)
        grid.addWidget(self.lines["company"], 1, 0, top)
        grid.addWidget(self.lines["company_number"], 1, 1, top)
        grid.addWidget(self.lines["personal_number"], 2, 0, top)
        grid.addWidget(self.visible, 2, 1, top)
        grid.addLayout(self._checks(), 3, 0, 1, 2)
        grid.addWidget(self._files_part, 4, 0, 1, 2)
        grid.addWidget(self._questions_part, 5, 0, 1, 2)
        grid.addWidget(self.lines["sign_success_redirect_url"], 6, 0, top)
        grid.addWidget(self.lines["reject_redirect_url"], 6, 1, top)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def _checks(self) -> QVBoxLayout:
        checks = QVBoxLayout()
        checks.setSpacing(0)
        for box in (self.hide_number, self.fix_email, self.fix_mobile):
            checks.addWidget(box)
        return checks

    def _part(self, words: str, content: QWidget) -> QWidget:
        caption = Label(self.theme, words, role="caption", token="text-2", weight=500)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PAIR)
        column.addWidget(caption)
        column.addWidget(content)
        return part

    def _connect(self) -> None:
        self.copy.chosen.connect(self._on_copy)
        self.archive.chosen.connect(self._on_archive)
        self.visible.chosen.connect(self._on_visible)
        for line in self.lines.values():
            line.typed.connect(self._on_line)
        self.hide_number.clicked.connect(self._on_hide_number)
        self.fix_email.clicked.connect(self._on_fix_email)
        self.fix_mobile.clicked.connect(self._on_fix_mobile)
        self.files.changed.connect(self._on_files)
        self.questions.changed.connect(self._on_questions)

    # -- what is shown ------------------------------------------------------------------------

    def _show_head(self, own: JsonObject, role: Role) -> None:
        words = summary(own, role)
        if not self._possible:
            flow = self.tr("not in Scrive Flow")
            words = f"{words or self.tr('Company, personal number, files, questions')}: {flow}."
        elif not words:
            words = self.tr("Company, personal number, files, questions, the signed copy …")
        self._summary.setText(words)
        self.fold.setVisible(self._possible or bool(own))

    def _show_values(self, person: Participant, own: JsonObject, role: Role) -> None:
        locked, possible = self._locked, self._possible
        copy, archived = text_of(own, COPY), archived_of(own)
        self.copy.show_value(copy, copy_options(), locked=locked)
        self.copy.setVisible(possible or bool(copy))
        self.archive.show_value(archived, archive_options(archived), locked=locked)
        self.archive.setVisible(possible or bool(archived))
        for member, line in self.lines.items():
            line.show_value(text_of(own, member), locked=locked)
            line.setVisible(possible or bool(text_of(own, member)))
        signs = role is Role.SIGNER and possible
        # What was given before a role changed stays in sight until it is taken away.
        files, consent = requested_files(own), consent_of(own)
        self.files.show_files(files, locked=locked, may_add=signs)
        self.questions.show_consent(consent, locked=locked, may_add=signs)
        self._files_part.setVisible(signs or bool(files))
        self._questions_part.setVisible(signs or bool(consent.questions))
        self._show_checks(person, own)
        self._show_visible(own, role)
        acts = role in (Role.SIGNER, Role.APPROVER) and possible
        for member in ("sign_success_redirect_url", "reject_redirect_url"):
            self.lines[member].setVisible(acts or bool(text_of(own, member)))

    def _show_checks(self, person: Participant, own: JsonObject) -> None:
        editable = editable_fields(own)
        proofs = [proof_of(method.provider) for _, method in methods_of(person)]
        numbered = any(each is not None and "personal_number" in each.needs for each in proofs)
        hidden = own.get("hide_personal_number") is True
        for box, checked, shown in (
            (self.hide_number, hidden, hidden or numbered or bool(own.get("personal_number"))),
            (self.fix_email, "email" in editable, self._possible or "email" in editable),
            (self.fix_mobile, "mobile" in editable, self._possible or "mobile" in editable),
        ):
            with QSignalBlocker(box):
                box.setChecked(checked)
            box.setVisible(shown)
            box.setEnabled(not self._locked)

    def _show_visible(self, own: JsonObject, role: Role) -> None:
        told = own.get("is_visible")
        value = next((key for key, each in _VISIBLE.items() if each is told), "")
        options = [
            ("", self.tr("As Scrive does")),
            ("shown", self.tr("Shown")),
            ("hidden", self.tr("Not shown")),
        ]
        self.visible.show_value(value, options, locked=self._locked)
        self.visible.setVisible(role is Role.APPROVER)

    # -- what happens -------------------------------------------------------------------------

    def _tell(self, agreement: Agreement, typed: str = "") -> None:
        self.changed.emit(agreement, f"told {self._label} {typed}" if typed else "")

    def _set(self, member: str, value: JsonValue, typed: str = "") -> None:
        agreement = self._session.agreement
        self._tell(with_member(agreement, self._label, member, value), typed)

    @Slot(str)
    def _on_line(self, text: str) -> None:
        sender = self.sender()
        member = next(each for each, line in self.lines.items() if line is sender)
        self._set(member, text, member)

    @Slot(str)
    def _on_copy(self, value: str) -> None:
        self._set(COPY, value)

    @Slot(str)
    def _on_archive(self, value: str) -> None:
        self._set(ARCHIVED, value)

    @Slot(str)
    def _on_visible(self, value: str) -> None:
        self._set("is_visible", _VISIBLE[value])

    @Slot(bool)
    def _on_hide_number(self, checked: bool) -> None:
        self._set("hide_personal_number", True if checked else None)

    @Slot(bool)
    def _on_fix_email(self, checked: bool) -> None:
        self._tell(with_editable_fields(self._session.agreement, self._label, email=checked))

    @Slot(bool)
    def _on_fix_mobile(self, checked: bool) -> None:
        self._tell(with_editable_fields(self._session.agreement, self._label, mobile=checked))

    @Slot(tuple, str)
    def _on_files(self, files: tuple[RequestedFile, ...], typed: str) -> None:
        changed = with_requested_files(self._session.agreement, self._label, files)
        self._tell(changed, f"attachments {typed}" if typed else "")

    @Slot(object, str)
    def _on_questions(self, consent: Consent, typed: str) -> None:
        changed = with_consent(self._session.agreement, self._label, consent)
        self._tell(changed, f"consent {typed}" if typed else "")

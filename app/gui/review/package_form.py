"""What only SigningHub takes of a draft's settings, to be changed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.agreement import Agreement
from app.domain.findings import Finding
from app.domain.package_stages import PackageType, package_type
from app.domain.part_members import DOCUMENTS
from app.domain.signinghub_settings import (
    AFTERWARDS,
    DRIVES,
    FOLDER,
    GOES_ON,
    MODE,
    NEVER,
    TYPE,
    DocumentSettings,
    PackageSettings,
    PostProcess,
    addresses_in,
    addresses_text,
    package_settings,
    with_certified,
    with_locked_fields,
    with_post_process,
    with_setting,
)
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD
from app.gui.participants.growing_rows import GrowingRows
from app.gui.participants.told_fields import ToldChoice, ToldLine
from app.gui.review.package_documents import DocumentChoices
from app.gui.review.package_words import (
    SAID,
    TOLD,
    decline_options,
    drive_words,
    mode_options,
    order_options,
    order_reason,
    result_options,
)
from app.gui.review.setting_fields import ToldText
from app.gui.theme import Theme
from app.gui.widgets.field import Field
from app.gui.widgets.section_header import SectionHeader
from app.gui.widgets.states import Severity
from app.services.texts import finding_text

_V4 = 4


class PackageForm(QWidget):
    """Order, mode, refusal, folder; what happens when all are done; each document."""

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Change the settings of `session`, each change one step back."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._build_widgets()
        self._build_layout()
        self._connect()

    def field(self, member: str) -> QWidget:
        """The field of a setting, for who is led to it."""
        if member == DOCUMENTS and self.documents.rows():
            return self.documents.rows()[0].certify
        return self._fields.get(member, self.order)

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.order = ToldChoice(theme, self.tr("Order"), "package-type")
        self.mode = ToldChoice(theme, self.tr("Who takes part"), "package-mode")
        self.decline = ToldChoice(theme, self.tr("If somebody declines"), "package-decline")
        self.folder = ToldLine(
            theme, self.tr("Folder of the account"), "package-folder", self.tr("Inbox")
        )
        self._after_head = SectionHeader(theme, self.tr("When all are done"))
        self.result = ToldChoice(theme, self.tr("The result"), "package-result")
        self.everybody = QCheckBox(self.tr("Goes to everybody of the agreement"))
        self.everybody.setObjectName("package-everybody")
        self.others = ToldText(
            theme,
            self.tr("Goes also to (one in a line)"),
            "package-others",
            most=self.tr("Name <address>"),
        )
        self.words = ToldText(theme, self.tr("With these words"), "package-words")
        self.drives = {name: QCheckBox(words) for name, words in drive_words().items()}
        for name, drive in self.drives.items():
            drive.setObjectName(f"package-{name}")
        self._documents_head = SectionHeader(theme, self.tr("Once the first has signed"))
        self.documents = GrowingRows(self._a_document)
        self._fields: dict[str, Field] = {
            TYPE: self.order,
            MODE: self.mode,
            GOES_ON: self.decline,
            FOLDER: self.folder,
            AFTERWARDS: self.result,
        }

    def _a_document(self) -> DocumentChoices:
        row = DocumentChoices(self.theme)
        row.certify_chosen.connect(self._on_certify)
        row.lock_chosen.connect(self._on_lock)
        return row

    def _build_layout(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_CARD)
        for field in (self.order, self.mode, self.decline, self.folder):
            layout.addWidget(field)
        layout.addSpacing(GAP)
        for part in (self._after_head, self.result, self.everybody, self.others):
            layout.addWidget(part)
        for drive in self.drives.values():
            layout.addWidget(drive)
        layout.addWidget(self.words)
        layout.addSpacing(GAP)
        layout.addWidget(self._documents_head)
        layout.addLayout(self.documents)

    def _connect(self) -> None:
        self.order.chosen.connect(self._on_order)
        self.mode.chosen.connect(self._on_mode)
        self.decline.chosen.connect(self._on_decline)
        self.folder.typed.connect(self._on_folder)
        self.result.chosen.connect(self._on_result)
        self.everybody.clicked.connect(self._on_everybody)
        self.others.typed.connect(self._on_others)
        self.words.typed.connect(self._on_words)
        for drive in self.drives.values():
            drive.clicked.connect(self._on_drive)
        for field in self._fields.values():
            field.repair_requested.connect(self._on_repair)

    # -- what happens -------------------------------------------------------------------------

    def _change(self, change: Callable[[Agreement], Agreement], merge: str = "") -> None:
        self._session.change(change(self._session.agreement), f"setting {merge}" if merge else "")

    @Slot(str)
    def _on_order(self, type_: str) -> None:
        self._change(lambda agreement: with_setting(agreement, TYPE, type_))

    @Slot(str)
    def _on_mode(self, mode: str) -> None:
        self._change(lambda agreement: with_setting(agreement, MODE, mode))

    @Slot(str)
    def _on_decline(self, word: str) -> None:
        self._change(lambda agreement: with_setting(agreement, GOES_ON, SAID[word]))

    @Slot(str)
    def _on_folder(self, folder: str) -> None:
        self._change(lambda agreement: with_setting(agreement, FOLDER, folder), "folder")

    @Slot(str)
    def _on_result(self, word: str) -> None:
        if not word:
            self._change(lambda agreement: with_setting(agreement, AFTERWARDS, None))
        elif word == "no":
            told = {"enabled": False}
            self._change(lambda agreement: with_setting(agreement, AFTERWARDS, dict(told)))
        else:
            before = self._after()
            reached = before.reaches_somebody
            wanted = replace(
                before, enabled=True, workflow_recipients=before.workflow_recipients or not reached
            )
            self._change(lambda agreement: with_post_process(agreement, wanted))

    @Slot(bool)
    def _on_everybody(self, on: bool) -> None:
        self._result(replace(self._after(), workflow_recipients=on))

    @Slot(str)
    def _on_others(self, text: str) -> None:
        self._result(replace(self._after(), recipients=addresses_in(text)), "others")

    @Slot(str)
    def _on_words(self, text: str) -> None:
        self._result(replace(self._after(), message=text), "result words")

    @Slot()
    def _on_drive(self) -> None:
        google_drive, dropbox, onedrive = (self.drives[each].isChecked() for each in DRIVES)
        wanted = replace(
            self._after(), google_drive=google_drive, dropbox=dropbox, onedrive=onedrive
        )
        self._result(wanted)

    def _result(self, wanted: PostProcess, merge: str = "") -> None:
        self._change(lambda agreement: with_post_process(agreement, wanted), merge)

    def _after(self) -> PostProcess:
        return package_settings(self._session.agreement).post_process or PostProcess()

    @Slot(str, str)
    def _on_certify(self, label: str, word: str) -> None:
        permission = None if not word else NEVER if word == "NEVER" else word
        self._change(lambda agreement: with_certified(agreement, label, permission))

    @Slot(str, str)
    def _on_lock(self, label: str, word: str) -> None:
        self._change(lambda agreement: with_locked_fields(agreement, label, locked=SAID[word]))

    @Slot()
    def _on_repair(self) -> None:
        told = self.sender()
        member = next(name for name, each in self._fields.items() if each is told)
        finding = self._finding(member)
        if finding is not None and finding.repair is not None:
            self._session.repair(finding.repair)

    # -- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the settings as they are."""
        session = self._session
        agreement, locked = session.agreement, session.is_locked
        settings = package_settings(agreement)
        is_individual = package_type(agreement) is PackageType.INDIVIDUAL
        chosen = PackageType.INDIVIDUAL.value if is_individual else ""
        self.order.show_value(chosen, order_options(agreement), locked=locked)
        self.mode.show_value(settings.mode, mode_options(), locked=locked)
        goes_on = TOLD[settings.continue_on_decline]
        self.decline.show_value(goes_on, decline_options(), locked=locked or is_individual)
        self.folder.show_value(settings.folder, locked=locked)
        self.folder.setVisible(session.api_version >= _V4 or bool(settings.folder))
        self._show_result(settings, locked=locked)
        self._show_documents(agreement, settings, locked=locked)
        for member, field in self._fields.items():
            self._say(member, field, order_reason(agreement) if member == TYPE else "")

    def _show_result(self, settings: PackageSettings, *, locked: bool) -> None:
        told = settings.post_process
        after = told or PostProcess()
        word = "" if told is None else TOLD[after.enabled]
        self.result.show_value(word, result_options(), locked=locked)
        _check(self.everybody, on=after.workflow_recipients)
        if addresses_in(self.others.text.toPlainText()) != after.recipients:
            self.others.show_value(addresses_text(after.recipients), locked=locked)
        self.words.show_value(after.message, locked=locked)
        for name in DRIVES:
            _check(self.drives[name], on=bool(getattr(after, name)))
        for part in (self.everybody, self.others, self.words, *self.drives.values()):
            part.setVisible(after.enabled)
            part.setEnabled(not locked)
        newer = self._session.api_version >= _V4 or after.onedrive
        self.drives["onedrive"].setVisible(after.enabled and newer)

    def _show_documents(
        self, agreement: Agreement, settings: PackageSettings, *, locked: bool
    ) -> None:
        rows = self.documents.set_count(len(agreement.documents))
        for row, document in zip(rows, agreement.documents, strict=True):
            said = settings.documents.get(document.label, DocumentSettings())
            row.show_document(document.label, document.shown_name, said, locked=locked)

    def _say(self, member: str, field: Field, note: str) -> None:
        finding = self._finding(member)
        if finding is None:
            field.set_note(note)
            return
        words = finding_text(finding)
        repair = "" if self._session.is_locked else words.repair
        field.set_wrong(words.sentence, severity=Severity(finding.severity.value), repair=repair)

    def _finding(self, member: str) -> Finding | None:
        where = f"/signinghub/{member}"
        return next(
            (
                each
                for each in self._session.findings
                if each.where == where or each.where.startswith(f"{where}/")
            ),
            None,
        )


def _check(box: QCheckBox, *, on: bool) -> None:
    if box.isChecked() != on:
        box.setChecked(on)

"""The last look before sending: who gets what when, and one deliberate button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.findings import Finding, Part, Severity
from app.domain.kinds import ServiceKind
from app.domain.signinghub_people import needs_opening_password
from app.gui.composer.session import Session
from app.gui.metrics import GAP_CARD, GAP_PANE
from app.gui.outbox.notices import Act
from app.gui.outbox.questions import copy_question
from app.gui.review.facts import facts_of, reads_words
from app.gui.review.findings_card import FindingsCard
from app.gui.review.foot import SendFoot
from app.gui.review.outcome import Outcome
from app.gui.review.passwords_sheet import PasswordsSheet
from app.gui.review.rows import handed_first, invited_first, people_reached, review_groups
from app.gui.review.sending import Sender
from app.gui.review.settings import SettingsColumn
from app.gui.review.settings_words import setting_of
from app.gui.review.table import ReviewTable
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.banner import BannerArea, Notice
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.section_header import SectionHeader
from app.gui.widgets.states import State
from app.services.outbox.records import OutboxItem, Phase, SendState
from app.services.words.sending import needs_you

_COLUMN, _COLUMN_WIDE = 320, 400
_BANNER = "sending"


class ReviewPanel(QWidget):
    """The fourth part of the composer.

    Signals:
        finding_requested: the `Finding` whose place the user wants to see
        connect_requested: the user wants to connect an account
        sign_in_requested: id of the account whose sign-in is to be renewed
        agreement_requested: account id, service id of the agreement that was sent
        outbox_requested: id of the item in the outbox
        copy_requested: the user wants a new draft like this one
    """

    finding_requested = Signal(object)
    connect_requested = Signal()
    sign_in_requested = Signal(str)
    agreement_requested = Signal(str, str)
    outbox_requested = Signal(str)
    copy_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        session: Session,
        sender: Sender,
        times: Callable[[], Times],
        parent: QWidget | None = None,
    ) -> None:
        """Show `session`; what is sent goes through `sender`."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._sender = sender
        self._times = times
        self._wanted: QWidget | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self.banners = BannerArea(theme)
        self.table = ReviewTable(theme)
        self.errors = FindingsCard(theme, self._place_of)
        self.findings = FindingsCard(theme, self._place_of)
        self.outcome = Outcome(theme, self._times)
        self.settings = SettingsColumn(theme, self._session)
        self.foot = SendFoot(theme)
        self._key = QShortcut(QKeySequence("Ctrl+Return"), self)
        self._key.setAutoRepeat(False)
        self._key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_layout(self) -> None:
        before = Pane(self.theme, "bg-pane")
        column = QVBoxLayout(before)
        column.setContentsMargins(GAP_PANE, 14, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        column.addWidget(SectionHeader(self.theme, self.tr("What happens when you press Send")))
        column.addWidget(self.errors)
        column.addWidget(self.table)
        column.addWidget(self.findings)
        column.addStretch(1)
        after = Pane(self.theme, "bg-pane")
        around = QVBoxLayout(after)
        around.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        around.addWidget(self.outcome)
        left = QWidget()
        self._sides = QStackedLayout(left)
        self._sides.addWidget(Scrolled(before))
        self._sides.addWidget(Scrolled(after))
        right = Scrolled(self.settings)
        right.setFixedWidth(_COLUMN)
        self._right = right
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left, 1)
        body.addWidget(Line(self.theme, Qt.Orientation.Vertical))
        body.addWidget(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banners)
        layout.addLayout(body, 1)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self._sender.changed.connect(self._refresh)
        self.foot.send_requested.connect(self._on_send)
        self.foot.connect_requested.connect(self.connect_requested)
        self._key.activated.connect(self._on_key)
        for card in (self.errors, self.findings):
            card.repair_requested.connect(self._session.repair)
            card.place_requested.connect(self._on_place_requested)
        self.outcome.act_requested.connect(self._on_act_requested)
        self.settings.changing.connect(self._on_changing_settings)

    # -- what happens -------------------------------------------------------------------------

    @Slot()
    def _on_key(self) -> None:
        if self.foot.send.isEnabled():
            self._on_send()

    @Slot()
    def _on_send(self) -> None:
        """Passwords to open the documents are no part of a draft, so they are asked for now."""
        session = self._session
        packed = session.service is ServiceKind.SIGNINGHUB
        people = needs_opening_password(session.agreement) if packed else ()
        if not people or not self._sender.can_send:
            self._sender.send()
            return
        sheet = PasswordsSheet(self.theme, people, self.foot.send.text(), self)
        sheet.chosen.connect(self._sender.send_with)
        sheet.open()

    @Slot(object)
    def _on_place_requested(self, finding: Finding) -> None:
        member = setting_of(finding)
        if member:
            self.settings.start_changing(member)
            self._wanted = self.settings.form.field(member)
            # The form has its height only after it was laid out.
            QTimer.singleShot(0, self._show_wanted)
        else:
            self.finding_requested.emit(finding)

    @Slot()
    def _show_wanted(self) -> None:
        if self._wanted is not None:
            self._right.ensureWidgetVisible(self._wanted)

    @Slot(bool)
    def _on_changing_settings(self, changing: bool) -> None:
        self._right.setFixedWidth(_COLUMN_WIDE if changing else _COLUMN)

    @Slot(object)
    def _on_act_requested(self, act: Act) -> None:
        wishes = {
            Act.CHECK: self._sender.check_again,
            Act.TRY: self._sender.check_again,
            Act.STOP: self._sender.cancel,
            Act.DRAFT: self._sender.back_to_draft,
            Act.COPY: self._copy,
        }
        item = self._sender.item
        if act in wishes:
            wishes[act]()
        elif item is not None and act is Act.SIGN_IN:
            self.sign_in_requested.emit(item.account_id)
        elif item is not None and act is Act.SHOW:
            self.agreement_requested.emit(item.account_id, item.service_id)
        elif item is not None and act is Act.OUTBOX:
            self.outbox_requested.emit(item.id)

    def _copy(self) -> None:
        """A copy of what may have been sent can become a second agreement: that is said before."""
        item = self._sender.item
        if item is not None and item.state is SendState.FINDING_OUT:
            question = copy_question(self.theme, item, self)
            question.confirmed.connect(self.copy_requested)
            question.open()
        else:
            self.copy_requested.emit()

    # -- what is shown ------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        session, sender = self._session, self._sender
        self.settings.set_facts(facts_of(session, self._times()))
        self.settings.set_reads(*reads_words(session))
        self.settings.refresh()
        self._show_error()
        item = sender.item
        under_way = item is not None or sender.is_sending
        had_focus = self.foot.send.hasFocus()
        self._sides.setCurrentIndex(1 if under_way else 0)
        if under_way and had_focus:
            # Left alone, Qt would hand it to the next button, which a second press would then hit.
            self.outcome.setFocus()
        if item is not None:
            self._show_item(item)
        elif sender.is_sending:
            self.outcome.show_setting_aside()
            self.foot.say(self.tr("It is being sent."), self.tr("Nobody has been notified yet."))
        elif self.isVisible():
            # Unseen, it would be built anew with every letter typed in other parts.
            self._show_draft()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _show_draft(self) -> None:
        session = self._session
        agreement = session.agreement
        self.table.set_groups(review_groups(agreement, session.service))
        # What stands in the way is read first, what is good to know afterwards.
        grave = [each for each in session.findings if each.severity is Severity.ERROR]
        self.errors.set_findings(grave)
        self.findings.set_findings([each for each in session.findings if each not in grave])
        self.foot.offer(
            people_reached(agreement),
            self._reason(),
            has_accounts=bool(session.accounts),
        )

    def _show_item(self, item: OutboxItem) -> None:
        agreement, already = self._session.agreement, self._sender.was_already
        invited = invited_first(agreement, item.service)
        handed = handed_first(agreement, item.service)
        busy = self.tr("It is being asked …") if self._sender.is_busy else ""
        self.outcome.show_item(item, invited, handed, busy=busy, already=already)
        self.foot.say(*self._after_words(item))

    def _after_words(self, item: OutboxItem) -> tuple[str, str]:
        if item.phase is Phase.SENT:
            return self.tr("It was sent."), self.tr("This draft can only be read now.")
        if item.phase in (Phase.NOT_SENT, Phase.GIVEN_UP):
            return self.tr("It was not sent."), self.tr("Nobody was notified.")
        if item.phase is Phase.LET_GO:
            unknown = self.tr("It stays unknown whether this was sent.")
            return unknown, self.tr("Nothing is sent by itself any more.")
        if item.state is SendState.FINDING_OUT:
            stays = self.tr("You can close Countersign: it goes on at the next start.")
            if needs_you(item):
                stays = self.tr("It waits for you, here and in the outbox.")
            return self.tr("Nothing is sent twice."), stays
        stays = self.tr("You can leave this page: it goes on in the outbox.")
        if needs_you(item):
            stays = self.tr("It waits for you, here and in the outbox.")
        return self.tr("Nobody has been notified yet."), stays

    def _show_error(self) -> None:
        error = self._sender.error
        if error is None:
            self.banners.remove_notice(_BANNER)
            return
        meaning = (error.detail, error.next_step)
        self.banners.show_notice(
            Notice(
                key=_BANNER,
                state=State.STOPPED,
                what=error.title,
                meaning=" ".join(part for part in meaning if part),
            )
        )

    def _reason(self) -> str:
        """Why nothing can be sent now; empty when it can."""
        session = self._session
        errors = sum(each.severity is Severity.ERROR for each in session.findings)
        if errors == 1:
            return self.tr("One thing is to be repaired first.")
        if errors:
            return self.tr("{count} things are to be repaired first.").format(count=errors)
        if not session.accounts:
            return self.tr("Connect the account that it is to be sent with.")
        if session.account is None:
            return self.tr("Choose above which account it is sent with.")
        return ""

    def _place_of(self, finding: Finding) -> str:
        if finding.part is Part.REVIEW:
            settings = self.tr("Settings") if setting_of(finding) else ""
            return self.tr("Title") if finding.where == "/title" else settings
        parts = finding.where.split("/")
        if parts[1:3] in (["scrive", "participants"], ["signinghub", "participants"]) and parts[3:]:
            person = self._session.agreement.participant(parts[3])
            return self.tr("People") if person is None else person.shown_name
        people = self._session.agreement.participants
        if parts[1] == "participants" and len(parts) > 2 and int(parts[2]) < len(people):  # noqa: PLR2004 - /participants/n
            return people[int(parts[2])].shown_name
        return {
            Part.DOCUMENTS: self.tr("Documents"),
            Part.PEOPLE: self.tr("People"),
            Part.PROCESS: self.tr("Process"),
        }[finding.part]

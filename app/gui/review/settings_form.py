"""The settings of a draft, to be changed: texts, days, and what only Scrive knows."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimeZone, Signal, Slot
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from app.domain.agreement import Agreement
from app.domain.findings import Finding
from app.domain.kinds import SendWith, ServiceKind
from app.domain.scrive_members import LONGEST_DAYS
from app.domain.scrive_settings import (
    DISPLAY_OPTIONS,
    author_role,
    days_of,
    display_options_of,
    tags_of,
    text_of,
    with_author_role,
    with_display_option,
    with_member,
    with_tags,
)
from app.gui.composer.session import Session
from app.gui.metrics import GAP, GAP_CARD
from app.gui.participants.told_fields import ToldChoice, ToldLine
from app.gui.review.package_form import PackageForm
from app.gui.review.setting_fields import Tags, TagsField, ToldDays, ToldText
from app.gui.review.settings_words import (
    PACKAGE_MEMBERS,
    author_options,
    display_word,
    language_options,
    option_options,
    reason_against,
    way_options,
)
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.field import Field
from app.gui.widgets.section_header import SectionHeader
from app.gui.widgets.states import Severity
from app.services.texts import finding_text

_WORDS = {True: "yes", False: "no", None: ""}
_VALUES = {words: value for value, words in _WORDS.items()}


class SettingsForm(QWidget):
    """Every setting with its field; what no way takes is switched off with the reason.

    Signals:
        done: the user has changed what was to be changed
    """

    done = Signal()

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Change the settings of `session`, each change one step back."""
        super().__init__(parent)
        self.theme = theme
        self._session = session
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.refresh()

    def start(self) -> None:
        """Put the focus where one would begin."""
        self.title.edit.setFocus()

    def field(self, member: str) -> QWidget:
        """The field of a setting, for who is led to it."""
        if member in PACKAGE_MEMBERS:
            return self.package.field(member)
        if member == "display_options":
            return next(iter(self.options.values()))
        return self._fields.get(member, self.tags)

    # -- building -----------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        theme = self.theme
        self._head = SectionHeader(theme, self.tr("Settings"))
        self._done = Button(theme, self.tr("Done"), kind="link", name="settings-done")
        self._head.add(self._done)
        self.title = ToldLine(theme, self.tr("Title"), "setting-title")
        self.way = ToldChoice(theme, self.tr("Sent as"), "setting-way")
        self.language = ToldChoice(theme, self.tr("Language"), "setting-language")
        self.message = ToldText(theme, self.tr("Message by e-mail"), "setting-message")
        self.sms = ToldText(theme, self.tr("Message by SMS"), "setting-sms", by_sms=True)
        self.confirmation = ToldText(
            theme, self.tr("When all have signed, by e-mail"), "setting-confirmation"
        )
        self.sms_confirmation = ToldText(
            theme, self.tr("When all have signed, by SMS"), "setting-sms-confirmation", by_sms=True
        )
        own, none = self.tr("The account’s own"), self.tr("None")
        self.days = ToldDays(theme, self.tr("Time to sign"), "setting-days", own, LONGEST_DAYS)
        self.remind = ToldDays(theme, self.tr("Remind after"), "setting-remind", none, LONGEST_DAYS)
        self.author = ToldChoice(theme, self.tr("What you do yourself"), "setting-author")
        self.zone = ToldLine(theme, self.tr("Time zone"), "setting-zone", own)
        self.callback = ToldLine(
            theme, self.tr("Report changes to (web address)"), "setting-callback", "https://"
        )
        self.tags = TagsField(theme)
        self.package = PackageForm(theme, self._session)
        self.options = {
            name: ToldChoice(theme, display_word(name), f"setting-{name}")
            for name in DISPLAY_OPTIONS
        }
        self.zone.edit.setCompleter(_zones(theme, self.zone.edit))
        self._fields: dict[str, Field] = {
            "title": self.title,
            "send_with": self.way,
            "language": self.language,
            "message": self.message,
            "sms_invitation_message": self.sms,
            "confirmation_message": self.confirmation,
            "sms_confirmation_message": self.sms_confirmation,
            "days_to_sign": self.days,
            "days_to_remind": self.remind,
            "author": self.author,
            "timezone": self.zone,
            "api_callback_url": self.callback,
        }
        self._told = {**self._fields, **self.options}

    def _build_layout(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_CARD)
        layout.addWidget(self._head)
        for field in self._fields.values():
            layout.addWidget(field)
        layout.addWidget(self.package)
        layout.addWidget(self.tags)
        self._options_head = SectionHeader(self.theme, self.tr("On the signing page"))
        layout.addSpacing(GAP)
        layout.addWidget(self._options_head)
        for choice in self.options.values():
            layout.addWidget(choice)
        layout.addStretch(1)

    def _connect(self) -> None:
        self._done.clicked.connect(self.done)
        self.title.edit.textEdited.connect(self._on_title)
        self.message.typed.connect(self._on_message)
        self.language.chosen.connect(self._on_language)
        self.author.chosen.connect(self._on_author)
        self.tags.edited.connect(self._on_tags)
        self.way.chosen.connect(self._on_told)
        for text in (self.sms, self.confirmation, self.sms_confirmation):
            text.typed.connect(self._on_told)
        for line in (self.zone, self.callback):
            line.typed.connect(self._on_told)
        for days in (self.days, self.remind):
            days.counted.connect(self._on_days)
        for choice in self.options.values():
            choice.chosen.connect(self._on_option)
        for field in self._fields.values():
            field.repair_requested.connect(self._on_repair)
        self.zone.edit.completer().activated.connect(self._on_zone_completed)

    # -- what happens -------------------------------------------------------------------------

    def _change(self, change: Callable[[Agreement], Agreement], merge: str = "") -> None:
        self._session.change(change(self._session.agreement), f"setting {merge}" if merge else "")

    @Slot(str)
    def _on_title(self, title: str) -> None:
        self._change(lambda agreement: replace(agreement, title=title), "title")

    @Slot(str)
    def _on_message(self, message: str) -> None:
        self._change(lambda agreement: replace(agreement, message=message), "message")

    @Slot(str)
    def _on_language(self, language: str) -> None:
        self._change(lambda agreement: replace(agreement, language=language))

    @Slot(str)
    def _on_author(self, role: str) -> None:
        self._change(lambda agreement: with_author_role(agreement, role))

    @Slot(tuple)
    def _on_tags(self, tags: Tags) -> None:
        self._change(lambda agreement: with_tags(agreement, tags), "tags")

    @Slot(str)
    def _on_told(self, text: str) -> None:
        member = self._member()
        self._change(lambda agreement: with_member(agreement, member, text), member)

    @Slot(str)
    def _on_zone_completed(self, zone: str) -> None:
        self._change(lambda agreement: with_member(agreement, "timezone", zone), "timezone")

    @Slot(int)
    def _on_days(self, days: int) -> None:
        member = self._member()
        self._change(lambda agreement: with_member(agreement, member, days or None), member)

    @Slot(str)
    def _on_option(self, words: str) -> None:
        name = self._member()
        self._change(lambda agreement: with_display_option(agreement, name, value=_VALUES[words]))

    def _member(self) -> str:
        """The setting whose field has just told something."""
        told = self.sender()
        return next(name for name, each in self._told.items() if each is told)

    @Slot()
    def _on_repair(self) -> None:
        finding = self._finding(self._member())
        if finding is not None and finding.repair is not None:
            self._session.repair(finding.repair)

    # -- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the settings as they are."""
        session = self._session
        agreement, service, locked = session.agreement, session.service, session.is_locked
        way = None if service is None else agreement.send_with(service)
        self.title.show_value(agreement.title, locked=locked)
        self.message.show_value(agreement.message, locked=locked)
        self.language.show_value(agreement.language, language_options(), locked=locked)
        self.way.show_value(text_of(agreement, "send_with"), way_options(), locked=locked)
        self._show_texts(agreement, locked=locked)
        self.days.show_value(days_of(agreement, "days_to_sign"), locked=locked)
        self.remind.show_value(days_of(agreement, "days_to_remind"), locked=locked)
        self.author.show_value(_shown_role(agreement, way), author_options(way), locked=locked)
        self.tags.show_value(tags_of(agreement), locked=locked)
        told = display_options_of(agreement)
        for name, choice in self.options.items():
            choice.show_value(_WORDS[told.get(name)], option_options(), locked=locked)
        self._show_possible(agreement, service)

    def _show_texts(self, agreement: Agreement, *, locked: bool) -> None:
        for field, member in (
            (self.sms, "sms_invitation_message"),
            (self.confirmation, "confirmation_message"),
            (self.sms_confirmation, "sms_confirmation_message"),
            (self.zone, "timezone"),
            (self.callback, "api_callback_url"),
        ):
            field.show_value(text_of(agreement, member), locked=locked)

    def _show_possible(self, agreement: Agreement, service: ServiceKind | None) -> None:
        """What no way takes is off, what no service of this kind has is not there at all."""
        elsewhere = service is ServiceKind.SIGNINGHUB
        self.package.setVisible(elsewhere)
        if elsewhere:
            self.package.refresh()
        for member, field in self._fields.items():
            reason = reason_against(agreement, service, member)
            field.setVisible(not (elsewhere and reason))
            field.editor.setEnabled(not (reason or self._session.is_locked))
            field.editor.setToolTip(reason)
            self._say(member, field)
        reason = reason_against(agreement, service, "display_options")
        for widget in (self.tags, self._options_head, *self.options.values()):
            widget.setVisible(not elsewhere)
        for choice in self.options.values():
            choice.editor.setEnabled(not (reason or self._session.is_locked))
            choice.editor.setToolTip(reason)
        if reason and not elsewhere:
            # Said once, where it is decided, instead of at each field that is off.
            self.way.set_note(reason)

    def _say(self, member: str, field: Field) -> None:
        """The gravest finding, else how long a text is."""
        finding = self._finding(member)
        if finding is not None:
            words = finding_text(finding)
            repair = "" if self._session.is_locked else words.repair
            severity = Severity(finding.severity.value)
            field.set_wrong(words.sentence, severity=severity, repair=repair)
        else:
            field.set_note(field.length_words() if isinstance(field, ToldText) else "")

    def _finding(self, member: str) -> Finding | None:
        top = member in ("title", "message", "language")
        where = f"/{member}" if top else f"/scrive/{member}"
        return next((each for each in self._session.findings if each.where == where), None)


def _shown_role(agreement: Agreement, way: SendWith | None) -> str:
    """A role that says no more than the way does by itself is shown as chosen."""
    role = author_role(agreement)
    return "" if way is SendWith.DOCUMENTS and role == "viewer" else role


def _zones(theme: Theme, parent: QWidget) -> QCompleter:
    """Names of time zones as the system knows them."""
    names = (bytes(each.data()).decode() for each in QTimeZone.availableTimeZoneIds())
    completer = QCompleter(sorted(each for each in names if "/" in each), parent)
    completer.setFilterMode(completer.filterMode().MatchContains)
    completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
    popup = completer.popup()
    if popup is not None:
        theme.dress(popup)  # a window of its own, which nothing else dresses
    return completer

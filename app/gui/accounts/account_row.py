"""One account in the list of accounts."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.accounts.values import SERVICE_NAMES
from app.gui.metrics import GAP, GAP_CARD, GAP_PAIR, ICON_SMALL
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel, Sentence
from app.gui.widgets.service_mark import ServiceMark
from app.gui.widgets.states import State
from app.gui.widgets.tag import Tag
from app.services.accounts import Account
from app.services.http.base_url import host_of

_MARK = 24


class AccountRow(Card):
    """An account with what can be done with it, and what came of it last.

    Signals:
        check_requested: id of the account
        change_requested: id of the account
        remove_requested: id of the account
    """

    check_requested = Signal(str)
    change_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(
        self, theme: Theme, account: Account, *, temporary: bool, parent: QWidget | None = None
    ) -> None:
        """Show `account`; a temporary one cannot be changed, only forgotten."""
        super().__init__(theme, parent=parent)
        self.account = account
        self.setObjectName(f"account-{account.id}")
        self._temporary = temporary
        self._build_widgets()
        self._build_layout()
        self.set_account(account)
        self._check.clicked.connect(self._on_check_clicked)
        self._change.clicked.connect(self._on_change_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)

    def set_account(self, account: Account) -> None:
        """Show the account as it is now; what was said about it stays."""
        self.account = account
        self.setAccessibleName(account.name)
        self._name.setText(account.name)
        identity = account.identity
        who = identity.email or identity.name or SERVICE_NAMES[account.service]
        self._about.setText(" · ".join((who, host_of(account.base_url))))

    def show_busy(self, reason: str) -> None:
        """Say what is being done; nothing else can be asked meanwhile."""
        self._say("hourglass", State.SENDING, "", reason)
        self._set_possible(reason)

    def show_good(self, sentence: str) -> None:
        """Say that it works."""
        self._say("circle-check", State.DONE, "", sentence)
        self._set_possible("")

    def show_advice(self, what: str, sentence: str) -> None:
        """Say that it works, and what somebody should do about it."""
        self._say("circle-alert", State.NEEDS, what, sentence)
        self._set_possible("")

    def show_bad(self, what: str, meaning: str) -> None:
        """Say what stands in the way."""
        self._say("circle-x", State.STOPPED, what, meaning)
        self._set_possible("")

    def sentence(self) -> str:
        """What is said about it now."""
        return self._sentence.plain_text()

    def _build_widgets(self) -> None:
        service = self.account.service
        self._mark = ServiceMark(self.theme, service.value, SERVICE_NAMES[service], _MARK)
        self._name = ElidedLabel(self.theme, weight=600)
        self._about = ElidedLabel(self.theme, role="caption", token="text-2")
        self._check = Button(
            self.theme, self.tr("Check again"), size="small", icon="refresh-cw", name="check"
        )
        self._change = Button(self.theme, self.tr("Change sign-in…"), size="small", name="change")
        if self._temporary:
            self._change.hide()
        words = self.tr("Forget…") if self._temporary else self.tr("Remove…")
        self._remove = Button(self.theme, words, size="small", kind="remove", name="remove")
        self._glyph = Glyph(self.theme, "info", "text-2", ICON_SMALL)
        self._sentence = Sentence(self.theme, role="caption")
        self._below = QWidget()
        self._below.hide()

    def _build_layout(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._mark)
        row.addSpacing(GAP_PAIR)
        row.addLayout(words, 1)
        if self._temporary:
            row.addWidget(Tag(self.theme, self.tr("This session only")))
        for button in (self._check, self._change, self._remove):
            row.addWidget(button)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(_MARK + GAP + GAP_PAIR, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_CARD, 10, GAP_CARD, 10)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._below)

    def _say(self, glyph: str, state: State, what: str, meaning: str) -> None:
        self._glyph.set_icon(glyph, state)
        self._sentence.say(what, meaning)
        self._below.show()

    def _set_possible(self, reason: str) -> None:
        for button in (self._check, self._change, self._remove):
            button.set_possible(not reason, reason)

    @Slot()
    def _on_check_clicked(self) -> None:
        self.check_requested.emit(self.account.id)

    @Slot()
    def _on_change_clicked(self) -> None:
        self.change_requested.emit(self.account.id)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self.account.id)

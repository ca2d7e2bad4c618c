"""The head of the composer: title, what is saved, undo, the account, and the way on."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.gui.composer.parts import next_part, short_name
from app.gui.composer.saving import Saved, SaveStanding
from app.gui.composer.session import Session
from app.gui.composer.title import Title
from app.gui.metrics import GAP, GAP_PAIR, GAP_PANE, ICON_SMALL, PANE_HEAD
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.service_mark import service_icon

_COMBO = (168, 232)
_SAVED = 200
_CONNECT = ""
_BEFORE_ARROW = "\N{NO-BREAK SPACE}"
"""The arrow stands behind the words, where Qt leaves less room."""


class ComposerHead(Pane):
    """The uppermost line.

    Signals:
        back_requested: the user wants to leave
        title_edited: what was typed
        account_chosen: id of the account to send with
        connect_requested: the user wants to connect an account
        next_requested: key of the next part
        versions_requested: the user wants to see what the draft said earlier
    """

    back_requested = Signal()
    title_edited = Signal(str)
    account_chosen = Signal(str)
    connect_requested = Signal()
    next_requested = Signal(str)
    versions_requested = Signal()

    def __init__(self, theme: Theme, session: Session, parent: QWidget | None = None) -> None:
        """Show `session`."""
        super().__init__(theme, "bg-base", parent)
        self._session = session
        self._part = ""
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    def set_part(self, key: str) -> None:
        """Lead on from that part."""
        self._part = key
        self._refresh()

    def say_saved(self, standing: SaveStanding, times: Times) -> None:
        """Say how the newest content stands, and nothing else."""
        if self._session.is_locked:
            return
        self._say(standing, times)
        # The title may end in dots, this may not.
        words = self._saved.fontMetrics().horizontalAdvance(self._saved.text())
        self._saved.setMinimumWidth(min(words + 2, _SAVED))

    @Slot()
    def choose_account(self) -> None:
        """Let the user choose the account to send with."""
        self.accounts.setFocus(Qt.FocusReason.OtherFocusReason)
        self.accounts.showPopup()

    def _say(self, standing: SaveStanding, times: Times) -> None:
        if standing.state is Saved.FAILED and standing.error is not None:
            self._saved_glyph.set_icon("octagon-alert", "stopped")
            words = self.tr("Not saved: {why}").format(why=standing.error.title)
            self._saved.set_token("stopped")
            self._saved.setText(words)
            self._saved.setToolTip(standing.error.paragraph())
            return
        self._saved.setToolTip("")
        self._saved.set_token("text-2")
        if standing.state is Saved.SAVING:
            self._saved_glyph.set_icon("hard-drive", "text-3")
            self._saved.setText(self.tr("Saving…"))
        else:
            self._saved_glyph.set_icon("check", "text-2")
            self._saved.setText(self.tr("Saved {when}").format(when=times.at(standing.at)))

    def saved_words(self) -> str:
        """What is said about saving."""
        return self._saved.text()

    def _build_widgets(self) -> None:
        theme = self.theme
        self.back = icon_button(theme, "arrow-left", self.tr("Back to the drafts"), name="back")
        self.title = Title(theme)
        self._saved_glyph = Glyph(theme, "check", "text-2", ICON_SMALL)
        self._saved = ElidedLabel(theme, role="caption", token="text-2")
        self.undo = icon_button(theme, "undo-2", self.tr("Undo (Ctrl+Z)"), name="undo")
        self.redo = icon_button(theme, "redo-2", self.tr("Redo (Ctrl+Shift+Z)"), name="redo")
        self.versions = icon_button(theme, "history", self.tr("Earlier versions…"), name="versions")
        self._with = Label(theme, self.tr("Send with"), role="caption", token="text-2")
        self.accounts = QComboBox()
        self.accounts.setObjectName("send-with")
        self.accounts.setAccessibleName(self.tr("Send with"))
        self.accounts.setMinimumWidth(_COMBO[0])
        self.accounts.setMaximumWidth(_COMBO[1])
        self.accounts.setPlaceholderText(self.tr("Choose an account"))
        self._with.setBuddy(self.accounts)
        self.next = Button(theme, kind="primary", icon="arrow-right", name="next")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def _build_layout(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP_PANE, 0)
        row.setSpacing(GAP)
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addSpacing(GAP_PAIR)
        row.addWidget(self._saved_glyph)
        row.addWidget(self._saved, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.versions)
        row.addSpacing(GAP_PAIR)
        row.addWidget(self._with)
        row.addWidget(self.accounts)
        row.addWidget(self.next)
        BarHeight(self, PANE_HEAD, self.accounts, 2 * GAP)

    def _connect(self) -> None:
        self._session.changed.connect(self._refresh)
        self.theme.changed.connect(self._on_look_changed)
        self.back.clicked.connect(self.back_requested)
        self.title.edited.connect(self.title_edited)
        self.undo.clicked.connect(self._session.undo)
        self.redo.clicked.connect(self._session.redo)
        self.versions.clicked.connect(self.versions_requested)
        self.accounts.activated.connect(self._on_activated)
        self.next.clicked.connect(self._on_next)

    @Slot()
    def _on_look_changed(self) -> None:
        self._fill_accounts()

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        account_id = str(self.accounts.itemData(place))
        if account_id == _CONNECT:
            self._choose_current()
            self.connect_requested.emit()
        else:
            self.account_chosen.emit(account_id)

    @Slot()
    def _on_next(self) -> None:
        self.next_requested.emit(next_part(self._part))

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        self.title.set_title(session.agreement.title)
        self.title.set_locked(session.is_locked)
        self.undo.setEnabled(session.can_undo)
        self.redo.setEnabled(session.can_redo)
        for widget in (self.undo, self.redo, self.versions, self._saved_glyph):
            widget.setVisible(not session.is_locked)
        if session.is_locked:
            self._saved.setText("")
            self._saved.setMinimumWidth(0)
        self.accounts.setEnabled(not session.is_locked)
        names = [account.name for account in session.accounts]
        shown = [self.accounts.itemText(n) for n in range(self.accounts.count() - 1)]
        if names != shown or not self.accounts.count():
            self._fill_accounts()
        self._choose_current()
        follows = next_part(self._part) if self._part else ""
        self.next.setVisible(bool(follows))
        if follows:
            words = self.tr("Next: {part}").format(part=short_name(follows))
            self.next.setText(words + _BEFORE_ARROW)

    def _fill_accounts(self) -> None:
        with QSignalBlocker(self.accounts):
            self.accounts.clear()
            for account in self._session.accounts:
                icon = service_icon(self.theme, account.service)
                self.accounts.addItem(icon, account.name, account.id)
            plus = self.theme.icon("plus", "text-2")
            self.accounts.addItem(plus, self.tr("Connect an account…"), _CONNECT)
        self._choose_current()

    def _choose_current(self) -> None:
        account = self._session.account
        place = -1 if account is None else self.accounts.findData(account.id)
        with QSignalBlocker(self.accounts):
            self.accounts.setCurrentIndex(place)
        none = not self._session.accounts
        words = self.tr("No account yet") if none else self.tr("Choose an account")
        self.accounts.setPlaceholderText(words)

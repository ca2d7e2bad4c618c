"""What the foot of the window and the banners say about checks and accounts."""

from PySide6.QtCore import QObject, Signal, Slot

from app.gui.checking import Checker
from app.gui.error_words import words_for
from app.gui.models.account_words import (
    ACCOUNT,
    OFFLINE,
    SIGN_IN,
    TRY_NOW,
    account_notices,
    accounts_line,
    is_offline,
)
from app.gui.models.overview import Overview
from app.gui.status_bar import StatusBar
from app.gui.widgets.banner import BannerArea, Notice, NoticeAction
from app.gui.widgets.states import State
from app.services.storage.health import DataNotice

_UNREADABLE = "unreadable"


class StatusWords(QObject):
    """Keeps status bar and banners true.

    Signals:
        sign_in_requested: id of the account whose sign-in is to be renewed
        reload_requested: read the desk once more
        notices_seen: the user has closed what the data had to tell once
    """

    sign_in_requested = Signal(str)
    reload_requested = Signal()
    notices_seen = Signal()

    def __init__(
        self,
        bar: StatusBar,
        banners: BannerArea,
        checker: Checker,
        parent: QObject | None = None,
    ) -> None:
        """Speak of `checker` in `bar` and `banners`."""
        super().__init__(parent)
        self._bar = bar
        self._banners = banners
        self._checker = checker
        self._overview: Overview | None = None
        self._told: set[str] = set()
        checker.started.connect(self._refresh)
        checker.finished.connect(self._refresh)
        banners.action_requested.connect(self._on_action)
        banners.closed.connect(self._on_closed)

    def set_overview(self, overview: Overview) -> None:
        """Speak of the accounts and the outbox of now."""
        self._overview = overview
        self._banners.remove_notice(_UNREADABLE)
        self._bar.set_finding_out(overview.finding_out)
        self._refresh()

    @Slot(object)
    def show_unreadable(self, error: Exception) -> None:
        """Say that the desk itself could not be read."""
        words = words_for(error)
        self._banners.show_notice(
            Notice(
                key=_UNREADABLE,
                state=State.STOPPED,
                what=words.title,
                meaning=" ".join(part for part in (words.detail, words.next_step) if part),
                actions=(NoticeAction(key="reload", text=self.tr("Try again")),),
            )
        )

    @Slot()
    def _refresh(self) -> None:
        overview = self._overview
        if overview is None:
            return
        accounts, states = overview.accounts, self._checker.states
        offline = is_offline(accounts, states)
        self._bar.checks.say(*self._checks(overview, offline=offline))
        icon = "user-round" if not accounts else "shield-check"
        self._bar.accounts.say("" if offline else accounts_line(accounts, states), icon)
        notices = account_notices(accounts, states, overview.times)
        notices += tuple(map(_about_data, overview.notices))
        for key in self._told - {notice.key for notice in notices}:
            self._banners.remove_notice(key)
        for notice in notices:
            self._banners.show_notice(notice)
        self._told = {notice.key for notice in notices}

    def _checks(self, overview: Overview, *, offline: bool) -> tuple[str, str]:
        """Words and icon."""
        checker, times = self._checker, overview.times
        if not overview.accounts:
            return "", "refresh-cw"
        if checker.running:
            return self.tr("Checking…"), "refresh-cw"
        if checker.checked_at is None:
            return "", "refresh-cw"
        checked = times.clock(checker.checked_at)
        if offline:
            return self.tr("Offline, last tried {time}").format(time=checked), "cloud-off"
        following = times.clock(checker.next_at) if checker.next_at is not None else checked
        if following == checked:
            return self.tr("Checked {time}").format(time=checked), "refresh-cw"
        words = self.tr("Checked {time}, next check {following}")
        return words.format(time=checked, following=following), "refresh-cw"

    @Slot(str)
    def _on_closed(self, key: str) -> None:
        if self._overview is not None and key in {each.key for each in self._overview.notices}:
            self.notices_seen.emit()

    @Slot(str, str)
    def _on_action(self, key: str, action: str) -> None:
        if action == SIGN_IN and key.startswith(ACCOUNT):
            self.sign_in_requested.emit(key.removeprefix(ACCOUNT))
        elif action == TRY_NOW and (key == OFFLINE or key.startswith(ACCOUNT)):
            self._checker.check()
        elif key == _UNREADABLE:
            self.reload_requested.emit()


def _about_data(notice: DataNotice) -> Notice:
    text = notice.text
    return Notice(
        key=notice.key,
        state=State.NEEDS,
        what=text.title,
        meaning=f"{text.detail} {text.next_step}",
        closable=notice.once,
        glyph="triangle-alert",
    )

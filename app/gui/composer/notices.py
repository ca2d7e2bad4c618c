"""What is said above the parts of the composer, and what its buttons lead to."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from app.gui.composer.parts import PartKey
from app.gui.composer.session import Session
from app.gui.widgets.banner import BannerArea, Notice, NoticeAction
from app.gui.widgets.states import State

if TYPE_CHECKING:
    from app.domain.agreement import Agreement

_CHANGED: Final = "changed"
_LOCKED: Final = "locked"
_ACCOUNT: Final = "account"
_UNDO: Final = "undo"
_COPY: Final = "copy"
_REVIEW: Final = "review"
_CHOOSE: Final = "choose-account"
_CONNECT: Final = "connect-account"


class ComposerNotices(QObject):
    """Keeps the banners of an opened draft in step with its session.

    Signals:
        review_requested: the user wants to see what became of what was sent
        copy_requested: the user wants a new draft like this one
        account_requested: the user wants to choose another account
        connect_requested: the user wants to connect an account
    """

    review_requested = Signal()
    copy_requested = Signal()
    account_requested = Signal()
    connect_requested = Signal()

    def __init__(self, banners: BannerArea, session: Session, parent: QObject) -> None:
        """Speak through `banners`, which others use too."""
        super().__init__(parent)
        self._banners = banners
        self._session = session
        self._after_change: Agreement | None = None
        self._part = ""
        self._is_known = False
        banners.action_requested.connect(self._on_action)
        session.changed.connect(self._refresh)

    def set_part(self, key: str, *, is_known: bool) -> None:
        """Know which part is shown, and whether the outbox knows the agreement.

        The last part says itself why nothing can be changed.
        """
        self._part, self._is_known = key, is_known
        self._refresh()

    def offer_undo(self, sentence: str, meaning: str = "", glyph: str = "trash-2") -> None:
        """Say what was just done, as long as undoing would undo just that."""
        self._after_change = self._session.agreement
        self._banners.show_notice(
            Notice(
                key=_CHANGED,
                state=State.DRAFT,
                glyph=glyph,
                what=sentence,
                meaning=meaning,
                actions=(NoticeAction(key=_UNDO, text=self.tr("Undo")),),
                closable=True,
            )
        )

    @Slot()
    def _refresh(self) -> None:
        if self._session.agreement is not self._after_change:
            self._banners.remove_notice(_CHANGED)
        self._show_lock()
        self._show_account()

    def _show_lock(self) -> None:
        if not (self._is_known and self._session.is_locked) or self._part == PartKey.REVIEW:
            self._banners.remove_notice(_LOCKED)
            return
        self._banners.show_notice(
            Notice(
                key=_LOCKED,
                state=State.SENDING,
                glyph="lock-keyhole",
                what=self.tr("This agreement was sent or is on its way."),
                meaning=self.tr("It can only be read here."),
                actions=(
                    NoticeAction(key=_REVIEW, text=self.tr("Show what became of it")),
                    NoticeAction(key=_COPY, text=self.tr("Copy to a new draft")),
                ),
            )
        )

    def _show_account(self) -> None:
        session = self._session
        if session.is_locked or not session.lost_account:
            self._banners.remove_notice(_ACCOUNT)
            return
        if session.accounts:
            meaning = self.tr("The draft is as you left it. Choose another account to send it.")
            action = NoticeAction(key=_CHOOSE, text=self.tr("Choose an account"))
        else:
            meaning = self.tr("The draft is as you left it. Connect an account to send it.")
            action = NoticeAction(key=_CONNECT, text=self.tr("Connect an account…"))
        self._banners.show_notice(
            Notice(
                key=_ACCOUNT,
                state=State.NEEDS,
                glyph="key-round",
                what=self.tr("The account of this draft was removed."),
                meaning=meaning,
                actions=(action,),
            )
        )

    @Slot(str, str)
    def _on_action(self, _key: str, action: str) -> None:
        if action == _UNDO:
            self._banners.remove_notice(_CHANGED)
            self._session.undo()
        elif action == _COPY:
            self.copy_requested.emit()
        elif action == _REVIEW:
            self.review_requested.emit()
        elif action == _CHOOSE:
            self.account_requested.emit()
        elif action == _CONNECT:
            self.connect_requested.emit()

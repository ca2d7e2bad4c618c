"""Banners: what happened, what it means, what can be done, above the pane it is about."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPropertyAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import BANNER, BANNER_MS, BAR, GAP, GAP_CARD, ICON_LARGE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Sentence
from app.gui.widgets.painted import Painted
from app.gui.widgets.states import State

MOST = 2
"""So many banners are seen at once."""

_UNLIMITED = 16777215  # QWIDGETSIZE_MAX, which PySide does not export

# The most serious first.
_ORDER = (
    State.STOPPED,
    State.FINDING,
    State.NEEDS,
    State.OFFLINE,
    State.SENDING,
    State.WAITING,
    State.DRAFT,
    State.DONE,
    State.PRACTICE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAction:
    """A button of a banner."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a banner says."""

    key: str
    """Notices of one key are the same matter: the newer one takes the place of the older."""
    state: State
    what: str
    """What happened, as a sentence."""
    meaning: str = ""
    actions: tuple[NoticeAction, ...] = ()
    """At most two."""
    closable: bool = False
    """Only when nothing is left to do."""
    glyph: str = ""
    """A Lucide name instead of the state's own."""


class Banner(Painted):
    """One notice on the ground of its state.

    Signals:
        action_requested: key of the notice, key of the action
        close_requested: key of the notice
    """

    action_requested = Signal(str, str)
    close_requested = Signal(str)

    def __init__(self, theme: Theme, notice: Notice, parent: QWidget | None = None) -> None:
        """Show `notice`."""
        super().__init__(theme, parent)
        self._notice = notice
        self.setObjectName(f"banner-{notice.key}")
        self.setMinimumHeight(BANNER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{notice.state.word}. {notice.what} {notice.meaning}".strip())
        self._build()

    @property
    def notice(self) -> Notice:
        """What it says."""
        return self._notice

    def sentence(self) -> str:
        """Return what is read on it."""
        return self._sentence.plain_text()

    def _build(self) -> None:
        notice = self._notice
        layout = QHBoxLayout(self)
        layout.setContentsMargins(BAR + 10, 6, GAP_CARD, 6)
        layout.setSpacing(GAP)
        glyph = Glyph(self.theme, notice.glyph or notice.state.glyph, notice.state, ICON_LARGE)
        self._sentence = Sentence(self.theme)
        self._sentence.say(notice.what, notice.meaning)
        layout.addWidget(glyph)
        layout.addSpacing(4)
        layout.addWidget(self._sentence, 1)
        for action in notice.actions[:2]:
            button = Button(self.theme, action.text, size="small", name=action.key)
            button.clicked.connect(self._on_action_clicked)
            layout.addWidget(button)
        if notice.closable:
            close = icon_button(self.theme, "x", self.tr("Close"), size="small", name="close")
            close.clicked.connect(self._on_close_clicked)
            layout.addWidget(close)

    @Slot()
    def _on_action_clicked(self) -> None:
        self.action_requested.emit(self._notice.key, self.sender().objectName())

    @Slot()
    def _on_close_clicked(self) -> None:
        self.close_requested.emit(self._notice.key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour(self._notice.state.ground))
        painter.fillRect(0, 0, BAR, self.height(), self.theme.colour(self._notice.state))


class BannerArea(QWidget):
    """The place for banners: at most two, the most serious and newest first; equal matters are one.

    Signals:
        action_requested: key of the notice, key of the action
        closed: key of the notice that the user closed
    """

    action_requested = Signal(str, str)
    closed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty and take no place."""
        super().__init__(parent)
        self._theme = theme
        self._notices: dict[str, Notice] = {}
        self._banners: dict[str, Banner] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setVisible(False)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, or the newer state of a matter that is shown already."""
        if self._notices.get(notice.key) == notice:
            return
        self._notices[notice.key] = notice
        self._arrange()

    def remove_notice(self, key: str) -> None:
        """Take a matter away; nothing happens when it is not there."""
        if self._notices.pop(key, None) is not None:
            self._arrange()

    def remove_done(self) -> None:
        """Take away what tells of something that went well."""
        for key in [each.key for each in self._notices.values() if each.state is State.DONE]:
            self.remove_notice(key)

    def clear(self) -> None:
        """Take everything away."""
        self._notices.clear()
        self._arrange()

    def shown(self) -> tuple[Notice, ...]:
        """Return what can be seen, in order: of equally serious matters the newest first."""
        newest = list(self._notices.values())[::-1]
        order = sorted(newest, key=_seriousness)
        return tuple(order[:MOST])

    def _arrange(self) -> None:
        wanted = self.shown()
        for key, banner in list(self._banners.items()):
            if banner.notice not in wanted:
                self._layout.removeWidget(banner)
                banner.hide()
                banner.deleteLater()
                del self._banners[key]
        for place, notice in enumerate(wanted):
            known = self._banners.get(notice.key)
            if known is None:
                known = self._banners[notice.key] = self._add(notice)
            self._layout.insertWidget(place, known)
            known.show()
        self.setVisible(bool(wanted))

    def _add(self, notice: Notice) -> Banner:
        banner = Banner(self._theme, notice, self)
        banner.action_requested.connect(self.action_requested)
        banner.close_requested.connect(self._on_close_requested)
        self._slide_in(banner)
        return banner

    def _slide_in(self, banner: Banner) -> None:
        milliseconds = self._theme.motion_ms(BANNER_MS)
        if not milliseconds or not self.isVisible():
            return
        motion = QPropertyAnimation(banner, b"maximumHeight", banner)
        motion.setDuration(milliseconds)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        motion.setStartValue(0)
        motion.setEndValue(max(BANNER, banner.sizeHint().height()))
        motion.finished.connect(self._on_slid_in)
        banner.setMinimumHeight(0)
        motion.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    @Slot()
    def _on_slid_in(self) -> None:
        for banner in self._banners.values():
            banner.setMinimumHeight(BANNER)
            banner.setMaximumHeight(_UNLIMITED)

    @Slot(str)
    def _on_close_requested(self, key: str) -> None:
        self.remove_notice(key)
        self.closed.emit(key)


def _seriousness(notice: Notice) -> int:
    return _ORDER.index(notice.state)

"""The right side of the outbox: one item, what is known of it, and what can be done."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.errors import DomainError
from app.gui.metrics import GAP, GAP_CARD, GAP_PANE, VIEWER_LEAST
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.outbox.answers_card import AnswersCard
from app.gui.outbox.checks import check_steps, is_counting
from app.gui.outbox.notice_card import NoticeCard
from app.gui.outbox.notices import Surroundings, answers_of, notice_of
from app.gui.outbox.standing import counted, fraction, standing
from app.gui.outbox.support import SupportDetails, support_lines
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.badge import Badge, state_badge
from app.gui.widgets.banner import BannerArea, Notice
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.checklist import Checklist
from app.gui.widgets.labels import ElidedLabel
from app.gui.widgets.service_mark import ServiceMark
from app.gui.widgets.states import State
from app.services.errors import ServiceError
from app.services.outbox.records import OutboxItem, SendState
from app.services.ports import Clock
from app.services.texts import error_text

_SECOND_MS: Final = 1000
_FAILED: Final = "act"


class OutboxDetail(Pane):
    """Shows an item; the countdown to the next look runs while it is seen.

    Signals:
        act_requested: the `Act` that the user chose for the item that is shown
    """

    act_requested = Signal(object)

    def __init__(
        self, theme: Theme, clock: Clock, zone: tzinfo | None, parent: QWidget | None = None
    ) -> None:
        """Begin empty; times are told in `zone`, else in the computer's."""
        super().__init__(theme, "bg-pane", parent)
        self.setObjectName("outbox-detail")
        self.setMinimumWidth(VIEWER_LEAST)
        self._clock = clock
        self._zone = zone
        self._item: OutboxItem | None = None
        self._build_widgets()
        self._build_layout()
        self.card.act_requested.connect(self.act_requested)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second)

    @property
    def item(self) -> OutboxItem | None:
        """What is shown."""
        return self._item

    def show_item(self, item: OutboxItem, around: Surroundings, *, busy: str = "") -> None:
        """Show an item, or bring the one that is shown up to date."""
        if self._item is None or self._item.id != item.id:
            self.banners.clear()
            self._scroll.verticalScrollBar().setValue(0)
        self._item = item
        times = self._times()
        state, word, glyph = standing(item)
        self._title.setText(item.title or self.tr("No title"))
        self._badge.set_face(state_badge(state, text=word, glyph=glyph))
        self._mark.set_service(item.service.value, SERVICE_NAMES[item.service])
        self._about.setText(self._about_line(item, times))
        self.card.show_notice(notice_of(item, times, around, busy=busy), fraction(item))
        self.checklist.set_steps(check_steps(item, times))
        answers = answers_of(item)
        self.answers.setVisible(bool(answers))
        self.answers.set_answers(answers)
        self.support.set_lines(item.title, support_lines(item, times))
        self._run_countdown()

    def show_failure(self, error: Exception) -> None:
        """Say why something could not be done with the item."""
        if isinstance(error, ServiceError | DomainError):
            text = error_text(error)
            meaning = f"{text.detail} {text.next_step}".strip()
            if isinstance(error, ServiceError) and self._is_in_doubt():
                # Its detail speaks of the request just now, not of the agreement.
                kept = self.tr("Nothing has changed: it is still not known whether it was sent.")
                meaning = f"{kept} {text.next_step}".strip()
            self.banners.show_notice(
                Notice(
                    key=_FAILED,
                    state=State.STOPPED,
                    what=text.title,
                    meaning=meaning,
                    closable=True,
                )
            )

    def _is_in_doubt(self) -> bool:
        return self._item is not None and self._item.state is SendState.FINDING_OUT

    def forget_failure(self) -> None:
        """Take what could not be done away."""
        self.banners.remove_notice(_FAILED)

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self._title = ElidedLabel(self.theme, role="subtitle")
        self._badge = Badge(self.theme, state_badge(State.SENDING))
        self._mark = ServiceMark(self.theme, "scrive", "Scrive")
        self._about = ElidedLabel(self.theme, role="caption", token="text-2")
        self.banners = BannerArea(self.theme)
        self.card = NoticeCard(self.theme)
        self.checklist = Checklist(self.theme)
        self.answers = AnswersCard(self.theme)
        self.support = SupportDetails(self.theme)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("steps")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Steps of sending"))

    def _build_layout(self) -> None:
        about = QHBoxLayout()
        about.setSpacing(GAP)
        about.addWidget(self._badge)
        about.addWidget(self._mark)
        about.addWidget(self._about, 1)
        head = QVBoxLayout()
        head.setContentsMargins(GAP_PANE, GAP_CARD, GAP_PANE, 10)
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addLayout(about)
        card = QHBoxLayout()
        card.setContentsMargins(GAP_PANE, 0, GAP_PANE, 14)
        card.addWidget(self.card)
        self._scroll.setWidget(self._steps_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.banners)
        layout.addLayout(card)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self._scroll, 1)

    def _steps_page(self) -> QWidget:
        page = Pane(self.theme, "bg-base")
        answers = QHBoxLayout()
        answers.setContentsMargins(GAP_PANE, 10, GAP_PANE, GAP_CARD)
        answers.addWidget(self.answers)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.checklist)
        layout.addLayout(answers)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self.support)
        layout.addStretch(1)
        return page

    # -- words -----------------------------------------------------------------------------

    def _about_line(self, item: OutboxItem, times: Times) -> str:
        pressed = self.tr("Send pressed {time}").format(time=times.exact(item.enqueued_at))
        people = counted(item.people, "person")
        documents = counted(len(item.documents), "document")
        return f"{item.account_name} · {pressed} · {people}, {documents}"

    def _times(self) -> Times:
        return Times(now=self._clock.now(), zone=self._zone)

    # -- countdown -------------------------------------------------------------------------

    def _run_countdown(self) -> None:
        item = self._item
        if item is not None and self.isVisible() and is_counting(item, self._clock.now()):
            self._second.start()
        else:
            self._second.stop()

    @Slot()
    def _on_second(self) -> None:
        if self._item is not None:
            self.checklist.set_steps(check_steps(self._item, self._times()))
        self._run_countdown()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_countdown()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()

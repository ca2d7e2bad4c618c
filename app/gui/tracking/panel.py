"""The workflow viewer: head, what is wrong, who is up, and the tree."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.status import AgreementStatus
from app.gui.metrics import GAP_CARD, GAP_PANE, VIEWER_LEAST
from app.gui.models.entry import Entry
from app.gui.models.entry_words import SERVICE_NAMES
from app.gui.models.standing import NOT_ASKED
from app.gui.theme import Theme
from app.gui.tracking.blocker_words import card_words
from app.gui.tracking.building import workflow_rows
from app.gui.tracking.copy_rows import COPY, copies_row
from app.gui.tracking.download_bar import DownloadBar
from app.gui.tracking.event_rows import EventState, with_events
from app.gui.tracking.facts import present
from app.gui.tracking.find_bar import FindBar
from app.gui.tracking.head import ViewerHead
from app.gui.tracking.head_words import head_line
from app.gui.tracking.model import WorkflowModel
from app.gui.tracking.record_rows import with_records
from app.gui.tracking.rows import WorkflowRow, as_text, revealed
from app.gui.tracking.view import WorkflowView
from app.gui.when import Times
from app.gui.widgets.banner import BannerArea, Notice, NoticeAction
from app.gui.widgets.blocker_card import BlockerCard, NextStep
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.states import State
from app.services.accounts import Account
from app.services.actions.records import ActionRecord
from app.services.tracking.tracked import TrackedAgreement

_ROOMY: Final = 600
"""A tree of this height shows later steps open."""

StepsFor = Callable[[TrackedAgreement], Sequence[NextStep]]
"""Which next steps are possible with an agreement now."""


class WorkflowPanel(Pane):
    """Shows one tracked agreement; a refresh keeps selection, expansion and scroll.

    Signals:
        download_requested: the files are wanted
        step_requested: key of the next step that the user chose on the card
        action_requested: key of a notice, key of its action
        copy_requested: our id of another copy of the agreement that is to be shown
        shown: the `TrackedAgreement` that is shown now, or its newer state
    """

    download_requested = Signal()
    step_requested = Signal(str)
    action_requested = Signal(str, str)
    copy_requested = Signal(str)
    shown = Signal(object)

    def __init__(
        self, theme: Theme, menu: QMenu, steps_for: StepsFor, parent: QWidget | None = None
    ) -> None:
        """`menu` stands behind the three dots; `steps_for` fills the buttons of the card."""
        super().__init__(theme, "bg-pane", parent)
        self.setObjectName("viewer")
        self.setMinimumWidth(VIEWER_LEAST)
        self._steps_for = steps_for
        self._tracked: TrackedAgreement | None = None
        self._times: Times | None = None
        self._records: tuple[ActionRecord, ...] = ()
        self._events: dict[str, EventState] = {}
        self._copies: tuple[TrackedAgreement, ...] = ()
        self._is_revealed = False
        self.model = WorkflowModel(self)
        self._build_widgets(menu)
        self._build_layout()
        self._connect()

    @property
    def tracked(self) -> TrackedAgreement | None:
        """What is shown."""
        return self._tracked

    @property
    def copies(self) -> tuple[TrackedAgreement, ...]:
        """All copies of the agreement that is shown, where everybody has their own."""
        return self._copies

    @property
    def times(self) -> Times | None:
        """As seen from when it speaks of moments; None while nothing is shown."""
        return self._times

    def show_tracked(
        self,
        tracked: TrackedAgreement,
        entry: Entry,
        account: Account | None,
        times: Times,
        copies: Sequence[TrackedAgreement] = (),
    ) -> None:
        """Show an agreement, or bring the one that is shown up to date.

        `copies` are all of the agreement, this one too, where everybody has their own.
        """
        is_same = self._tracked is not None and self._tracked.id == tracked.id
        if not is_same:
            self.banners.clear()
            self._records = ()
            self._events = {}
            self._is_revealed = False
        self._tracked, self._times, self._copies = tracked, times, tuple(copies)
        self.head.set_service(tracked.service, SERVICE_NAMES[tracked.service])
        standing = entry.standing if tracked.observation else NOT_ASKED
        self.head.say(entry.title, standing, head_line(tracked, account, times))
        self._show_error(tracked, times)
        self._show_card(tracked, times)
        self._show_rows(tracked, times, is_same=is_same)
        self.shown.emit(tracked)

    def set_records(self, records: tuple[ActionRecord, ...]) -> None:
        """Show what was done with the agreement from here, and the next steps of now."""
        self._records = records
        if self._tracked is not None and self._times is not None:
            self._show_card(self._tracked, self._times)
            self._show_rows(self._tracked, self._times, is_same=True)

    def set_event(self, deed: str, state: EventState) -> None:
        """Show how far one asking is, by the deed of the row that offered to ask."""
        self._events[deed] = state
        if self._tracked is not None and self._times is not None:
            self.model.refresh(self._rows(self._tracked, self._times), are_news=False)

    def text(self) -> str:
        """The whole workflow as indented lines, for the clipboard."""
        head = (self.head.title(), f"{self.head.state_word()} · {self.head.line()}")
        return "\n".join((*head, "", as_text(self.model.rows())))

    @override
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Find)
        ):
            # Within the viewer the key finds in the workflow, elsewhere in the list.
            event.accept()
            return True
        return super().event(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What went well was read before; who comes back may have gone on with it elsewhere."""
        if not event.spontaneous():
            self.banners.remove_done()
        super().showEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_bar.start()
        else:
            super().keyPressEvent(event)

    def _build_widgets(self, menu: QMenu) -> None:
        self.head = ViewerHead(self.theme, menu)
        self.banners = BannerArea(self.theme)
        self.downloads = DownloadBar(self.theme)
        self.card = BlockerCard(self.theme)
        self._card_place = QWidget()
        self.view = WorkflowView(self.theme, self.model)
        self.find_bar = FindBar(self.theme, self.model, self.view)

    def _build_layout(self) -> None:
        place = QVBoxLayout(self._card_place)
        place.setContentsMargins(GAP_PANE, 0, GAP_PANE, GAP_CARD)
        place.addWidget(self.card)
        # A gap below the banners, which is not there when they are not.
        self.banners.setContentsMargins(0, 0, 0, GAP_CARD)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.downloads, self.banners, self._card_place):
            layout.addWidget(widget)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.head.download_requested.connect(self.download_requested)
        self.head.find_requested.connect(self.find_bar.start)
        self.view.reveal_requested.connect(self._on_reveal)
        self.view.deed_requested.connect(self._on_deed)
        self.card.step_requested.connect(self.step_requested)
        self.banners.action_requested.connect(self._on_notice_action)

    @Slot()
    def _on_reveal(self) -> None:
        """Show the numbers of people until another agreement is shown."""
        self._is_revealed = True
        if self._tracked is not None and self._times is not None:
            self._show_rows(self._tracked, self._times, is_same=True)

    @Slot(str)
    def _on_deed(self, deed: str) -> None:
        if deed.startswith(COPY):
            self.copy_requested.emit(deed.removeprefix(COPY))

    @Slot(str, str)
    def _on_notice_action(self, key: str, action: str) -> None:
        self.action_requested.emit(key, action)

    def _show_error(self, tracked: TrackedAgreement, times: Times) -> None:
        error = tracked.error
        if error is None:
            self.banners.remove_notice("tracked")
            return
        known = ""
        if tracked.observed_at is not None:
            words = self.tr("You see what was known {when}.")
            known = words.format(when=times.at(tracked.observed_at))
        meaning = " ".join(part for part in (error.detail, known) if part)
        self.banners.show_notice(
            Notice(
                key="tracked",
                state=State.OFFLINE,
                what=error.title,
                meaning=meaning,
                actions=(NoticeAction(key="check", text=self.tr("Check now")),),
            )
        )

    def _show_card(self, tracked: TrackedAgreement, times: Times) -> None:
        words = None
        if tracked.observation is not None:
            words = card_words(tracked.observation, times, self._steps_for(tracked))
        if words is not None:
            self.card.set_blocker(words)
        self._card_place.setVisible(words is not None)

    def _can_download(self, tracked: TrackedAgreement) -> tuple[bool, str]:
        """Whether there is something to download, and else why not."""
        if tracked.observation is None:
            return False, self.tr("The service has not been asked yet.")
        is_draft = tracked.observation.status is AgreementStatus.DRAFT
        return not is_draft, self.tr("It has not been sent, so there is nothing signed.")

    def _show_rows(self, tracked: TrackedAgreement, times: Times, *, is_same: bool) -> None:
        rows = self._rows(tracked, times)
        self.head.download.set_possible(*self._can_download(tracked))
        if is_same:
            self.model.refresh(rows)
        else:
            self.model.show_rows(rows)
            self.view.scroll_to_blocker()

    def _rows(self, tracked: TrackedAgreement, times: Times) -> tuple[WorkflowRow, ...]:
        observation, roomy = tracked.observation, self.view.height() > _ROOMY
        rows = workflow_rows(observation, times, roomy=roomy) if observation else ()
        rows = (*present(copies_row(self._copies, tracked.id, times)), *rows)
        rows = with_events(with_records(rows, self._records, times), self._events, times)
        return revealed(rows) if self._is_revealed else rows

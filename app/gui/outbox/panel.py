"""The page of the outbox: what is on its way at the left, one of it at the right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from app.gui.metrics import GAP
from app.gui.outbox.compare_reader import CompareReader
from app.gui.outbox.compare_sheet import CompareSheet
from app.gui.outbox.detail import OutboxDetail
from app.gui.outbox.feed import OutboxFeed, Snapshot
from app.gui.outbox.list_pane import OutboxList
from app.gui.outbox.notices import Act, Surroundings, draft_id, notice_of
from app.gui.outbox.questions import (
    copy_question,
    give_up_question,
    send_again_question,
    send_anew_question,
)
from app.gui.outbox.standing import row_of
from app.gui.review.passwords_sheet import PasswordsSheet
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.card import Pane
from app.services.outbox.records import OutboxItem, Phase
from app.services.ports import Clock

LIST_WIDTH: Final = 456
_LIST_WIDE: Final = 640
_WIDE: Final = 1600
_QUESTIONS: Final = {
    Act.SEND_AGAIN: send_again_question,
    Act.GIVE_UP: give_up_question,
    Act.ANEW: send_anew_question,
    Act.COPY: copy_question,
}
"""What is asked before these are done."""


class OutboxPanel(QWidget):
    """Everything on its way, live.

    Signals:
        show_agreement_requested: id of the account, the service's id of what was sent
        open_draft_requested: the id inside the draft that is to be opened
        sign_in_requested: id of the account that has to be signed in again
        connect_requested: the `ServiceKind` and address whose account is to be connected again
        copied: id of the new draft
        new_requested: a new agreement is wanted
    """

    show_agreement_requested = Signal(str, str)
    open_draft_requested = Signal(str)
    sign_in_requested = Signal(str)
    connect_requested = Signal(object, str)
    copied = Signal(str)
    new_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        feed: OutboxFeed,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        zone: tzinfo | None = None,
        open_page: Callable[[QUrl], object] | None = QDesktopServices.openUrl,
    ) -> None:
        """`feed` becomes the panel's own and runs while it is seen.

        `open_page` shows a page in the browser; None where there are no pages (practice).
        """
        super().__init__(parent)
        self.setObjectName("outbox")
        self.theme = theme
        self._clock = clock
        self._zone = zone
        self._open_page = open_page
        self._snapshot = Snapshot(items=())
        self.feed = feed
        feed.setParent(self)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._refresh()

    def current(self) -> OutboxItem | None:
        """The item that is selected."""
        return self._item(self.list.current())

    @Slot(str)
    def select(self, item_id: str) -> None:
        """Show an item, now or as soon as it is known."""
        self.list.select(item_id)

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self.list = OutboxList(self.theme)
        self.detail = OutboxDetail(self.theme, self._clock, self._zone)
        self._nothing = Pane(self.theme, "bg-pane")
        self._pages = QStackedWidget()
        for page in (self._nothing, self.detail):
            self._pages.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)

    def _build_layout(self) -> None:
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self._pages)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.splitter.setSizes([LIST_WIDTH, LIST_WIDTH + GAP])
        self.setFocusProxy(self.list.view)

    def _connect(self) -> None:
        self.feed.changed.connect(self._on_changed)
        self.feed.read_failed.connect(self.list.show_failure)
        self.feed.busy_changed.connect(self._on_busy_changed)
        self.feed.act_failed.connect(self._on_act_failed)
        self.feed.renewed.connect(self.select)
        self.feed.copied.connect(self.copied)
        self.list.selected.connect(self._on_selected)
        self.list.clear_requested.connect(self._on_clear_requested)
        self.list.new_requested.connect(self.new_requested)
        self.detail.act_requested.connect(self._on_act_requested)

    # -- what is shown ---------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.list.forget_failure()
        self._refresh()

    def _refresh(self) -> None:
        times = Times(now=self._clock.now(), zone=self._zone)
        self.list.set_rows(tuple(row_of(item, times) for item in self._snapshot.items))
        self.list.set_settled(len(self._cleared()))
        self._show_current()

    def _show_current(self) -> None:
        item = self.current()
        # An empty half beside an empty list would only look broken.
        self._pages.setVisible(bool(self._snapshot.items))
        if item is None:
            self._pages.setCurrentWidget(self._nothing)
            return
        self.detail.show_item(item, self._around(item), busy=self.feed.busy(item.id))
        self._pages.setCurrentWidget(self.detail)

    def _around(self, item: OutboxItem) -> Surroundings:
        around = self._snapshot.around.get(item.id, Surroundings())
        return around if self._open_page is not None else replace(around, page="")

    def _item(self, item_id: str) -> OutboxItem | None:
        return next((each for each in self._snapshot.items if each.id == item_id), None)

    @Slot(str)
    def _on_selected(self, _item_id: str) -> None:
        self._show_current()

    @Slot(str)
    def _on_busy_changed(self, item_id: str) -> None:
        if item_id == self.list.current():
            self._show_current()

    @Slot(str, object)
    def _on_act_failed(self, item_id: str, error: Exception) -> None:
        if item_id == self.list.current():
            self.detail.show_failure(error)

    # -- what the user wants ---------------------------------------------------------------

    @Slot(object)
    def _on_act_requested(self, act: Act) -> None:
        item = self.current()
        if item is not None:
            self._take(act, item)

    def _take(self, act: Act, item: OutboxItem) -> None:
        self.detail.forget_failure()
        if act in _QUESTIONS:
            self._ask(act, item)
        else:
            self._do(act, item)

    def _ask(self, act: Act, item: OutboxItem) -> None:
        question = _QUESTIONS[act](self.theme, item, self)
        question.confirmed.connect(partial(self._do, act, item))
        question.open()

    def _do(self, act: Act, item: OutboxItem) -> None:
        feed, around = self.feed, self._around(item)
        doing: dict[Act, Callable[[], object]] = {
            Act.CHECK: partial(feed.check_again, item.id),
            Act.TRY: partial(feed.check_again, item.id),
            Act.SEND_AGAIN: partial(feed.send_again, item.id),
            Act.ANEW: partial(feed.send_anew, item.id),
            Act.GIVE_UP: partial(feed.give_up, item.id),
            Act.STOP: partial(feed.stop_sending, item.id),
            Act.COPY: partial(feed.copy, item.id),
            Act.DISMISS: partial(feed.dismiss, item.id),
            Act.COMPARE: partial(self._compare, item),
            Act.OPEN: partial(self._open, around.page),
            Act.SHOW: partial(self._show_agreement, item, around),
            Act.DRAFT: partial(self.open_draft_requested.emit, draft_id(item)),
            Act.SIGN_IN: partial(self._sign_in, item, around),
            Act.PASSWORDS: partial(self._choose_passwords, item, around),
        }
        doing[act]()

    def _compare(self, item: OutboxItem) -> None:
        times = Times(now=self._clock.now(), zone=self._zone)
        notice = notice_of(item, times, self._around(item), busy=self.feed.busy(item.id))
        offers = tuple(each for each in notice.offers if each.act is not Act.COMPARE)
        sheet = CompareSheet(self.theme, item, offers, self)
        reader = CompareReader(sheet, self.feed, item.id, self._clock, self._zone)
        sheet.act_requested.connect(partial(self._on_compare_act, item.id))
        sheet.open()
        reader.read()

    def _on_compare_act(self, item_id: str, act: Act) -> None:
        """The same as in the outbox, with the same question before it."""
        item = self._item(item_id)
        if item is not None:
            self._take(act, item)

    def _open(self, page: str) -> None:
        if page and self._open_page is not None:
            self._open_page(QUrl(page))

    def _show_agreement(self, item: OutboxItem, around: Surroundings) -> None:
        """What was split into copies is followed as its copies."""
        sent = item.copies[0].service_id if item.copies else item.service_id
        self.show_agreement_requested.emit(around.account_id or item.account_id, sent)

    def _sign_in(self, item: OutboxItem, around: Surroundings) -> None:
        if around.account_id:
            self.sign_in_requested.emit(around.account_id)
        else:
            self.connect_requested.emit(item.service, item.base_url)

    def _choose_passwords(self, item: OutboxItem, around: Surroundings) -> None:
        sheet = PasswordsSheet(self.theme, around.openers, self.tr("Go on sending"), self)
        sheet.chosen.connect(partial(self.feed.choose_passwords, item.id))
        sheet.open()

    @Slot()
    def _on_clear_requested(self) -> None:
        self.feed.dismiss_all(self._cleared())

    def _cleared(self) -> tuple[str, ...]:
        """What is settled and known; what stays unknown is taken off one by one."""
        items = self._snapshot.items
        return tuple(each.id for each in items if each.settled and each.phase is not Phase.LET_GO)

    # -- while it is seen ------------------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        share = _LIST_WIDE if self.width() >= _WIDE else LIST_WIDTH
        self.splitter.setSizes([share, max(0, self.width() - share)])
        self.feed.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.feed.stop()

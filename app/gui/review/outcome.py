"""What became of Send: the answer, what can be done, and the steps."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, GAP_CARD
from app.gui.outbox.checks import check_steps, is_counting
from app.gui.outbox.notice_card import NoticeCard
from app.gui.outbox.standing import fraction
from app.gui.review.outcome_words import outcome_of, setting_aside
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.card import Card
from app.gui.widgets.checklist import Checklist
from app.services.outbox.records import OutboxItem

_SECOND_MS: Final = 1000


class Outcome(QWidget):
    """Shows an item of the outbox; the time to the next look runs while it is seen.

    Signals:
        act_requested: the `Act` that the user chose
    """

    act_requested = Signal(object)

    def __init__(
        self, theme: Theme, times: Callable[[], Times], parent: QWidget | None = None
    ) -> None:
        """Begin with nothing."""
        super().__init__(parent)
        self._times = times
        self._item: OutboxItem | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("What became of it"))
        self.card = NoticeCard(theme)
        self.checklist = Checklist(theme)
        self._steps = Card(theme)
        inside = QVBoxLayout(self._steps)
        inside.setContentsMargins(1, GAP, 1, GAP)
        inside.addWidget(self.checklist)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_CARD)
        column.addWidget(self.card)
        column.addWidget(self._steps)
        column.addStretch(1)
        self.card.act_requested.connect(self.act_requested)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second)

    def show_setting_aside(self) -> None:
        """Send was pressed just now."""
        self._item = None
        self.card.show_notice(setting_aside())
        self._show_steps()

    def show_item(
        self,
        item: OutboxItem,
        invited: Sequence[str],
        handed: Sequence[str] = (),
        *,
        busy: str = "",
        already: bool = False,
    ) -> None:
        """Show where the agreement stands; `already` before Send was pressed here.

        `invited` and `handed` are as in `outcome_of`.
        """
        self._item = item
        notice = outcome_of(item, invited, self._times(), handed=handed, busy=busy, already=already)
        self.card.show_notice(notice, fraction(item))
        self._show_steps()
        self._run_countdown()

    def _show_steps(self) -> None:
        item = self._item
        self.checklist.set_steps(() if item is None else check_steps(item, self._times()))
        self._steps.setVisible(item is not None)

    @Slot()
    def _on_second(self) -> None:
        self._show_steps()
        self._run_countdown()

    def _run_countdown(self) -> None:
        item = self._item
        if item is not None and self.isVisible() and is_counting(item, self._times().now):
            self._second.start()
        else:
            self._second.stop()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_countdown()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._second.stop()
        super().hideEvent(event)

"""The left side of the outbox: the list, its head, and what is worth knowing about it."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.attention import View
from app.domain.errors import DomainError
from app.gui.metrics import GAP, GAP_CARD, GAP_PANE, HEADER_ROW, ICON, LIST_LEAST, PANE_HEAD
from app.gui.models.keyed_rows import KeyedRows, RowRole
from app.gui.models.view_words import empty_words, view_icon, view_word
from app.gui.outbox.delegate import TEXT_LEFT, OutboxDelegate
from app.gui.outbox.standing import OutboxRow
from app.gui.theme import Theme
from app.gui.widgets.banner import BannerArea, Notice
from app.gui.widgets.bar_height import BarHeight
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label
from app.gui.widgets.painted import Painted
from app.gui.widgets.section_header import SectionHeader
from app.gui.widgets.states import State
from app.services.errors import ServiceError
from app.services.texts import error_text

_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class OutboxHeader(Painted):
    """Names the columns of the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin as it stays."""
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        height = max(HEADER_ROW, self.theme.font_metrics("caption").height() + 8)
        return QSize(100, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("bg-window"))
        line = self.theme.colour("line")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("text-2"))
        place = QRect(TEXT_LEFT, 0, self.width() - TEXT_LEFT - GAP_CARD, self.height())
        painter.drawText(place, _LEFT, self.tr("Agreement, newest first"))
        painter.drawText(place, _RIGHT, self.tr("State"))


class OutboxList(Pane):
    """Everything on its way; the selection stays while rows come, go and change.

    Signals:
        selected: id of the item that is current now, empty for none
        clear_requested: what is settled is to be taken off the list
        new_requested: the button of an empty list
    """

    selected = Signal(str)
    clear_requested = Signal()
    new_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, "bg-base", parent)
        self.setMinimumWidth(LIST_LEAST)
        self._wanted = ""
        self.model = KeyedRows(self)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def set_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        """Show these."""
        self.model.set_rows(rows)
        count = str(len(rows)) if rows else ""
        self._head.set_title(view_word(View.OUTBOX), count)
        self._header.setVisible(bool(rows))
        self._pages.setCurrentWidget(self.view if rows else self._empty)
        self._ensure_current()

    def set_settled(self, count: int) -> None:
        """Offer to take so many off the list."""
        words = self.tr("Clear {count} settled").format(count=count)
        self._clear.setText(words)
        self._clear.setVisible(count > 0)

    def current(self) -> str:
        """Id of the item that is selected, or nothing."""
        row = self.view.currentIndex().data(RowRole.ROW)
        return row.key if isinstance(row, OutboxRow) else ""

    def select(self, item_id: str) -> None:
        """Make an item current, now or as soon as it comes."""
        self._wanted = item_id
        self._ensure_current()

    def show_failure(self, error: Exception) -> None:
        """Say why the list could not be read."""
        if isinstance(error, ServiceError | DomainError):
            text = error_text(error)
            meaning = f"{text.detail} {text.next_step}".strip()
            notice = Notice(key="read", state=State.STOPPED, what=text.title, meaning=meaning)
            self._banners.show_notice(notice)

    def forget_failure(self) -> None:
        """The list could be read."""
        self._banners.remove_notice("read")

    # -- building --------------------------------------------------------------------------

    def _build_widgets(self) -> None:
        self._head = SectionHeader(self.theme, view_word(View.OUTBOX), role="title")
        self._clear = Button(self.theme, size="small", icon="check-check", name="clear-settled")
        self._clear.set_purpose(self.tr("Takes what was sent, not sent or given up off the list"))
        self._clear.hide()
        self._head.add(self._clear)
        self._header = OutboxHeader(self.theme)
        self._banners = BannerArea(self.theme)
        self.view = QListView()
        self.view.setObjectName("outbox-items")
        self.view.setAccessibleName(view_word(View.OUTBOX))
        self.view.setModel(self.model)
        self.view.setItemDelegate(OutboxDelegate(self.theme, self))
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title, sentence = empty_words(View.OUTBOX)
        self._empty = EmptyState(
            self.theme,
            icon=view_icon(View.OUTBOX),
            title=title,
            sentence=sentence,
            action=self.tr("New agreement"),
            action_icon="plus",
        )
        self._pages = QStackedWidget()
        for page in (self._empty, self.view):
            self._pages.addWidget(page)

    def _build_layout(self) -> None:
        head = QWidget()
        BarHeight(head, PANE_HEAD, self._clear, GAP_PANE)
        inside = QHBoxLayout(head)
        inside.setContentsMargins(GAP_PANE, 0, GAP_CARD, 0)
        inside.addWidget(self._head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._banners)
        layout.addWidget(self._header)
        layout.addWidget(self._pages, 1)
        layout.addWidget(Line(self.theme))
        layout.addWidget(self._foot())

    def _foot(self) -> QWidget:
        words = Label(
            self.theme,
            self.tr(
                "Sent agreements are under Waiting for others. You can close Countersign at any"
                " time: it goes on here at the next start and never sends twice."
            ),
            role="caption",
            token="text-2",
            wrap=True,
        )
        foot = QWidget()
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(GAP_PANE, GAP_CARD, GAP_PANE, GAP_CARD)
        layout.setSpacing(GAP)
        layout.addWidget(Glyph(self.theme, "info", "text-2", ICON), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        return foot

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._clear.clicked.connect(self.clear_requested)
        self._empty.action_requested.connect(self.new_requested)
        self.theme.changed.connect(self._on_look_changed)

    # -- selection -------------------------------------------------------------------------

    def _ensure_current(self) -> None:
        """Keep the current row, unless another one is wanted; else go to the first."""
        place = self.model.place_of(self._wanted) if self._wanted else -1
        index = self.model.index(place) if place >= 0 else self.view.currentIndex()
        if not index.isValid():
            index = self.model.index(0)
        if place >= 0:
            self._wanted = ""
        if index.isValid() and index != self.view.currentIndex():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flag)
            self.view.scrollTo(index)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.selected.emit(self.current())

    @Slot()
    def _on_look_changed(self) -> None:
        self.view.scheduleDelayedItemsLayout()

"""The page with the list in the middle and what is selected at the right."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.gui.agreements.draft_pane import DraftPane
from app.gui.agreements.panel import AgreementsPanel
from app.gui.metrics import LIST
from app.gui.models.copy_entries import first_to_see
from app.gui.models.entries import tracked_entry
from app.gui.models.entry import Entry, EntryKind
from app.gui.models.overview import Overview
from app.gui.theme import Theme
from app.gui.tracking.panel import StepsFor, WorkflowPanel
from app.gui.widgets.card import Pane
from app.gui.widgets.empty_state import EmptyState

SEEN_MS = 1500
"""So long must an agreement be looked at to count as seen."""
_WIDE = 1600
_LIST_WIDE = 784


class DeskPage(QWidget):
    """List and viewer; what is selected in the one is shown in the other.

    Signals:
        selected: the `Entry` that is current now, or None
        opened: the `Entry` that the user wants to open
        seen: id of a tracked agreement whose news were looked at
        new_requested: a new agreement is wanted
    """

    selected = Signal(object)
    opened = Signal(object)
    seen = Signal(str)
    new_requested = Signal()

    def __init__(
        self, theme: Theme, menu: QMenu, steps_for: StepsFor, parent: QWidget | None = None
    ) -> None:
        """`menu` stands behind the viewer's dots, `steps_for` fills its card."""
        super().__init__(parent)
        self._overview: Overview | None = None
        self._copies: dict[str, str] = {}
        self._seen_timer = QTimer(self)
        self._seen_timer.setSingleShot(True)
        self._seen_timer.setInterval(SEEN_MS)
        self.list = AgreementsPanel(theme)
        self.viewer = WorkflowPanel(theme, menu, steps_for)
        self.draft = DraftPane(theme)
        self._nothing = Pane(theme, "bg-pane")
        self._build_layout(theme)
        self._connect()

    def set_overview(self, overview: Overview) -> None:
        """Show the newest state of everything."""
        self._overview = overview
        self.list.set_entries(overview.entries)
        self._show(self.list.current())

    def select(self, entry: Entry, tracked_id: str = "") -> None:
        """Show an entry in its view, and of several copies a certain one."""
        if tracked_id in entry.members:
            self._copies[entry.key] = tracked_id
        self.list.set_view(entry.view)
        self.list.select(entry.key)
        if entry.members:
            self._show(self.list.current())

    def current(self) -> Entry | None:
        """The entry that is selected."""
        return self.list.current()

    def panes(self) -> tuple[QWidget, ...]:
        """What takes the focus in each pane that can be seen, from left to right."""
        page = self._pages.currentWidget()
        if page is self.viewer:
            return self.list.list, self.viewer.view
        return (self.list.list, self.draft.go_on) if page is self.draft else (self.list.list,)

    def set_first_widths(self, width: int) -> None:
        """Share a width between list and viewer as the look has it."""
        share = _LIST_WIDE if width >= _WIDE else LIST
        self.splitter.setSizes([share, max(0, width - share)])

    def _build_layout(self, theme: Theme) -> None:
        nothing = QVBoxLayout(self._nothing)
        nothing.addWidget(
            EmptyState(
                theme,
                icon="workflow",
                title=self.tr("Nothing is selected"),
                sentence=self.tr("Choose an agreement to see who has signed and who is next."),
            )
        )
        self._pages = QStackedWidget()
        for page in (self._nothing, self.viewer, self.draft):
            self._pages.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("panes")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self._pages)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.list.selected.connect(self._on_selected)
        self.list.opened.connect(self.opened)
        self.list.new_requested.connect(self.new_requested)
        self.viewer.copy_requested.connect(self._on_copy_requested)
        self._seen_timer.timeout.connect(self._on_seen)

    @Slot(object)
    def _on_selected(self, entry: Entry | None) -> None:
        self._show(entry)
        self.selected.emit(entry)

    def _show(self, entry: Entry | None) -> None:
        overview = self._overview
        if entry is None or overview is None:
            self._pages.setCurrentWidget(self._nothing)
            self._seen_timer.stop()
        elif entry.kind is EntryKind.DRAFT and entry.id in overview.drafts:
            self.draft.show_draft(overview.drafts[entry.id], entry)
            self._pages.setCurrentWidget(self.draft)
            self._seen_timer.stop()
        elif entry.kind is EntryKind.DRAFT and entry.id in overview.damaged:
            self.draft.show_damaged(overview.damaged[entry.id], entry)
            self._pages.setCurrentWidget(self.draft)
            self._seen_timer.stop()
        elif entry.id in overview.tracked:
            self._show_tracked(entry, overview)
            self._pages.setCurrentWidget(self.viewer)
            if entry.is_new:
                self._seen_timer.start()

    def _show_tracked(self, entry: Entry, overview: Overview) -> None:
        tracked, times = overview.tracked[entry.id], overview.times
        account = overview.account(tracked.account_id)
        copies = [overview.tracked[each] for each in entry.members if each in overview.tracked]
        if copies:
            chosen = self._copies.get(entry.key, "")
            if chosen not in entry.members:
                chosen = first_to_see(copies, account, times).id
            self._copies[entry.key] = chosen
            tracked = overview.tracked[chosen]
            entry = tracked_entry(tracked, account, times)
        self.viewer.show_tracked(tracked, entry, account, times, copies)

    @Slot(str)
    def _on_copy_requested(self, tracked_id: str) -> None:
        entry = self.current()
        if entry is not None and tracked_id in entry.members:
            self._copies[entry.key] = tracked_id
            self._show(entry)

    @Slot()
    def _on_seen(self) -> None:
        entry, overview = self.current(), self._overview
        if entry is None or overview is None or not (entry.is_new and self.isVisible()):
            return
        for each in entry.members or (entry.id,):
            if not entry.members or overview.tracked[each].changed:
                self.seen.emit(each)

"""The inside of the window: practice bar, banners, sidebar, and one page at a time."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.attention import View
from app.gui.desk_page import DeskPage
from app.gui.first_start import FirstStart
from app.gui.models.news import news_of
from app.gui.models.overview import Overview
from app.gui.practice import PracticeBar, PracticeHint
from app.gui.sidebar import Sidebar
from app.gui.theme import Theme
from app.gui.widgets.banner import BannerArea
from app.gui.widgets.card import Line

RAIL_BELOW: Final = 1200
"""A window narrower than this gets the rail by itself."""


class Shell(QWidget):
    """Shows the list, the first page, or a page of another room.

    Signals:
        view_wanted: the `View` that the user chose in the sidebar
        paged: another page is shown
    """

    view_wanted = Signal(object)
    paged = Signal()

    def __init__(
        self,
        theme: Theme,
        desk_page: DeskPage,
        *,
        practice: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`desk_page` is the page of the list."""
        super().__init__(parent)
        self.desk_page = desk_page
        self.practice = PracticeBar(theme) if practice else None
        self.banners = BannerArea(theme)
        self.sidebar = Sidebar(theme)
        self.first = FirstStart(theme)
        self.pages = QStackedWidget()
        self._overview: Overview | None = None
        self._view = View.WAITING
        self._room: QWidget | None = None
        self._wants_rail = False
        self._widened = False
        self._side_line = Line(theme, Qt.Orientation.Vertical)
        self._build_layout()
        if self.practice is not None:
            self._add_hint(theme, self.practice)
        self._connect()
        self._refresh()

    @property
    def view(self) -> View:
        """The view that is shown, or would be without the page of another room."""
        return self._view

    @property
    def room(self) -> QWidget | None:
        """The page of another room, when one is shown."""
        return self._room

    @property
    def lists(self) -> bool:
        """Whether the list is what is shown."""
        return self.pages.currentWidget() is self.desk_page

    def set_overview(self, overview: Overview) -> None:
        """Show the newest state of everything."""
        self._overview = overview
        self.sidebar.set_counts(overview.counts(), overview.outbox_alert)
        self.sidebar.set_accounts(overview.accounts)
        self.sidebar.set_news(news_of(overview.entries))
        self.desk_page.set_overview(overview)
        self._refresh()

    def set_rail(self, *, wanted: bool) -> None:
        """Make the sidebar narrow by the user's wish."""
        self._wants_rail = wanted
        self._refresh()

    def widen(self) -> None:
        """Make the sidebar wide although the page of a room would have it narrow."""
        self._widened = True
        self._refresh()

    def show_view(self, view: View) -> None:
        """Show a view of the list."""
        self._view = view
        self.desk_page.list.set_view(view)
        self._room = None
        self._refresh()

    def show_room(self, page: QWidget, view: View) -> None:
        """Show the page of another room, which belongs to a view."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self._view, self._room = view, page
        self._refresh()

    def remove_room(self, page: QWidget) -> None:
        """Take a page away for good."""
        if self._room is page:
            self._room = None
        self.pages.removeWidget(page)
        # A composer that is closed saves what was typed last.
        page.close()
        page.deleteLater()
        self._refresh()

    def next_pane(self) -> None:
        """Move the focus to the next pane: sidebar, list, viewer."""
        page = self.pages.currentWidget()
        right = self.desk_page.panes() if self.lists or page is None else (page,)
        panes = (self.sidebar.views.row(self._view), *right)
        focused = self.focusWidget()
        place = next(
            (n for n, pane in enumerate(panes) if pane is focused or pane.isAncestorOf(focused)), -1
        )
        panes[(place + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _build_layout(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._side_line)
        row.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.practice is not None:
            column.addWidget(self.practice)
        column.addWidget(self.banners)
        column.addLayout(row, 1)
        for page in (self.desk_page, self.first):
            self.pages.addWidget(page)

    def _add_hint(self, theme: Theme, practice: PracticeBar) -> None:
        hint = PracticeHint(theme)
        hint.inbox_requested.connect(practice.inbox_requested)
        self.desk_page.list.set_foot(hint)

    def _connect(self) -> None:
        self.sidebar.view_chosen.connect(self.view_wanted)
        self.sidebar.account_chosen.connect(self.desk_page.list.set_account)
        self.sidebar.news_requested.connect(self._on_news)

    @Slot()
    def _on_news(self) -> None:
        overview = self._overview
        first = news_of(overview.entries).first if overview is not None else None
        if first is not None:
            self.view_wanted.emit(first.view)
            self.desk_page.select(first)

    def _is_first_start(self) -> bool:
        overview = self._overview
        return overview is not None and overview.is_empty

    def _refresh(self) -> None:
        first = self._room is None and self._is_first_start()
        home = self.first if first else self.desk_page
        page = self._room if self._room is not None else home
        if self.pages.currentWidget() is not page:
            self.pages.setCurrentWidget(page)
            page.setFocus()
            self.paged.emit()
        for side in (self.sidebar, self._side_line):
            side.setVisible(not first)
        composing = self._room is not None and self._view is View.DRAFTS
        crowded = composing or self.width() < RAIL_BELOW
        self._widened = self._widened and crowded
        rail = (self._wants_rail or crowded) and not self._widened
        if rail is not self.sidebar.is_rail:
            self.sidebar.set_rail(rail=rail)
        self.sidebar.set_view(self._view)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

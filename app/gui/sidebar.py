"""The sidebar: begin something, the views with their counts, the accounts as filters."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.attention import View
from app.gui.metrics import GAP, RAIL, SIDEBAR
from app.gui.models.news import News
from app.gui.models.view_words import view_icon, view_word
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, icon_button
from app.gui.widgets.card import Card, Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label
from app.gui.widgets.nav_list import NavItem, NavList
from app.gui.widgets.states import State
from app.services.accounts import Account

_ALERTS: Final = {View.NEEDS_YOU: State.NEEDS}


class Sidebar(Pane):
    """Wide with words, or a rail of icons.

    Signals:
        new_requested: a new agreement is wanted
        view_chosen: the `View` to show
        account_chosen: id of the account to narrow the list to; empty for all
        news_requested: show what changed
        widen_requested: the rail is to become wide
    """

    new_requested = Signal()
    view_chosen = Signal(object)
    account_chosen = Signal(str)
    news_requested = Signal()
    widen_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin wide, without counts and accounts."""
        super().__init__(theme, "bg-window", parent)
        self.setObjectName("sidebar")
        self._account_ids: tuple[str, ...] = ()
        self._accounts_told: tuple[Account, ...] = ()
        self._account = ""
        self._is_rail = False
        self._outbox_alert: State | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.set_rail(rail=False)

    @property
    def is_rail(self) -> bool:
        """Whether only icons are shown."""
        return self._is_rail

    def set_rail(self, *, rail: bool) -> None:
        """Be a rail of icons, or wide."""
        self._is_rail = rail
        self.setFixedWidth(RAIL if rail else SIDEBAR)
        self.new.setVisible(not rail)
        self._new_small.setVisible(rail)
        self._widen.setVisible(rail)
        self._news.setVisible(not rail and self._news.has_any)
        self.views.set_rail(rail)
        self.accounts.set_rail(rail)
        self._accounts_head.setVisible(not rail and bool(self._account_ids))

    def set_counts(self, counts: Mapping[View, int], outbox_alert: State | None) -> None:
        """Show how many each view has; what wants to be seen in the outbox colours it."""
        if outbox_alert is not self._outbox_alert:
            self._outbox_alert = outbox_alert
            self._fill_views()
        for view in View:
            self.views.set_count(view, counts.get(view, 0))

    def set_view(self, view: View | None) -> None:
        """Show which view is open."""
        self.views.set_current(view or "")

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer these accounts as filters."""
        if tuple(accounts) == self._accounts_told:
            return
        self._accounts_told = tuple(accounts)
        self._account_ids = tuple(each.id for each in accounts)
        self.accounts.clear()
        items = [NavItem(key=each.id, text=each.name, service=each.service) for each in accounts]
        self.accounts.add_section("", items)
        self.accounts.set_rail(self._is_rail)
        self._accounts_head.setVisible(not self._is_rail and bool(items))
        if self._account not in self._account_ids:
            self._choose_account("")
        self.accounts.set_current(self._account)

    def set_news(self, news: News) -> None:
        """Tell what changed since the user last looked."""
        self._news.set_news(news)
        self._news.setVisible(not self._is_rail and self._news.has_any)

    def _build_widgets(self) -> None:
        self.new = Button(
            self.theme, self.tr("New agreement"), kind="primary", icon="plus", name="new"
        )
        self._new_small = icon_button(
            self.theme, "plus", self.tr("New agreement"), kind="primary", size="large", name="new"
        )
        self.views = NavList(self.theme)
        self._fill_views()
        self._accounts_head = Label(
            self.theme, self.tr("Accounts"), role="caption", token="text-3", weight=600
        )
        self._accounts_head.setContentsMargins(9, 16, 9, 5)
        self.accounts = NavList(self.theme)
        self.accounts.setAccessibleName(self.tr("Accounts"))
        self._news = _NewsCard(self.theme)
        self._widen = icon_button(
            self.theme, "panel-left-open", self.tr("Widen the sidebar"), name="widen"
        )

    def _fill_views(self) -> None:
        current = self.views.current()
        self.views.clear()
        alerts = {**_ALERTS, View.OUTBOX: self._outbox_alert}
        items = [
            NavItem(key=view, text=view_word(view), icon=view_icon(view), alert=alerts.get(view))
            for view in View
        ]
        self.views.add_section("", items)
        self.views.set_rail(self._is_rail)
        self.views.set_current(current)

    def _build_layout(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, 10, GAP, GAP)
        layout.setSpacing(1)
        layout.addWidget(self.new)
        layout.addWidget(self._new_small)
        layout.addSpacing(10)
        layout.addWidget(self.views)
        layout.addWidget(self._accounts_head)
        layout.addWidget(self.accounts)
        layout.addStretch(1)
        layout.addWidget(self._news)
        layout.addWidget(self._widen)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_requested)
        self._new_small.clicked.connect(self.new_requested)
        self._widen.clicked.connect(self.widen_requested)
        self.views.chosen.connect(self._on_view_chosen)
        self.accounts.chosen.connect(self._on_account_chosen)
        self._news.show_requested.connect(self.news_requested)

    @Slot(str)
    def _on_view_chosen(self, key: str) -> None:
        self.view_chosen.emit(View(key))

    @Slot(str)
    def _on_account_chosen(self, key: str) -> None:
        self._choose_account("" if key == self._account else key)

    def _choose_account(self, account_id: str) -> None:
        self._account = account_id
        self.accounts.set_current(account_id)
        self.account_chosen.emit(account_id)


class _NewsCard(Card):
    """What changed since the user last looked.

    Signals:
        show_requested: the user wants to see it
    """

    show_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.has_any = False
        self._title = Label(theme, role="caption", weight=600)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(12)
        self._shown: list[QWidget] = []
        link = Button(theme, self.tr("Show the changes"), kind="link", size="small", name="news")
        link.clicked.connect(self.show_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(self._facts)
        row = QHBoxLayout()
        row.addWidget(link)
        row.addStretch(1)
        layout.addLayout(row)

    def set_news(self, news: News) -> None:
        self.has_any = news.count > 0
        self._title.setText(news.title)
        for widget in self._shown:
            self._facts.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        for fact in news.facts:
            glyph = Glyph(self.theme, fact.state.glyph, fact.state, 14)
            words = Label(self.theme, fact.words, role="caption", token="text-2")
            pair = QWidget()
            inside = QHBoxLayout(pair)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            inside.addWidget(glyph)
            inside.addWidget(words)
            self._facts.addWidget(pair)
            self._shown.append(pair)
        stretch = QWidget()
        self._facts.addWidget(stretch, 1)
        self._shown.append(stretch)

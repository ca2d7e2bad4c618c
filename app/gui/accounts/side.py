"""The left side of the account dialog: which service, and which way to sign in there."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.kinds import ServiceKind
from app.gui.accounts.values import SERVICE_NAMES
from app.gui.accounts.ways import WAY_ICONS, Way, way_name, ways_of
from app.gui.metrics import GAP_CARD
from app.gui.theme import Theme
from app.gui.widgets.card import Pane
from app.gui.widgets.nav_list import NavItem, NavList

_WIDE: Final = 176


class SignInSide(Pane):
    """Two lists to choose from; the second is there for services with several ways.

    Signals:
        service_chosen: the `ServiceKind` that the user wants
        way_chosen: the `Way` that the user wants
    """

    service_chosen = Signal(object)
    way_chosen = Signal(object)

    def __init__(
        self, theme: Theme, kinds: Sequence[ServiceKind], parent: QWidget | None = None
    ) -> None:
        """Offer `kinds`."""
        super().__init__(theme, "bg-window", parent)
        self.setFixedWidth(_WIDE)
        self._services = NavList(theme)
        self._services.add_section(
            self.tr("Service"),
            [
                NavItem(key=kind.value, text=SERVICE_NAMES[kind], service=kind.value)
                for kind in kinds
            ],
        )
        self._ways = NavList(theme)
        self._ways.setAccessibleName(self.tr("Ways to sign in"))
        self._ways.add_section(
            self.tr("Ways to sign in"),
            [NavItem(key=way.value, text=way_name(way), icon=WAY_ICONS[way]) for way in Way],
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, GAP_CARD)
        layout.setSpacing(0)
        layout.addWidget(self._services)
        layout.addWidget(self._ways)
        layout.addStretch(1)
        self._services.chosen.connect(self._on_service_chosen)
        self._ways.chosen.connect(self._on_way_chosen)

    def show_choice(self, service: ServiceKind, way: Way) -> None:
        """Mark what is chosen."""
        self._services.set_current(service.value)
        self._ways.setVisible(len(ways_of(service)) > 1)
        self._ways.set_current(way.value)

    @Slot(str)
    def _on_service_chosen(self, service: str) -> None:
        self.service_chosen.emit(ServiceKind(service))

    @Slot(str)
    def _on_way_chosen(self, way: str) -> None:
        self.way_chosen.emit(Way(way))

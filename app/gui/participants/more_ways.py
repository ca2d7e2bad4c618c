"""The ways of reaching somebody that are seldom chosen: a menu beside the usual ones."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.kinds import Delivery
from app.gui.participants.words import DELIVERY_ICONS
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.services.texts import delivery_word


class MoreWays(Button):
    """A link that opens the menu; it hides itself where there is nothing to offer.

    Signals:
        chosen: value of the `Delivery`
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without anything to choose."""
        super().__init__(theme, kind="link", size="small", name="more-ways", parent=parent)
        self.setText(self.tr("More…"))
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self._ways: tuple[Delivery, ...] = ()
        self.clicked.connect(self._on_clicked)
        self.hide()

    def offer(self, ways: Sequence[Delivery]) -> None:
        """Offer these."""
        self.setVisible(bool(ways))
        if tuple(ways) == self._ways:
            return
        self._ways = tuple(ways)
        self._menu.clear()
        for way in self._ways:
            icon = self.theme.icon(DELIVERY_ICONS[way], "text-2")
            self._menu.addAction(icon, delivery_word(way)).setData(way.value)

    def actions_offered(self) -> list[QAction]:
        """The entries of the menu, from the top."""
        return self._menu.actions()

    @Slot()
    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

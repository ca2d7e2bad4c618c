"""What is seldom chosen: a menu beside the usual ways."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.choice import Option


class MoreWays(Button):
    """A link that opens the menu; it hides itself where there is nothing to offer.

    Signals:
        chosen: key of the option
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Begin without anything to choose; `name` becomes the object name."""
        super().__init__(theme, kind="link", size="small", name=name, parent=parent)
        self.setText(self.tr("More…"))
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self._ways: tuple[Option, ...] = ()
        self.clicked.connect(self._on_clicked)
        self.hide()

    def offer(self, ways: Sequence[Option]) -> None:
        """Offer these."""
        self.setVisible(bool(ways))
        if tuple(ways) == self._ways:
            return
        self._ways = tuple(ways)
        self._menu.clear()
        for way in self._ways:
            icon = self.theme.icon(way.icon, "text-2")
            self._menu.addAction(icon, way.text).setData(way.key)

    def actions_offered(self) -> list[QAction]:
        """The entries of the menu, from the top."""
        return self._menu.actions()

    @Slot()
    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))

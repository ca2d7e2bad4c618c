"""The menu of one person in the list."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class PersonMenu(QMenu):
    """Renames, moves or removes; it is gone when it is closed.

    Signals:
        rename_requested: the name is to be typed
        move_requested: how far (negative is up)
        remove_requested: the person is to leave the draft
    """

    rename_requested = Signal()
    move_requested = Signal(int)
    remove_requested = Signal()

    def __init__(self, place: int, count: int, parent: QWidget) -> None:
        """For the `place`-th of `count`, from 0."""
        super().__init__(parent)
        for key, words, possible in (
            ("rename", self.tr("Rename"), True),
            ("up", self.tr("Move up"), place > 0),
            ("down", self.tr("Move down"), place < count - 1),
            ("remove", self.tr("Remove"), True),
        ):
            action = self.addAction(words)
            action.setData(key)
            action.setEnabled(possible)
        self.triggered.connect(self._on_triggered)
        self.aboutToHide.connect(self.deleteLater)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        match str(action.data()):
            case "up":
                self.move_requested.emit(-1)
            case "down":
                self.move_requested.emit(1)
            case "remove":
                self.remove_requested.emit()
            case _:
                self.rename_requested.emit()

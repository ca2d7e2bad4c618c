"""A list of painted rows that are moved by dragging or by keys, with places in them to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from app.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_MIME: Final = "application/x-countersign-row"
"""What is dragged inside one list: the number of the row."""
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEFT: Final = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A place in a row that can be pressed."""

    key: str
    rect: QRect
    purpose: str
    """The tooltip; the same can always be done by a key or in the row's menu."""
    possible: bool = True


class RowDelegate(QStyledItemDelegate):
    """Draws rows; knows which zone the pointer is on and which row is being dragged."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw with `theme`."""
        super().__init__(parent)
        self.theme = theme
        self.hovered: tuple[int, str] = (-1, "")
        self.dragged = -1

    def zones(self, rect: QRect, index: Index) -> Sequence[Zone]:
        """The places to press in a row that is drawn into `rect`."""
        raise NotImplementedError

    def is_hovered(self, index: Index, key: str) -> bool:
        """Whether the pointer is on that zone."""
        return self.hovered == (index.row(), key)


class RowList(QListView):
    """Rows of which each takes the height that it needs; the list grows with them.

    Alt+Up and Alt+Down move the current row, Delete removes it, F2 renames it, and the menu key
    opens what else can be done.

    Signals:
        zone_pressed: number of the row, key of the zone
        move_requested: number of the row, the place where it is wanted
        remove_requested: number of the row
        rename_requested: number of the row
        menu_requested: number of the row, the place on the screen
        current_changed: number of the row; -1 for none
    """

    zone_pressed = Signal(int, str)
    move_requested = Signal(int, int)
    remove_requested = Signal(int)
    rename_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    current_changed = Signal(int)

    def __init__(
        self, theme: Theme, delegate: RowDelegate, label: str, parent: QWidget | None = None
    ) -> None:
        """`label` is what a screen reader calls the list."""
        super().__init__(parent)
        self.theme = theme
        self._delegate = delegate
        self._pressed: tuple[int, str] = (-1, "")
        self._drag_from: QPoint | None = None
        self._drop_at = -1
        self._is_locked = False
        self.setItemDelegate(delegate)
        self.setAccessibleName(label)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.refresh_layout)

    def set_locked(self, locked: bool) -> None:
        """Let rows be looked at only."""
        self._is_locked = locked

    def zone_rect(self, row: int, key: str) -> QRect:
        """Where a zone is in the viewport; an empty rectangle when the row has it not."""
        zone = next((each for each in self._zones(row) if each.key == key), None)
        return QRect() if zone is None else zone.rect

    def refresh_layout(self) -> None:
        """Measure the rows again."""
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    # -- size ---------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        option = self.viewOptions_()
        heights = (
            self._delegate.sizeHint(option, model.index(row, 0)).height() for row in range(rows)
        )
        return QSize(200, sum(heights) + 2 * self.frameWidth())

"""A list of painted rows that are moved by dragging or by keys, with places in them to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
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
    QCursor,
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
    QApplication,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
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
        self.width = 400
        """Of the rows in the list; rows may be higher where it is narrow."""

    def height(self, index: Index) -> int:
        """How high a row is drawn."""
        raise NotImplementedError

    def zones(self, rect: QRect, index: Index) -> Sequence[Zone]:
        """The places to press in a row that is drawn into `rect`."""
        raise NotImplementedError

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height(index))

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
        self,
        theme: Theme,
        model: QAbstractItemModel,
        delegate: RowDelegate,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        """`label` is what a screen reader calls the list."""
        super().__init__(parent)
        self.setModel(model)
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
        # The card behind it has round corners.
        self.setStyleSheet("QListView { background: transparent; }")
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
        heights = (self._delegate.height(model.index(n, 0)) for n in range(model.rowCount()))
        return QSize(200, sum(heights))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._delegate.width != self.viewport().width():
            self._delegate.width = self.viewport().width()
            self.refresh_layout()

    # -- keys ---------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = Qt.Key(event.key())
        if row < 0:
            super().keyPressEvent(event)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self._move(row, row + _MOVES[key])
        elif key == Qt.Key.Key_Delete and not self._is_locked:
            self.remove_requested.emit(row)
        elif key == Qt.Key.Key_F2 and not self._is_locked:
            self.rename_requested.emit(row)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).center()
            if event.reason() is QContextMenuEvent.Reason.Mouse:
                place = event.pos()
            self.menu_requested.emit(index.row(), self.viewport().mapToGlobal(place))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(current.row())

    def _move(self, row: int, to: int) -> None:
        count = self.model().rowCount()
        if not self._is_locked and 0 <= to < count and self._can_move(row) and self._can_move(to):
            self.move_requested.emit(row, to)

    def _can_move(self, row: int) -> bool:
        flags = self.model().index(row, 0).flags()
        return bool(flags & Qt.ItemFlag.ItemIsDragEnabled) and not self._is_locked

    # -- pointer ------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._pressed = self._zone_at(at) if event.button() == _LEFT else (-1, "")
        self._drag_from = None if self._pressed[1] else at
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._set_hovered(self._zone_at(at))
        held = bool(event.buttons() & _LEFT)
        if held and self._drag_from is not None:
            far = (at - self._drag_from).manhattanLength() >= QApplication.startDragDistance()
            row = self.indexAt(self._drag_from).row()
            if far and row >= 0 and self._can_move(row):
                self._drag_from = None
                self._drag(row)
        if not held:
            super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        zone = self._zone_at(event.position().toPoint())
        pressed, self._pressed = self._pressed, (-1, "")
        self._drag_from = None
        super().mouseReleaseEvent(event)
        if pressed[1] and zone == pressed:
            self.zone_pressed.emit(*pressed)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered((-1, ""))
        super().leaveEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = self.indexAt(event.pos()).row()
            zone = next((z for z in self._zones(at) if z.rect.contains(event.pos())), None)
            if zone is not None:
                QToolTip.showText(event.globalPos(), zone.purpose, self)
                return True
        return super().viewportEvent(event)

    def _zones(self, row: int) -> Sequence[Zone]:
        if row < 0:
            return ()
        index = self.model().index(row, 0)
        return self._delegate.zones(self.visualRect(index), index)

    def _zone_at(self, at: QPoint) -> tuple[int, str]:
        row = self.indexAt(at).row()
        for zone in self._zones(row):
            if zone.possible and zone.rect.contains(at):
                return row, zone.key
        return row, ""

    def _set_hovered(self, hovered: tuple[int, str]) -> None:
        if hovered != self._delegate.hovered:
            self._delegate.hovered = hovered
            self.viewport().update()

    # -- dragging -----------------------------------------------------------------------------

    def _drag(self, row: int) -> None:
        data = QMimeData()
        data.setData(ROW_MIME, str(row).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        place = self.visualRect(self.model().index(row, 0))
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - place.topLeft())
        self._delegate.dragged = row
        self.viewport().update()
        drag.exec(Qt.DropAction.MoveAction)
        self._delegate.dragged = -1
        self._set_drop_at(-1)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is dragged from elsewhere is the page's matter.
        self._answer_drag(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._answer_drag(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_drop_at(-1)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        row, gap = self._dragged_row(event), self._gap_at(event.position().toPoint())
        self._set_drop_at(-1)
        if row < 0:
            event.ignore()
            return
        event.acceptProposedAction()
        to = gap - 1 if gap > row else gap
        if to != row:
            self.move_requested.emit(row, to)

    def _answer_drag(self, event: QDragMoveEvent) -> None:
        if self._dragged_row(event) < 0:
            event.ignore()
            return
        self._set_drop_at(self._gap_at(event.position().toPoint()))
        event.acceptProposedAction()

    def _dragged_row(self, event: QDropEvent) -> int:
        """The row of this list that is dragged; -1 for anything else."""
        data = bytes(event.mimeData().data(ROW_MIME).data())
        own = event.source() in (self, None) and not self._is_locked
        row = int(data) if own and data.isdigit() else -1
        return row if row < self.model().rowCount() and row >= 0 and self._can_move(row) else -1

    def _gap_at(self, at: QPoint) -> int:
        """Before which row something would be dropped."""
        gap = 0
        for row in range(self.model().rowCount()):
            if not self._can_move(row):
                break
            if at.y() < self.visualRect(self.model().index(row, 0)).center().y():
                break
            gap = row + 1
        return gap

    def _set_drop_at(self, gap: int) -> None:
        if gap != self._drop_at:
            self._drop_at = gap
            self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_at < 0:
            return
        last = self._drop_at == self.model().rowCount()
        place = self.visualRect(self.model().index(self._drop_at - last, 0))
        y = place.bottom() if last else place.top()
        painter = QPainter(self.viewport())
        painter.fillRect(0, max(0, y - 1), self.viewport().width(), 2, self.theme.colour("accent"))

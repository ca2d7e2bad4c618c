"""The workflow tree on the screen: rows over the full width, changes that fade."""

from typing import Final

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from app.gui.metrics import GLOW_MS, TREE_INDENT
from app.gui.theme import Theme
from app.gui.tracking.delegate import NAME_LEFT, WorkflowDelegate, chevron_place
from app.gui.tracking.model import Column, WorkflowModel, WorkflowRole
from app.gui.tracking.rows import WorkflowRow
from app.gui.widgets.rows import paint_focus_ring, paint_row_ground
from app.gui.widgets.tree_header import TreeHeader

Index = QModelIndex | QPersistentModelIndex

_FRAME_MS: Final = 40
_WIDE: Final = 800
_WIDE_COLUMNS: Final = (250, 170)
_COLUMNS: Final = (168, 112)


class WorkflowView(QTreeView):
    """Shows a `WorkflowModel`; Ctrl+C copies what the current row says.

    Signals:
        reveal_requested: what stands hidden in the tree shall be shown
        deed_requested: the deed of the row that the user activated
    """

    reveal_requested = Signal()
    deed_requested = Signal(str)

    def __init__(self, theme: Theme, model: WorkflowModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._theme = theme
        self._workflow = model
        self._hovered = QPersistentModelIndex()
        self._glowing: dict[tuple[str, ...], int] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self.setObjectName("workflow")
        self.setAccessibleName(self.tr("Workflow"))
        self._configure()
        self.setModel(model)
        self._connect()

    def _configure(self) -> None:
        self.setHeader(TreeHeader(self._theme, NAME_LEFT, self))
        self._delegate = WorkflowDelegate(self._theme, self)
        self.setItemDelegate(self._delegate)
        self.setIndentation(TREE_INDENT)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(True)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _connect(self) -> None:
        self._frames.timeout.connect(self._on_frame)
        self._theme.changed.connect(self._on_theme_changed)
        self._workflow.modelReset.connect(self._on_reset)
        self._workflow.rows_changed.connect(self._on_rows_changed)
        self._workflow.opened.connect(self._on_opened)
        self.activated.connect(self._on_activated)

    def set_searched(self, words: tuple[str, ...]) -> None:
        """Mark these words, in small letters, wherever they stand."""
        self._delegate.searched = words
        self.viewport().update()

    # -- what the model tells --------------------------------------------------------------

    @Slot()
    def _on_reset(self) -> None:
        self._glowing.clear()
        for index in self._workflow.open_indexes():
            self.expand(index)

    @Slot(QPersistentModelIndex)
    def _on_opened(self, index: QPersistentModelIndex) -> None:
        self.expand(QModelIndex(index))  # type: ignore[call-overload]

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(WorkflowRole.ROW)
        if isinstance(row, WorkflowRow) and row.hidden:
            self.reveal_requested.emit()
        elif isinstance(row, WorkflowRow) and row.deed:
            self.deed_requested.emit(row.deed)

    @Slot(list)
    def _on_rows_changed(self, changed: list[QPersistentModelIndex]) -> None:
        if self._theme.reduced_motion:
            return
        for index in changed:
            path = self._seen(QModelIndex(index)).data(WorkflowRole.PATH)  # type: ignore[call-overload]
            self._glowing[path] = self._clock.elapsed()
        self._frames.start()

    def _seen(self, index: QModelIndex) -> QModelIndex:
        """The row itself, or the closed one in which it is hidden."""
        seen, above = index, index.parent()
        while above.isValid():
            if not self.isExpanded(above):
                seen = above
            above = above.parent()
        return seen

    @Slot()
    def _on_frame(self) -> None:
        now = self._clock.elapsed()
        self._glowing = {p: since for p, since in self._glowing.items() if now - since < GLOW_MS}
        if not self._glowing:
            self._frames.stop()
        self.viewport().update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # -- drawing ---------------------------------------------------------------------------

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(WorkflowRole.ROW)
        if not isinstance(row, WorkflowRow):
            return
        whole = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        selected = self.selectionModel().isSelected(index)
        paint_row_ground(
            painter,
            whole,
            self._theme,
            selected=selected,
            active=self.hasFocus(),
            hovered=self._hovered == index,
            tint="waiting" if row.is_blocker else "",
        )
        self._paint_glow(painter, whole, index)
        depth = _depth(index)
        if row.children:
            glyph = "chevron-down" if self.isExpanded(index) else "chevron-right"
            place = chevron_place(whole, depth)
            self._theme.paint_icon(painter, place, glyph, "text-2")
        self._paint_cells(painter, whole, index, NAME_LEFT + depth * TREE_INDENT)
        by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if self.hasFocus() and by_keys and self.currentIndex().siblingAtColumn(0) == index:
            paint_focus_ring(painter, whole, self._theme)

    def _paint_cells(self, painter: QPainter, whole: QRect, index: Index, left: int) -> None:
        row = index.data(WorkflowRole.ROW)
        for column in Column:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            x = self.header().sectionViewportPosition(column)
            width = self.header().sectionSize(column)
            if column is Column.STATUS and not row.when:
                # What stands alone may be long, e.g. a value that the service said.
                width = whole.right() - x
            place = QRect(x, whole.top(), width, whole.height())
            if column is Column.WORKFLOW:
                place.setLeft(left)
                if not (row.status or row.when):
                    place.setRight(whole.right())
            option.rect = place
            self.itemDelegate().paint(painter, option, index.sibling(index.row(), column))

    def _paint_glow(self, painter: QPainter, whole: QRect, index: Index) -> None:
        since = self._glowing.get(index.data(WorkflowRole.PATH))
        if since is None:
            return
        left = 1 - min(1.0, (self._clock.elapsed() - since) / GLOW_MS)
        glow = QColor(self._theme.colour("done-bg"))
        # Ease-out: most of the fading happens at the beginning of what remains.
        glow.setAlphaF(left * (2 - left))
        painter.fillRect(whole, glow)

    # -- mouse and keys --------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            row = self.visualRect(index)
            row.setLeft(0)
            reach = chevron_place(row, _depth(index)).adjusted(-6, -8, 6, 8)
            if reach.contains(event.position().toPoint()) and self.model().hasChildren(index):
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self.indexAt(event.position().toPoint()).siblingAtColumn(0))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(QModelIndex())
        super().leaveEvent(event)

    def _set_hovered(self, index: QModelIndex) -> None:
        if self._hovered != index:
            self._hovered = QPersistentModelIndex(index)
            self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_current()
            return
        super().keyPressEvent(event)

    def copy_current(self) -> None:
        """Put what the current row says on the clipboard: its value, else its name."""
        row = self.currentIndex().data(WorkflowRole.ROW)
        if isinstance(row, WorkflowRow):
            QApplication.clipboard().setText(row.said or row.status or row.name)

    def scroll_to_blocker(self) -> None:
        """Bring the one for whom everybody waits into sight."""
        path = self._blocker_path(self._workflow.rows(), ())
        if path:
            self.scrollTo(self._workflow.index_of(path))

    def _blocker_path(
        self, rows: tuple[WorkflowRow, ...], above: tuple[str, ...]
    ) -> tuple[str, ...]:
        for row in rows:
            path = (*above, row.key)
            found = path if row.is_blocker else self._blocker_path(row.children, path)
            if found:
                return found
        return ()

    # -- size ------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        status, when = _WIDE_COLUMNS if width >= _WIDE else _COLUMNS
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.resizeSection(Column.WORKFLOW, max(160, width - status - when))
        header.resizeSection(Column.STATUS, status)
        header.resizeSection(Column.WHEN, when)


def _depth(index: Index) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth

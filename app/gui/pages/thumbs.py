"""Small pictures of the pages at the left, each with its number and how many fields lie on it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.gui.metrics import GAP, GAP_PAIR, RADIUS_TAG
from app.gui.pages.words import fields_words
from app.gui.theme import Theme

THUMB_WIDTH = 74
_BADGE = 16
_REST_MS = 80

Index = QModelIndex | QPersistentModelIndex
_Parent = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ThumbModel(QAbstractListModel):
    """A row for each page of one document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pages."""
        super().__init__(parent)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._counts: Mapping[int, int] = {}
        self._images: dict[int, QImage] = {}

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Have pages of these sizes, without pictures yet."""
        self.beginResetModel()
        self._sizes, self._images = tuple(sizes), {}
        self.endResetModel()

    def set_counts(self, counts: Mapping[int, int]) -> None:
        """Know how many fields lie on each page (from 1)."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._tell(0, len(self._sizes) - 1)

    def set_image(self, page: int, image: QImage) -> None:
        """Know the picture of a page, from 0."""
        if 0 <= page < len(self._sizes):
            self._images[page] = image
            self._tell(page, page)

    def size_of(self, page: int) -> QSize:
        """How large the picture of a page is drawn."""
        width, height = self._sizes[page]
        return QSize(THUMB_WIDTH, max(12, min(160, round(THUMB_WIDTH * height / max(1.0, width)))))

    def image(self, page: int) -> QImage | None:
        """The picture of a page where it is there."""
        return self._images.get(page)

    def count(self, page: int) -> int:
        """How many fields lie on a page, from 0."""
        return self._counts.get(page + 1, 0)

    def _tell(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    @override
    def rowCount(self, parent: _Parent = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sizes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._sizes):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("Page {page}, {fields}")
            count = self.count(index.row())
            return words.format(page=index.row() + 1, fields=fields_words(count))
        return None


class ThumbDelegate(QStyledItemDelegate):
    """Draws a page with its number below and the count of its fields in the corner."""

    def __init__(self, theme: Theme, model: ThumbModel, parent: QWidget | None = None) -> None:
        """Draw the rows of `model`."""
        super().__init__(parent)
        self._theme = theme
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = self._theme.font_metrics("caption").lineSpacing()
        page = self._model.size_of(index.row())
        return QSize(THUMB_WIDTH + 2 * GAP, page.height() + words + 2 * GAP + GAP_PAIR)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, index.row()
        area = QRect(option.rect)
        page = QRect(area.topLeft(), self._model.size_of(row))
        page.moveLeft(area.center().x() - page.width() // 2)
        page.moveTop(area.top() + GAP)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(page, theme.colour("page"))
        image = self._model.image(row)
        if image is not None:
            painter.drawImage(page, image)
        edge = QPen(theme.colour("accent" if is_current else "line-button"), 2 if is_current else 1)
        half = edge.widthF() / 2
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(page).adjusted(half, half, -half, -half))
        if is_current and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(page).adjusted(-3, -3, 3, 3), RADIUS_TAG, RADIUS_TAG)
        self._paint_count(painter, page, row)
        painter.setFont(theme.font("caption", 600 if is_current else None))
        painter.setPen(theme.colour("text" if is_current else "text-2"))
        below = QRect(area.left(), page.bottom() + GAP_PAIR, area.width(), area.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, str(row + 1))
        painter.restore()

    def _paint_count(self, painter: QPainter, page: QRect, row: int) -> None:
        count = self._model.count(row)
        if not count:
            return
        theme = self._theme
        words, font = str(count), theme.font("tag", 600)
        width = max(_BADGE, theme.font_metrics("tag", 600).horizontalAdvance(words) + 8)
        badge = QRectF(page.right() - width - 3, page.bottom() - _BADGE - 3, width, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(badge, RADIUS_TAG, RADIUS_TAG)
        painter.setFont(font)
        painter.setPen(theme.colour("on-accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


class ThumbList(QListView):
    """The pages of a document; asks for the pictures of those that are seen.

    Signals:
        page_chosen: number of the page, from 0
        picture_wanted: number of the page, from 0, width in pixels
    """

    page_chosen = Signal(int)
    picture_wanted = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without pages."""
        super().__init__(parent)
        self.setObjectName("thumbs")
        self.theme = theme
        self._pages = ThumbModel(self)
        self.setModel(self._pages)
        self.setItemDelegate(ThumbDelegate(theme, self._pages, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Pages"))
        self.viewport().setAutoFillBackground(False)
        self._asked: set[int] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._on_look_changed)

    @property
    def pages(self) -> ThumbModel:
        """The model."""
        return self._pages

    @property
    def picture_width(self) -> int:
        """In pixels of the screen."""
        return round(THUMB_WIDTH * self.devicePixelRatioF())

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show the pages of another document."""
        self._asked = set()
        self._pages.set_pages(sizes)
        self._rest.start()

    def set_current(self, page: int) -> None:
        """Mark a page (from 0) without telling."""
        if page != self.currentIndex().row() and 0 <= page < self._pages.rowCount():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self._pages.index(page))
            self.selectionModel().blockSignals(False)
            self.viewport().update()

    def set_image(self, page: int, image: QImage) -> None:
        """Show the picture of a page, from 0."""
        self._pages.set_image(page, image)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.page_chosen.emit(index.row())

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._rest.start()

    @Slot()
    def _on_look_changed(self) -> None:
        self.viewport().update()

    @Slot()
    def _ask(self) -> None:
        if not self.isVisible():
            return
        seen = self.viewport().rect()
        for page in range(self._pages.rowCount()):
            place = self.visualRect(self._pages.index(page))
            if place.top() > seen.bottom():
                break
            if page not in self._asked and place.intersects(seen):
                self._asked.add(page)
                self.picture_wanted.emit(page, self.picture_width)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start()

"""The desk on which the pages of a document lie below each other."""

import math
from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)
from typing_extensions import override

from app.gui.metrics import GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.painted_item import PaintedItem

PIXELS_PER_POINT = 96 / 72
"""At 100 %, a page is as large as on paper on a screen of the usual density."""
LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0
_WORDS_AT = 0.2
"""How far down they say that the page is left out: seen as soon as the page is."""
_VEIL = 0.7
"""How much of a page that is left out is covered."""
BYTES_KEPT = 128 * 1024 * 1024
"""Of the pictures of pages; the nearest to where one looks stay."""
STEPS = (0.25, 0.5, 0.67, 0.85, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class PageItem(PaintedItem):
    """One page in points; its picture comes later. Fields become its child items."""

    def __init__(self, theme: Theme, number: int, size: QSizeF) -> None:
        """`number` counts from 0; `size` is in points, as displayed."""
        super().__init__(theme)
        self.number = number
        self.size = size
        self.image: QImage | None = None
        self._is_left_out = False

    def set_image(self, image: QImage | None) -> None:
        """Show the picture of the page, or blank paper."""
        self.image = image
        self.update()

    def set_left_out(self, *, left_out: bool) -> None:
        """Show whether the page stays behind when the document is sent."""
        if left_out is not self._is_left_out:
            self._is_left_out = left_out
            self.update()

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.size.width(), self.size.height()).adjusted(-1, -1, 1, 1)

    @override
    def draw(self, painter: QPainter) -> None:
        area = QRectF(0, 0, self.size.width(), self.size.height())
        painter.fillRect(area, self._theme.colour("page"))
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self.image)
        pen = QPen(self._theme.colour("line-button"), 0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        if self._is_left_out:
            self._paint_left_out(painter, area)

    def _paint_left_out(self, painter: QPainter, area: QRectF) -> None:
        """Pale, crossed out, and in words."""
        veil = self._theme.colour("bg-sunken")
        veil.setAlphaF(_VEIL)
        painter.fillRect(area, veil)
        painter.setPen(QPen(self._theme.colour("stopped"), 2))
        painter.drawLine(area.topLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomLeft())
        font = self._theme.font("body", 600)
        font.setPixelSize(round(max(18.0, area.width() / 20)))
        painter.setFont(font)
        words = QCoreApplication.translate("PageCanvas", "Left out")
        place = QFontMetricsF(font).boundingRect(words).adjusted(-12, -6, 12, 6)
        place.moveCenter(QPointF(area.center().x(), area.top() + area.height() * _WORDS_AT))
        painter.fillRect(place, self._theme.colour("stopped-bg"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class PageCanvas(QGraphicsView):
    """Pages below each other; asks for the pictures of those that are seen.

    Signals:
        page_wanted: number of the page (from 0), width of the picture in pixels
        current_page_changed: number of the page (from 0) in the middle of the view
        zoom_changed: 1.0 is the size on paper
    """

    page_wanted = Signal(int, int)
    current_page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with an empty desk that fits pages to its width."""
        super().__init__(parent)
        self.theme = theme
        self._pages: list[PageItem] = []
        self._wanted: dict[int, int] = {}
        self._fits = True
        self._current = -1
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setAccessibleName(self.tr("Pages"))
        # Scrolling asks only for the pages on which it rests.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(60)
        self._rest.timeout.connect(self._ask_for_pages)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._restyle)
        self._restyle()

    # -- what is shown --------------------------------------------------------------------

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Lay out pages of these sizes in points, without pictures yet."""
        self._scene.clear()
        self._pages = []
        self._wanted = {}
        self._current = -1
        gap = GAP_PANE / PIXELS_PER_POINT
        widest = max((width for width, _ in sizes), default=0.0)
        top = gap
        for number, (width, height) in enumerate(sizes):
            page = PageItem(self.theme, number, QSizeF(width, height))
            page.setPos((widest - width) / 2, top)
            self._scene.addItem(page)
            self._pages.append(page)
            top += height + gap
        self._scene.setSceneRect(QRectF(-gap, 0, widest + 2 * gap, top))
        if self._fits:
            self._fit_width()
        self.verticalScrollBar().setValue(0)
        self._on_scrolled()

    def clear(self) -> None:
        """Take every page off the desk."""
        self.set_pages(())

    def set_image(self, number: int, image: QImage) -> None:
        """Show the picture of a page; one that is no longer there is ignored."""
        if 0 <= number < len(self._pages):
            self._pages[number].set_image(image)
            self._forget_far_pictures()

    def _forget_far_pictures(self) -> None:
        """Long documents would fill the memory; what is forgotten is asked for again."""
        kept, seen = 0, self.mapToScene(self.viewport().rect()).boundingRect()
        for page in sorted(self._pages, key=lambda each: abs(each.number - self._current)):
            if page.image is None:
                continue
            kept += page.image.sizeInBytes()
            if kept > BYTES_KEPT and not page.sceneBoundingRect().intersects(seen):
                page.set_image(None)
                self._wanted.pop(page.number, None)

    def set_left_out(self, pages: Collection[int]) -> None:
        """Show which pages, counted from 1, stay behind when the document is sent."""
        for page in self._pages:
            page.set_left_out(left_out=page.number + 1 in pages)

    def page(self, number: int) -> PageItem:
        """Return a page, for fields that lie on it."""
        return self._pages[number]

    def page_under(self, y: float) -> int:
        """Number of the page at that height of the scene, or of the nearest."""
        return min(range(len(self._pages)), key=lambda number: self._apart(number, y))

    def _apart(self, number: int, y: float) -> float:
        page = self._pages[number]
        return max(page.y() - y, y - page.y() - page.size.height(), 0.0)

    @property
    def page_count(self) -> int:
        """How many pages lie on the desk."""
        return len(self._pages)

    # -- going about ------------------------------------------------------------------------

    @property
    def current_page(self) -> int:
        """Number of the page in the middle of the view, from 0; -1 when there is none."""
        return self._current

    def go_to_page(self, number: int) -> None:
        """Scroll so that the page begins at the top."""
        if 0 <= number < len(self._pages):
            gap = GAP_PANE / PIXELS_PER_POINT
            scale = self.transform().m22()
            top = (self._pages[number].y() - gap) * scale
            self.verticalScrollBar().setValue(round(top))

    @property
    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self.transform().m11() / PIXELS_PER_POINT

    def set_zoom(self, zoom: float) -> None:
        """Show pages larger or smaller; ends fitting to the width."""
        self._fits = False
        self._scale(zoom)

    def zoom_in(self) -> None:
        """Go to the next larger step."""
        self.set_zoom(next((step for step in STEPS if step > self.zoom + 0.01), MOST_ZOOM))

    def zoom_out(self) -> None:
        """Go to the next smaller step."""
        smaller = (step for step in reversed(STEPS) if step < self.zoom - 0.01)
        self.set_zoom(next(smaller, LEAST_ZOOM))

    def fit_width(self) -> None:
        """Show pages as wide as the desk, also when it changes."""
        self._fits = True
        self._fit_width()

    # -- insides --------------------------------------------------------------------------

    def _fit_width(self) -> None:
        wide = self._scene.sceneRect().width()
        if wide > 0:
            # The scroll bar is counted in, or showing it would change the width again.
            bar = self.verticalScrollBar()
            room = self.width() - bar.sizeHint().width() - 2
            # What stands at the top stays there; the middle means nothing before the layout.
            top = bar.value() / self.transform().m22()
            self._scale(min(1.5, room / (wide * PIXELS_PER_POINT)))
            bar.setValue(round(top * self.transform().m22()))

    def _scale(self, zoom: float) -> None:
        zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        scale = zoom * PIXELS_PER_POINT
        if not math.isclose(scale, self.transform().m11()):
            self.resetTransform()
            self.scale(scale, scale)
            self.zoom_changed.emit(zoom)
        self._on_scrolled()

    @Slot()
    def _on_scrolled(self) -> None:
        self._rest.start()
        middle = self.mapToScene(self.viewport().rect().center()).y()
        current = -1
        for page in self._pages:
            if page.y() <= middle or current < 0:
                current = page.number
        if current != self._current:
            self._current = current
            self.current_page_changed.emit(current)

    @Slot()
    def _ask_for_pages(self) -> None:
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        scale = self.transform().m11() * self.devicePixelRatioF()
        for page in self._pages:
            width = round(page.size.width() * scale)
            near = page.sceneBoundingRect().intersects(seen)
            if near and self._wanted.get(page.number) != width:
                self._wanted[page.number] = width
                self.page_wanted.emit(page.number, width)

    @Slot()
    def _restyle(self) -> None:
        self.setBackgroundBrush(self.theme.colour("bg-sunken"))
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._fit_width()
        self._on_scrolled()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out
            turn()
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        ends: dict[int, int] = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.page_count - 1}
        key = event.key()
        if key in steps:
            self.go_to_page(self._current + steps[key])
        elif key in ends:
            self.go_to_page(ends[key])
        else:
            super().keyPressEvent(event)


def page_picture(width: int, height: int, rgba: bytes) -> QImage:
    """Return the picture that `app.pdf` made, see `PageImage`."""
    return QImage(rgba, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()

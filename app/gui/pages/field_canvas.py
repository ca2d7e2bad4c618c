"""The desk on which fields are placed on pages: with the mouse, with keys, and by dropping."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.domain.anchoring import PhraseHit
from app.domain.field_editing import Place
from app.gui.pages.field_item import HANDLE, FieldFace, FieldItem
from app.gui.pages.gestures import Gesture, cursor_of, next_size
from app.gui.pages.guides import Grip, Guide, dragged, snapped
from app.gui.pages.overlay import GuideItem, HitItem
from app.gui.theme import Theme
from app.gui.widgets.page_canvas import PageCanvas, PageItem

KIND_MIME: Final = "application/x-countersign-field"
"""What is dragged from the kinds to a page: the kind."""
Fit = Callable[[int, Place], Place]
"""The nearest place that the page and the kind of a field (by its number) allow."""

_LEFT: Final = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ARROWS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FAR: Final = 10.0
"""Points that an arrow moves with Ctrl."""
_REACH: Final = 6
"""Pixels within which the magnet draws."""


class FieldCanvas(PageCanvas):
    """Pages with fields on them. It shows what a gesture does, and tells it when it is over.

    Arrows move the chosen field by 1 point, with Ctrl by 10, Shift resizes. Tab goes to the next
    field, Delete removes, Ctrl+D duplicates, Esc lets go.

    Signals:
        field_chosen: number of the field; -1 for none
        field_dragged: number of the field, the `Place` where it is now
        field_placed: number of the field, the `Place` where it was let go
        field_nudged: the same for one press of a key
        kind_dropped: kind of field, the page from 1, x and y in points
        remove_requested, duplicate_requested: for the chosen field
    """

    field_chosen = Signal(int)
    field_dragged = Signal(int, object)
    field_placed = Signal(int, object)
    field_nudged = Signal(int, object)
    kind_dropped = Signal(str, int, float, float)
    remove_requested = Signal()
    duplicate_requested = Signal()

    def __init__(self, theme: Theme, fit: Fit, parent: QWidget | None = None) -> None:
        """`fit` keeps fields on their pages."""
        super().__init__(theme, parent)
        self._fit_place = fit
        self._items: dict[int, FieldItem] = {}
        self._hits: list[HitItem] = []
        self._chosen = -1
        self._gesture: Gesture | None = None
        self._guides: GuideItem | None = None
        self._is_locked = False
        self.has_magnet = True
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.zoom_changed.connect(self._on_scale_changed)
        theme.changed.connect(self._on_look_changed)
        self.setAccessibleName(self.tr("Page with fields"))

    # -- what is shown ------------------------------------------------------------------------

    @override
    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        self._drop_gesture()
        self._items, self._hits = {}, []
        super().set_pages(sizes)

    def set_locked(self, locked: bool) -> None:
        """Fields can only be looked at."""
        self._is_locked = locked

    def set_faces(self, faces: Sequence[FieldFace]) -> None:
        """Show these fields; those on pages that are not there are left out."""
        self._drop_gesture()
        shown = {each.number: each for each in faces if each.place.page <= self.page_count}
        for number in [each for each in self._items if each not in shown]:
            self.scene().removeItem(self._items.pop(number))
        for number, face in shown.items():
            item = self._items.get(number)
            if item is None:
                item = self._items[number] = FieldItem(self.theme, face, self._pixels())
                item.set_chosen(number == self._chosen)
            item.setParentItem(self.page(face.place.page - 1))
            item.set_face(face)
        if self._chosen not in self._items:
            self._choose(-1)

    def set_hits(self, hits: Sequence[PhraseHit], current: int = -1) -> None:
        """Mark phrases that were found."""
        for item in self._hits:
            self.scene().removeItem(item)
        self._hits = []
        for number, hit in enumerate(hits):
            if hit.page <= self.page_count:
                item = HitItem(self.theme, hit)
                item.setParentItem(self.page(hit.page - 1))
                item.set_current(number == current)
                self._hits.append(item)
        if 0 <= current < len(hits):
            self._reveal(hits[current].page, QRectF(hits[current].x, hits[current].y, 1, 60))

    @property
    def chosen(self) -> int:
        """The number of the chosen field; -1 for none."""
        return self._chosen

    def choose(self, number: int, *, reveal: bool = True) -> None:
        """Choose a field without telling, and scroll to it."""
        for other, item in self._items.items():
            item.set_chosen(other == number)
        self._chosen = number if number in self._items else -1
        chosen = self._items.get(self._chosen)
        self.setAccessibleDescription("" if chosen is None else chosen.face.spoken)
        told = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(told)
        if chosen is not None and reveal:
            self._reveal(chosen.face.place.page, chosen.box)

    def item(self, number: int) -> FieldItem:
        """The item of a field."""
        return self._items[number]

    def guide_words(self) -> tuple[str, ...]:
        """What the magnet says at this moment."""
        return () if self._guides is None else self._guides.words

    def visible_middle(self) -> tuple[int, float, float]:
        """The page in the middle of the view (from 1), and the point of it that is seen there."""
        page = self.page(max(self.current_page, 0))
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        seen = seen.intersected(page.sceneBoundingRect())
        middle = page.mapFromScene(seen.center())
        return page.number + 1, middle.x(), middle.y()

    # -- with the mouse -----------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not _LEFT:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self._held_at(event.position().toPoint())
        if found is None:
            self._choose(-1)
            return
        item, grip = found
        self._choose(item.face.number)
        if not self._is_locked:
            place = item.face.place
            origin = self.mapToScene(event.position().toPoint())
            self._gesture = Gesture(
                number=item.face.number, grip=grip, start=place, origin=origin, place=place
            )

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        gesture = self._gesture
        if gesture is None:
            found = self._held_at(point)
            if found is None or self._is_locked:
                self.viewport().unsetCursor()
            else:
                self.viewport().setCursor(cursor_of(found[1]))
            return
        apart = point - self.mapFromScene(gesture.origin)
        if gesture.has_begun or apart.manhattanLength() >= QApplication.startDragDistance():
            gesture.has_begun = True
            free = event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._drag(gesture, self.mapToScene(point), has_magnet=self.has_magnet and not free)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        self._drop_gesture()
        if gesture is not None and gesture.has_begun:
            if gesture.place != gesture.start:
                self.field_placed.emit(gesture.number, gesture.place)
        else:
            super().mouseReleaseEvent(event)

    def _held_at(self, point: QPoint) -> tuple[FieldItem, Grip] | None:
        """The field under a point of the view: the chosen one before others, then the smallest."""
        scene, reach = self.mapToScene(point), HANDLE / self._pixels()
        items = sorted(
            self._items.values(),
            key=lambda each: (not each.is_chosen, each.box.width() * each.box.height()),
        )
        for item in items:
            grip = item.grip_at(self._on_page(item, scene), reach)
            if grip is not None:
                return item, grip
        return None

    def _on_page(self, item: FieldItem, scene: QPointF) -> QPointF:
        return self.page(item.face.place.page - 1).mapFromScene(scene)

    def _drag(self, gesture: Gesture, scene: QPointF, *, has_magnet: bool) -> None:
        away = scene - gesture.origin
        wanted = dragged(gesture.start, gesture.grip, away.x(), away.y())
        page = self.page(gesture.start.page - 1)
        if gesture.grip.moves:
            page, wanted = self._over(page, wanted)
        guides: tuple[Guide, ...] = ()
        if has_magnet:
            size = (page.size.width(), page.size.height())
            others = [
                each.face.place for number, each in self._items.items() if number != gesture.number
            ]
            wanted, guides = snapped(wanted, gesture.grip, others, size, _REACH / self._pixels())
        gesture.place = self._fit_place(gesture.number, wanted)
        item = self._items[gesture.number]
        item.setParentItem(page)
        item.show_place(gesture.place)
        self._show_guides(page, guides)
        self.field_dragged.emit(gesture.number, gesture.place)

    def _over(self, page: PageItem, place: Place) -> tuple[PageItem, Place]:
        """The page on which the middle of a dragged field lies now, and its place there."""
        middle = page.mapToScene(place.x + place.width / 2, place.y + place.height / 2)
        number = self.page_under(middle.y())
        if number == page.number:
            return page, place
        other = self.page(number)
        corner = other.mapFromScene(page.mapToScene(place.x, place.y))
        return other, replace(place, page=number + 1, x=corner.x(), y=corner.y())

    def _show_guides(self, page: PageItem, guides: tuple[Guide, ...]) -> None:
        if self._guides is not None and self._guides.parentItem() is not page:
            self._hide_guides()
        if self._guides is None:
            self._guides = GuideItem(self.theme, page.size, self._pixels())
            self._guides.setParentItem(page)
        self._guides.set_guides(guides)

    def _hide_guides(self) -> None:
        if self._guides is not None:
            self.scene().removeItem(self._guides)
            self._guides = None

    def _drop_gesture(self) -> None:
        self._gesture = None
        self._hide_guides()

    # -- with keys ----------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        item = self._items.get(self._chosen)
        if key == Qt.Key.Key_Escape and self._gesture is not None:
            gesture = self._gesture
            self._drop_gesture()
            self._items[gesture.number].setParentItem(self.page(gesture.start.page - 1))
            self._items[gesture.number].show_place(gesture.start)
            self.field_dragged.emit(gesture.number, gesture.start)
        elif item is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._choose(-1)
        elif self._is_locked:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._nudge(item, key, resizes=bool(modifiers & _SHIFT), far=bool(modifiers & _CTRL))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif key == Qt.Key.Key_D and modifiers & _CTRL:
            self.duplicate_requested.emit()
        else:
            super().keyPressEvent(event)

    def _nudge(self, item: FieldItem, key: int, *, resizes: bool, far: bool) -> None:
        across, down = _ARROWS[key]
        step, place = _FAR if far else 1.0, item.face.place
        if not resizes:
            wanted = replace(place, x=place.x + across * step, y=place.y + down * step)
        elif item.face.sizes:
            side = next_size(item.face.sizes, place.width, across + down)
            wanted = replace(place, width=side, height=side)
        else:
            wanted = dragged(place, Grip(across=1, down=1), across * step, down * step)
        wanted = self._fit_place(item.face.number, wanted)
        if wanted != place:
            self.field_nudged.emit(item.face.number, wanted)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes over the fields as they are read, before it leaves."""
        order = sorted(
            self._items.values(),
            key=lambda each: (each.face.place.page, each.face.place.y, each.face.place.x),
        )
        numbers = [each.face.number for each in order]
        at = numbers.index(self._chosen) if self._chosen in numbers else -1
        following = at + (1 if forward else -1)
        if at < 0 or not 0 <= following < len(numbers):
            return bool(super().focusNextPrevChild(forward))
        self._choose(numbers[following])
        return True

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and self._chosen < 0 and self._items:
            seen = max(self.current_page, 0) + 1
            near = [each for each in self._items.values() if each.face.place.page == seen]
            if near:
                first = min(near, key=lambda each: (each.face.place.y, each.face.place.x))
                self._choose(first.face.number)

    # -- dropping kinds -----------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take_or_leave(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take_or_leave(event)

    def _take_or_leave(self, event: QDragMoveEvent) -> None:
        """Files are the page's behind; only kinds of fields are ours."""
        if event.mimeData().hasFormat(KIND_MIME) and self.page_count and not self._is_locked:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(KIND_MIME) or self._is_locked:
            event.ignore()
            return
        scene = self.mapToScene(event.position().toPoint())
        page = self.page(self.page_under(scene.y()))
        point = page.mapFromScene(scene)
        kind = bytes(event.mimeData().data(KIND_MIME).data()).decode()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.kind_dropped.emit(kind, page.number + 1, point.x(), point.y())

    # -- insides ------------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        before = self._chosen
        self.choose(number, reveal=number >= 0 and number != before)
        if self._chosen != before:
            self.field_chosen.emit(self._chosen)

    def _reveal(self, page: int, box: QRectF) -> None:
        area = self.page(page - 1).mapRectToScene(box)
        self.ensureVisible(area, 40, 60)

    def _pixels(self) -> float:
        """Of the screen for a point."""
        return self.transform().m11()

    @Slot(float)
    def _on_scale_changed(self, _zoom: float) -> None:
        for item in self._items.values():
            item.set_scale(self._pixels())

    @Slot()
    def _on_look_changed(self) -> None:
        self.scene().update()

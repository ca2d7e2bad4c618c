"""How a row of the list of documents is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.gui.metrics import CONTROL_SMALL, FILE_ROW, GAP, GAP_CARD, ICON, ICON_SMALL, RADIUS_CARD
from app.gui.models.keyed_rows import RowRole
from app.gui.theme import Theme
from app.gui.uploader.rows import FileRow, Pending, RowNote
from app.gui.widgets.painted_button import paint_button, paint_icon_button, paint_link
from app.gui.widgets.row_list import Index, RowDelegate, Zone
from app.gui.widgets.rows import paint_focus_ring, paint_hairline, paint_row_ground

THUMB_WIDTH, THUMB_HEIGHT = 34, 46
"""The picture of the first page."""
_EDGE: Final = 10
_NUMBER: Final = 12
_NOTE_LEFT: Final = 80
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_WRAPPED: Final = _LEFT | Qt.TextFlag.TextWordWrap
_BAR: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _NoteFace:
    """Where the words of a note stand, from its top left corner in the row."""

    height: int
    sentence: QRect
    actions: tuple[QRect, ...]


class FileRowDelegate(RowDelegate):
    """Draws a `FileRow` with the picture of its first page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin without pictures."""
        super().__init__(theme, parent)
        self._thumbs: dict[str, QImage] = {}

    def set_thumb(self, file: str, image: QImage) -> None:
        """Know the picture of a stored file."""
        self._thumbs[file] = image

    def has_thumb(self, file: str) -> bool:
        """Whether the picture of a stored file is known."""
        return file in self._thumbs

    # -- measures -----------------------------------------------------------------------------

    @override
    def height(self, index: Index) -> int:
        row = _row_of(index)
        notes = sum(self._note_face(note).height for note in row.notes)
        return self._main_height() + notes + (GAP if notes else 0)

    @override
    def zones(self, rect: QRect, index: Index) -> Sequence[Zone]:
        row = _row_of(index)
        if row.is_locked:
            return ()
        main = self._main(rect)
        if row.pending is not None:
            words = self.tr("Cancel")
            width = self.theme.font_metrics("caption", 500).horizontalAdvance(words) + 22
            place = QRect(0, 0, width, CONTROL_SMALL)
            place.moveCenter(main.center())
            place.moveRight(main.right() - GAP_CARD)
            return (Zone(key="cancel", rect=place, purpose=self.tr("Stop adding this file")),)
        return (*self._buttons(main, row), *self._note_zones(rect, row))

    def _buttons(self, main: QRect, row: FileRow) -> Iterator[Zone]:
        faces = (
            ("menu", self.tr("More"), True),
            ("down", self.tr("Move down (Alt+Down)"), not row.is_last),
            ("up", self.tr("Move up (Alt+Up)"), not row.is_first),
        )
        right = main.right() - GAP
        for key, purpose, possible in faces:
            place = QRect(0, 0, CONTROL_SMALL, CONTROL_SMALL)
            place.moveCenter(main.center())
            place.moveRight(right)
            yield Zone(key=key, rect=place, purpose=purpose, possible=possible)
            right = place.left() - GAP

    def _note_zones(self, rect: QRect, row: FileRow) -> Iterator[Zone]:
        for note, top in self._note_tops(rect, row):
            face = self._note_face(note)
            for (key, words), place in zip(note.actions, face.actions, strict=True):
                yield Zone(key=key, rect=place.translated(rect.left(), top), purpose=words)

    def _note_tops(self, rect: QRect, row: FileRow) -> Iterator[tuple[RowNote, int]]:
        top = rect.top() + self._main_height() - 4
        for note in row.notes:
            yield note, top
            top += self._note_face(note).height

    def _note_face(self, note: RowNote) -> _NoteFace:
        """One line where there is room for all of it, else what can be done stands below."""
        metrics, links = self.theme.font_metrics(), self.theme.font_metrics("body", 500)
        line = max(24, metrics.lineSpacing() + GAP)
        left = _NOTE_LEFT + ICON + GAP
        room = max(60, self.width - left - GAP_CARD)
        widths = [links.horizontalAdvance(words) for _, words in note.actions]
        taken = sum(width + 2 * GAP for width in widths)
        fits = metrics.horizontalAdvance(note.sentence) + taken <= room
        words = QRect(left, 0, room - taken if fits else room, line)
        at = left + room - taken + 2 * GAP
        if not fits:
            words = metrics.boundingRect(words, int(_WRAPPED), note.sentence)
            words.setHeight(max(line, words.height()))
            words.moveTo(left, 0)
            at = left
        top = 0 if fits else words.bottom() + 1
        actions = []
        for width in widths:
            actions.append(QRect(at, top, width, line))
            at += width + 2 * GAP
        height = words.height() + (line if widths and not fits else 0)
        return _NoteFace(height=height, sentence=words, actions=tuple(actions))

    def _main_height(self) -> int:
        return self.theme.row_height(FILE_ROW, 2)

    def _main(self, rect: QRect) -> QRect:
        return QRect(rect.left(), rect.top(), rect.width(), self._main_height())

    # -- drawing ------------------------------------------------------------------------------

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = _row_of(index)
        rect: QRect = option.rect
        painter.save()
        painter.setClipPath(_inside_card(option.widget), Qt.ClipOperation.IntersectClip)
        self._paint_ground(painter, option, index)
        if index.row() == self.dragged:
            painter.setPen(QPen(self.theme.colour("line-strong"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(rect).adjusted(4.5, 4.5, -4.5, -4.5))
            painter.restore()
            return
        main = self._main(rect)
        left = self._paint_lead(painter, main, row)
        right = main.right() - GAP_CARD
        for zone in self.zones(rect, index):
            self._paint_zone(painter, zone, row, index)
            if zone.key in ("up", "cancel"):
                right = zone.rect.left() - GAP_CARD
        words = QRect(left, main.top(), max(0, right - left), main.height())
        if row.pending is not None:
            self._paint_pending(painter, words, row, row.pending)
        else:
            self._paint_words(painter, words, row)
        for note, top in self._note_tops(rect, row):
            self._paint_note(painter, QPoint(rect.left(), top), note)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, rect = option.state, option.rect
        selected = bool(state & QStyle.StateFlag.State_Selected)
        paint_row_ground(
            painter,
            rect,
            self.theme,
            selected=selected,
            active=option.widget.hasFocus(),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        if index.row() < index.model().rowCount() - 1:
            paint_hairline(painter, rect, self.theme)
        if selected and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint_focus_ring(painter, rect, self.theme)

    def _paint_lead(self, painter: QPainter, main: QRect, row: FileRow) -> int:
        """Draw handle, number and picture; return where the words begin."""
        left = main.left() + _EDGE
        handle = QRect(left, main.center().y() - ICON_SMALL // 2, ICON_SMALL, ICON_SMALL)
        if row.can_move:
            self.theme.paint_icon(painter, handle, "grip-vertical", "text-3")
        left = handle.right() + 1 + GAP_CARD
        number = QRect(left - 4, main.top(), _NUMBER + 8, main.height())
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("text-3"))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(row.number))
        left += _NUMBER + GAP_CARD
        thumb = QRect(left, 0, THUMB_WIDTH, THUMB_HEIGHT)
        thumb.moveCenter(QRect(thumb.left(), main.top(), THUMB_WIDTH, main.height()).center())
        self._paint_thumb(painter, thumb, row)
        return thumb.right() + 1 + GAP_CARD

    def _paint_thumb(self, painter: QPainter, place: QRect, row: FileRow) -> None:
        image = None if row.pending is not None else self._thumbs.get(row.file)
        shape = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        if image is None:
            painter.setPen(QPen(self.theme.colour("line-strong"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(shape)
            icon = QRect(0, 0, ICON, ICON)
            icon.moveCenter(place.center())
            self.theme.paint_icon(painter, icon, "file-text", "text-3")
            return
        size = image.deviceIndependentSize().scaled(
            place.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        page = QRectF(0, 0, size.width(), size.height())
        page.moveCenter(QRectF(place).center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, image)
        painter.setPen(QPen(self.theme.colour("line-button"), 1))
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(self, painter: QPainter, place: QRect, row: FileRow) -> None:
        strong = self.theme.font_metrics("body", 600)
        caption = self.theme.font_metrics("caption")
        top = place.top() + (place.height() - strong.lineSpacing() - caption.lineSpacing() - 2) // 2
        first = QRect(place.left(), top, place.width(), strong.lineSpacing())
        second = QRect(place.left(), first.bottom() + 3, place.width(), caption.lineSpacing())
        painter.setFont(self.theme.font("body", 600))
        painter.setPen(self.theme.colour("text"))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(first, _LEFT, strong.elidedText(row.name, elide, first.width()))
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("text-2"))
        painter.drawText(second, _LEFT, caption.elidedText(row.line, elide, second.width()))

    def _paint_pending(
        self, painter: QPainter, place: QRect, row: FileRow, pending: Pending
    ) -> None:
        strong = self.theme.font_metrics("body", 600)
        caption = self.theme.font_metrics("caption")
        height = strong.lineSpacing() + 7 + _BAR + 5 + caption.lineSpacing()
        top = place.top() + (place.height() - height) // 2
        first = QRect(place.left(), top, place.width(), strong.lineSpacing())
        words = caption.horizontalAdvance(pending.words) + GAP
        painter.setFont(self.theme.font("body", 600))
        painter.setPen(self.theme.colour("text"))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(first, _LEFT, strong.elidedText(row.name, elide, first.width() - words))
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("text-2"))
        painter.drawText(first, _RIGHT, pending.words)
        bar = QRectF(place.left(), first.bottom() + 8, place.width(), _BAR)
        self._paint_bar(painter, bar, pending)
        last = QRect(place.left(), round(bar.bottom()) + 5, place.width(), caption.lineSpacing())
        painter.setPen(self.theme.colour("text-2"))
        painter.drawText(last, _LEFT, caption.elidedText(row.line, elide, last.width()))

    def _paint_bar(self, painter: QPainter, bar: QRectF, pending: Pending) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("bg-sunken"))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if pending.total:
            bar.setWidth(bar.width() * min(1.0, pending.done / pending.total))
            painter.setBrush(self.theme.colour("accent"))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.restore()

    def _paint_zone(self, painter: QPainter, zone: Zone, row: FileRow, index: Index) -> None:
        hovered = self.is_hovered(index, zone.key)
        icons = {"up": "arrow-up", "down": "arrow-down", "menu": "ellipsis"}
        if zone.key in icons:
            paint_icon_button(
                painter,
                zone.rect,
                self.theme,
                icons[zone.key],
                hovered=hovered,
                possible=zone.possible,
            )
        elif zone.key == "cancel":
            paint_button(painter, zone.rect, self.theme, self.tr("Cancel"), hovered=hovered)
        else:
            words = dict(action for note in row.notes for action in note.actions)[zone.key]
            paint_link(painter, zone.rect, self.theme, words, hovered=hovered)

    def _paint_note(self, painter: QPainter, at: QPoint, note: RowNote) -> None:
        face = self._note_face(note)
        place = face.sentence.translated(at)
        line = max(24, self.theme.font_metrics().lineSpacing() + GAP)
        icon = QRect(at.x() + _NOTE_LEFT, at.y() + (line - ICON) // 2, ICON, ICON)
        self.theme.paint_icon(painter, icon, note.severity.glyph, note.severity.state)
        painter.setFont(self.theme.font())
        painter.setPen(self.theme.colour("text"))
        painter.drawText(place, int(_WRAPPED), note.sentence)


def _inside_card(view: QWidget) -> QPainterPath:
    """The list as far as the round corners of its card leave it."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(view.rect()), RADIUS_CARD - 1, RADIUS_CARD - 1)
    return path


def _row_of(index: Index) -> FileRow:
    row = index.data(RowRole.ROW)
    assert isinstance(row, FileRow)  # noqa: S101 - this delegate draws no other rows
    return row

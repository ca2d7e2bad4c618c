"""A field on a page as it is drawn: edge, ground, the name tab above, and handles when selected."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from app.domain.field_editing import Place
from app.domain.kinds import FieldType
from app.gui.metrics import ICON_SMALL, RADIUS_TAG
from app.gui.pages.guides import Grip
from app.gui.pages.words import KIND_ICONS, short_name
from app.gui.theme import Theme
from app.gui.widgets.painted_item import ScreenItem
from app.gui.widgets.person_mark import MARK, paint_mark, person_token

HANDLE: Final = 8
"""Side of a handle, in pixels of the screen whatever the zoom."""
TAB: Final = 18
_TAB_MARK: Final = 10
_EDGE: Final = 1.5
_PAD: Final = 6
GRIPS: Final = tuple(
    Grip(across=across, down=down) for down in (-1, 0, 1) for across in (-1, 0, 1) if across or down
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFace:
    """What is seen of a field."""

    number: int
    """Its place in the agreement's fields."""
    kind: FieldType
    place: Place
    name: str
    """Whose it is."""
    person: int
    """The place of that person in the draft, from 0, for mark and colour."""
    words: str
    spoken: str
    sizes: tuple[float, ...] = ()
    """The only widths that it may have, in points."""
    has_finding: bool = False
    follows: bool = False
    """A phrase of the text."""


class FieldItem(ScreenItem):
    """One field; it lies on the item of its page, and its lengths are points."""

    def __init__(self, theme: Theme, face: FieldFace, scale: float) -> None:
        """`scale`: pixels of the screen for a point."""
        super().__init__(theme, QSizeF(face.place.width, face.place.height), scale)
        self.face = face
        self.is_chosen = False
        self.show_place(face.place)

    @property
    def box(self) -> QRectF:
        """The field itself on its page, without tab and handles."""
        return QRectF(self.pos(), self._size)

    def set_face(self, face: FieldFace) -> None:
        """Show what the field is now."""
        self.face = face
        self.setToolTip(face.spoken)
        self.show_place(face.place)

    def show_place(self, place: Place) -> None:
        """Lie elsewhere on the page, also while it is being dragged."""
        self.prepareGeometryChange()
        self._size = QSizeF(place.width, place.height)
        self.setPos(place.x, place.y)
        self.update()

    def set_scale(self, scale: float) -> None:
        """Keep tab and handles as large as they are on another zoom."""
        self.prepareGeometryChange()
        self._scale = scale

    def set_chosen(self, chosen: bool) -> None:
        """Show the handles, above all others."""
        self.is_chosen = chosen
        self.setZValue(2 if chosen else 1)
        self.update()

    def grip_at(self, point: QPointF, reach: float) -> Grip | None:
        """What is held at a point of the page; handles reach `reach` points around their middle."""
        if self.is_chosen and not self.face.sizes:
            for grip in GRIPS:
                away = _grip_point(self.box, grip) - point
                if max(abs(away.x()), abs(away.y())) <= reach:
                    return grip
        # Small squares are caught beside their edge too.
        slack = reach / 2
        return Grip() if self.box.adjusted(-slack, -slack, slack, slack).contains(point) else None

    @override
    def boundingRect(self) -> QRectF:
        around = (HANDLE + 2) / self._scale
        tab = QRectF(0, -TAB / self._scale, self._tab_width() / self._scale, TAB / self._scale)
        box = QRectF(QPointF(0, 0), self._size).united(tab)
        return box.adjusted(-around, -around, around, around)

    @override
    def draw_pixels(self, painter: QPainter, box: QRectF) -> None:
        self._paint_box(painter, box)
        self._paint_tab(painter)
        if self.face.has_finding:
            self._paint_warning(painter, box)
        if self.is_chosen:
            self._paint_handles(painter, box)

    def _colour(self, ending: str = "") -> QColor:
        return self._theme.colour_on_paper(person_token(self.face.person) + ending)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        ground = self._colour("-bg")
        ground.setAlpha(225)
        pen = QPen(self._colour(), _EDGE)
        if self.is_chosen:
            pen = QPen(self._theme.colour_on_paper("focus"), 2)
        painter.setPen(pen)
        painter.setBrush(ground)
        half = pen.widthF() / 2
        inner = box.adjusted(half, half, -half, -half)
        if self.face.kind is FieldType.RADIO:
            painter.drawEllipse(inner)
        else:
            painter.drawRoundedRect(inner, 2, 2)
        if not self.face.sizes:
            self._paint_words(painter, box)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        """Icon and words as far as there is room for them."""
        font = self._theme.font("caption", 500)
        metrics = QFontMetricsF(font)
        room = box.width() - 2 * _PAD
        if room < ICON_SMALL or box.height() < ICON_SMALL:
            return
        shown = metrics.elidedText(
            self.face.words, Qt.TextElideMode.ElideRight, room - ICON_SMALL - _PAD
        )
        if len(shown) < min(3, len(self.face.words)) or box.height() < metrics.ascent():
            shown = ""
        words = metrics.horizontalAdvance(shown)
        wide = ICON_SMALL + (_PAD + words if shown else 0)
        left = box.center().x() - wide / 2
        icon = QRectF(left, box.center().y() - ICON_SMALL / 2, ICON_SMALL, ICON_SMALL)
        self._theme.paint_icon(painter, icon, KIND_ICONS[self.face.kind], self._colour())
        painter.setFont(font)
        painter.setPen(self._colour())
        place = QRectF(icon.right() + _PAD, box.top(), words + 2, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _tab_words(self) -> str:
        """The whole name, or a short one over a narrow field, or only the mark over a square."""
        if self.face.sizes:
            return ""
        metrics = QFontMetricsF(self._theme.font("caption", 600))
        room = self._size.width() * self._scale - _TAB_MARK - 3 * _PAD
        full, short = self.face.name, short_name(self.face.name)
        return full if metrics.horizontalAdvance(full) <= room else short

    def _tab_width(self) -> float:
        words = self._tab_words()
        metrics = QFontMetricsF(self._theme.font("caption", 600))
        beside = metrics.horizontalAdvance(words) + _PAD if words else 0
        return _PAD * 1.5 + _TAB_MARK + beside

    def _paint_tab(self, painter: QPainter) -> None:
        words, white = self._tab_words(), self._theme.colour("page")
        tab = QRectF(0, -TAB, self._tab_width(), TAB)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour())
        painter.drawRoundedRect(tab.adjusted(0, 0, 0, RADIUS_TAG / 2), 2, 2)
        mark = QRectF(_PAD - 1, tab.center().y() - _TAB_MARK / 2, _TAB_MARK, _TAB_MARK)
        paint_mark(painter, mark, self._theme, self.face.person, white)
        if words:
            painter.setFont(self._theme.font("caption", 600))
            painter.setPen(white)
            place = tab.adjusted(mark.right() + _PAD - 1, 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        if self.face.follows:
            side = MARK
            link = QRectF(tab.right() + 3, tab.center().y() - side / 2, side, side)
            self._theme.paint_icon(painter, link, "link", self._colour())

    def _paint_warning(self, painter: QPainter, box: QRectF) -> None:
        """At the upper right corner, half outside."""
        side = ICON_SMALL
        area = QRectF(box.right() - side / 2, -side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("page"))
        painter.drawEllipse(area.adjusted(-1, -1, 1, 1))
        colour = self._theme.colour_on_paper("needs")
        self._theme.paint_icon(painter, area, "triangle-alert", colour)

    def _paint_handles(self, painter: QPainter, box: QRectF) -> None:
        """A square is not resized by hand; a frame around it says that it is chosen."""
        if self.face.sizes:
            painter.setPen(QPen(self._theme.colour_on_paper("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), RADIUS_TAG, RADIUS_TAG)
            return
        painter.setPen(QPen(self._theme.colour_on_paper("focus"), 1.5))
        painter.setBrush(self._theme.colour("page"))
        for grip in GRIPS:
            middle = _grip_point(box, grip)
            half = HANDLE / 2
            painter.drawRect(QRectF(middle.x() - half, middle.y() - half, HANDLE, HANDLE))


def _grip_point(box: QRectF, grip: Grip) -> QPointF:
    """Where a handle stands at the edge of a box."""
    return QPointF(
        box.center().x() + grip.across * box.width() / 2,
        box.center().y() + grip.down * box.height() / 2,
    )

"""Avatars: the initials of a person, or the sign of a group or a placeholder, in their colours."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.kinds import ParticipantKind
from app.gui.theme import Theme
from app.gui.widgets.painted import PaintedSquare
from app.gui.widgets.person_mark import person_token

AVATAR_ROW = 22
AVATAR = 28
AVATAR_CARD = 36
_GLYPHS = {ParticipantKind.GROUP: "users", ParticipantKind.PLACEHOLDER: "user-round"}


def initials_of(name: str) -> str:
    """Return two letters: of the first and the last word, or the first two of a single one."""
    words = [word for word in name.split() if any(c.isalnum() for c in word)]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:2].upper()
    return (words[0][0] + words[-1][0]).upper()


def glyph_of(kind: ParticipantKind) -> str:
    """The Lucide icon in the place of initials; empty for a person, who has initials."""
    return _GLYPHS.get(kind, "")


def paint_avatar(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    initials: str,
    person: int,
    kind: ParticipantKind = ParticipantKind.PERSON,
) -> None:
    """Draw a round avatar into `rect`; `person` is the place in the draft, from 0.

    A group has a glyph instead of initials; a placeholder also has an edge of dashes.
    """
    token = person_token(person)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(f"{token}-bg"))
    painter.setPen(Qt.PenStyle.NoPen)
    shape = QRectF(rect)
    is_open = kind is ParticipantKind.PLACEHOLDER
    if theme.is_high_contrast or is_open:
        style = Qt.PenStyle.DashLine if is_open else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(token), 1, style))
        shape.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawEllipse(shape)
    glyph = glyph_of(kind)
    if glyph:
        side = round(rect.width() * 0.5)
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.center())
        theme.paint_icon(painter, place, glyph, token)
        painter.restore()
        return
    font = theme.font("tag", 600)
    font.setPixelSize(max(8, round(rect.width() * 0.38)))
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


class Avatar(PaintedSquare):
    """The initials of a person as a widget; the name is spoken."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        person: int,
        side: int = AVATAR,
        parent: QWidget | None = None,
    ) -> None:
        """Show `name` in the colours of the person at place `person`, from 0."""
        super().__init__(theme, side, name, parent)
        self._person = person
        self._initials = ""
        self._kind = ParticipantKind.PERSON
        self.set_person(name, person)

    def set_person(
        self, name: str, person: int, kind: ParticipantKind = ParticipantKind.PERSON
    ) -> None:
        """Show somebody else."""
        self._initials = initials_of(name)
        self._person = person
        self._kind = kind
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, self.rect(), self.theme, self._initials, self._person, self._kind)

"""The head of a sheet: of whom, or of which agreement, it speaks."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.gui.actions.asking import SheetFace
from app.gui.metrics import GAP, GAP_PAIR, ICON_LARGE
from app.gui.theme import Theme
from app.gui.widgets.avatar import AVATAR_CARD, Avatar
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel


def sheet_head(theme: Theme, face: SheetFace) -> QHBoxLayout:
    """The avatar of the person, or the glyph of the action, with two lines beside it."""
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(ElidedLabel(theme, face.name, role="subtitle"))
    words.addWidget(ElidedLabel(theme, face.about, role="caption", token="text-2"))
    head = QHBoxLayout()
    head.setSpacing(GAP)
    if face.person is not None:
        head.addWidget(Avatar(theme, face.name, face.person, AVATAR_CARD))
    else:
        head.addWidget(Glyph(theme, face.glyph, "text-2", ICON_LARGE))
        head.addSpacing(GAP_PAIR)
    head.addLayout(words, 1)
    return head

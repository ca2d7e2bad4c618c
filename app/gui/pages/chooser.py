"""The right side of the pages: for whom, which kind, and what is chosen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.metrics import GAP, GAP_CARD
from app.gui.pages.chosen_field import ChosenField
from app.gui.pages.kinds import KindPalette
from app.gui.pages.people_list import PeopleList
from app.gui.theme import Theme
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.labels import Label
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.tag import Tag

WIDTH = 288


class FieldChooser(Pane):
    """Holds the three parts one below the other, and the keys at its foot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin with nothing chosen."""
        super().__init__(theme, "bg-base", parent)
        self.people = PeopleList(theme)
        self.kinds = KindPalette(theme)
        self.chosen = ChosenField(theme)
        self._line = Line(theme)
        self._build_layout()
        self.show_chosen(shown=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        """Wider only where large letters need it."""
        least = super().minimumSizeHint()
        return QSize(max(WIDTH, least.width()), least.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_chosen(self, *, shown: bool) -> None:
        """Show what can be changed of the chosen field, or that nothing is chosen."""
        self.chosen.setVisible(shown)
        self._line.setVisible(shown)
        self._keys.setVisible(shown)

    def _build_layout(self) -> None:
        theme = self.theme
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(GAP)
        column.addWidget(Label(theme, self.tr("Place fields for"), weight=600))
        column.addWidget(self.people)
        column.addWidget(self.kinds)
        column.addWidget(self._line)
        column.addSpacing(2)
        column.addWidget(self.chosen)
        column.addStretch(1)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(14, GAP, 14, GAP)
        keys.setSpacing(6)
        for key, words in (
            (self.tr("Arrows"), self.tr("move")),
            (self.tr("Shift+Arrows"), self.tr("resize")),
        ):
            keys.addWidget(Tag(theme, key))
            keys.addWidget(Label(theme, words, role="caption", token="text-2"))
            keys.addSpacing(GAP_CARD - 6)
        keys.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Scrolled(inside), 1)
        layout.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignBottom)

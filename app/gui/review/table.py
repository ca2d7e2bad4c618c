"""The table of who gets what when, in plain words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_CARD, HEADER_ROW, ICON
from app.gui.review.rows import Cell, ReviewGroup, ReviewRow
from app.gui.theme import Theme
from app.gui.widgets.avatar import Avatar
from app.gui.widgets.card import Card, Line
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel
from app.gui.widgets.person_mark import PersonMark
from app.gui.widgets.section_header import HeaderRow

_STRETCH: Final = (23, 22, 18, 17)
_ROW: Final = 52


class ReviewTable(Card):
    """Groups of rows; it is built anew when it says something else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, parent=parent)
        self.setObjectName("review-table")
        self._groups: tuple[ReviewGroup, ...] = ()
        self._widgets: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)

    def set_groups(self, groups: Sequence[ReviewGroup]) -> None:
        """Show these."""
        if tuple(groups) == self._groups:
            return
        self._groups = tuple(groups)
        for widget in self._widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        self._add(self._head())
        for group in self._groups:
            self._add(Line(self.theme))
            head = HeaderRow(self.theme, group.when, note=group.note, icon=group.icon)
            self._add(head)
            for number, row in enumerate(group.rows):
                if number:
                    self._add(Line(self.theme))
                self._add(self._row(row))
        self.setVisible(bool(self._groups))

    def groups(self) -> tuple[ReviewGroup, ...]:
        """What is shown."""
        return self._groups

    def _add(self, widget: QWidget) -> None:
        self._widgets.append(widget)
        self._column.addWidget(widget)

    def _head(self) -> QWidget:
        names = (
            self.tr("Who"),
            self.tr("Is reached by"),
            self.tr("Does"),
            self.tr("Proves identity with"),
        )
        labels = [ElidedLabel(self.theme, name, role="caption", token="text-2") for name in names]
        return self._line(labels, HEADER_ROW + 2)

    def _row(self, row: ReviewRow) -> QWidget:
        cells = [self._cell(cell) for cell in (row.reached, row.does, row.proves)]
        line = self._line([self._who(row), *cells], _ROW)
        line.setAccessibleName(row.spoken)
        return line

    def _line(self, cells: Sequence[QWidget], height: int) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(14, 4, 14, 4)
        grid.setHorizontalSpacing(GAP_CARD)
        for place, cell in enumerate(cells):
            # Columns of all rows are alike because only the stretch decides.
            cell.setMinimumWidth(1)
            grid.addWidget(cell, 0, place, Qt.AlignmentFlag.AlignVCenter)
            grid.setColumnStretch(place, _STRETCH[place])
            grid.setColumnMinimumWidth(place, _STRETCH[place] * 5)
        line.setMinimumHeight(height)
        return line

    def _who(self, row: ReviewRow) -> QWidget:
        cell = QWidget()
        layout = QHBoxLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(PersonMark(self.theme, "", row.person))
        avatar = Avatar(self.theme, row.name, row.person)
        avatar.set_person(row.name, row.person, row.kind)
        layout.addWidget(avatar)
        layout.addWidget(ElidedLabel(self.theme, row.name, weight=600), 1)
        return cell

    def _cell(self, cell: Cell) -> QWidget:
        widget = QWidget()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(self.theme, cell.word))
        if cell.below:
            token = "stopped" if cell.is_missing else "text-2"
            words.addWidget(ElidedLabel(self.theme, cell.below, role="caption", token=token))
        glyph = Glyph(self.theme, cell.icon, "text-2", ICON)
        layout = QHBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        place = Qt.AlignmentFlag.AlignTop if cell.below else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(glyph, 0, place)
        layout.addLayout(words, 1)
        return widget

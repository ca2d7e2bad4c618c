"""The table of a comparison: what differs first, all else folded away below."""

import re
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.comparison import Change
from app.gui.metrics import GAP, GAP_PAIR, GAP_PANE, ICON_SMALL
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import Label
from app.services.words.comparison import ComparisonWords, RowWords

_GLYPHS: Final = {
    Change.CHANGED: "pencil-line",
    Change.ADDED: "plus",
    Change.REMOVED: "minus",
}
_FIRST: Final = 4
_OTHERS: Final = 5
"""Shares of the width: of the names, and of each view."""
_LONG_WORD: Final = 22
"""Characters that fit into a column."""


class CompareTable(QWidget):
    """Shows the rows of a comparison side by side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setObjectName("comparison")
        self.theme = theme
        self._words: ComparisonWords | None = None
        self._changes = _Rows(theme)
        self._same = _Rows(theme)
        self.fold = Button(theme, kind="quiet", size="small", icon="chevron-right", name="fold")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._on_toggled)
        foot = QHBoxLayout()
        foot.addWidget(self.fold)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PAIR)
        layout.addWidget(self._changes)
        layout.addLayout(foot)
        layout.addWidget(self._same)
        layout.addStretch(1)

    def set_words(self, words: ComparisonWords) -> None:
        """Show these rows; what was unfolded stays so."""
        if words == self._words:
            return
        self._words = words
        self._changes.set_rows(words, words.changes, heads=bool(words.changes))
        self._same.set_rows(words, words.same, heads=not words.changes)
        self._changes.setVisible(bool(words.changes))
        self.fold.setText(words.same_line)
        self.fold.setVisible(bool(words.same_line))
        self._same.setVisible(bool(words.same) and self._unfolded)

    def wanted_height(self, width: int) -> int:
        """How high all of it is at that width."""
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set when it was built
        height = layout.totalHeightForWidth(width)
        # Without wrapped text nothing depends on the width, and Qt answers -1.
        return height if height > 0 else layout.totalSizeHint().height()

    @property
    def _unfolded(self) -> bool:
        """Rows of which nobody knows whether they are the same are never folded away."""
        return self.fold.isChecked() or self._words is None or not self._words.same_line

    @Slot(bool)
    def _on_toggled(self, unfolded: bool) -> None:
        self.fold.set_icon("chevron-down" if unfolded else "chevron-right")
        self._same.setVisible(self._unfolded and self._words is not None)


class _Rows(QWidget):
    """Some rows under the names of the columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_PANE)
        self._grid.setVerticalSpacing(GAP)

    def set_rows(self, words: ComparisonWords, rows: tuple[RowWords, ...], *, heads: bool) -> None:
        """Show these instead of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        columns = len(words.columns)
        self._grid.setColumnStretch(0, _FIRST)
        for column in range(1, 4):
            self._grid.setColumnStretch(column, _OTHERS if column <= columns else 0)
        at = 0
        for column, name in enumerate(words.columns if heads else (), start=1):
            head = Label(self.theme, name, role="caption", token="text-2", weight=600, wrap=True)
            self._grid.addWidget(head, at, column)
        for row in rows:
            self._grid.addWidget(Line(self.theme), at + 1, 0, 1, columns + 1)
            at += 2
            self._add_row(at, row, words)
        for child in self.findChildren(QWidget):
            # Qt would show them later, after their height was asked for.
            child.show()

    def _add_row(self, at: int, row: RowWords, words: ComparisonWords) -> None:
        top = Qt.AlignmentFlag.AlignTop
        cells = words.cells(row)
        self._grid.addWidget(_RowName(self.theme, row, _spoken(row, words)), at, 0, top)
        for column, text in enumerate(cells, start=1):
            is_new = row.change is not Change.SAME and column == len(cells)
            cell = Label(self.theme, _breakable(text), wrap=True, weight=600 if is_new else None)
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            # The columns share the width, whatever stands in them.
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(cell, at, column, top)


class _RowName(QWidget):
    """What a row is about, and in word and glyph what became of it."""

    def __init__(self, theme: Theme, row: RowWords, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(Label(theme, row.aspect or row.subject, weight=600, wrap=True))
        if row.aspect:
            layout.addWidget(Label(theme, row.subject, role="caption", token="text-2", wrap=True))
        if row.change is Change.SAME:
            return
        mark = QHBoxLayout()
        mark.setSpacing(GAP_PAIR)
        mark.addWidget(Glyph(theme, _GLYPHS[row.change], "needs", ICON_SMALL))
        mark.addWidget(Label(theme, row.change_word, role="caption", token="needs", weight=600), 1)
        layout.addLayout(mark)


def _spoken(row: RowWords, words: ComparisonWords) -> str:
    name = f"{row.subject}, {row.aspect}" if row.aspect else row.subject
    pairs = zip(words.columns, words.cells(row), strict=True)
    told = "; ".join(f"{column}: {cell}" for column, cell in pairs)
    return f"{name}. {row.change_word}. {told}"


def _breakable(text: str) -> str:
    """Long addresses may be broken behind their signs."""
    return " ".join(
        re.sub(r"([@._/-])", "\\1\u200b", word) if len(word) > _LONG_WORD else word
        for word in text.split(" ")
    )

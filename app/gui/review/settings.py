"""The settings with which a draft is sent, and what its first reader gets."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PANE
from app.gui.review.fact import Fact
from app.gui.theme import Theme
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.labels import Label
from app.gui.widgets.section_header import SectionHeader

_NAME: Final = 92


class SettingsColumn(Pane):
    """Names and values below each other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(theme, "bg-base", parent)
        self._facts: tuple[Fact, ...] = ()
        self._lines: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._reads = Label(theme, role="subtitle", wrap=True)
        self._reads_text = Label(theme, token="text-2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PANE, 14, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP)
        column.addWidget(SectionHeader(theme, self.tr("Settings")))
        column.addLayout(self._list)
        column.addSpacing(GAP)
        column.addWidget(self._reads)
        column.addWidget(self._reads_text)
        column.addStretch(1)
        self.set_reads("", "")

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these settings."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for fact in self._facts:
            for widget in (Line(self.theme), self._line(fact)):
                self._lines.append(widget)
                self._list.addWidget(widget)

    def set_reads(self, title: str, words: str) -> None:
        """Say what the first one reads, or nothing."""
        self._reads.setText(title)
        self._reads_text.setText(words)
        self._reads.setVisible(bool(words))
        self._reads_text.setVisible(bool(words))

    def _line(self, fact: Fact) -> QWidget:
        line = QWidget()
        line.setAccessibleName(f"{fact.name}: {fact.value}. {fact.why}".strip())
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(0)
        name = Label(self.theme, fact.name, token="text-2")
        name.setFixedWidth(max(_NAME, name.sizeHint().width() + GAP))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self.theme, fact.value, wrap=True))
        if fact.why:
            why = Label(self.theme, fact.why, role="caption", token="text-2", wrap=True)
            words.addWidget(why)
        row.addLayout(words, 1)
        return line

"""What Scrive Flow and the Document API can carry, beside each other, and which one is taken."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.agreement import Agreement
from app.domain.findings import Repair
from app.domain.kinds import SendWith, ServiceKind
from app.domain.scrive_capabilities import Capability, Carries, groups, other_way
from app.domain.scrive_needs import needs_of
from app.domain.scrive_ways import chosen_way
from app.gui.metrics import DIALOG_WIDE, GAP, GAP_CARD, GAP_PAIR, GAP_PANE, ICON_SMALL
from app.gui.review.ways_words import loss_words, names_by_need, taken_words
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Line, Pane
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.labels import ElidedLabel, Label
from app.gui.widgets.scrolled import Scrolled
from app.gui.widgets.section_header import HeaderRow
from app.gui.widgets.sheet import Sheet
from app.services.texts import (
    capability_group_word,
    capability_word,
    carries_word,
    way_word,
)

_WAYS: Final = (SendWith.FLOW, SendWith.DOCUMENTS)
_COLUMN: Final = 132
_TABLE: Final = 320
_SIGNS: Final = {
    Carries.YES: ("check", "done"),
    Carries.NO: ("minus", "text-3"),
    Carries.EXPERIMENTAL: ("flask-conical", "needs"),
}


class WaysSheet(Sheet):
    """The table, what the other way would lose, and a button for each way.

    Signals:
        repair_requested: the `Repair` that takes a way, or leaves the choice to the program
    """

    repair_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        agreement: Agreement,
        parent: QWidget | None = None,
        *,
        locked: bool = False,
    ) -> None:
        """Compare the two ways for `agreement`, which cannot be changed where it is `locked`."""
        title = self.tr("What Scrive Flow and a plain document can carry")
        super().__init__(theme, title, parent, width=DIALOG_WIDE)
        self.setObjectName("ways-sheet")
        self._agreement = agreement
        self._locked = locked
        self._way = agreement.send_with(ServiceKind.SCRIVE)
        self._build_body(title)
        self._build_foot()
        self.fit()

    def _build_body(self, title: str) -> None:
        theme, agreement = self.theme, self._agreement
        other = other_way(self._way)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        column.setSpacing(GAP_CARD)
        column.addWidget(Label(theme, title, role="subtitle", wrap=True))
        self.taken = Label(theme, taken_words(agreement), wrap=True)
        column.addWidget(self.taken)
        self.loss = Label(theme, loss_words(agreement, other), token="text-2", wrap=True)
        self.loss.setVisible(bool(self.loss.text()))
        column.addWidget(self.loss)
        column.addLayout(self._heads())
        table = Scrolled(self._table())
        table.setFixedHeight(_TABLE)
        table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        table.setAccessibleName(title)
        column.addWidget(table)

    def _heads(self) -> QGridLayout:
        grid = self._grid()
        marked = Label(self.theme, self.tr("Bold is in this draft"), role="caption", token="text-3")
        grid.addWidget(marked, 0, 0)
        for place, way in enumerate(_WAYS, start=1):
            head = Label(self.theme, way_word(way), weight=600)
            head.setFixedWidth(_COLUMN)
            grid.addWidget(head, 0, place)
        return grid

    def _table(self) -> QWidget:
        needed = names_by_need(needs_of(self._agreement))
        inside = Pane(self.theme, "bg-raised")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(0)
        for group, rows in groups():
            column.addWidget(HeaderRow(self.theme, capability_group_word(group)))
            for row in rows:
                column.addWidget(self._row(row, needed))
                column.addWidget(Line(self.theme))
        return inside

    def _row(self, row: Capability, needed: Mapping[str, str]) -> QWidget:
        """One thing; its words are strong where the draft needs it."""
        is_needed = row.code in needed
        word, names = capability_word(row.code), needed.get(row.code, "")
        holder = QWidget()
        grid = self._grid()
        grid.setContentsMargins(GAP_CARD, GAP_PAIR + 2, 0, GAP_PAIR + 2)
        holder.setLayout(grid)
        grid.addWidget(Label(self.theme, word, weight=600 if is_needed else None), 0, 0)
        if names:
            grid.addWidget(ElidedLabel(self.theme, names, role="caption", token="text-2"), 1, 0)
        spoken = [word]
        for place, way in enumerate(_WAYS, start=1):
            grid.addWidget(self._sign(row.by(way), lost=is_needed), 0, place)
            spoken.append(f"{way_word(way)}: {carries_word(row.by(way))}")
        holder.setAccessibleName(", ".join(spoken))
        return holder

    def _sign(self, carries: Carries, *, lost: bool) -> QWidget:
        """A glyph with its word; what the draft needs and loses is in the colour of that."""
        glyph, token = _SIGNS[carries]
        is_lost = lost and carries is Carries.NO
        holder = QWidget()
        holder.setFixedWidth(_COLUMN)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        icon, colour = ("x", "stopped") if is_lost else (glyph, token)
        grid.addWidget(Glyph(self.theme, icon, colour, ICON_SMALL), 0, 0)
        words = Label(self.theme, carries_word(carries), token="stopped" if is_lost else "text-2")
        grid.addWidget(words, 0, 1)
        grid.setColumnStretch(1, 1)
        return holder

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(GAP_CARD, 0, GAP_CARD + GAP, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        return grid

    def _build_foot(self) -> None:
        theme = self.theme
        self.close_button = Button(theme, self.tr("Close"), name="ways-close")
        self.freely = Button(theme, self.tr("Let Countersign choose"), name="ways-freely")
        self.flow = Button(theme, self.tr("Send as a Flow"), name="ways-flow")
        self.documents = Button(theme, self.tr("Send as a plain document"), name="ways-documents")
        several = len(self._agreement.documents) > 1
        reason = self.tr("A plain document is sent alone")
        self.documents.set_possible(not several, reason if several else "")
        free = not self._locked
        self.freely.setVisible(free and chosen_way(self._agreement) is not None)
        self.flow.setVisible(free and self._way is not SendWith.FLOW)
        self.documents.setVisible(free and self._way is not SendWith.DOCUMENTS)
        self.add_foot(self.freely, left=True)
        for button in (self.flow, self.documents, self.close_button):
            self.add_foot(button)
        self.close_button.clicked.connect(self.reject)
        self.freely.clicked.connect(self._on_freely)
        self.flow.clicked.connect(self._on_flow)
        self.documents.clicked.connect(self._on_documents)
        self.close_button.setDefault(True)

    @Slot()
    def _on_freely(self) -> None:
        self._wish(Repair(code="leave_out", facts={"where": "/scrive/send_with"}))

    @Slot()
    def _on_flow(self) -> None:
        self._wish(Repair(code="send_with_flow"))

    @Slot()
    def _on_documents(self) -> None:
        self._wish(Repair(code="send_with_documents"))

    def _wish(self, repair: Repair) -> None:
        self.repair_requested.emit(repair)
        self.accept()

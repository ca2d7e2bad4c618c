"""Everything that stands between the draft and sending it, each with its repair and its place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.findings import Finding
from app.gui.composer.finding_lines import finding_words
from app.gui.theme import Theme
from app.gui.widgets.card import Card, Line
from app.gui.widgets.findings_line import FindingsLine


class FindingsCard(Card):
    """Takes no place while there is nothing to say.

    Signals:
        repair_requested: the `Repair` of a finding
        place_requested: the `Finding` whose place the user wants to see
    """

    repair_requested = Signal(object)
    place_requested = Signal(object)

    def __init__(
        self, theme: Theme, place_of: Callable[[Finding], str], parent: QWidget | None = None
    ) -> None:
        """`place_of` names where a finding is repaired."""
        super().__init__(theme, parent=parent)
        self.setObjectName("review-findings")
        self._place_of = place_of
        self._shown: tuple[tuple[Finding, str], ...] = ()
        self._widgets: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.setVisible(False)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these."""
        shown = tuple((finding, self._place_of(finding)) for finding in findings)
        if shown == self._shown:
            return
        self._shown = shown
        for widget in self._widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        for number, (finding, place) in enumerate(shown):
            if number:
                self._add(Line(self.theme))
            line = FindingsLine(self.theme, finding_words(finding, str(number), place))
            line.repair_requested.connect(self._on_repair_requested)
            line.place_requested.connect(self._on_place_requested)
            self._add(line)
        self.setVisible(bool(shown))

    def lines(self) -> tuple[FindingsLine, ...]:
        """The lines that are shown."""
        return tuple(each for each in self._widgets if isinstance(each, FindingsLine))

    def _add(self, widget: QWidget) -> None:
        self._widgets.append(widget)
        self._column.addWidget(widget)

    @Slot(str)
    def _on_repair_requested(self, key: str) -> None:
        repair = self._shown[int(key)][0].repair
        if repair is not None:
            self.repair_requested.emit(repair)

    @Slot(str)
    def _on_place_requested(self, key: str) -> None:
        self.place_requested.emit(self._shown[int(key)][0])

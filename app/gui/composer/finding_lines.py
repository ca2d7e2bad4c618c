"""Findings as lines beside the mistake, each with its repair."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.findings import Finding
from app.gui.theme import Theme
from app.gui.widgets.findings_line import FindingsLine, FindingWords
from app.gui.widgets.states import Severity
from app.services.texts import finding_text


def finding_words(finding: Finding, key: str, place: str = "") -> FindingWords:
    """A finding in words; `place` is where to go, empty where it stands there already."""
    words = finding_text(finding)
    return FindingWords(
        key=key,
        severity=Severity(finding.severity.value),
        strong="",
        text=words.sentence,
        why=words.why,
        repair=words.repair,
        place=place,
    )


class FindingLines(QWidget):
    """Takes no place while there is nothing to say.

    Signals:
        repair_requested: the `Repair` of a finding
    """

    repair_requested = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        """Begin empty; `narrow` puts repairs below the sentences."""
        super().__init__(parent)
        self.theme = theme
        self._narrow = narrow
        self._findings: tuple[Finding, ...] = ()
        self._lines: list[FindingsLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setVisible(False)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; lines that say the same stay as they are."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(n, finding) for n, finding in enumerate(self._findings)]
        for line in self._lines:
            self._layout.addWidget(line)
        self.setVisible(bool(self._lines))

    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def _line(self, number: int, finding: Finding) -> FindingsLine:
        words = finding_words(finding, str(number))
        line = FindingsLine(self.theme, words, inset=False, narrow=self._narrow)
        line.repair_requested.connect(self._on_repair)
        return line

    @Slot(str)
    def _on_repair(self, key: str) -> None:
        repair = self._findings[int(key)].repair
        if repair is not None:
            self.repair_requested.emit(repair)

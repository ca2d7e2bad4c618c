"""Details for support: ids, requests and files of an item, folded away until they are wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP_CARD, GAP_PAIR, GAP_PANE
from app.gui.theme import Theme
from app.gui.when import Times
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label

if TYPE_CHECKING:
    from app.services.outbox.records import OutboxItem


def support_lines(item: "OutboxItem", times: Times) -> tuple[tuple[str, str], ...]:
    """What somebody who helps wants to know, name by name; nothing secret is in it."""
    firing = item.firing
    attempts = sum(step.attempts for step in item.steps)
    looks = sum(len(step.looks) for step in item.steps)
    lines = [
        ("Our reference", item.ref),
        ("Requests that change", f"{attempts}, looks and notes {looks}"),
        ("Files", ", ".join(f"{each.name} {each.sha256[:12]}" for each in item.files)),
        ("Ids at the service", ", ".join(item.document_ids) or "not known yet"),
    ]
    if firing is not None and firing.attempts:
        at = times.exact(firing.at) if firing.at is not None else ""
        doubtful = f", {firing.doubtful} without an answer" if firing.doubtful else ""
        lines.insert(1, ("Start", f"{at}, attempt {firing.attempts}{doubtful}"))
    if item.instance_id:
        lines.append(("Agreement at the service", item.instance_id))
    if item.message is not None and item.message.correlation_id:
        lines.append(("In the log", item.message.correlation_id))
    return tuple(lines)


class SupportDetails(QWidget):
    """A heading that unfolds the details, and a button that copies them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin folded."""
        super().__init__(parent)
        self.setObjectName("support")
        self.theme = theme
        self._lines: tuple[tuple[str, str], ...] = ()
        self._title = ""
        self._fold = Button(
            theme,
            self.tr("Details for support"),
            kind="quiet",
            size="small",
            icon="chevron-right",
            name="support-fold",
        )
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._on_toggled)
        self._copy = Button(theme, self.tr("Copy"), kind="link", size="small", name="support-copy")
        self._copy.clicked.connect(self._on_copy)
        self._copy.hide()
        self._table = QWidget()
        self._table.hide()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(GAP_CARD, GAP_PAIR, 0, GAP_CARD)
        self._grid.setHorizontalSpacing(GAP_PANE)
        self._grid.setVerticalSpacing(GAP_PAIR)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(self._fold)
        head.addStretch(1)
        head.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_PAIR, 0, GAP_PANE, GAP_PAIR)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._table)

    def set_lines(self, title: str, lines: tuple[tuple[str, str], ...]) -> None:
        """Show these under the title of an agreement."""
        if (title, lines) == (self._title, self._lines):
            return
        self._title, self._lines = title, lines
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(lines):
            said = Label(self.theme, value, role="caption", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(
                Label(self.theme, name, role="caption", token="text-2"), row, 0, top
            )
            self._grid.addWidget(said, row, 1)

    def text(self) -> str:
        """The details as lines, for the clipboard."""
        return "\n".join((self._title, *(f"{name}: {value}" for name, value in self._lines)))

    @Slot(bool)
    def _on_toggled(self, unfolded: bool) -> None:
        self._fold.set_icon("chevron-down" if unfolded else "chevron-right")
        self._table.setVisible(unfolded)
        self._copy.setVisible(unfolded)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

"""The dialog that says what the program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_GROUP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.app_mark import AppMark
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet


class AboutDialog(Sheet):
    """Name, version, and whose work is inside."""

    def __init__(self, theme: Theme, version: str, parent: QWidget) -> None:
        """`version` as people write it, e.g. `0.1.0`."""
        super().__init__(theme, self.tr("About Countersign"), parent, width=420)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        layout.setSpacing(GAP)
        layout.addWidget(AppMark(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(GAP_PANE)
        licences = self.tr("MIT licence. Icons: Lucide, ISC licence. Window: Qt, LGPL version 3.")
        for label in (
            Label(theme, f"Countersign {version}", role="title"),
            Label(theme, self.tr("Agreements through Scrive and SigningHub."), token="text-2"),
            Label(theme, licences, role="caption", token="text-3", wrap=True),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self.close_button = Button(theme, self.tr("Close"), name="close")
        self.close_button.clicked.connect(self.accept)
        self.add_foot(self.close_button)

"""What few people need, folded away: a line that says what is set, and a body to show."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.metrics import GAP
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button
from app.gui.widgets.labels import Label


class Folded(QWidget):
    """Remembers for whom it was unfolded: for somebody else it is folded again."""

    def __init__(
        self, theme: Theme, name: str, purpose: str, parent: QWidget | None = None
    ) -> None:
        """`name` becomes the object name of the button; `purpose` says what it unfolds."""
        super().__init__(parent)
        self.theme = theme
        self._label = ""
        self._opened = False
        self._summary = Label(theme, token="text-2", wrap=True)
        self.fold = Button(theme, kind="secondary", size="small", name=name)
        self.fold.setCheckable(True)
        self.fold.set_purpose(purpose)
        self._body = QWidget()
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._summary, 1)
        head.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(GAP)
        around.addLayout(head)
        around.addWidget(self._body)
        self.fold.clicked.connect(self._on_fold)
        self._show_fold()

    def open(self) -> None:
        """Unfold it."""
        self._opened = True
        self._show_fold()

    def be_about(self, label: str) -> None:
        """Be about a participant."""
        if label != self._label:
            self._label, self._opened = label, False
        self._show_fold()

    def _show_fold(self) -> None:
        self._body.setVisible(self._opened)
        self.fold.setChecked(self._opened)
        self.fold.setText(self.tr("Fold away") if self._opened else self.tr("Show"))

    @Slot()
    def _on_fold(self) -> None:
        self._opened = self.fold.isChecked()
        self._show_fold()

"""Questions to the user that the system's own dialogs ask, and decisions in our own."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.gui.metrics import GAP, GAP_PANE
from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, Kind
from app.gui.widgets.labels import Label
from app.gui.widgets.sheet import Sheet
from app.services.saving import safe_file_name

_FILTER = "Agreement (*.agreement)"


class FileQuestions:
    """Asks for files and folders; None when the user thinks better of it."""

    def __init__(self, parent: QWidget) -> None:
        """Dialogs stand over `parent`."""
        self._parent = parent

    def folder(self) -> Path | None:
        """Where to save downloaded files."""
        title = self._parent.tr("Where shall the files be saved?")
        chosen = QFileDialog.getExistingDirectory(self._parent, title, str(_documents()))
        return Path(chosen) if chosen else None

    def agreement_file(self) -> Path | None:
        """An .agreement file to open."""
        title = self._parent.tr("Open an .agreement file")
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, str(_documents()), _FILTER)
        return Path(chosen) if chosen else None

    def save_as(self, title: str) -> Path | None:
        """Where to save a draft of that title."""
        suggested = _documents() / safe_file_name(f"{title}.agreement")
        heading = self._parent.tr("Save the draft as a file")
        chosen, _ = QFileDialog.getSaveFileName(self._parent, heading, str(suggested), _FILTER)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix == ".agreement" else path.with_name(f"{path.name}.agreement")


class Decision(Sheet):
    """Asks before something that cannot be taken back.

    Signals:
        decided: the user wants it; what it is about
    """

    decided = Signal(str)

    def __init__(
        self,
        theme: Theme,
        question: str,
        meaning: str,
        verb: str,
        parent: QWidget,
        *,
        kind: Kind = "danger",
        about: str = "",
    ) -> None:
        """`question` and `meaning` are sentences; `verb` stands on the button.

        `about` is handed back when it is decided, e.g. an id.
        """
        super().__init__(theme, question, parent, width=420)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(GAP_PANE, GAP_PANE, GAP_PANE, GAP_PANE)
        layout.setSpacing(GAP)
        layout.addWidget(Label(theme, question, role="subtitle", wrap=True))
        layout.addWidget(Label(theme, meaning, token="text-2", wrap=True))
        self._about = about
        self.stay = Button(theme, self.tr("Cancel"), name="cancel")
        self.stay.clicked.connect(self.reject)
        self.go = Button(theme, verb, kind=kind, name="decide")
        self.go.clicked.connect(self._on_go)
        self.add_foot(self.stay)
        self.add_foot(self.go)
        self.stay.setFocus()

    def _on_go(self) -> None:
        self.accept()
        self.decided.emit(self._about)


def _documents() -> Path:
    location = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(location))

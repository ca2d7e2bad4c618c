"""Questions about files, asked by the system's own dialogs."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

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


def _documents() -> Path:
    location = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(location))

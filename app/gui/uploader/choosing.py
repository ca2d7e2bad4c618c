"""Choosing PDFs with the system's own dialog."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Choose = Callable[[QWidget, bool], Sequence[Path]]
"""Lets the user choose PDFs; the second argument says whether several."""


def chosen_pdfs(parent: QWidget, several: bool) -> Sequence[Path]:
    """Ask with the system's own dialog."""
    title = parent.tr("Add files") if several else parent.tr("Replace file")
    kinds = parent.tr("PDF files (*.pdf);;All files (*)")
    if several:
        names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
        return [Path(name) for name in names]
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return [Path(name)] if name else []

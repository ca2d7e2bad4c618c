"""The switch between the two views of the documents: the files, and their pages with fields."""

from PySide6.QtCore import QCoreApplication

from app.gui.theme import Theme
from app.gui.widgets.choice import Choice, Option


def view_choice(theme: Theme) -> Choice:
    """A choice of `files` and `fields`."""
    translate = QCoreApplication.translate
    options = [
        Option(key="files", text=translate("Pages", "Files")),
        Option(key="fields", text=translate("Pages", "Pages and fields")),
    ]
    return Choice(theme, options, label=translate("Pages", "What is shown of the documents"))

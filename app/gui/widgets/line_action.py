"""A small button at the end of a line edit, with a spoken name."""

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLineEdit, QToolButton


def add_line_action(edit: QLineEdit, icon: QIcon, words: str) -> QAction:
    """Add it and return its action; `words` are its tooltip and what a screen reader says."""
    action = edit.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
    action.setText(words)
    action.setToolTip(words)
    for each in action.associatedObjects():
        if isinstance(each, QToolButton):
            each.setAccessibleName(words)
    return action

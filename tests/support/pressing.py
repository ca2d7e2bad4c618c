"""Pressing buttons as a person does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget


def button_of(owner: QWidget, name: str) -> QPushButton:
    """The button of that object name somewhere in `owner`."""
    found = owner.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), f"no button {name!r}"
    return found


def press(owner: QWidget, name: str) -> None:
    QTest.mouseClick(button_of(owner, name), Qt.MouseButton.LeftButton)

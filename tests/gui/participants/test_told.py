"""Fields that tell a value: scrolling past them changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.gui.participants.told_fields import ToldChoice
from app.gui.participants.told_numbers import ToldDay, ToldNumber
from app.gui.theme import Theme


def scroll_over(editor: QWidget) -> None:
    middle = editor.rect().center()
    wheel = QWheelEvent(
        middle.toPointF(),
        editor.mapToGlobal(middle).toPointF(),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, wheel)


def a_number(theme: Theme) -> tuple[QWidget, QSpinBox]:
    field = ToldNumber(theme, "Days", "days", "None", 90, ("day", "days"))
    field.show_value(3, locked=False)
    return field, field.spin


def a_day(theme: Theme) -> tuple[QWidget, QDateEdit]:
    field = ToldDay(theme, "From", "from")
    field.show_value(date(2031, 3, 15), locked=False)
    return field, field.edit


def a_choice(theme: Theme) -> tuple[QWidget, QComboBox]:
    field = ToldChoice(theme, "Order", "order")
    field.box.addItems(["One", "Two", "Three"])
    return field, field.box


@pytest.mark.parametrize("make", [a_number, a_day, a_choice])
def test_scrolling_past_changes_nothing(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], tuple[QWidget, QWidget]]
) -> None:
    field, editor = make(theme)
    qtbot.addWidget(field)
    field.show()
    before = editor.grab().toImage()
    scroll_over(editor)
    assert editor.grab().toImage() == before
    assert editor.focusPolicy() == Qt.FocusPolicy.StrongFocus

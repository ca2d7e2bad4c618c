"""Fields and choices: what is wrong is said, what is not possible says why."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.widgets.choice import Choice, Option
from app.gui.widgets.field import Field, line_edit
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.secret_edit import SecretEdit
from app.gui.widgets.states import Severity

Show = Callable[..., QWidget]


def edge_of(widget: QWidget) -> str:
    return widget.grab().toImage().pixelColor(widget.width() // 2, 0).name()


def test_the_label_leads_to_the_editor_and_names_it(theme: Theme, show: Show) -> None:
    field = Field(theme, "Mobile", line_edit(theme))
    show(field, wide=True)
    assert field.label.buddy() is field.editor
    assert field.editor.accessibleName() == "Mobile"
    assert field.editor.height() == 32


def test_a_wrong_value_is_seen_said_and_taken_back(theme: Theme, show: Show) -> None:
    field, other = Field(theme, "Mobile", line_edit(theme)), line_edit(theme)
    show(field, other, wide=True)
    other.setFocus()
    right = edge_of(field.editor)
    field.set_wrong("Too short for a Swedish number.")
    assert edge_of(field.editor) == theme.colour("stopped").name() != right
    assert field.note() == "Too short for a Swedish number."
    assert field.editor.accessibleDescription() == "Too short for a Swedish number."
    field.set_wrong("")
    assert edge_of(field.editor) == right
    assert field.note() == ""


def test_a_warning_does_not_make_the_field_wrong(theme: Theme, show: Show) -> None:
    field, other = Field(theme, "E-mail", line_edit(theme)), line_edit(theme)
    show(field, other, wide=True)
    other.setFocus()
    right = edge_of(field.editor)
    field.set_wrong("It looks mistyped.", severity=Severity.WARNING, repair="Change it")
    assert edge_of(field.editor) == right
    assert field.note() == "It looks mistyped. Change it"


def test_a_repair_is_offered_below_the_field(theme: Theme, show: Show, qtbot: QtBot) -> None:
    field = Field(theme, "Mobile", line_edit(theme))
    show(field, wide=True)
    field.set_wrong("A code needs a number.", repair="Use +46 70 174 06 31")
    with qtbot.waitSignal(field.repair_requested):
        field._sentence.linkActivated.emit("link")


def test_a_locked_field_says_who_decides(theme: Theme, show: Show) -> None:
    edit = line_edit(theme)
    field = Field(theme, "Server", edit)
    show(field, wide=True)
    field.set_locked("Your administrator decides this.")
    assert edit.isReadOnly()
    assert edit.toolTip() == "Your administrator decides this."
    lock = edit.findChild(QToolButton)
    assert lock is not None
    assert lock.accessibleName() == "Your administrator decides this."
    field.set_locked("")
    assert not edit.isReadOnly()
    assert edit.actions() == []


def test_a_number_does_not_stick_to_the_edge(theme: Theme, show: Show) -> None:
    spin = QSpinBox()
    show(Field(theme, "Tries", spin), wide=True)
    assert spin.lineEdit().textMargins().left() == 8


def options(**reasons: str) -> list[Option]:
    words = {"email": "E-mail", "sms": "SMS", "link": "Link"}
    return [Option(key=key, text=text, reason=reasons.get(key, "")) for key, text in words.items()]


def test_a_choice_tells_only_what_the_user_chose(theme: Theme, show: Show, qtbot: QtBot) -> None:
    choice = Choice(theme, options(), label="Invitation")
    show(choice)
    assert choice.value() == ""
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_value("sms")
    assert choice.value() == "sms"
    with qtbot.waitSignal(choice.chosen) as chosen:
        choice.button("email").click()
    assert chosen.args == ["email"]
    assert choice.value() == "email"


def test_what_is_not_possible_cannot_be_chosen_and_says_why(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    choice = Choice(theme, options(link="not in Scrive Flow"), label="Invitation")
    show(choice)
    link = choice.button("link")
    assert not link.isEnabled()
    assert link.toolTip() == "not in Scrive Flow"
    with qtbot.assertNotEmitted(choice.chosen):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    choice.set_possible("link")
    assert link.isEnabled()


def test_arrow_keys_move_the_choice(theme: Theme, show: Show, qtbot: QtBot) -> None:
    choice = Choice(theme, options(), label="Invitation")
    show(choice)
    choice.set_value("email")
    choice.button("email").setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(choice.button("email"), Qt.Key.Key_Right)
    assert chosen.args == ["sms"]
    assert choice.button("sms").hasFocus()


def test_new_options_keep_the_choice_where_it_is_still_there(theme: Theme, show: Show) -> None:
    choice = Choice(theme, options(), label="Invitation")
    show(choice)
    choice.set_value("sms")
    choice.set_options(options()[1:])
    assert choice.value() == "sms"
    choice.set_options(options()[2:])
    assert choice.value() == ""


def test_the_words_of_a_choice_touch_each_other(theme: Theme, show: Show) -> None:
    choice = Choice(theme, options(), label="Invitation")
    show(choice)
    buttons = [choice.button(key) for key in ("email", "sms", "link")]
    for left, right in pairwise(buttons):
        assert left.geometry().right() + 1 == right.geometry().left()
    assert {button.height() for button in buttons} == {32}


def test_a_secret_is_hidden_until_the_eye_is_pressed(theme: Theme, qtbot: QtBot) -> None:
    edit = SecretEdit(theme)
    qtbot.addWidget(edit)
    edit.setText("not for everybody")
    assert edit.displayText() != "not for everybody"
    edit.eye.trigger()
    assert edit.displayText() == "not for everybody"
    edit.eye.trigger()
    assert edit.echoMode() == QLineEdit.EchoMode.Password


def test_a_search_tells_its_words_and_escape_empties_it(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    search = SearchField(theme, "Search titles, people, notes", "Ctrl+F")
    show(search, wide=True)
    assert search._key.isVisible()
    with qtbot.waitSignal(search.searched) as told:
        search.setText("  lease ")
    assert told.args == ["lease"]
    assert not search._key.isVisible()
    with qtbot.waitSignal(search.searched) as told:
        QTest.keyClick(search, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert search._key.isVisible()


@pytest.mark.parametrize("width", [150, 300])
def test_the_key_of_the_search_stands_inside_at_the_end(
    theme: Theme, show: Show, width: int
) -> None:
    search = SearchField(theme, "Search", "Ctrl+F")
    show(search)
    search.setFixedWidth(width)
    search.grab()
    place = search._key.mapTo(search, QPoint(search._key.width(), 0))
    assert search.width() - 12 <= place.x() <= search.width()

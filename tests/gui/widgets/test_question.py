"""A question before something that cannot be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.widgets.question import Question
from tests.support.pressing import button_of, press


def asked(theme: Theme, qtbot: QtBot, *meaning: str) -> tuple[QWidget, Question]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    question = Question(
        theme,
        window,
        question="Give up “Lease 2031”?",
        meaning=meaning or ("It is never sent.",),
        action="Give up",
        kind="danger",
        refuse="Keep trying",
    )
    question.open()
    return window, question


def test_what_is_confirmed_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    _window, question = asked(theme, qtbot)
    with qtbot.waitSignal(question.confirmed):
        press(question, "confirm")


def test_enter_and_escape_are_the_safe_answer(theme: Theme, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        _window, question = asked(theme, qtbot)
        told: list[bool] = []
        question.confirmed.connect(lambda told=told: told.append(True))
        assert question.focusWidget() is button_of(question, "refuse")
        with qtbot.waitSignal(question.rejected):
            QTest.keyClick(question, key)
        assert told == []


def test_it_is_as_high_as_its_sentences_need(theme: Theme, qtbot: QtBot) -> None:
    _window, short = asked(theme, qtbot)
    sentence = "What was uploaded of it is removed from the service, and nobody is notified. "
    _other, long = asked(theme, qtbot, *(sentence * 3,) * 3)
    assert long.width() == short.width()
    assert long.height() > short.height() + 6 * theme.font_metrics().height()

"""A draft that cannot be read: it stays in the list, and can be saved or thrown away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.widgets.question import Question
from tests.support.desks import ScriptedDesk
from tests.support.windows import TriedWindow

STORED = '{"format": "agreement", "version": 1, "title": "Lease 2031", "scrive": []}'


@pytest.fixture
def tried(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[TriedWindow]:
    scripted = ScriptedDesk(tmp_path / "profile")
    scripted.account()
    draft = scripted.draft("Lease 2031")
    with scripted.database.write() as connection:
        connection.execute("UPDATE drafts SET agreement = ? WHERE id = ?", (STORED, draft.id))
    made = TriedWindow(theme, scripted, qtbot)
    yield made
    made.close()


def test_it_says_what_is_wrong_and_is_saved_or_deleted(tried: TriedWindow, tmp_path: Path) -> None:
    window = tried.open()
    page = window.desk_page
    [entry] = page.list.shown()
    assert entry.spoken.startswith(
        "Lease 2031, Cannot be read, The draft has a value of the wrong kind"
    )
    said = [each.text() for each in page.draft.findChildren(QLabel) if each.isVisible()]
    assert said[2:4] == [
        "The draft has a value of the wrong kind at /scrive.",
        "Wanted there: object.",
    ]
    assert not page.draft.go_on.isVisible()
    assert not window.commands.go_on.isEnabled()
    QTest.keyClick(page.list.list, Qt.Key.Key_Return)
    assert tried.composed == []
    tried.questions.answer = tmp_path / "copy.agreement"
    page.draft.export.click()
    tried.settle()
    assert (tmp_path / "copy.agreement").read_text() == STORED
    page.draft.delete.click()
    question = next(each for each in window.findChildren(Question) if each.isVisible())
    question.confirm.click()
    tried.settle()
    assert page.list.shown() == ()

"""Beginning an agreement with a template: the dialog, and the command that opens it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import ServiceKind
from app.gui.tasks import Tasks
from app.gui.templates.rows import template_rows
from app.gui.templates.sheet import TemplatesSheet
from app.gui.theme import Theme
from app.gui.when import Times
from app.services.errors import Unreachable
from app.services.templates import Remark, Template
from tests.support.desks import ScriptedDesk
from tests.support.pressing import button_of, press
from tests.support.windows import TriedWindow

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
TIMES = Times(now=NOW, zone=UTC)
LEASE = Template(id="81", title="Residential lease", people=1, fields=4, changed_at=NOW)
SECRECY = Template(id="82", title="Confidentiality agreement", people=2, fields=1)
EMPTY = Template(id="83", title="", people=0, fields=0)


class Room:
    """The dialog over a scripted desk with a Scrive account."""

    def __init__(self, theme: Theme, scripted: ScriptedDesk, qtbot: QtBot) -> None:
        self.scripted = scripted
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append)
        self.begun: list[str] = []
        self.accounts = [scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)]
        self._theme = theme
        self._qtbot = qtbot
        self._window = QWidget()
        qtbot.addWidget(self._window)
        self._window.resize(900, 700)
        self._window.show()

    def open(self) -> TemplatesSheet:
        templates = self.scripted.desk.templates
        sheet = TemplatesSheet(
            self._theme, self.accounts, templates, self.tasks, TIMES, self._window
        )
        sheet.begun.connect(self.begun.append)
        sheet.open()
        self.settle()
        return sheet

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.tasks.busy())


@pytest.fixture
def scripted(tmp_path: Path) -> ScriptedDesk:
    made = ScriptedDesk(tmp_path / "profile")
    made.world.templates = [LEASE, SECRECY]
    return made


@pytest.fixture
def room(theme: Theme, scripted: ScriptedDesk, qtbot: QtBot) -> Iterator[Room]:
    made = Room(theme, scripted, qtbot)
    yield made
    made.settle()
    made.tasks.close()
    assert made.bugs == []


def titles(sheet: TemplatesSheet) -> list[str]:
    return [each.name for each in sheet.finder.model.rows()]


def test_rows_say_what_a_template_holds() -> None:
    rows = template_rows((LEASE, SECRECY, EMPTY), TIMES)
    assert [each.spoken for each in rows] == [
        "Residential lease, changed 12:00, 1 person, 4 fields",
        "Confidentiality agreement, 2 people, 1 field",
        "No title, no people, no fields",
    ]


def test_templates_stand_by_title_and_are_searched(room: Room, qtbot: QtBot) -> None:
    sheet = room.open()
    QAbstractItemModelTester(sheet.finder.model)
    assert titles(sheet) == ["Confidentiality agreement", "Residential lease"]
    QTest.keyClicks(sheet.finder.search, "lease resid")
    assert titles(sheet) == ["Residential lease"]
    QTest.keyClicks(sheet.finder.search, "zz")
    assert sheet.finder.told.title.text() == "No template is called like that"
    assert not sheet.begin.isEnabled()
    QTest.keyClick(sheet.finder.search, Qt.Key.Key_Escape)
    assert len(titles(sheet)) == 2


def test_a_draft_begins_with_the_chosen_template(room: Room) -> None:
    sheet = room.open()
    QTest.keyClicks(sheet.finder.search, "lease")
    press(sheet, "begin")
    room.settle()
    [draft] = room.scripted.desk.drafts.all()
    assert draft.agreement.title == "Residential lease"
    assert room.begun == [draft.id]


def test_what_was_left_out_is_read_before_going_on(room: Room) -> None:
    room.scripted.world.remarks = (
        Remark(code="fill", subject="Rent"),
        Remark(code="kind", subject="Stamp"),
    )
    sheet = room.open()
    press(sheet, "begin")
    room.settle()
    words = " ".join(each.text() for each in sheet.findChildren(QLabel) if each.isVisible())
    assert "“Rent” is for you to fill in before sending." in words
    assert "“Stamp” was left out" in words
    assert room.begun == []
    press(sheet, "begin")
    assert len(room.begun) == 1


def test_an_account_without_templates_says_where_they_come_from(room: Room) -> None:
    room.scripted.world.templates = []
    sheet = room.open()
    assert sheet.finder.told.title.text() == "This account has no templates"
    assert not sheet.begin.isEnabled()


def test_a_service_that_does_not_answer_can_be_asked_again(room: Room) -> None:
    room.scripted.world.failure = Unreachable("scrive.com refused the connection.")
    sheet = room.open()
    assert sheet.finder.told.title.text() == "scrive.com refused the connection."
    room.scripted.world.failure = None
    press(sheet, "empty-action")
    room.settle()
    assert len(titles(sheet)) == 2


def test_a_template_that_is_gone_meanwhile_makes_no_draft(room: Room) -> None:
    sheet = room.open()
    room.scripted.world.templates = []
    press(sheet, "begin")
    room.settle()
    assert "No draft of “Confidentiality agreement” was made." in sheet.finder.told.title.text()
    assert room.scripted.desk.drafts.all() == ()
    assert button_of(sheet, "cancel").isVisible()


def test_another_account_has_other_templates(room: Room) -> None:
    room.accounts.append(room.scripted.account("Other Scrive", ServiceKind.SCRIVE))
    sheet = room.open()
    room.scripted.world.templates = [SECRECY]
    sheet.finder.account.setCurrentIndex(1)
    room.settle()
    assert titles(sheet) == ["Confidentiality agreement"]


def test_the_command_is_there_for_who_has_a_scrive_account(
    theme: Theme, scripted: ScriptedDesk, qtbot: QtBot
) -> None:
    tried = TriedWindow(theme, scripted, qtbot)
    window = tried.open()
    assert not window.commands.from_template.isEnabled()
    scripted.account("Norrvik Scrive", ServiceKind.SCRIVE)
    window.feed.reload()
    tried.settle()
    window.commands.from_template.trigger()
    tried.settle()
    sheet = window.findChild(TemplatesSheet)
    assert sheet is not None
    press(sheet, "begin")
    tried.settle()
    assert len(tried.composed) == 1
    tried.close()

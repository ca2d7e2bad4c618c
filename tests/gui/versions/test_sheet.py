"""The dialog of earlier versions: what its rows say, and how one is chosen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.agreement import Agreement
from app.domain.attachments import Attachment, with_attachments
from app.domain.page_removal import with_removed_pages
from app.gui.theme import Theme
from app.gui.versions.rows import VersionRow, contents, differences, version_rows
from app.gui.versions.sheet import VersionsSheet
from app.gui.when import Times
from app.services.stored_drafts import DraftVersion
from tests.support.agreements import a_document, an_agreement, bodil

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
TIMES = Times(now=NOW, zone=UTC)


def version(number: int, agreement: Agreement, ago: timedelta = timedelta(hours=1)) -> DraftVersion:
    return DraftVersion(id=number, agreement=agreement, saved_at=NOW - ago)


def rows() -> tuple[VersionRow, ...]:
    now = an_agreement(language="en")
    earlier = (
        version(3, now, timedelta(seconds=20)),
        version(2, replace(now, participants=(bodil(),), process=None), timedelta(hours=2)),
        version(1, Agreement(), timedelta(days=3)),
    )
    return version_rows(earlier, now, TIMES)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    return shown


@pytest.fixture
def sheet(theme: Theme, window: QWidget) -> VersionsSheet:
    made = VersionsSheet(theme, rows(), window)
    made.open()
    return made


def chosen(sheet: VersionsSheet) -> list[int]:
    told: list[int] = []
    sheet.restore_requested.connect(lambda version: told.append(version.id))
    return told


# -- what is said ---------------------------------------------------------------------------------


def test_a_row_says_when_what_is_in_it_and_what_is_different() -> None:
    assert [each.spoken for each in rows()] == [
        "11:59, moments ago, 1 document, 2 people · Lease 2031, The same as now",
        "10:00, 2 hours ago, 1 document, 1 person · Lease 2031, Different now: people, process",
        (
            "1 Mar 12:00, 3 days ago, no documents, nobody · No title,"
            " Different now: title, documents, people, process, settings"
        ),
    ]


def test_numbers_stand_with_their_nouns() -> None:
    documents = (a_document("lease"), a_document("rules"), a_document("plan"))
    assert contents(an_agreement(documents=documents)) == "3 documents, 2 people"
    assert contents(an_agreement(participants=(bodil(),))) == "1 document, 1 person"


def test_the_parts_that_differ_are_called_as_the_window_calls_them() -> None:
    one = an_agreement()
    assert differences(one, one) == ()
    assert differences(one, replace(one, message="Hello", scrive={"x": 1})) == (
        "message",
        "settings",
    )
    along = with_removed_pages(with_attachments(one, (Attachment(file="t.pdf"),)), "contract", (2,))
    assert differences(one, along) == ("documents",)


def test_without_a_version_it_says_when_there_will_be_one(theme: Theme, window: QWidget) -> None:
    sheet = VersionsSheet(theme, (), window)
    sheet.open()
    said = [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]
    assert said[0] == "No earlier versions yet"
    assert said[1].startswith("When a draft is changed, how it was when you opened it is kept")
    assert not sheet.restore.isVisible()
    assert sheet.focusWidget() is sheet.cancel
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


# -- choosing -------------------------------------------------------------------------------------


def test_the_arrow_keys_choose_and_enter_restores(sheet: VersionsSheet) -> None:
    told = chosen(sheet)
    assert sheet.focusWidget() is sheet.view
    QTest.keyClick(sheet.view, Qt.Key.Key_Down)
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert told == [2]
    assert not sheet.isVisible()


def test_a_double_click_restores(sheet: VersionsSheet) -> None:
    told = chosen(sheet)
    place: QPoint = sheet.view.visualRect(sheet.model.index(2)).center()
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [1]


def test_what_the_draft_says_now_cannot_be_restored(sheet: VersionsSheet) -> None:
    told = chosen(sheet)
    assert not sheet.restore.isEnabled()
    assert sheet.restore.toolTip() == "The draft is like this now."
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert told == []
    assert sheet.isVisible()
    QTest.keyClick(sheet.view, Qt.Key.Key_End)
    assert sheet.restore.isEnabled()
    sheet.restore.click()
    assert told == [1]


def test_closing_restores_nothing(sheet: VersionsSheet) -> None:
    told = chosen(sheet)
    QTest.keyClick(sheet.view, Qt.Key.Key_Down)
    QTest.keyClick(sheet.view, Qt.Key.Key_Escape)
    assert told == []
    assert not sheet.isVisible()


def test_the_model_keeps_its_promises(sheet: VersionsSheet) -> None:
    QAbstractItemModelTester(
        sheet.model, QAbstractItemModelTester.FailureReportingMode.Fatal, sheet
    )
    names = [sheet.model.index(n).data() for n in range(sheet.model.rowCount())]
    assert names == ["11:59", "10:00", "1 Mar 12:00"]

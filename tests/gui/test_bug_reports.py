"""Bugs: caught wherever they happen, masked, told, and ready to be copied."""

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui.bug_reports import BugDialog, BugReports, report_of
from app.gui.theme import Theme

AT = datetime(2031, 3, 1, tzinfo=UTC)


@pytest.fixture
def reports(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[BugReports]:
    # pytest listens to both hooks itself and gets them back afterwards.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = BugReports("1.2.3")
    made.install()
    yield made
    made.remove()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001 - this is what the nets catch
        return caught


def test_a_report_names_versions_and_the_place_and_hides_secrets() -> None:
    error = raised(ValueError('oauth_signature="abc&topsecret", password=hunter22'))
    report = report_of(error, "1.2.3", AT)
    assert report.startswith("Countersign 1.2.3, 2031-03-01T00:00:00+00:00\nPython 3.")
    assert "test_bug_reports.py" in report
    assert "topsecret" not in report
    assert "hunter22" not in report


def test_what_a_slot_lets_through_is_told(reports: BugReports, qtbot: QtBot) -> None:
    error = raised(RuntimeError("unexpected"))
    with qtbot.waitSignal(reports.reported):
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert "RuntimeError: unexpected" in reports.report


def test_what_a_thread_lets_through_is_told(reports: BugReports, qtbot: QtBot) -> None:
    def fail() -> None:
        raise RuntimeError("on a thread")

    with qtbot.waitSignal(reports.reported):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "on a thread" in reports.report


def test_the_banner_says_that_drafts_are_safe(reports: BugReports) -> None:
    notice = reports.notice()
    assert notice.what == "Something went wrong inside Countersign."
    assert "drafts are safe" in notice.meaning


def test_the_report_is_copied(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = BugDialog(theme, "Countersign 1.2.3", parent)
    dialog.open()
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Countersign 1.2.3"
    dialog.close()

"""Finding something in the workflow tree, and showing what it hides until asked."""

from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu, QToolBar
from pytestqt.qtbot import QtBot

from app.gui.models.entries import tracked_entry
from app.gui.theme import Theme
from app.gui.tracking.details import MASK
from app.gui.tracking.finding import after, found, places, words_of
from app.gui.tracking.model import WorkflowRole
from app.gui.tracking.panel import WorkflowPanel
from app.gui.tracking.rows import WorkflowRow
from app.gui.when import Times
from tests.support.observations import NOW, a_tracked, the_full_observation

TIMES = Times(now=NOW, zone=UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def leaf(key: str, words: str = "") -> WorkflowRow:
    return WorkflowRow(key=key, name=key, status=words)


ROWS = (
    WorkflowRow(key="a", name="Documents", children=(leaf("b", "Lease"), leaf("c", "Price list"))),
    WorkflowRow(key="d", name="Lease", said="HOUSE_LEASE"),
)


def test_a_row_is_found_by_all_the_words_and_by_what_the_service_wrote() -> None:
    assert found(ROWS, words_of("lease")) == (("a", "b"), ("d",))
    assert found(ROWS, words_of("LIST price")) == (("a", "c"),)
    assert found(ROWS, words_of("house_")) == (("d",),)
    assert found(ROWS, words_of("  ")) == ()
    assert [path for path, _ in places(ROWS)] == [("a",), ("a", "b"), ("a", "c"), ("d",)]


@pytest.mark.parametrize(
    ("current", "step", "goes_to"),
    [
        ((), 0, ("a", "b")),
        (("a", "b"), 0, ("a", "b")),
        (("a", "b"), 1, ("d",)),
        (("d",), 1, ("a", "b")),
        (("a", "b"), -1, ("d",)),
        (("a", "c"), -1, ("a", "b")),
        (("gone",), 1, ("a", "b")),
    ],
)
def test_one_goes_from_hit_to_hit_and_round(
    current: tuple[str, ...], step: int, goes_to: tuple[str, ...]
) -> None:
    assert after(ROWS, [("a", "b"), ("d",)], current, step) == goes_to


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> WorkflowPanel:
    made = WorkflowPanel(theme, QMenu(), lambda _: ())
    qtbot.addWidget(made)
    made.resize(700, 700)
    tracked = a_tracked(the_full_observation())
    made.show_tracked(tracked, tracked_entry(tracked, None, TIMES), None, TIMES)
    made.show()
    made.view.setFocus()
    return made


def current(panel: WorkflowPanel) -> tuple[str, str]:
    row = panel.view.currentIndex().data(WorkflowRole.ROW)
    assert isinstance(row, WorkflowRow)
    return row.name, row.status


def test_the_key_opens_the_search_and_typing_jumps_into_what_is_closed(
    panel: WorkflowPanel,
) -> None:
    assert not panel.find_bar.isVisible()
    QTest.keyClick(panel.view, Qt.Key.Key_F, CONTROL)
    assert panel.find_bar.isVisible()
    QTest.keyClicks(panel.find_bar.field, "archive@example")
    assert current(panel) == ("Archive", "archive@example.com")
    assert panel.view.isExpanded(panel.view.currentIndex().parent())
    assert panel.find_bar.count.text().startswith("1 of ")


def test_in_the_viewer_the_key_is_not_the_one_of_the_list(
    panel: WorkflowPanel, qtbot: QtBot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(panel)
    elsewhere = QToolBar()
    in_the_list = QLineEdit()
    elsewhere.addWidget(in_the_list)
    window.addToolBar(elsewhere)
    heard: list[str] = []
    in_list = QAction(window)
    in_list.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
    in_list.triggered.connect(lambda: heard.append("list"))
    window.addAction(in_list)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    panel.head.download.setFocus()
    QTest.keyClick(panel.head.download, Qt.Key.Key_F, CONTROL)
    assert heard == []
    assert panel.find_bar.isVisible()
    QTest.keyClick(in_the_list, Qt.Key.Key_F, CONTROL)
    assert heard == ["list"]
    window.takeCentralWidget()


def test_what_was_found_is_marked_in_its_row(panel: WorkflowPanel) -> None:
    panel.find_bar.start()
    panel.find_bar.field.setText("owned")
    marked = panel.view.viewport().grab().toImage()
    panel.view.set_searched(())
    assert panel.view.viewport().grab().toImage() != marked


def test_enter_goes_on_and_shift_enter_goes_back(panel: WorkflowPanel) -> None:
    panel.find_bar.start()
    QTest.keyClicks(panel.find_bar.field, "google")
    assert panel.find_bar.count.text() == "1 of 3"
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Return)
    assert panel.find_bar.count.text() == "2 of 3"
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Return, SHIFT)
    QTest.mouseClick(panel.find_bar.previous, Qt.MouseButton.LeftButton)
    assert panel.find_bar.count.text() == "3 of 3"
    assert current(panel)[0] == "google_drive"


def test_what_is_not_there_is_said(panel: WorkflowPanel) -> None:
    panel.find_bar.start()
    QTest.keyClicks(panel.find_bar.field, "nowhere at all")
    assert panel.find_bar.count.text() == "Not found"
    assert not panel.find_bar.next.isEnabled()


def test_escape_closes_the_search_and_stays_where_it_was_found(panel: WorkflowPanel) -> None:
    panel.find_bar.start()
    QTest.keyClicks(panel.find_bar.field, "dropbox")
    where = current(panel)
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Escape)
    QTest.keyClick(panel.find_bar.field, Qt.Key.Key_Escape)
    assert not panel.find_bar.isVisible()
    assert current(panel) == where


def test_a_number_that_is_hidden_is_neither_found_nor_copied_before_it_is_shown(
    panel: WorkflowPanel,
) -> None:
    panel.find_bar.start()
    QTest.keyClicks(panel.find_bar.field, "bo-1234")
    assert panel.find_bar.count.text() == "Not found"
    panel.find_bar.field.setText("National ID")
    assert current(panel) == ("National ID", MASK)
    panel.view.copy_current()
    assert "bo-1234" not in QApplication.clipboard().text()
    assert "bo-1234" not in panel.text()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert current(panel) == ("National ID", "bo-1234-5678-9")
    assert "bo-1234" in panel.text()


def test_another_agreement_hides_its_numbers_again(panel: WorkflowPanel) -> None:
    panel.view.reveal_requested.emit()
    assert "bo-1234" in panel.text()
    other = a_tracked(the_full_observation(), id="3f1d7b0a-7c55-4c55-9d0e-1a5a2c9e9b11")
    panel.show_tracked(other, tracked_entry(other, None, TIMES), None, TIMES)
    assert "bo-1234" not in panel.text()


def test_a_tooltip_never_reads_a_name_as_a_page(panel: WorkflowPanel) -> None:
    panel.model.show_rows((leaf("<img src='file:///x.png'>"),))
    tip = panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip

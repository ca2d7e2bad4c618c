"""Painted rows: pressed, moved by keys and by dragging, and read out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.gui.models.keyed_rows import KeyedRows
from app.gui.theme import Theme
from app.gui.widgets.row_list import ROW_MIME, Index, RowDelegate, RowList, Zone
from tests.support.dragging import drag_over, dragged_files, dragged_row, drop_on

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, kw_only=True)
class Row:
    key: str
    name: str = ""
    can_move: bool = True
    spoken: str = ""


class Boxes(RowDelegate):
    """Rows of forty with one place to press at the right."""

    def height(self, index: Index) -> int:
        return 40

    def zones(self, rect: QRect, index: Index) -> Sequence[Zone]:
        place = QRect(rect.right() - 30, rect.top() + 5, 30, 30)
        possible = index.row() != 2
        return (Zone(key="press", rect=place, purpose="Press here", possible=possible),)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.fillRect(option.rect, self.theme.colour("bg-base"))


@pytest.fixture
def rows(theme: Theme, qtbot: QtBot) -> RowList:
    model = KeyedRows()
    model.set_rows([Row(key="a"), Row(key="b"), Row(key="c"), Row(key="new", can_move=False)])
    made = RowList(theme, model, Boxes(theme), "People")
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.setCurrentIndex(model.index(1))
    return made


def press_zone(rows: RowList, row: int, key: str) -> None:
    QTest.mouseClick(rows.viewport(), LEFT, NONE, rows.zone_rect(row, key).center())


def dropped(rows: RowList, row: int, y: int) -> bool:
    return drop_on(rows.viewport(), dragged_row(ROW_MIME, str(row)), 20, y)


def test_it_is_as_high_as_its_rows(rows: RowList) -> None:
    assert rows.sizeHint().height() == 160
    assert rows.accessibleName() == "People"


def test_a_place_in_a_row_is_pressed(rows: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.zone_pressed) as told:
        press_zone(rows, 0, "press")
    assert told.args == [0, "press"]
    with qtbot.assertNotEmitted(rows.zone_pressed):
        press_zone(rows, 2, "press")


def test_a_press_that_ends_elsewhere_is_none(rows: RowList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.zone_pressed):
        QTest.mousePress(rows.viewport(), LEFT, NONE, rows.zone_rect(0, "press").center())
        QTest.mouseRelease(rows.viewport(), LEFT, NONE, QPoint(20, 60))


def test_alt_and_arrows_move_the_row(rows: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.move_requested) as told:
        QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
    assert told.args == [1, 0]
    with qtbot.waitSignal(rows.move_requested) as told:
        QTest.keyClick(rows, Qt.Key.Key_Down, ALT)
    assert told.args == [1, 2]


def test_a_row_does_not_leave_the_ends_nor_pass_one_that_stays(rows: RowList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.move_requested):
        rows.setCurrentIndex(rows.model().index(0, 0))
        QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
        rows.setCurrentIndex(rows.model().index(2, 0))
        QTest.keyClick(rows, Qt.Key.Key_Down, ALT)


def test_delete_and_f2_ask_for_what_they_usually_do(rows: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.remove_requested) as removed:
        QTest.keyClick(rows, Qt.Key.Key_Delete)
    with qtbot.waitSignal(rows.rename_requested) as renamed:
        QTest.keyClick(rows, Qt.Key.Key_F2)
    assert (removed.args, renamed.args) == ([1], [1])


def test_the_menu_key_opens_the_menu_of_the_current_row(rows: RowList, qtbot: QtBot) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(rows.menu_requested) as told:
        QApplication.sendEvent(rows.viewport(), event)
    assert told.args is not None
    assert told.args[0] == 1


@pytest.mark.parametrize(
    ("row", "y", "place"), [(0, 75, 1), (0, 110, 2), (2, 5, 0), (2, 50, 1), (1, 300, 2)]
)
def test_a_dropped_row_is_moved_between_the_others(
    rows: RowList, qtbot: QtBot, row: int, y: int, place: int
) -> None:
    with qtbot.waitSignal(rows.move_requested) as told:
        assert dropped(rows, row, y)
    assert told.args == [row, place]


def test_dropping_a_row_where_it_is_moves_nothing(rows: RowList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.move_requested):
        dropped(rows, 1, 50)


def test_files_that_are_dropped_are_left_to_the_page(rows: RowList) -> None:
    data = dragged_files([Path("/a.pdf")])
    assert not drag_over(rows.viewport(), data, 5, 5)
    assert not drop_on(rows.viewport(), data, 5, 5)


def test_locked_rows_are_only_looked_at(rows: RowList, qtbot: QtBot) -> None:
    rows.set_locked(True)
    with (
        qtbot.assertNotEmitted(rows.move_requested),
        qtbot.assertNotEmitted(rows.remove_requested),
        qtbot.assertNotEmitted(rows.rename_requested),
    ):
        QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
        QTest.keyClick(rows, Qt.Key.Key_Delete)
        QTest.keyClick(rows, Qt.Key.Key_F2)
        dropped(rows, 0, 110)

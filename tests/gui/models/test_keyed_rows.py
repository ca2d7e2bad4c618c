"""Rows that are known by a key: every change arrives, and the rest stays where it was."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.gui.models.keyed_rows import KeyedRows, RowRole


@dataclass(frozen=True, kw_only=True)
class Row:
    key: str
    name: str = ""
    can_move: bool = True

    @property
    def spoken(self) -> str:
        return f"{self.key}, {self.name}"


def checked(model: KeyedRows) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def keys(model: KeyedRows) -> list[str]:
    return [row.key for row in model.rows()]


def test_what_stays_keeps_its_index(qtbot: QtBot) -> None:
    model = KeyedRows()
    checked(model)
    model.set_rows([Row(key="a"), Row(key="b"), Row(key="c")])
    second = QPersistentModelIndex(model.index(1))
    model.set_rows([Row(key="c"), Row(key="x"), Row(key="b", name="Bodil")])
    assert keys(model) == ["c", "x", "b"]
    assert second.row() == 2
    assert second.data() == "Bodil"


def test_only_what_differs_is_told(qtbot: QtBot) -> None:
    model = KeyedRows()
    model.set_rows([Row(key="a"), Row(key="b")])
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.set_rows([Row(key="a"), Row(key="b")])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_rows([Row(key="a"), Row(key="b", name="Bodil")])
    assert told.args is not None
    assert told.args[0].row() == 1


def test_a_row_speaks_and_says_whether_it_moves(qtbot: QtBot) -> None:
    model = KeyedRows()
    model.set_rows([Row(key="a", name="Inga"), Row(key="b", can_move=False)])
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "a, Inga"
    assert index.data(RowRole.ROW) == Row(key="a", name="Inga")
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.index(1).flags() & Qt.ItemFlag.ItemIsDragEnabled


orders = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(st.lists(orders, max_size=6))
def test_it_always_shows_what_it_was_given_last(states: list[list[str]]) -> None:
    model = KeyedRows()
    checked(model)
    for state in states:
        model.set_rows([Row(key=key) for key in state])
        assert keys(model) == state

"""The model of the tree of steps: Qt's rules, and what rearranging leaves alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.kinds import Order
from app.gui.process.model import STEP_MIME, Column, ProcessModel, ProcessRole
from app.gui.process.rows import ProcessRow
from tests.support.tree_dump import dump


def row(key: str, *children: ProcessRow, **other: object) -> ProcessRow:
    values: dict[str, object] = {"key": key, "title": key, "path": (0,), "children": children}
    return ProcessRow(**{**values, **other})  # type: ignore[arg-type]


def expected(rows: tuple[ProcessRow, ...]) -> list[object]:
    return [
        (f"{each.title} {each.does}".strip(), each.documents, expected(each.children))
        for each in rows
    ]


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[ProcessModel]:
    made = ProcessModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    assert tester.model() is made


ROWS = (
    row("group", row("anna", does="signs", documents="All 2"), row("bo"), order=Order.PARALLEL),
    row("cy", does="approves", documents="Lease"),
    row("onlookers", row("dan", path=None), path=None),
)


def test_what_is_shown_is_what_was_given(model: ProcessModel) -> None:
    model.show_rows(ROWS)
    assert dump(model) == expected(ROWS)
    assert [model.headerData(each, Qt.Orientation.Horizontal) for each in Column] == [
        "Steps",
        "Documents",
    ]


def test_a_moved_row_keeps_its_persistent_indexes(model: ProcessModel) -> None:
    model.show_rows(ROWS)
    kept = QPersistentModelIndex(model.index_of("bo"))
    model.show_rows((row("anna"), row("cy"), row("bo"), ROWS[2]))
    assert (kept.data(), kept.row(), kept.parent().isValid()) == ("bo", 2, False)


def test_the_index_of_a_row_that_is_gone_is_not_valid(model: ProcessModel) -> None:
    model.show_rows(ROWS)
    kept = QPersistentModelIndex(model.index_of("cy"))
    stale = model.index_of("cy")
    model.show_rows((ROWS[0],))
    assert not kept.isValid()
    assert not model.parent(stale).isValid()
    assert not model.index_of("cy").isValid()


def test_other_words_are_told_without_a_new_layout(model: ProcessModel, qtbot: QtBot) -> None:
    model.show_rows(ROWS)
    changed = replace(ROWS[1], documents="None")
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.waitSignal(model.dataChanged) as told:
        model.show_rows((ROWS[0], changed, ROWS[2]))
    assert told.args[0].data(ProcessRole.ROW) == changed
    assert model.rows() == (ROWS[0], changed, ROWS[2])


def test_the_same_again_tells_nothing(model: ProcessModel, qtbot: QtBot) -> None:
    model.show_rows(ROWS)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        model.show_rows(ROWS)


def test_only_steps_and_groups_are_dragged(model: ProcessModel) -> None:
    model.show_rows(ROWS)
    dragged = Qt.ItemFlag.ItemIsDragEnabled
    assert model.index_of("bo").flags() & dragged
    assert model.index_of("group").flags() & dragged
    assert not model.index_of("dan").flags() & dragged
    model.set_locked(True)
    assert not model.index_of("bo").flags() & dragged


def test_a_drop_is_told_as_a_wish_and_moves_nothing(model: ProcessModel, qtbot: QtBot) -> None:
    model.show_rows(ROWS)
    data = model.mimeData([model.index_of("cy")])
    with qtbot.waitSignal(model.move_wanted) as told:
        taken = model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, model.index_of("group"))
    assert (told.args, taken) == (["cy", "group", 1], False)
    assert dump(model) == expected(ROWS)


def test_what_comes_from_elsewhere_is_not_taken(model: ProcessModel, qtbot: QtBot) -> None:
    model.show_rows(ROWS)
    data = QMimeData()
    data.setData(STEP_MIME, b"somebody")
    with qtbot.assertNotEmitted(model.move_wanted):
        model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


@st.composite
def some_rows(draw: st.DrawFn) -> tuple[ProcessRow, ...]:
    """Rows on two levels whose keys differ."""
    keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8))
    found: list[ProcessRow] = []
    while keys:
        size = draw(st.integers(1, 3))
        first, *below = keys[:size]
        keys = keys[size:]
        words = draw(st.sampled_from(("", "All 2")))
        found.append(row(first, *(row(each) for each in below), documents=words))
    return tuple(found)


@settings(max_examples=60)
@given(some_rows(), some_rows())
def test_any_tree_becomes_any_other(
    qapp: object, before: tuple[ProcessRow, ...], after: tuple[ProcessRow, ...]
) -> None:
    model = ProcessModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(before)
    kept = {
        key: QPersistentModelIndex(model.index_of(key))
        for key in "abcdefgh"
        if model.index_of(key).isValid()
    }
    model.show_rows(after)
    assert dump(model) == expected(after)
    for key, index in kept.items():
        assert index.isValid() is model.index_of(key).isValid()
        assert not index.isValid() or index.data() == key
    assert tester.model() is model

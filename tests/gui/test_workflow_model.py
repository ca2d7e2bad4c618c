"""The model of the workflow tree: Qt's rules, and what a refresh leaves alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.gui.tracking.model import Column, WorkflowModel, WorkflowRole
from app.gui.tracking.rows import WorkflowRow, as_text
from tests.support.tree_dump import dump


def row(key: str, *children: WorkflowRow, **other: object) -> WorkflowRow:
    return WorkflowRow(**{"key": key, "name": key, "children": children, **other})  # type: ignore[arg-type]


def expected(rows: tuple[WorkflowRow, ...]) -> list[object]:
    return [(each.name, each.status, each.when, expected(each.children)) for each in rows]


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[WorkflowModel]:
    made = WorkflowModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    assert tester.model() is made


FIRST = (
    row("documents", row("1"), row("2"), status="2 files"),
    row("step", row("anna", row("history"), status="Opened"), row("bo", status="Not yet")),
)


def test_what_is_shown_is_what_was_given(model: WorkflowModel) -> None:
    model.show_rows(FIRST)
    assert dump(model) == expected(FIRST)
    assert [model.headerData(each, Qt.Orientation.Horizontal) for each in Column] == [
        "Workflow",
        "Status",
        "When",
    ]


def test_a_refresh_keeps_persistent_indexes_on_their_rows(model: WorkflowModel) -> None:
    model.show_rows(FIRST)
    kept = QPersistentModelIndex(model.index_of(("step", "bo")))
    model.refresh((row("step", row("new"), row("bo", status="Signed"), row("anna")), FIRST[0]))
    assert kept.data() == "bo"
    assert kept.row() == 1
    assert kept.sibling(kept.row(), Column.STATUS).data() == "Signed"


def test_only_what_changed_is_told_and_marked(model: WorkflowModel, qtbot: QtBot) -> None:
    model.show_rows(FIRST)
    step = replace(FIRST[1], children=(FIRST[1].children[0], row("bo", status="Signed")))
    with qtbot.waitSignal(model.rows_changed) as told:
        model.refresh((FIRST[0], step))
    assert [index.data() for index in told.args[0]] == ["bo"]
    assert model.index_of(("step", "bo")).data(WorkflowRole.CHANGED) is True
    assert model.index_of(("step", "anna")).data(WorkflowRole.CHANGED) is False


def test_a_time_that_is_told_otherwise_is_no_news(model: WorkflowModel, qtbot: QtBot) -> None:
    model.show_rows((row("access", status="Until 27 Nov", when="in 7 days"),))
    with qtbot.assertNotEmitted(model.rows_changed):
        model.refresh((row("access", status="Until 27 Nov", when="in 6 days"),))
    assert dump(model) == [("access", "Until 27 Nov", "in 6 days", [])]


def test_rows_which_come_later_are_news_and_open_themselves(
    model: WorkflowModel, qtbot: QtBot
) -> None:
    model.show_rows(FIRST)
    third = row("third", row("cy", row("deep")), is_open=True)
    with qtbot.waitSignals([model.rows_changed, model.opened]):
        model.refresh((*FIRST, third))
    assert [index.data() for index in model.open_indexes()] == ["third"]


def test_the_same_rows_again_change_nothing(model: WorkflowModel, qtbot: QtBot) -> None:
    model.show_rows(FIRST)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rows_changed):
        model.refresh(FIRST)


def test_selection_survives_a_refresh(model: WorkflowModel) -> None:
    model.show_rows(FIRST)
    selection = QItemSelectionModel(model)
    whole_row = QItemSelectionModel.SelectionFlag.ClearAndSelect
    selection.setCurrentIndex(model.index_of(("step", "bo")), whole_row)
    model.refresh((row("first"), row("step", row("bo", status="Signed"))))
    assert selection.currentIndex().data(WorkflowRole.PATH) == ("step", "bo")


def test_an_index_that_outlived_its_row_is_harmless(model: WorkflowModel) -> None:
    model.show_rows(FIRST)
    stale = model.index_of(("step", "anna"))
    model.show_rows((row("other"),))
    assert not model.parent(stale).isValid()
    assert model.data(stale) == ""


trees = st.recursive(
    st.just(()),
    lambda inner: st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(("x", "y")), inner),
        max_size=4,
        unique_by=lambda each: each[0],
    ).map(tuple),
    max_leaves=12,
)


def grown(tree: object) -> tuple[WorkflowRow, ...]:
    assert isinstance(tree, tuple)
    return tuple(row(key, *grown(below), status=status) for key, status, below in tree)


@settings(max_examples=60)
@given(trees, trees)
def test_any_tree_becomes_any_other(qapp: object, before: object, after: object) -> None:
    model = WorkflowModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(grown(before))
    model.refresh(grown(after))
    assert dump(model) == expected(grown(after))
    assert tester.model() is model


def test_the_tree_is_copied_as_indented_lines() -> None:
    rows = (
        row("Step 1", row("Anna", tag="Signer", status="Signed", when="10:31", said="SIGNED")),
        row("Sent", status="≈ 2 Mar", said="2031-03-02T10:20:30"),
    )
    assert as_text(rows) == (
        "Step 1\n  Anna [Signer]: Signed (SIGNED) - 10:31\nSent: ≈ 2 Mar (2031-03-02T10:20:30)"
    )

"""The tree on the screen: what stays open and selected, what is copied, what glows."""

from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.observation import Observation
from app.domain.status import ParticipantStatus
from app.gui.theme import Appearance, Theme
from app.gui.tracking.building import workflow_rows
from app.gui.tracking.delegate import chevron_place
from app.gui.tracking.model import WorkflowModel, WorkflowRole
from app.gui.tracking.view import WorkflowView
from app.gui.when import Times
from tests.support.observations import NOW, an_observation, at

TIMES = Times(now=NOW, zone=UTC)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> WorkflowView:
    made = WorkflowView(theme, WorkflowModel())
    made.model().setParent(made)
    qtbot.addWidget(made)
    made.resize(650, 460)
    made.show()
    show(made, an_observation())
    return made


def model_of(view: WorkflowView) -> WorkflowModel:
    model = view.model()
    assert isinstance(model, WorkflowModel)
    return model


def show(view: WorkflowView, observation: Observation) -> None:
    model_of(view).show_rows(workflow_rows(observation, TIMES))


def refresh(view: WorkflowView, observation: Observation) -> None:
    model_of(view).refresh(workflow_rows(observation, TIMES))


def henrik_signed() -> Observation:
    before = an_observation()
    henrik = replace(
        before.participants[2], status=ParticipantStatus.ACTED, acted_at=at(20), raw_status="SIGNED"
    )
    tuva = replace(before.participants[3], status=ParticipantStatus.INVITED, invited_at=at(20))
    return replace(before, participants=(*before.participants[:2], henrik, tuva))


HENRIK = ("step:2", "person:3")
HISTORY = (*HENRIK, "history")


def test_the_blocker_is_open_and_the_rest_is_calm(view: WorkflowView) -> None:
    model = model_of(view)
    assert view.isExpanded(model.index_of(("step:2",)))
    assert view.isExpanded(model.index_of(HENRIK))
    assert not view.isExpanded(model.index_of(("step:1", "person:1")))
    assert not view.isExpanded(model.index_of(("details",)))


def test_a_refresh_keeps_what_is_open_and_selected(view: WorkflowView) -> None:
    model = model_of(view)
    view.expand(model.index_of(HISTORY))
    view.collapse(model.index_of(("documents",)))
    view.setCurrentIndex(model.index_of(HISTORY))
    refresh(view, henrik_signed())
    assert view.isExpanded(model.index_of(HISTORY))
    assert not view.isExpanded(model.index_of(("documents",)))
    assert view.currentIndex().data(WorkflowRole.PATH) == HISTORY


def test_the_next_blocker_opens_by_itself(view: WorkflowView) -> None:
    refresh(view, henrik_signed())
    assert view.isExpanded(model_of(view).index_of(("step:3", "person:4")))


def test_a_changed_row_glows_and_then_keeps_its_dot(
    view: WorkflowView, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_reduced_motion(False)
    refresh(view, henrik_signed())
    assert HENRIK in view._glowing
    row = view.visualRect(model_of(view).index_of(HENRIK))
    picture = view.viewport().grab().toImage()
    ground = picture.pixelColor(400, row.center().y() - 11)
    assert ground != theme.colour("bg-base")
    qtbot.waitUntil(lambda: not view._glowing, timeout=4000)
    assert model_of(view).index_of(HENRIK).data(WorkflowRole.CHANGED) is True


def test_a_change_in_a_closed_row_glows_where_it_can_be_seen(
    view: WorkflowView, theme: Theme
) -> None:
    theme.set_reduced_motion(False)
    view.collapse(model_of(view).index_of(("step:2",)))
    refresh(view, henrik_signed())
    assert ("step:2",) in view._glowing
    assert HENRIK not in view._glowing


def test_with_reduced_motion_nothing_glows(view: WorkflowView, theme: Theme) -> None:
    theme.set_reduced_motion(True)
    refresh(view, henrik_signed())
    assert not view._glowing


def test_the_chevron_opens_and_closes(view: WorkflowView, qtbot: QtBot) -> None:
    index = model_of(view).index_of(("step:1", "person:1"))
    row = view.visualRect(index)
    row.setLeft(0)
    place = chevron_place(row, 1).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.isExpanded(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not view.isExpanded(index)


def test_keys_open_close_and_move(view: WorkflowView, qtbot: QtBot) -> None:
    model = model_of(view)
    view.setCurrentIndex(model.index_of(("documents",)))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert not view.isExpanded(model.index_of(("documents",)))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().data(WorkflowRole.PATH) == ("step:1",)


def test_copying_takes_the_value_of_the_row(view: WorkflowView, qtbot: QtBot) -> None:
    view.setCurrentIndex(model_of(view).index_of((*HENRIK, "invitation")))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "E-mail to henrik.falk@example.com"


def test_the_blocker_stands_out_over_the_whole_width(view: WorkflowView, theme: Theme) -> None:
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        row = view.visualRect(model_of(view).index_of(HENRIK))
        picture = view.viewport().grab().toImage()
        middle = row.center().y() - 11
        assert picture.pixelColor(1, middle) == theme.colour("waiting")
        for x in (8, view.viewport().width() - 2):
            assert picture.pixelColor(x, middle) == theme.colour("waiting-bg")


def test_the_row_under_the_pointer_is_marked(
    view: WorkflowView, theme: Theme, qtbot: QtBot
) -> None:
    row = view.visualRect(model_of(view).index_of(("documents",)))
    QTest.mouseMove(view.viewport(), QPoint(300, row.center().y()))
    qtbot.waitUntil(lambda: view._hovered.isValid() is True)
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(600, row.center().y() - 11) == theme.colour("bg-hover")


def test_a_row_that_is_read_aloud_says_everything(view: WorkflowView) -> None:
    index = model_of(view).index_of(HENRIK)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Henrik Falk, Signer, Opened, not signed, 12 Nov 08:14"

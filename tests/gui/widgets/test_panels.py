"""Blocker card, checklist, sheet and page canvas."""

import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import Appearance, Theme
from app.gui.widgets.blocker_card import (
    Blocker,
    BlockerCard,
    NextStep,
    Station,
    StationState,
)
from app.gui.widgets.buttons import Button
from app.gui.widgets.card import Card
from app.gui.widgets.checklist import Checklist, CheckLook, CheckState, CheckStep
from app.gui.widgets.page_canvas import PageCanvas, page_picture
from app.gui.widgets.sheet import Sheet, Veil
from app.gui.widgets.states import State

Show = Callable[..., QWidget]


def a_blocker(**more: object) -> Blocker:
    steps = (
        NextStep(key="change", text="Change number…", best=True),
        NextStep(key="remind", text="Remind"),
        NextStep(key="open", text="Open", reason="Scrive has no page for this."),
    )
    stations = (
        Station(name="Invited", detail="10 Nov 09:15", state=StationState.PASSED),
        Station(name="Signed", detail="Not yet", state=StationState.AHEAD),
    )
    facts: dict[str, object] = {
        "name": "Henrik Falk",
        "intro": "Everybody waits for",
        "since": "10 days",
        "stations": stations,
        "steps": steps,
    }
    return Blocker(**{**facts, **more})  # type: ignore[arg-type]


def test_the_best_step_is_the_only_primary_button_and_stands_last(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    card = BlockerCard(theme)
    show(card, wide=True)
    card.set_blocker(a_blocker())
    QApplication.processEvents()
    best, remind, impossible = (card.button(key) for key in ("change", "remind", "open"))
    assert best is not None
    assert remind is not None
    assert impossible is not None
    assert best.kind == "primary"
    assert remind.kind == "secondary"
    assert best.x() > remind.x()
    assert impossible.toolTip() == "Scrive has no page for this."
    with qtbot.waitSignal(card.step_requested) as wish:
        best.click()
    assert wish.args == ["change"]


def test_a_blocker_who_declined_wears_that_colour(theme: Theme, show: Show) -> None:
    card = BlockerCard(theme)
    show(card, wide=True)
    card.set_blocker(a_blocker())
    assert card.grab().toImage().pixelColor(1, 40) == theme.colour("waiting")
    card.set_blocker(a_blocker(stopped=True, steps=()))
    assert card.grab().toImage().pixelColor(1, 40) == theme.colour("stopped")
    assert card.button("change") is None


def test_a_refresh_takes_no_button_away(theme: Theme, show: Show) -> None:
    card = BlockerCard(theme)
    show(card, wide=True)
    card.set_blocker(a_blocker())
    before = card.button("change")
    card.set_blocker(a_blocker(since="11 days"))
    assert card.button("change") is before


def test_the_trail_is_spoken(theme: Theme, qtbot: QtBot) -> None:
    card = BlockerCard(theme)
    qtbot.addWidget(card)
    card.set_blocker(a_blocker())
    assert card._trail.accessibleName() == "Invited: 10 Nov 09:15; Signed: Not yet"


def steps() -> tuple[CheckStep, ...]:
    look = CheckLook(time="10:31:40", text="No answer", strong="in 1 min")
    return (
        CheckStep(state=CheckState.DONE, text="Draft frozen", time="10:30:52"),
        CheckStep(
            state=CheckState.FINDING,
            text="Start the agreement",
            rule="From here on people are notified",
            looks=(look, look),
        ),
        CheckStep(state=CheckState.NEXT, text="Confirm and track"),
    )


def test_a_checklist_grows_with_its_looks_and_rule(theme: Theme, qtbot: QtBot) -> None:
    listed = Checklist(theme)
    qtbot.addWidget(listed)
    listed.set_steps(steps()[:1])
    one = listed.sizeHint().height()
    assert one >= 30
    listed.set_steps(steps())
    assert listed.sizeHint().height() >= 4 * one + 2 * 20


def test_a_checklist_is_spoken_with_the_line_after_which_people_are_notified(
    theme: Theme, qtbot: QtBot
) -> None:
    listed = Checklist(theme)
    qtbot.addWidget(listed)
    listed.set_steps(steps())
    said = listed.accessibleDescription().split("\n")
    assert said[0] == "Draft frozen, done, 10:30:52"
    assert said[1].startswith("From here on people are notified, Start the agreement, finding")
    assert "in 1 min" in said[1]


def test_a_card_wears_the_bar_of_its_state(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, state=State.FINDING, tinted=True)
    qtbot.addWidget(card)
    card.resize(100, 60)
    drawn = card.grab().toImage()
    assert drawn.pixelColor(1, 30) == theme.colour("finding")
    assert drawn.pixelColor(50, 30) == theme.colour("finding-bg")
    card.set_state(None)
    drawn = card.grab().toImage()
    assert drawn.pixelColor(50, 30) == theme.colour("bg-base")
    assert drawn.pixelColor(50, 0) == theme.colour("line")


def a_window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    return window


def test_a_sheet_veils_the_window_while_it_is_open(theme: Theme, qtbot: QtBot) -> None:
    window = a_window(qtbot)
    without = window.grab().toImage().pixelColor(200, 150)
    sheet = Sheet(theme, "Connect an account", window)
    QVBoxLayout(sheet.body)
    sheet.open()
    veil = window.findChild(Veil)
    assert veil is not None
    assert veil.geometry() == window.rect()
    assert window.grab().toImage().pixelColor(200, 150).lightness() < without.lightness()
    window.resize(500, 350)
    QApplication.processEvents()
    assert veil.geometry() == window.rect()
    sheet.reject()
    QApplication.processEvents()
    assert window.grab().toImage().pixelColor(200, 150) == without


def test_a_sheet_keeps_its_width_and_places_buttons(theme: Theme, qtbot: QtBot) -> None:
    window = a_window(qtbot)
    sheet = Sheet(theme, "Connect an account", window, width=720)
    help_link, save = Button(theme, "Help", kind="link"), Button(theme, "Save", kind="primary")
    sheet.add_foot(save)
    sheet.add_foot(help_link, left=True)
    sheet.open()
    assert sheet.width() >= 720
    assert help_link.x() < save.x()
    sheet.reject()


def test_a_closed_sheet_is_freed(theme: Theme, qtbot: QtBot) -> None:
    window = a_window(qtbot)
    sheet = Sheet(theme, "Connect an account", window)
    gone: list[bool] = []
    sheet.destroyed.connect(lambda: gone.append(True))
    remembered = weakref.ref(sheet)
    sheet.open()
    sheet.close()
    del sheet
    qtbot.waitUntil(lambda: gone == [True])
    assert remembered() is None


def a_desk(theme: Theme, qtbot: QtBot, pages: int = 4) -> PageCanvas:
    desk = PageCanvas(theme)
    qtbot.addWidget(desk)
    desk.resize(500, 400)
    desk.show()
    desk.set_pages([(595.0, 842.0)] * pages)
    return desk


def test_the_desk_asks_for_the_pages_that_are_seen(theme: Theme, qtbot: QtBot) -> None:
    desk = PageCanvas(theme)
    qtbot.addWidget(desk)
    desk.resize(500, 400)
    desk.show()
    asked: list[tuple[int, int]] = []
    desk.page_wanted.connect(lambda page, width: asked.append((page, width)))
    with qtbot.waitSignal(desk.page_wanted):
        desk.set_pages([(595.0, 842.0)] * 30)
    assert [page for page, _ in asked] == [0]
    assert 300 < asked[0][1] < 500
    desk.go_to_page(20)
    qtbot.waitUntil(lambda: 20 in [page for page, _ in asked])
    assert len(asked) < 5


def test_a_desk_that_gets_its_size_late_begins_at_the_top(theme: Theme, qtbot: QtBot) -> None:
    desk = PageCanvas(theme)
    qtbot.addWidget(desk)
    desk.resize(100, 30)
    desk.set_pages([(595.0, 842.0)] * 4)
    desk.show()
    desk.resize(800, 500)
    assert desk.verticalScrollBar().value() == 0
    desk.go_to_page(2)
    before = desk.mapToScene(0, 0).y()
    desk.resize(500, 500)
    assert desk.mapToScene(0, 0).y() == pytest.approx(before, abs=1.5)


def test_a_picture_lies_on_its_page(theme: Theme, qtbot: QtBot) -> None:
    desk = a_desk(theme, qtbot)
    desk.set_image(0, page_picture(2, 2, b"\xff\x00\x00\xff" * 4))
    desk.set_image(99, QImage())
    drawn = desk.grab().toImage()
    assert drawn.pixelColor(drawn.width() // 2, 200) == QColor("#ff0000")
    assert drawn.pixelColor(3, 200) == theme.colour("bg-sunken")


def test_the_desk_knows_which_page_one_reads(theme: Theme, qtbot: QtBot) -> None:
    desk = a_desk(theme, qtbot)
    assert desk.current_page == 0
    with qtbot.waitSignal(desk.current_page_changed) as told:
        QTest.keyClick(desk, Qt.Key.Key_PageDown)
    assert told.args == [1]
    QTest.keyClick(desk, Qt.Key.Key_End)
    assert desk.current_page == 3
    desk.clear()
    assert desk.current_page == -1
    assert desk.page_count == 0


def test_zoom_goes_in_steps_and_stays_within_its_ends(theme: Theme, qtbot: QtBot) -> None:
    desk = a_desk(theme, qtbot)
    desk.set_zoom(1.0)
    desk.zoom_in()
    assert round(desk.zoom, 2) == 1.25
    desk.zoom_out()
    desk.zoom_out()
    assert round(desk.zoom, 2) == 0.85
    desk.set_zoom(99)
    desk.zoom_in()
    assert round(desk.zoom, 2) == 4.0
    desk.set_zoom(0.0001)
    assert round(desk.zoom, 2) == 0.25


def test_a_fitted_page_follows_the_width(theme: Theme, qtbot: QtBot) -> None:
    desk = a_desk(theme, qtbot)
    before = desk.zoom
    desk.resize(700, 400)
    QApplication.processEvents()
    assert desk.zoom > before
    assert not desk.horizontalScrollBar().isVisible()
    desk.set_zoom(2.0)
    desk.resize(800, 400)
    assert round(desk.zoom, 2) == 2.0
    desk.fit_width()
    assert desk.zoom < 2.0


def test_the_wheel_zooms_with_control(theme: Theme, qtbot: QtBot) -> None:
    desk = a_desk(theme, qtbot)
    desk.set_zoom(1.0)
    middle = desk.viewport().rect().center()
    wheel = QWheelEvent(
        middle.toPointF(),
        desk.mapToGlobal(middle).toPointF(),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    desk.wheelEvent(wheel)
    assert round(desk.zoom, 2) == 1.25


def test_paper_stays_white_in_the_dark(theme: Theme, qtbot: QtBot) -> None:
    desk = a_desk(theme, qtbot)
    theme.set_appearance(Appearance.DARK)
    drawn = desk.grab().toImage()
    assert drawn.pixelColor(drawn.width() // 2, 200) == QColor("#ffffff")
    assert drawn.pixelColor(3, 200) == theme.colour("bg-sunken")
    assert desk.size() == QSize(500, 400)

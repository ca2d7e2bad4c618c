"""The strip and the sidebar: where one is, and how one gets elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.widgets.nav_list import NavItem, NavList
from app.gui.widgets.section_header import HeaderRow, SectionHeader
from app.gui.widgets.states import State
from app.gui.widgets.strip import PartState, Strip

Show = Callable[..., QWidget]

PARTS = [
    ("documents", "files", "Documents"),
    ("people", "users", "People"),
    ("process", "workflow", "Process"),
    ("review", "send", "Review and send"),
]


def test_the_parts_share_the_width_and_have_the_height_of_the_table(
    theme: Theme, show: Show
) -> None:
    strip = Strip(theme, PARTS)
    show(strip, wide=True)
    widths = [strip.part(key).width() for key, _, _ in PARTS]
    assert max(widths) - min(widths) <= 1
    assert strip.part("people").height() >= 56


def test_a_click_wishes_for_a_part(theme: Theme, show: Show, qtbot: QtBot) -> None:
    strip = Strip(theme, PARTS)
    show(strip, wide=True)
    strip.set_current("documents")
    with qtbot.waitSignal(strip.part_chosen) as wish:
        QTest.mouseClick(strip.part("process"), Qt.MouseButton.LeftButton)
    assert wish.args == ["process"]
    assert strip.current() == "process"


def test_control_and_a_number_go_to_a_part(theme: Theme, show: Show, qtbot: QtBot) -> None:
    strip = Strip(theme, PARTS)
    window = show(strip, wide=True)
    strip.set_current("documents")
    with qtbot.waitSignal(strip.part_chosen) as wish:
        QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert wish.args == ["review"]


def test_a_part_speaks_its_summary_and_findings(theme: Theme, qtbot: QtBot) -> None:
    strip = Strip(theme, PARTS)
    qtbot.addWidget(strip)
    strip.set_state("people", PartState(summary="4 people", errors=2, warnings=1))
    said = strip.part("people").accessibleDescription()
    assert strip.part("people").accessibleName() == "People"
    assert said.startswith("4 people, 2 to repair, 1 worth a look")


def test_the_open_part_is_marked_and_findings_are_painted(theme: Theme, show: Show) -> None:
    strip = Strip(theme, PARTS)
    show(strip, wide=True)
    strip.set_current("people")
    strip.set_state("people", PartState(summary="4 people", errors=1))
    strip.set_state("process", PartState(summary="2 steps", complete=True))
    drawn = strip.part("people").grab().toImage()
    assert drawn.pixelColor(100, drawn.height() - 1) == theme.colour("accent")
    colours = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width() - 60, drawn.width())
        for y in range(drawn.height())
    }
    assert theme.colour("stopped-bg").name() in colours
    checked = strip.part("process").grab().toImage()
    assert theme.colour("done").name() in {
        checked.pixelColor(x, y).name()
        for x in range(checked.width() - 40, checked.width())
        for y in range(checked.height())
    }


def a_sidebar(theme: Theme) -> NavList:
    sidebar = NavList(theme)
    sidebar.add_section(
        "",
        [
            NavItem(key="needs", text="Needs you", icon="bell-ring", alert=State.NEEDS),
            NavItem(key="waiting", text="Waiting for others", icon="hourglass"),
        ],
    )
    sidebar.add_section("Accounts", [NavItem(key="a1", text="Norrvik", service="scrive")])
    return sidebar


def test_a_view_is_chosen_by_mouse_and_keys(theme: Theme, show: Show, qtbot: QtBot) -> None:
    sidebar = a_sidebar(theme)
    show(sidebar, wide=True)
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.set_current("waiting")
    with qtbot.waitSignal(sidebar.chosen) as wish:
        QTest.mouseClick(sidebar.row("needs"), Qt.MouseButton.LeftButton)
    assert wish.args == ["needs"]
    sidebar.row("needs").setFocus()
    with qtbot.waitSignal(sidebar.chosen) as wish:
        QTest.keyClick(sidebar.row("needs"), Qt.Key.Key_Down)
    assert wish.args == ["waiting"]
    assert sidebar.current() == "waiting"


def test_a_view_that_is_not_there_leaves_none_chosen(theme: Theme, qtbot: QtBot) -> None:
    sidebar = a_sidebar(theme)
    qtbot.addWidget(sidebar)
    sidebar.set_current("needs")
    sidebar.set_current("")
    assert sidebar.current() == ""


def test_a_count_is_seen_and_spoken(theme: Theme, show: Show) -> None:
    sidebar = a_sidebar(theme)
    show(sidebar, wide=True)
    sidebar.set_count("needs", 5)
    row = sidebar.row("needs")
    assert row.accessibleDescription() == "5"
    drawn = row.grab().toImage()
    right = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width() - 30, drawn.width())
        for y in range(drawn.height())
    }
    assert theme.colour("needs-bg").name() in right
    sidebar.set_count("needs", 0)
    assert row.accessibleDescription() == ""


def test_a_rail_is_narrow_and_tells_its_words_in_tooltips(theme: Theme, show: Show) -> None:
    sidebar = a_sidebar(theme)
    show(sidebar, wide=True)
    sidebar.set_rail(True)
    assert sidebar.maximumWidth() == 36
    assert sidebar.row("waiting").toolTip() == "Waiting for others"
    assert sidebar.row("waiting").sizeHint() == QSize(36, 36)
    sidebar.set_rail(False)
    assert sidebar.row("waiting").toolTip() == ""
    assert sidebar.maximumWidth() > 1000


def test_a_cleared_sidebar_can_be_filled_again(theme: Theme, show: Show) -> None:
    sidebar = a_sidebar(theme)
    show(sidebar, wide=True)
    sidebar.clear()
    sidebar.add_section("", [NavItem(key="drafts", text="Drafts", icon="pencil-line")])
    sidebar.set_current("drafts")
    assert sidebar.current() == "drafts"


def test_headings_show_count_and_note(theme: Theme, show: Show) -> None:
    header = SectionHeader(theme, "Waiting for others", role="title", count="14")
    row = HeaderRow(theme, "At once", note="2 people are notified", icon="zap")
    show(header, row, wide=True)
    assert header.count.isVisible()
    header.set_title("Outbox")
    assert not header.count.isVisible()
    assert row.accessibleName() == "At once 2 people are notified"
    row.set_text("When all is done")
    assert row.accessibleName() == "When all is done"
    assert row.height() >= 28

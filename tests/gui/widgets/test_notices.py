"""Banners and findings: order, merging, and the wishes they pass on."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import Theme
from app.gui.widgets.banner import Banner, BannerArea, Notice, NoticeAction
from app.gui.widgets.buttons import Button
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.findings_line import FindingsLine, FindingWords
from app.gui.widgets.states import Severity, State

Show = Callable[..., QWidget]


def a_notice(key: str, state: State, **more: object) -> Notice:
    return Notice(key=key, state=state, what=f"{key} happened.", **more)  # type: ignore[arg-type]


def banners(area: BannerArea) -> list[Banner]:
    found = [each for each in area.findChildren(Banner) if each.isVisible()]
    return sorted(found, key=lambda banner: banner.y())


def pressed(widget: QWidget, name: str) -> Button:
    button = widget.findChild(Button, name)
    assert button is not None
    button.click()
    return button


def test_an_empty_area_takes_no_place(theme: Theme, show: Show) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    assert not area.isVisible()
    area.show_notice(a_notice("offline", State.OFFLINE))
    assert area.isVisible()
    area.remove_notice("offline")
    area.remove_notice("was never there")
    assert not area.isVisible()


def test_the_two_most_serious_are_seen_in_order(theme: Theme, show: Show, qtbot: QtBot) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    for key, state in (
        ("sent", State.DONE),
        ("network", State.OFFLINE),
        ("refused", State.STOPPED),
        ("unknown", State.FINDING),
    ):
        area.show_notice(a_notice(key, state))
    qtbot.waitUntil(lambda: len(banners(area)) == 2)
    qtbot.waitUntil(lambda: banners(area)[1].y() > banners(area)[0].y())
    assert [banner.notice.key for banner in banners(area)] == ["refused", "unknown"]
    area.remove_notice("refused")
    assert [notice.key for notice in area.shown()] == ["unknown", "network"]


def test_the_same_matter_is_one_banner_with_the_newer_words(theme: Theme, show: Show) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    area.show_notice(a_notice("outbox", State.FINDING, meaning="Next look 10:44."))
    before = banners(area)
    area.show_notice(a_notice("outbox", State.FINDING, meaning="Next look 10:44."))
    assert banners(area) == before
    area.show_notice(a_notice("outbox", State.DONE, meaning="It was sent after all."))
    assert [each.sentence() for each in banners(area)] == [
        "outbox happened. It was sent after all."
    ]


def test_a_banner_passes_on_what_the_user_wants(theme: Theme, show: Show, qtbot: QtBot) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    action = NoticeAction(key="retry", text="Try now")
    area.show_notice(a_notice("network", State.OFFLINE, actions=(action,)))
    with qtbot.waitSignal(area.action_requested) as wish:
        pressed(area, "retry")
    assert wish.args == ["network", "retry"]


def test_a_closable_banner_goes_and_tells(theme: Theme, show: Show, qtbot: QtBot) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    area.show_notice(a_notice("sent", State.DONE, closable=True))
    with qtbot.waitSignal(area.closed) as closed:
        pressed(area, "close")
    assert closed.args == ["sent"]
    assert not area.isVisible()


def test_a_banner_that_must_be_dealt_with_has_no_close_button(theme: Theme, show: Show) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    area.show_notice(a_notice("network", State.OFFLINE))
    assert area.findChildren(Button, QRegularExpression("close")) == []


def test_a_banner_speaks_state_and_sentence(theme: Theme, show: Show) -> None:
    area = BannerArea(theme)
    show(area, wide=True)
    area.show_notice(a_notice("it", State.FINDING, meaning="Next look 10:44."))
    assert banners(area)[0].accessibleName() == "Finding out. it happened. Next look 10:44."


def test_a_banner_with_motion_ends_at_its_full_height(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    theme.set_reduced_motion(False)
    area = BannerArea(theme)
    show(area, wide=True)
    area.show_notice(a_notice("first", State.STOPPED))
    area.show_notice(a_notice("second", State.DONE))
    qtbot.waitUntil(lambda: all(banner.height() >= 44 for banner in banners(area)))
    assert all(banner.maximumHeight() > 1000 for banner in banners(area))


def a_finding(severity: Severity = Severity.ERROR) -> FindingWords:
    return FindingWords(
        key="f1",
        severity=severity,
        strong="Inga Engberg",
        text="gets an SMS code but has no mobile number.",
        repair="Use +46 70 174 06 31",
        place="Inga",
        explains=True,
    )


def test_a_finding_passes_on_every_wish_with_its_key(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    line = FindingsLine(theme, a_finding(), narrow=True)
    show(line, wide=True)
    for name, signal in (
        ("repair", line.repair_requested),
        ("place", line.place_requested),
        ("why", line.reason_requested),
    ):
        with qtbot.waitSignal(signal) as wish:
            pressed(line, name)
        assert wish.args == ["f1"]


def test_a_finding_is_spoken_with_its_severity(theme: Theme, qtbot: QtBot) -> None:
    line = FindingsLine(theme, a_finding(Severity.WARNING))
    qtbot.addWidget(line)
    assert line.accessibleName().startswith("Worth a second look: Inga Engberg gets")


def test_an_empty_list_offers_a_beginning(theme: Theme, show: Show, qtbot: QtBot) -> None:
    empty = EmptyState(
        theme,
        icon="hourglass",
        title="Nobody keeps you waiting",
        sentence="Agreements that you sent appear here.",
        action="New agreement",
    )
    show(empty, wide=True)
    with qtbot.waitSignal(empty.action_requested):
        pressed(empty, "empty-action")
    empty.say("Nothing found", "No agreement has these words.")
    assert not empty.button.isVisible()
    assert empty.accessibleName() == "Nothing found"

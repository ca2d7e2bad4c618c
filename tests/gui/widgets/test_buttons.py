"""Buttons: their sizes, their kinds, and why they are off."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.theme import Theme
from app.gui.widgets.buttons import Button, Kind, Size, icon_button

Show = Callable[..., QWidget]


@pytest.mark.parametrize(("size", "height"), [("small", 28), ("normal", 32), ("large", 36)])
@pytest.mark.parametrize("kind", ["primary", "secondary", "danger", "remove", "quiet"])
def test_the_height_is_that_of_the_size(
    theme: Theme, show: Show, kind: Kind, size: Size, height: int
) -> None:
    button = Button(theme, "Send", kind=kind, size=size, icon="send")
    show(button)
    assert button.sizeHint().height() == height


def test_words_that_come_later_stand_as_far_from_the_icon(theme: Theme, show: Show) -> None:
    at_once, later = Button(theme, "Send", icon="send"), Button(theme, icon="send")
    later.setText("Send")
    show(at_once, later)
    assert later.sizeHint() == at_once.sizeHint()


def test_focus_does_not_move_anything(theme: Theme, show: Show) -> None:
    button, other = Button(theme, "Remind…"), Button(theme, "Other")
    show(button, other)
    other.setFocus()
    without = button.sizeHint()
    button.setFocus()
    assert button.hasFocus()
    assert button.sizeHint() == without


def test_focus_is_seen(theme: Theme, show: Show) -> None:
    button, other = Button(theme, "Remind…"), Button(theme, "Other")
    show(button, other)
    button.setFocus()
    edge = button.grab().toImage().pixelColor(button.width() // 2, 0)
    assert edge == theme.colour("focus")


@pytest.mark.parametrize(("size", "side"), [("small", 28), ("normal", 32), ("large", 36)])
def test_a_button_with_one_icon_is_square_and_has_a_spoken_name(
    theme: Theme, show: Show, size: Size, side: int
) -> None:
    button = icon_button(theme, "x", "Close", size=size)
    show(button)
    assert (button.width(), button.height()) == (side, side)
    assert button.accessibleName() == "Close"
    assert button.toolTip() == "Close"
    drawn = button.grab(QRect(QPoint(0, 0), button.size())).toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(side) for y in range(side)}
    assert len(colours) > 1, "the icon is not seen"


def test_a_button_that_is_off_says_why(theme: Theme, show: Show) -> None:
    button = Button(theme, "Send")
    show(button)
    button.set_purpose("Sends to 4 people")
    button.set_possible(False, "Two things must be repaired first.")
    assert not button.isEnabled()
    assert button.toolTip() == "Two things must be repaired first."
    assert "repaired" in button.accessibleDescription()
    button.set_possible(True)
    assert button.isEnabled()
    assert button.toolTip() == "Sends to 4 people"


def test_another_kind_looks_different_at_once(theme: Theme, show: Show) -> None:
    button = Button(theme, "Send")
    show(button)
    place = (4, button.height() // 2)
    assert button.grab().toImage().pixelColor(*place) == theme.colour("bg-base")
    button.set_kind("primary")
    assert button.grab().toImage().pixelColor(*place) in (
        theme.colour("accent"),
        theme.colour("accent-hover"),
    )


def test_the_font_of_a_role_survives_being_shown(theme: Theme, show: Show) -> None:
    button = Button(theme, "Send", size="small")
    show(button)
    assert button.font().pointSizeF() == theme.font("caption").pointSizeF()
    assert button.font().weight() == 500


def test_a_button_with_a_menu_leaves_room_for_its_arrow(theme: Theme, show: Show) -> None:
    plain, opening = Button(theme, "Download"), Button(theme, "Download")
    opening.set_menu(QMenu(opening))
    show(plain, opening)
    assert opening.sizeHint().width() > plain.sizeHint().width()

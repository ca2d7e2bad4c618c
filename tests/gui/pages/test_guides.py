"""The magnet draws places to their neighbours, and grips drag edges."""

import pytest

from app.domain.field_editing import Place
from app.gui.pages.guides import Grip, Guide, Line, dragged, snapped

A4 = (595.0, 842.0)
MOVE = Grip()
NEIGHBOUR = Place(page=1, x=100, y=200, width=190, height=48)


def a_place(**changes: float) -> Place:
    values: dict[str, float] = {"x": 350, "y": 200, "width": 190, "height": 48, **changes}
    return Place(page=1, **values)


def test_a_field_near_the_height_of_a_neighbour_becomes_level_with_it() -> None:
    place, guides = snapped(a_place(y=203), MOVE, [NEIGHBOUR], A4, 4)
    assert place == a_place(y=200)
    assert guides == (Guide(line=Line.LEVEL, at=200),)


def test_a_field_below_a_neighbour_comes_in_line() -> None:
    place, guides = snapped(a_place(x=97, y=400), MOVE, [NEIGHBOUR], A4, 4)
    assert place == a_place(x=100, y=400)
    assert [guide.line for guide in guides] == [Line.IN_LINE]


def test_the_middle_of_the_page_draws_too() -> None:
    place, guides = snapped(a_place(x=200, y=400), MOVE, [], A4, 4)
    assert place.x + place.width / 2 == A4[0] / 2
    assert [guide.line for guide in guides] == [Line.CENTRED]


def test_what_is_far_away_or_on_another_page_does_not_draw() -> None:
    other = Place(page=2, x=100, y=200, width=190, height=48)
    for place in (a_place(y=210), a_place(y=201)):
        assert snapped(place, MOVE, [other], A4, 4) == (place, ())


def test_only_the_held_edge_is_drawn_when_resizing() -> None:
    place = a_place(x=102, width=186, y=300)
    drawn, guides = snapped(place, Grip(across=1), [NEIGHBOUR], A4, 4)
    assert (drawn.x, drawn.right) == (102, 290)
    assert [guide.line for guide in guides] == [Line.IN_LINE]


@pytest.mark.parametrize(
    ("grip", "wanted"),
    [
        (Grip(), (110, 220, 190, 48)),
        (Grip(across=-1, down=-1), (110, 220, 180, 28)),
        (Grip(across=1), (100, 200, 200, 48)),
        (Grip(down=1), (100, 200, 190, 68)),
        (Grip(across=1, down=-1), (100, 220, 200, 28)),
    ],
)
def test_each_grip_drags_its_edges(grip: Grip, wanted: tuple[float, ...]) -> None:
    place = dragged(NEIGHBOUR, grip, 10, 20)
    assert (place.x, place.y, place.width, place.height) == wanted


def test_an_edge_never_passes_the_other() -> None:
    place = dragged(NEIGHBOUR, Grip(across=-1, down=1), 900, -900)
    assert (place.width, place.height) == (4, 4)
    assert (place.right, place.y) == (290, 200)

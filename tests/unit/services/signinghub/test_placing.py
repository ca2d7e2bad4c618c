"""Where signature fields lie on pages."""

from itertools import combinations

import pytest

from app.domain.agreement import Field
from app.domain.kinds import FieldType
from app.services.signinghub.placing import Place, Sheet, placed

A4 = (595.0, 842.0)


def a_field(
    *,
    page: int = 1,
    x: float = 72.0,
    y: float = 640.0,
    width: float = 180.0,
    height: float = 48.0,
) -> Field:
    return Field(
        type=FieldType.SIGNATURE,
        participant="bo",
        document="lease",
        page=page,
        x=x,
        y=y,
        width=width,
        height=height,
    )


def meets(one: Place, other: Place) -> bool:
    return (
        one.page == other.page
        and one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_points_become_the_pixels_of_the_service() -> None:
    sheet = Sheet(width=1190, height=1684, pages=1, points=(A4,))

    assert placed([a_field()], sheet) == (Place(page=1, x=144, y=1280, width=360, height=96),)


def test_a_page_of_another_size_has_the_scale_of_the_first() -> None:
    sheet = Sheet(width=1190, height=1684, pages=2, points=(A4, (842.0, 1190.0)))

    [place] = placed([a_field(page=2, x=700, y=1000)], sheet)

    assert (place.page, place.x, place.y) == (2, 1400, 2000)


def test_without_a_measure_points_are_pixels() -> None:
    assert placed([a_field()], Sheet(width=0, height=0, pages=1)) == (
        Place(page=1, x=72, y=640, width=180, height=48),
    )


@pytest.mark.parametrize("count", [1, 2, 5, 30, 200])
@pytest.mark.parametrize("size", [A4, (842.0, 595.0), (200.0, 150.0)])
def test_signatures_without_a_place_lie_beside_each_other_on_the_last_page(
    count: int, size: tuple[float, float]
) -> None:
    sheet = Sheet(width=size[0] * 1.5, height=size[1] * 1.5, pages=3, points=(size,) * 3)

    places = placed([None] * count, sheet)

    assert {each.page for each in places} == {3}
    assert not any(meets(one, other) for one, other in combinations(places, 2))
    for each in places:
        assert min(each.x, each.y) >= 0
        assert min(each.width, each.height) > 0
        assert each.x + each.width <= sheet.width
        assert each.y + each.height <= sheet.height


def test_they_do_not_cover_those_that_have_a_place() -> None:
    sheet = Sheet(width=595, height=842, pages=1, points=(A4,))

    places = placed([None, a_field(x=30, y=700, width=300, height=120), None], sheet)

    assert not any(meets(one, other) for one, other in combinations(places, 2))


def test_a_page_that_is_covered_all_over_is_used_all_the_same() -> None:
    sheet = Sheet(width=595, height=842, pages=1, points=(A4,))

    places = placed([a_field(x=0, y=0, width=595, height=842), None], sheet)

    assert places[1].width > 0

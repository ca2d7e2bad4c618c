"""Fields are placed, moved, resized, copied and removed, and never leave their page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.field_editing import (
    Place,
    a_new_field,
    counts_of,
    duplicated,
    fields_on,
    moved_to,
    on_every_page,
    on_page,
    place_of,
    radio_text,
    with_changed_field,
    with_field,
    without_field,
)
from app.domain.field_kinds import (
    CHECKBOX_WIDTHS,
    RADIO_WIDTHS,
    can_place,
    first_size,
    fixed_widths,
)
from app.domain.kinds import FieldType, SendWith
from tests.support.agreements import an_agreement
from tests.support.fields import a_button, a_field

A4 = (595.0, 842.0)
SCRIVE = frozenset({SendWith.FLOW, SendWith.DOCUMENTS})
numbers = st.floats(min_value=-3000, max_value=3000, allow_nan=False)


@given(numbers, numbers, numbers, numbers, st.sampled_from(FieldType))
def test_a_field_stays_on_the_page_whatever_is_asked(
    x: float, y: float, width: float, height: float, kind: FieldType
) -> None:
    wanted = Place(page=1, x=x, y=y, width=width, height=height)
    field = moved_to(a_field(type=kind), wanted, A4, SCRIVE)
    assert field.x >= 0
    assert field.y >= 0
    assert field.width > 0
    assert field.height > 0
    assert field.x + field.width <= A4[0] + 0.01
    assert field.y + field.height <= A4[1] + 0.01


def test_a_new_field_lies_around_the_point_where_it_was_dropped() -> None:
    field = a_new_field(an_agreement(), FieldType.SIGNATURE, "bodil", "contract", (2, 300, 400), A4)
    assert place_of(field) == Place(page=2, x=205, y=376, width=190, height=48)
    corner = a_new_field(an_agreement(), FieldType.TEXT, "bodil", "contract", (1, 0, 0), A4)
    assert (corner.x, corner.y) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "widths"),
    [(FieldType.CHECKBOX, CHECKBOX_WIDTHS), (FieldType.RADIO, RADIO_WIDTHS)],
)
def test_small_squares_have_one_of_three_sizes_at_scrive(
    kind: FieldType, widths: tuple[float, ...]
) -> None:
    assert fixed_widths(SCRIVE, kind) == widths
    assert first_size(kind, A4[0])[0] == pytest.approx(widths[1] * A4[0])
    for wanted in (1.0, 12.0, 500.0):
        place = Place(page=1, x=10, y=10, width=wanted, height=3)
        field = moved_to(a_field(type=kind), place, A4, SCRIVE)
        assert any(field.width == pytest.approx(each * A4[0], abs=0.01) for each in widths)
        assert field.height == field.width


def test_elsewhere_squares_are_free() -> None:
    ways = frozenset({SendWith.PACKAGE})
    assert fixed_widths(ways, FieldType.CHECKBOX) == ()
    place = Place(page=1, x=10, y=10, width=30, height=30)
    assert moved_to(a_field(type=FieldType.CHECKBOX), place, A4, ways).width == 30


def test_it_is_known_what_each_way_carries() -> None:
    assert can_place(frozenset(), FieldType.INITIALS)
    assert not can_place(SCRIVE, FieldType.INITIALS)
    assert can_place(SCRIVE, FieldType.RADIO)
    assert can_place(frozenset({SendWith.PACKAGE}), FieldType.TEXT)
    assert not can_place(frozenset({SendWith.PACKAGE}), FieldType.SIGN_DATE)


def test_a_field_is_changed_and_removed_by_its_number() -> None:
    agreement = an_agreement(fields=(a_field(), a_field(x=1.0)))
    changed = with_changed_field(agreement, 1, a_field(x=7.0))
    assert [each.x for each in changed.fields] == [59.5, 7.0]
    assert with_changed_field(agreement, 2, a_field()) == agreement
    assert [each.x for each in without_field(agreement, 0).fields] == [1.0]
    assert without_field(agreement, 9) == agreement


def test_a_copy_lies_beside_the_original_and_has_a_name_of_its_own() -> None:
    agreement = an_agreement(fields=(a_field(id="Landlord", anchor="For the landlord"),))
    changed, number = duplicated(agreement, 0, A4)
    copy = changed.fields[number]
    assert (copy.x, copy.y, copy.id, copy.anchor) == (71.5, 433.0, "", "")
    assert changed.fields[0] == agreement.fields[0]


def test_a_copied_radio_button_is_the_next_choice_of_its_group() -> None:
    agreement = an_agreement(fields=(a_button("Option 1"),))
    changed, number = duplicated(agreement, 0, A4)
    copy = changed.fields[number]
    assert (copy.group, radio_text(copy)) == ("Pets", "Option 2")
    assert copy.y > agreement.fields[0].y
    assert copy.x == agreement.fields[0].x


def test_radio_buttons_of_a_page_join_one_group_and_others_begin_another() -> None:
    agreement = an_agreement()
    for page in (1, 1, 2):
        field = a_new_field(agreement, FieldType.RADIO, "bodil", "contract", (page, 300, 400), A4)
        agreement, _ = with_field(agreement, field)
    groups = [(each.group, radio_text(each)) for each in agreement.fields]
    assert groups == [
        ("Choice 1", "Option 1"),
        ("Choice 1", "Option 2"),
        ("Choice 2", "Option 1"),
    ]


def test_the_same_place_on_every_page_is_taken_once() -> None:
    agreement = an_agreement(fields=(a_field(type=FieldType.INITIALS, page=2, y=750.0),))
    pages = (A4, A4, (300.0, 400.0), A4)
    changed = on_every_page(agreement, 0, pages)
    assert [each.page for each in changed.fields] == [2, 1, 3, 4]
    on_small = changed.fields[2]
    assert on_small.y + on_small.height <= 400
    again = on_every_page(changed, 0, pages)
    assert again == changed


def test_fields_are_listed_as_they_are_read() -> None:
    fields = (a_field(page=2), a_field(y=500.0), a_field(document="rules"), a_field(y=10.0))
    agreement = an_agreement(fields=fields)
    assert [number for number, _ in fields_on(agreement, "contract")] == [3, 1, 0]


def test_a_group_of_buttons_counts_once() -> None:
    fields = (a_field(), a_button("Cat"), a_button("Dog"), a_field(participant="inga"))
    assert counts_of(fields) == {"bodil": 2, "inga": 1}


def test_what_is_larger_than_the_page_fills_it() -> None:
    place = on_page(replace(place_of(a_field()), width=900, height=9000), A4)
    assert place == Place(page=1, x=0, y=0, width=595, height=842)
